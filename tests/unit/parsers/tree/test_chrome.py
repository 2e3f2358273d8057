"""A site's chrome, learned from its pages."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from model.captures import RawPage
from parsers.routing import parse
from parsers.tree.chrome import Tally, fingerprint, learn

APPEAL = "Our newsroom lives on what its readers give, and a coffee a month keeps the lights on for the night desk."
SENTENCES = [
    f"On the {number} of May the evening ferry waited for {word}, and nobody on board complained about the delay."
    for number, word in enumerate(("a wedding party", "the mail van", "two schools", "a brass band", "the fog"), 10)
]


def page(number: int) -> RawPage:
    text = "".join(f"<p>{sentence} It was round {number} of {count}.</p>" for count, sentence in enumerate(SENTENCES))
    html = f"<html><body><article><h1>Ferry {number}</h1>{text}<p>{APPEAL}</p></article></body></html>"
    return RawPage(html.encode(), f"https://harbour.example/2025/05/07/ferry-{number}", chrome=frozenset())


def learned(pages: int) -> frozenset[int]:
    return learn(parse(page(number)).fingerprints for number in range(pages)).chrome()


def test_what_stands_on_every_page_of_a_host_is_left_out_of_the_next_one() -> None:
    fresh = page(99)
    before = parse(fresh).document.text
    after = parse(RawPage(fresh.body, fresh.url, chrome=learned(6))).document.text

    assert APPEAL in before
    assert APPEAL not in after
    assert all(f"round 99 of {count}" in after for count in range(5))


def test_a_system_whose_texts_are_found_by_their_blocks_has_its_chrome_learned_too() -> None:
    head = '<head><meta name="generator" content="Drupal 10"><meta property="og:type" content="article"></head><body>'
    pages = [replace(raw, body=raw.body.replace(b"<body>", head.encode())) for raw in map(page, range(6))]
    read = [parse(raw) for raw in pages]
    known = learn(parsed.fingerprints for parsed in read).chrome()

    assert {parsed.document.parser for parsed in read} == {"drupal_article"}
    assert APPEAL in read[0].document.text
    assert APPEAL not in parse(RawPage(pages[0].body, pages[0].url, chrome=known)).document.text


def test_a_page_of_a_host_of_which_nothing_is_learned_has_no_fingerprints() -> None:
    assert parse(page(1)).fingerprints
    assert not parse(replace(page(1), chrome=None)).fingerprints


def test_nothing_is_chrome_before_five_pages_were_seen() -> None:
    assert not learned(4)


def test_a_page_is_not_emptied_by_what_was_learned() -> None:
    known = page(1)
    everything = frozenset(parse(known).fingerprints)

    assert parse(RawPage(known.body, known.url, chrome=everything)).document.text == parse(known).document.text


def test_what_a_site_gives_up_is_forgotten() -> None:
    tally = learn([[1, 2]] * 10)
    for number in range(400):
        tally = tally.with_page([2, 1000 + number])

    assert tally.chrome() == {2}


def test_case_and_blanks_do_not_tell_blocks_apart() -> None:
    assert fingerprint("Read  More\n") == fingerprint("read more") != fingerprint("read most")


@given(st.lists(st.lists(st.integers(0, 400), max_size=40), max_size=250))
def test_a_tally_stays_small_and_counts_no_block_oftener_than_pages(pages: list[list[int]]) -> None:
    tally = Tally()
    for prints in pages:
        tally = tally.with_page(prints)

    assert tally.pages <= 100
    assert all(0 < count <= tally.pages for count in tally.counts.values())
