"""Rules joined to fields, read in a scope, with the account of how."""

from __future__ import annotations

from parsers.account import Account, shown
from parsers.fields import address, by, head_address, meta, meta_address, moment, place, prose, text, texts
from parsers.page import Page
from parsers.scope import Scope

HTML = """<html><head><link rel="canonical" href="/a?b=1#c"><meta name="author" content="  Ann  Oak "></head><body>
<h1> The <i>pi</i>er </h1><div class="by"><a>Ann Oak</a><a>Ben Elm</a><a>Ann Oak</a></div>
<time datetime="2024-05-03T10:00:00">3 May</time>
<div class="text"><p>One.<br>Two</p><div class="ad"><p>Buy.</p></div><blockquote><p>Three.</p></blockquote></div>
<a class="here" href="#note">note</a></body></html>"""


def scope(drop: tuple[str, ...] = (), zone: str | None = None) -> Scope:
    return Scope.of(Page(HTML, url="https://pier.example/x/y", zone=zone), drop)


def test_the_first_find_wins_and_the_misses_before_it_are_named() -> None:
    found = (text("h2") | meta("missing", "author") | text("h1")).read(scope())

    assert (found.value, found.rule) == ("Ann Oak", "meta author")
    assert found.missed == ("h2", "meta missing")


def test_nothing_found_names_every_miss() -> None:
    found = (text("h2") | text("h3", attr="id")).read(scope())

    assert (found.value, found.rule, found.missed) == (None, None, ("h2", "h3 @id"))


def test_text_inside_a_line_is_joined_without_blanks() -> None:
    assert text("h1").read(scope()).value == "The pier"


def test_several_texts_come_once_each_in_order() -> None:
    assert texts(".by a").read(scope()).value == ("Ann Oak", "Ben Elm")


def refuse(_: str) -> str | None:
    return None


def test_a_change_to_none_is_a_miss() -> None:
    found = (text("h1").map(refuse) | by(lambda _: "spare", "spare")).read(scope())

    assert (found.value, found.missed) == ("spare", ("h1",))


def test_what_is_dropped_is_skipped_and_stays_in_the_tree() -> None:
    dropping = scope(drop=(".ad", "h1"))

    assert prose(".text").read(dropping).value == ("One.", "Two", "Three.")
    assert text("h1").read(dropping).value is None
    assert dropping.page.root.css_first(".ad") is not None


def test_a_node_inside_another_match_is_read_once() -> None:
    assert prose(".text p, .text blockquote, .text").read(scope(drop=(".ad",))).value == ("One.", "Two", "Three.")


def test_a_local_time_is_read_in_the_zone_of_the_source() -> None:
    here, nowhere = moment("time", attr="datetime").read(scope(zone="Asia/Yangon")), moment("time").read(scope())

    assert here.value is not None
    assert here.value.iso() == "2024-05-03T03:30:00Z"
    assert nowhere.value is None


def test_addresses_are_absolute_and_only_places_keep_their_fragment() -> None:
    assert head_address('link[rel="canonical"]').read(scope()).value == "https://pier.example/a?b=1"
    assert address(".here").read(scope()).value == "https://pier.example/x/y"
    assert place(".here").read(scope()).value == "https://pier.example/x/y#note"


def test_an_address_in_a_meta_is_taken_as_it_is_written_whichever_attribute_names_it() -> None:
    html = '<meta name="og:image" content=" "><meta name="og:image" content="/cafe\u0301.jpg">'
    page = Page(html, url="https://pier.example/x/y")

    found = meta_address("image", "og:image").read(Scope.of(page))

    assert (found.value, found.rule) == ("https://pier.example/cafe%CC%81.jpg", "meta og:image")  # not as %C3%A9


def test_an_account_shows_each_field_on_one_line() -> None:
    account = Account(scope())
    account.read("title", text("h1"))
    account.read("section", text("h2"))

    title, section = account.readings
    assert (title.field, title.rule, title.value) == ("title", "h1", "The pier")
    assert (section.rule, section.value, section.missed) == (None, "", ("h2",))


def test_long_values_are_shown_cut() -> None:
    assert len(shown("word " * 100)) == 120
    assert shown(("a", "b", "c", "d")) == "4 items, the first: a"
