"""What a robots.txt file says of a URL: RFC 9309 and the slips that are met in the wild."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawler.robots import check
from crawler.robots.patterns import matches

DATA = os.environ.get("NIGHTDESK_EVAL_DATA")
AGENT = "Harbourbot/1.0 (+https://example.org/bot)"


def allowed(robots: str, path: str, agent: str = AGENT) -> bool:
    return check(robots, agent, f"https://example.org{path}").allowed


#: Rules of one group, a path, whether it may be fetched.
RULES = [
    ("Disallow: /yard", "/yard/crane", False),
    ("Disallow: /yard", "/shipyard", True),
    ("Disallow: /Yard", "/yard", True),
    ("Disallow:", "/yard", True),
    ("Disallow: /\nAllow: /yard", "/yard", True),
    ("Allow: /yard\nDisallow: /", "/quay", False),
    ("Allow: /yard\nDisallow: /yard", "/yard", True),
    ("Disallow: /yard/\nAllow: /yard/open/", "/yard/open/1", True),
    ("Disallow: /*.pdf$", "/a/b.pdf", False),
    ("Disallow: /*.pdf$", "/a/b.pdf?page=2", True),
    ("Disallow: /*?print=", "/a?print=1", False),
    ("Disallow: *utm", "/a?utm_source=x", False),
    ("Disallow: /a$b", "/a$b", False),
    ("Disallow: /caf\u00e9", "/caf%C3%A9/menu", False),
    ("Disallow: /caf%c3%a9", "/caf%C3%A9", False),
    ("Disallow: /%7Ecrane", "/~crane", False),
    ("Disallow: /~crane", "/%7ecrane", False),
    ("Disallow: /\nAllow: /%7Ecrane", "/~crane", False),
    ("Disallow: /a%2Fb", "/a/b", True),
    ("Disallow: /\nAllow: /dir/index.html", "/dir/", True),
    ("Disallow: /\nAllow: /dir/index.html", "/dir/other", False),
    ("Disallow: /\nAllow: /dir/other", "/dir/", False),
    ("Disallow: /dir/\nDisallow: /dir/index.html", "/dir/", False),
    ("Disallow : /yard  # the yard is closed", "/yard", False),
    ("DISALLOW:/yard", "/yard", False),
    ("Disalow: /yard", "/yard", False),
    ("disallow /yard", "/yard", False),
    ("Noindex: /yard", "/yard", True),
    ("Disallow: /yard\rDisallow: /quay", "/quay", False),
    ("Disallow: /yard\x00", "/yard", False),
    ("Disallow: /", "/robots.txt", True),
    ("Disallow: /", "/robots.txt?x", True),
    ("Disallow: /?", "/", True),
    ("Disallow: /$", "/", False),
]


@pytest.mark.parametrize(("rules", "path", "expected"), RULES)
def test_a_rule_means_what_the_standard_says(rules: str, path: str, expected: bool) -> None:
    assert allowed(f"User-agent: *\n{rules}\n", path) is expected


#: A whole file, whether /yard may be fetched by Harbourbot.
GROUPS = [
    ("User-agent: harbourbot\nDisallow: /yard", False),
    ("User-agent: HARBOURBOT/2.0\nDisallow: /yard", False),
    ("User-agent: Harbourbot beta\nDisallow: /yard", False),
    ("User-agent: Harbour\nDisallow: /yard", True),
    ("User-agent: OtherBot\nDisallow: /yard", True),
    ("User-agent: *\nDisallow: /yard\n\nUser-agent: Harbourbot\nDisallow: /quay", True),
    ("User-agent: Harbourbot\nDisallow: /quay\n\nUser-agent: *\nDisallow: /yard", True),
    ("User-agent: Harbourbot\nDisallow:\n\nUser-agent: *\nDisallow: /", True),
    ("User-agent: Harbourbot\nUser-agent: OtherBot\nDisallow: /yard", False),
    ("User-agent: Harbourbot\n\n\nDisallow: /yard", False),
    ("User-agent: Harbourbot\nDisallow: /quay\nUser-agent: OtherBot\nDisallow: /yard", True),
    ("User-agent: Harbourbot\nDisallow: /quay\nSitemap: /s.xml\nUser-agent: OtherBot\nDisallow: /yard", True),
    ("User-agent: OtherBot\nDisallow: /quay\nUser-agent: Harbourbot\nUser-agent: ThirdBot\nDisallow: /yard", False),
    ("User-agent: Harbourbot\nDisallow: /quay\nUser-agent: *\nUser-agent: Harbourbot\nDisallow: /yard", False),
    ("User-agent: Harbourbot\nSitemap: https://example.org/s.xml\nUser-agent: OtherBot\nDisallow: /yard", False),
    ("User-agent: Harbourbot\nCrawl-delay: 3\nUser-agent: OtherBot\nDisallow: /yard", False),
    ("User-agent: Harbourbot\nWhatever this is\nDisallow: /yard", False),
    ("useragent: Harbourbot\nDisallow: /yard", False),
    ("User-agent Harbourbot\nDisallow: /yard", False),
    ("\ufeffUser-agent: Harbourbot\nDisallow: /yard", False),
    ("User-agent: *\x00\nDisallow: /yard", False),
    ("User-agent: * (all)\nDisallow: /yard", False),
    ("User-agent: *bot\nDisallow: /yard", True),
    ("User-agent: - all\nDisallow: /yard", True),
    ("Disallow: /yard\nUser-agent: Harbourbot\nDisallow: /quay", True),
    ("", True),
    ("<html><p>Disallow: /yard", True),
]


@pytest.mark.parametrize(("robots", "expected"), GROUPS)
def test_a_group_is_for_the_agents_it_names(robots: str, expected: bool) -> None:
    assert allowed(robots, "/yard") is expected


def test_an_agent_whose_name_holds_blanks_is_met_by_the_group_of_no_single_word() -> None:
    assert allowed("User-agent: Harbour\nDisallow: /yard", "/yard", "Harbour watch/1.0")


def test_the_winning_line_is_given_as_written() -> None:
    verdict = check("User-agent: *\n  DISALLOW:  /Yard/*   # closed\nAllow: /", AGENT, "https://example.org/Yard/1")
    assert (verdict.allowed, verdict.rule) == (False, "DISALLOW:  /Yard/*")
    assert verdict.reason == "disallowed by 'DISALLOW:  /Yard/*'"


def test_without_a_matching_line_there_is_no_rule_but_a_reason() -> None:
    assert check("User-agent: *\nDisallow: /yard", AGENT, "https://example.org/").reason == "no rule matches"
    assert check("User-agent: OtherBot\nDisallow: /", AGENT, "https://example.org/").reason == "no group for this agent"


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        ("Crawl-delay: 10", 10.0),
        ("crawl-delay: 0.5", 0.5),
        ("Crawl-delay: 86400", 60.0),
        ("Crawl-delay: soon", None),
        ("Crawl-delay: -1", None),
        ("Crawl-delay: nan", None),
        ("Request-rate: 1/5", 5.0),
        ("Request-rate: 30/1m", 2.0),
        ("Request-rate: 1/1h 0600-0845", 60.0),
        ("Request-rate: 0/5", None),
        ("Crawl-delay: 2\nRequest-rate: 1/4", 4.0),
        ("Crawl-delay: 4\nRequest-rate: 1/2", 4.0),
    ],
)
def test_a_delay_is_read_and_absurd_ones_are_clamped(line: str, seconds: float | None) -> None:
    assert check(f"User-agent: *\n{line}\nDisallow: /x", AGENT, "https://example.org/").delay == seconds


def test_a_delay_holds_for_the_agents_of_its_own_group() -> None:
    robots = "User-agent: *\nCrawl-delay: 9\n\nUser-agent: Harbourbot\nDisallow: /x"
    assert check(robots, AGENT, "https://example.org/").delay is None
    assert check(robots, "OtherBot", "https://example.org/").delay == 9


def test_a_wildcard_bomb_costs_nothing() -> None:
    started = time.process_time()
    allowed("User-agent: *\nDisallow: /" + "*a" * 2000 + "b$", "/" + "a" * 50_000)
    assert time.process_time() - started < 1


def slow_match(path: str, pattern: str) -> bool:
    """Matching by its definition, letter by letter."""
    if not pattern or pattern == "$":
        return pattern == "" or path == ""
    if pattern[0] == "*":
        return any(slow_match(path[i:], pattern[1:]) for i in range(len(path) + 1))
    return path[:1] == pattern[0] and slow_match(path[1:], pattern[1:])


@given(st.text("ab/", max_size=8), st.text("ab/*", max_size=7), st.booleans())
@example(path="/ab", pattern="/ab*b", anchored=True)
@example(path="/abb", pattern="/ab*b", anchored=True)
def test_patterns_match_as_their_definition_says(path: str, pattern: str, anchored: bool) -> None:
    pattern += "$" if anchored else ""
    assert matches(path, pattern) is slow_match(path, pattern)


@given(st.text(), st.text(), st.text())
def test_no_file_agent_or_url_breaks_the_reading(robots: str, agent: str, url: str) -> None:
    assert check(f"User-agent: *\n{robots}", agent, url).reason


@pytest.mark.skipif(not DATA, reason="NIGHTDESK_EVAL_DATA names no folder")
def test_the_evaluation_cases_are_decided_as_they_should_be() -> None:
    cases: list[dict[str, Any]] = json.loads((Path(DATA or ".") / "robots.json").read_text(encoding="utf-8"))["cases"]
    wrong = [case for case in cases if check(case["robots"], case["ua"], case["url"]).allowed is not case["allowed"]]
    assert [case["id"] for case in wrong if case["scope"] == "rfc9309"] == []
    assert len(wrong) <= 0.03 * len(cases), [case["id"] for case in wrong]
