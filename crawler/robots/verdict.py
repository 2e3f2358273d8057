"""The verdict of a robots.txt file on one URL, with the line that decided it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crawler.robots.patterns import equalised, matches, path_of
from crawler.robots.text import Rule, product_token, read_group
from model.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a URL may be fetched: the deciding line as written, the delay asked for in seconds, the reason in words.

    Where robots.txt could not be read, `outcome` says how that ended and `retry_at` when it is looked at again.
    """

    allowed: bool
    rule: str | None = None
    delay: float | None = None
    reason: str = ""
    outcome: Outcome = Outcome.ROBOTS
    retry_at: datetime | None = None


def check(robots_text: str, agent: str, url: str) -> Verdict:
    """What a robots.txt says of a URL to a user agent, given by its token or in full.

    The longest matching rule wins, Allow where two are equal (RFC 9309, section 2.2.2).
    """
    group = read_group(robots_text, product_token(agent))
    path = path_of(url)
    if path.partition("?")[0] == "/robots.txt":
        return Verdict(True, None, group.delay, "robots.txt itself is always allowed")
    if not group.found:
        return Verdict(True, None, group.delay, "no group for this agent")
    plain = equalised(path)
    best = max((ranked for rule in group.rules if (ranked := _rank(rule, path, plain))), default=None)
    if best is None:
        return Verdict(True, None, group.delay, "no rule matches")
    allowed, written = best[1], best[2]
    return Verdict(allowed, written, group.delay, f"{'allowed' if allowed else 'disallowed'} by {written!r}")


def _rank(rule: Rule, path: str, plain: str) -> tuple[int, bool, str] | None:
    """How strongly a rule matches, None where it does not.

    A Disallow counts in any spelling of the path, an Allow only as written: where encodings differ, what is kept off
    stays kept off.
    """
    if matches(path, rule.pattern) or (not rule.allow and matches(plain, rule.plain)):
        return len(rule.pattern), rule.allow, rule.written
    if rule.allow and (index := _index_form(rule.pattern)) and matches(path, index):
        return len(index), True, rule.written
    return None


def _index_form(pattern: str) -> str | None:
    """`/dir/$` for `/dir/index.html`: whoever may read the index may ask for the folder."""
    folder, slash, name = pattern.rpartition("/")
    return f"{folder}{slash}$" if slash and name.startswith("index.htm") else None
