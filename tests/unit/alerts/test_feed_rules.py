"""Feeds held to what validators check: RFC 4287 and 5005, RSS 2.0 with its profile, JSON Feed 1.1."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from feed_rules import complaints
from hypothesis import given
from hypothesis import strategies as st

from alerts.excerpts import excerpt
from alerts.feeds import FORMATS, Copy, Entry, Feed
from alerts.rules import alert_uid, feed_uid
from model.moments import Moment

NOON = datetime(2026, 3, 1, 12, 0, 5, tzinfo=UTC)
PAGES = (("current", "https://desk.example/feeds/harbour.atom"), ("prev-archive", "https://desk.example/f?archive=1"))
#: Every code point, lone surrogates among them, and what was seen to trip readers.
ANYTHING = st.text(st.characters(codec=None, categories=None), max_size=30) | st.sampled_from(
    [
        "<b>bold</b> &amp; &#x27; ]]>",
        "\x85\x9f\ufffd\ufdd0\U0001fffe",
        " \t\n ",
        "a@b.example <a@b.example>",
        "AT&T < B",
    ]
)
ADDRESSES = ANYTHING.map("https://a.example/?q=".__add__) | st.sampled_from(
    [
        "https://a.example/100%/x[1]?y=[2]&z=%zz|^",
        "http://[::1]:80/a[b]",
        "javascript:alert(1)",
        "",
        "/relative",
        "https://пример.рф/ё",
    ]
)


def entry(number: int = 0, **more: object) -> Entry:
    fields: dict[str, object] = {
        "uid": alert_uid("harbour", str(number)),
        "title": f"Crane {number} falls",
        "url": f"https://gazette.example/{number}",
        "outlet": "The Gazette",
        "published": Moment(NOON),
        "first_seen_at": NOON,
        "updated_at": NOON + timedelta(hours=1),
        "excerpt": "A crane fell.\n\nNobody was hurt.",
        "authors": ("A. Writer", "B. Writer"),
        "language": "en",
        "tags": ("harbour", "cranes"),
        "image": "https://gazette.example/crane.jpg",
        "marks": ("crane",),
        "copies": (Copy("Quay Forum", "repost", "https://quay.example/t/1", "Crane falls"),),
    }
    return Entry(**fields | more)  # type: ignore[arg-type]  # the fields above are Entry's


def written(form: str, *entries: Entry, **more: object) -> bytes:
    fields: dict[str, object] = {"links": (), "archive": False, "hub": None, "title": "The harbour"}
    said = Feed(
        uid=feed_uid("harbour"),
        home="https://desk.example/",
        self_url=f"https://desk.example/feeds/harbour.{form}",
        updated_at=NOON,
        entries=entries,
        **fields | more,  # type: ignore[arg-type]  # they are Feed's
    )
    return FORMATS[form][0](said)


@pytest.mark.parametrize("form", list(FORMATS))
@pytest.mark.parametrize(
    "more",
    [
        {},
        {"hub": "https://hub.example/"},
        {"links": PAGES, "archive": True},
        {"title": "R&D <b>news</b>"},
        {"title": " "},
    ],
    ids=["plain", "with a hub", "an archive page", "a title like markup", "a blank title"],
)
def test_a_validator_has_nothing_to_say_about_a_feed(form: str, more: dict[str, object]) -> None:
    assert complaints(form, written(form, **more)) == []
    assert complaints(form, written(form, *map(entry, range(20)), **more)) == []


@pytest.mark.parametrize("form", list(FORMATS))
@given(st.data())
def test_nor_whatever_outlets_write(form: str, data: st.DataObject) -> None:
    texts, more = st.lists(ANYTHING, max_size=3).map(tuple), {}
    for name in ("title", "outlet", "excerpt"):
        more[name] = data.draw(ANYTHING)
    for name in ("authors", "tags", "marks"):
        more[name] = data.draw(texts)
    more |= {"url": data.draw(ADDRESSES), "image": data.draw(ADDRESSES), "language": data.draw(ANYTHING)}
    more["copies"] = (Copy(data.draw(ANYTHING), "copy", data.draw(ADDRESSES), data.draw(ANYTHING)),)
    assert complaints(form, written(form, entry(**more), title=data.draw(ANYTHING))) == []


def test_nor_about_known_hostile_strings(eval_data: Path) -> None:
    strings = json.loads((eval_data / "injection_strings.json").read_text("utf-8"))
    hostile = list(_texts(strings))
    entries = [
        entry(n, title=text, excerpt=text, authors=(text,), tags=(text,), url=text) for n, text in enumerate(hostile)
    ]
    assert [said for form in FORMATS for said in complaints(form, written(form, *entries))] == []


def _texts(tree: object) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, list | dict):
        for each in tree.values() if isinstance(tree, dict) else tree:
            yield from _texts(each)


@pytest.mark.parametrize("form", list(FORMATS))
def test_what_was_published_after_it_was_seen_is_told_in_words_alone(form: str) -> None:
    early = written(form, entry(published=Moment(NOON + timedelta(days=2)), updated_at=NOON)).decode()
    assert "published 2026-03-03 12:00 UTC" in early and "published>2026-03-03" not in early
    assert "03 Mar 2026" not in early and "date_published" not in early


@pytest.mark.parametrize(
    ("form", "spoiled"),
    [
        ("atom", (b"urn:uuid:", b"urn:uuid:X")),
        ("atom", (b"<updated>", b"<updated>x")),
        ("atom", (b'rel="self"', b'rel="me"')),
        ("atom", (b"<title>Crane", b"<title>&lt;b&gt;x&lt;/b&gt;")),
        ("atom", (b"Crane", b"\xc2\x9f")),
        ("atom", (b"<name>A. Writer", b"<name>")),
        ("rss", (b"</guid>", b"</guid><guid>x</guid>")),
        ("rss", (b"GMT", b"PST")),
        ("rss", (b"&lt;p&gt;", b"&lt;script&gt;")),
        ("rss", (b"<link>https", b"<link>//https")),
        ("rss", (b"<title>Crane", b"<title>R&amp;D")),
        ("json", (b'"id": "urn', b'"id": "xrn')),
        ("json", (b"</p>", b"")),
        ("json", (b'"en"', b'"english!"')),
    ],
)
def test_the_rules_find_what_is_wrong(form: str, spoiled: tuple[bytes, bytes]) -> None:
    body = written(form, entry())
    assert spoiled[0] in body
    try:
        found = complaints(form, body.replace(*spoiled, 1) if spoiled[0] != b"urn:uuid:" else body.replace(*spoiled))
    except ValueError:
        return
    assert found


def test_an_excerpt_from_further_in_begins_with_a_sentence_and_says_that_there_is_more() -> None:
    text = "nd of a sentence. A crane fell into the harbour. " + "Nobody was hurt. " * 60
    told = excerpt(text, skipped=True)
    assert told.startswith("… A crane fell") and told.endswith(" …") and len(told) < 610
    assert excerpt("\u103aမင်းအောင်လှိုင်", skipped=True) == "… မင်းအောင်လှိုင်"
    assert excerpt("alf a word and more", skipped=True) == "… a word and more"
