"""Feeds over HTTP: every kind of them, paged, archived, conditional, packed, private."""

from __future__ import annotations

import gzip
import json
import random
import shutil
import sqlite3
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from email.message import Message
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from sqlalchemy import select

from config.settings import Settings
from db.tables import document
from matching.names import NameList
from nightdesk.watches.searching import search
from nightdesk.watches.watching import Hit
from web.app import Shown, create_app
from web.serving import Served

OpenOffice = Callable[..., Any]
ATOM = {"a": "http://www.w3.org/2005/Atom", "fh": "http://purl.org/syndication/history/1.0"}


def own_words(number: int) -> str:
    """A text that shares no words with those of other numbers."""
    chance = random.Random(number)
    return "A crane fell. " + " ".join("".join(chance.choices("abcdefghij", k=7)) for _ in range(60))


@contextmanager
def served(office: Any, **more: Any) -> Iterator[str]:
    names: tuple[NameList, ...] = ()
    fields = {"entries": 10, "searches": {"cranes": lambda limit: search(office.store, "crane", names, limit)}} | more
    shown = Shown(office.store, {"harbour": "The harbour"}, {"gazette": "Gazette", "review": "Review"}, **fields)
    with Served(create_app(shown), "127.0.0.1", 0) as web:
        yield web.address


def get(url: str, **headers: str) -> tuple[int, Message, bytes]:
    asked = urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def links(body: bytes) -> dict[str, str]:
    return {node.get("rel", ""): node.get("href", "") for node in ET.fromstring(body).findall("a:link", ATOM)}


def ids(body: bytes) -> list[str]:
    return [node.text or "" for node in ET.fromstring(body).findall("a:entry/a:id", ATOM)]


@pytest.fixture
def office(open_office: OpenOffice, clock: Any) -> Any:
    opened = open_office({})
    for number in range(25):
        clock.forward(minutes=1)
        outlet = "review" if number % 5 == 0 else "gazette"
        opened.publish(f"number-{number}", outlet, own_words(number), f"Crane <{number}>")
    opened.publish("copy", "review", own_words(24), "Crane, again")
    return opened


@pytest.mark.parametrize("form", ["atom", "rss", "json"])
def test_there_are_feeds_of_a_watch_a_source_everything_and_a_search(office: Any, form: str) -> None:
    with served(office, entries=100) as address:
        counts = {}
        for path in ("harbour", "sources/review", "all", "searches/cranes"):
            status, _, body = get(f"{address}/feeds/{path}.{form}")
            assert status == 200
            counts[path] = len(json.loads(body)["items"] if form == "json" else feedparser.parse(body).entries)
        assert counts == {"harbour": 25, "sources/review": 6, "all": 25, "searches/cranes": 25}
        for path in ("sources/nobody", "searches/nothing", "nothing"):
            assert get(f"{address}/feeds/{path}.{form}")[0] == 404


def test_a_reader_finds_the_copies_and_the_words_that_met_the_watch(office: Any) -> None:
    with served(office) as address:
        for form in ("atom", "rss"):
            written = get(f"{address}/feeds/harbour.{form}")[2]
            parsed = feedparser.parse(written)
            assert not parsed.bozo and b"A &lt;strong&gt;crane&lt;/strong&gt; fell" in written
            newest = parsed.entries[0]
            assert newest.link == "https://gazette.example/number-24"
            related = [link.href for link in newest.links if link.rel == "related"]
            assert related == ["https://review.example/copy"]
            body = newest.content[0].value if form == "atom" else newest.description
            assert "hibjbga" in body and newest.updated_parsed


def test_the_archive_holds_every_entry_that_the_feed_has_not_and_goes_back_to_the_first(office: Any) -> None:
    with served(office) as address:
        _, _, body = get(f"{address}/feeds/harbour.atom")
        seen, own = set(ids(body)), links(body)["self"]
        pages = 0
        while (earlier := links(body).get("prev-archive")) is not None:
            _, headers, body = get(earlier)
            assert ET.fromstring(body).find("fh:archive", ATOM) is not None
            assert links(body)["current"] == own and links(body)["self"] == earlier
            seen |= set(ids(body))
            pages += 1
        assert (pages, len(seen)) == (2, 25) and "max-age=3600" in headers["Cache-Control"]
        assert get(f"{address}/feeds/harbour.atom?archive=3")[0] == 404


def test_a_feed_can_be_paged_through(office: Any) -> None:
    with served(office) as address:
        url: str | None = f"{address}/feeds/harbour.atom?page=1"
        seen: list[str] = []
        while url:
            _, _, body = get(url)
            seen += ids(body)
            url = links(body).get("next")
        assert len(seen) == len(set(seen)) == 25
        assert get(f"{address}/feeds/harbour.atom?page=4")[0] == 404
        assert get(f"{address}/feeds/harbour.atom?page=x")[0] == 404


def test_what_a_reader_has_is_not_sent_again_until_there_is_more(office: Any, clock: Any) -> None:
    with served(office) as address:
        url = f"{address}/feeds/harbour.atom"
        _, headers, _ = get(url)
        assert get(url, If_None_Match=headers["ETag"])[0] == 304
        assert get(url, If_None_Match=f'W/{headers["ETag"]}, "x"')[0] == 304
        assert get(url, If_Modified_Since=headers["Last-Modified"])[0] == 304
        assert get(url, If_None_Match='"x"', If_Modified_Since=headers["Last-Modified"])[0] == 200
        clock.forward(minutes=1)
        office.publish("more", text=own_words(99))
        assert get(url, If_None_Match=headers["ETag"])[0] == 200
        assert get(url, If_Modified_Since=headers["Last-Modified"])[0] == 200


def test_what_befalls_an_entry_is_seen_in_the_feed(office: Any, clock: Any) -> None:
    with served(office) as address:
        url = f"{address}/feeds/harbour.atom"
        before = get(url)[2]
        clock.forward(minutes=1)
        office.publish("number-24", text=own_words(24).replace("fell", "fell and broke"), title="Crane breaks")
        revised = get(url)[2]
        assert b"Crane breaks" in revised and b"Crane breaks" not in before and ids(revised) == ids(before)
        office.publish("second-copy", "review", own_words(24).replace("fell", "fell and broke"), "Crane, once more")
        assert b"https://review.example/second-copy" in get(url)[2]


def test_what_is_taken_down_and_put_up_again_is_told_in_every_feed_that_shows_it(office: Any, clock: Any) -> None:
    told = {row[0]: row[1:] for row in office.store.read(_documents)}
    lead, copy = (told[f"https://{each}"][0] for each in ("gazette.example/number-24", "review.example/copy"))
    with served(office) as address:
        url = f"{address}/feeds/harbour.atom"
        _, headers, before = get(url)
        assert b"taken down" not in before
        for number in (lead, copy):
            clock.forward(minutes=1)
            for _ in range(2):
                office.store.write_now(lambda uow, number=number: uow.looks.missed(number, clock()))
        status, _, gone = get(url, If_None_Match=headers["ETag"])
        assert status == 200 and b"; taken down, missing at " in gone and b"(taken down)" in gone
        assert ids(gone) == ids(before) and _updated(gone) > _updated(before)
        assert json.loads(get(f"{address}/feeds/sources/review.json")[2])["items"][0]["_nightdesk"]["copies"][0]["gone"]
        assert b"taken down" in get(f"{address}/feeds/searches/cranes.atom")[2]
        clock.forward(minutes=1)
        office.store.write_now(lambda uow: [uow.looks.seen(number, clock()) for number in (lead, copy)])
        back = get(url)[2]
        assert b"taken down" not in back and _updated(back) > _updated(gone)


def _documents(uow: Any) -> list[Any]:
    return list(uow._connection.execute(select(document.c.url, document.c.id)))


def _updated(body: bytes) -> str:
    return str(ET.fromstring(body).findtext("a:entry/a:updated", "", ATOM))


def test_a_feed_is_packed_for_those_who_take_it_so(office: Any) -> None:
    with served(office) as address:
        url = f"{address}/feeds/harbour.atom"
        _, plain, body = get(url)
        _, packed, small = get(url, Accept_Encoding="br, gzip")
        assert packed["Content-Encoding"] == "gzip" and gzip.decompress(small) == body and len(small) < len(body) / 2
        assert packed["ETag"] != plain["ETag"] and plain["Content-Encoding"] is None
        assert get(url, Accept_Encoding="gzip", If_None_Match=packed["ETag"])[0] == 304
        assert get(url, Accept_Encoding="gzip;q=0")[1]["Content-Encoding"] is None


def test_private_feeds_are_given_to_those_who_know_a_token(office: Any) -> None:
    with served(office, tokens=("old-token", "new-token")) as address:
        url = f"{address}/feeds/harbour.atom"
        assert get(url)[0] == get(f"{url}?token=wrong")[0] == get(f"{url}?token=%C3%BC")[0] == 404
        for token in ("old-token", "new-token"):
            status, headers, body = get(f"{url}?token={token}")
            assert status == 200 and headers["Cache-Control"].startswith("private")
            assert links(body)["self"] == f"{url}?token={token}"


def test_the_hub_is_named_where_there_is_one(office: Any) -> None:
    with served(office, hub="https://hub.example/") as address:
        assert links(get(f"{address}/feeds/harbour.atom")[2])["hub"] == "https://hub.example/"
        assert b'rel="hub"' in get(f"{address}/feeds/harbour.rss")[2]
        assert json.loads(get(f"{address}/feeds/harbour.json")[2])["hubs"][0]["url"] == "https://hub.example/"


def test_the_keys_of_private_feeds_are_in_no_representation() -> None:
    settings = Settings.model_validate({"feed": {"tokens": ["S3CRET"]}})
    assert "S3CRET" not in repr(settings) + settings.model_dump_json()


def test_an_excerpt_shows_what_met_the_watch_where_it_stands_far_in(office: Any) -> None:
    text = (
        "Nothing of note was said about the weather. " * 80
        + "Then a gantry fell into the water. "
        + "All went home. " * 90
    )
    start = text.index("gantry")
    span = {"field": "text", "start": start, "end": start + 6, "as_written": "gantry", "form": "gantry", "name": None}
    office.publish("late", text=text, hit=Hit("harbour", 1.0, ({"clause": "gantry", "spans": [span]},)))
    with served(office) as address:
        newest = json.loads(get(f"{address}/feeds/harbour.json")[2])["items"][0]["content_html"]
    assert "<p>… Nothing of note" in newest and "Then a <strong>gantry</strong> fell into the water." in newest


@pytest.fixture(scope="session")
def newsboat() -> str:
    """The reader of Debian's packages, which `scripts/install-for-tests` installs."""
    return shutil.which("newsboat") or pytest.skip("newsboat is not installed; scripts/install-for-tests installs it")


def test_a_real_reader_reads_it(office: Any, newsboat: str, tmp_path: Path) -> None:
    surroundings = {"HOME": str(tmp_path), "TERM": "dumb", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    cache = tmp_path / "cache.db"
    with served(office, entries=100) as address:
        urls = tmp_path / "urls"
        urls.write_text(f"{address}/feeds/harbour.atom\n{address}/feeds/sources/review.rss\n")
        command = [newsboat, "-q", "-u", str(urls), "-c", str(cache), "-x", "reload"]
        subprocess.run(command, check=True, timeout=60, env=surroundings)
    with closing(sqlite3.connect(cache)) as kept:
        items = kept.execute("SELECT title, url, content FROM rss_item").fetchall()  # a story is one in both feeds
        assert kept.execute("SELECT count(*) FROM rss_item WHERE feedurl LIKE '%.rss'").fetchone() == (6,)
    assert {title for title, _, _ in items} == {f"Crane <{number}>" for number in range(25)}
    assert {url for _, url, _ in items} >= {"https://gazette.example/number-24", "https://review.example/number-0"}
    assert all("<strong>crane</strong> fell" in content for _, _, content in items)
