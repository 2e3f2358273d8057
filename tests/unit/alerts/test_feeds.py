import html
import json
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.feeds import FORMATS, Copy, Entry, Feed, write_atom, write_json, write_rss
from alerts.rules import alert_uid, feed_uid
from model.moments import Moment

NOON = datetime(2026, 3, 1, 12, 0, 5, tzinfo=UTC)
LATER = datetime(2026, 3, 2, 8, tzinfo=UTC)


def entry(title: str = "Crane falls", published: Moment | None = None, **more: object) -> Entry:
    fields: dict[str, object] = {
        "uid": alert_uid("harbour", title),
        "title": title,
        "url": "https://gazette.example/1?a=1&b=2",
        "outlet": "The Gazette",
        "published": published,
        "first_seen_at": NOON,
        "updated_at": LATER,
        "excerpt": "A crane fell.\n\nNobody was hurt.",
        "copies": (Copy("Quay Forum", "repost", "https://quay.example/t/1", "Crane <falls>"),),
        "language": "en",
        "tags": ("harbour",),
    } | more
    return Entry(**fields)  # type: ignore[arg-type]  # the fields above are Entry's


def feed(*entries: Entry) -> Feed:
    return Feed(feed_uid("harbour"), "The harbour", "https://desk.example/", "https://desk.example/f", LATER, entries)


@pytest.mark.parametrize("form", ["atom", "rss"])
def test_a_feed_reader_finds_everything_in_it(form: str) -> None:
    write, _ = FORMATS[form]
    said = entry(
        title="Crane & <co> falls",
        published=Moment(NOON),
        authors=("A. Writer", "Б. Автор"),
        tags=("harbour", "краны"),
        image="https://gazette.example/crane.jpg",
        marks=("crane",),
        language="en",
    )
    parsed = feedparser.parse(write(feed(said)))
    assert not parsed.bozo
    assert parsed.feed.title == "The harbour" and parsed.feed.updated_parsed[:6] == LATER.timetuple()[:6]
    (read,) = parsed.entries
    assert html.unescape(read.title) == "Crane & <co> falls" and read.link == "https://gazette.example/1?a=1&b=2"
    assert read.id == "urn:uuid:" + alert_uid("harbour", "Crane & <co> falls")
    assert read.published_parsed[:6] == NOON.timetuple()[:6] and read.updated_parsed[:6] == LATER.timetuple()[:6]
    assert [one.name for one in read.authors if one] == ["A. Writer", "Б. Автор"]
    assert [tag.term for tag in read.tags] == ["harbour", "краны"]
    assert read.media_content == [{"url": "https://gazette.example/crane.jpg", "medium": "image"}]
    related = [(link.href, link.title) for link in read.links if link.rel == "related"]
    assert related == [("https://quay.example/t/1", "repost: Quay Forum")]
    body = read.content[0].value if form == "atom" else read.description
    for told in (
        "The Gazette",
        "2026-03-01 12:00 UTC",
        "A <strong>crane</strong> fell.",
        "Nobody was hurt.",
        "Quay Forum",
    ):
        assert told in body
    assert (read.content[0].language if form == "atom" else read.language) == "en"


def test_a_day_is_never_given_a_clock_time() -> None:
    day = entry(published=Moment.parse("2021-06-22"))
    atom, rss, items = write_atom(feed(day)).decode(), write_rss(feed(day)).decode(), json.loads(write_json(feed(day)))
    assert "<published>" not in atom and "<pubDate>" not in rss and "date_published" not in items["items"][0]
    assert all("published 2021-06-22 (day only)" in text for text in (atom, rss, items["items"][0]["content_html"]))


def test_updated_and_published_are_told_apart() -> None:
    atom = ET.fromstring(write_atom(feed(entry(published=Moment(NOON)))))
    space = {"a": "http://www.w3.org/2005/Atom"}
    assert atom.findtext("a:entry/a:published", namespaces=space) == "2026-03-01T12:00:05Z"
    assert atom.findtext("a:entry/a:updated", namespaces=space) == "2026-03-02T08:00:00Z"


def test_the_same_story_has_the_same_id_everywhere_and_each_watch_its_own() -> None:
    assert alert_uid("harbour", "s") == alert_uid("harbour", "s") != alert_uid("market", "s")


def test_markup_in_a_title_stays_text() -> None:
    parsed = feedparser.parse(write_rss(feed(entry(title="<script>alert(1)</script> & co"))))
    assert (
        parsed.entries[0].title_detail.value == "<script>alert(1)</script> & co"
        or "script" not in parsed.entries[0].title
    )
    assert b"<script>" not in write_rss(feed(entry(title="<script>alert(1)</script>")))


@given(st.text(), st.text(), st.text())
def test_any_text_gives_well_formed_feeds(title: str, excerpt: str, outlet: str) -> None:
    hostile = feed(entry(title=title, excerpt=excerpt, outlet=outlet, url="https://a.example/" + title, tags=(title,)))
    ET.fromstring(write_atom(hostile))
    ET.fromstring(write_rss(hostile))
    json.loads(write_json(hostile))
