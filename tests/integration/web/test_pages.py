"""What the pages do, asked without a browser."""

from __future__ import annotations

import csv
import io
import json
import re
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from db.tables import source
from db.upsert import put
from model.clock import system_clock
from model.errors import StorageError
from model.notices import DeliveryState, Notice, NoticeKind

pytestmark = pytest.mark.xdist_group("api")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, fill: Any) -> Iterator[Any]:
    with fill(tmp_path_factory.mktemp("pages"), 35) as opened:
        opened.publish(
            35,
            title="A tall ladder",
            text="A crane and a ladder. " + "yzx wvu tsr " * 60,
            partial="a wall follows the text",
        )
        yield opened


def get(desk: Any, path: str) -> str:
    with urllib.request.urlopen(desk.address + path, timeout=60) as answer:
        content: bytes = answer.read()
    return content.decode("utf-8", "replace")


def post(desk: Any, path: str, **fields: str) -> int:
    """Sends a form as our own pages do; gives the status of the answer, or of the page it leads to."""
    token = re.search(r'name="csrf" value="([^"]+)"', get(desk, "/"))
    assert token is not None
    body = urlencode({"csrf": token.group(1), **fields}).encode()
    request = urllib.request.Request(desk.address + path, body, {"Origin": desk.address})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def headlines(page: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", each) for each in re.findall(r"<h3[^>]*>(.*?)</h3>", page)]


def test_pages_of_the_list_follow_one_another(desk: Any) -> None:
    first = get(desk, "/")
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following is not None and len(headlines(first)) == 30
    second = get(desk, following.group(1))
    assert headlines(second) == [f"Crane {number}" for number in (5, 4, 3, 2, 1, 0)] and 'rel="next"' not in second


def test_a_source_that_is_switched_off_after_it_was_visited_has_no_next_visit(tmp_path: Path, fill: Any) -> None:
    with fill(tmp_path, 1) as desk:
        row = {"id": "gazette", "visited_at": system_clock(), "next_visit_at": system_clock(), "failures": 0}
        desk.store.write_now(lambda uow: put(uow._connection, source, row | {"interval": 3600.0}, ["id"]))
        for on in (True, False):
            told = desk.catalogue.sources["gazette"].model_copy(update={"enabled": on, "reason": "behind a wall"})
            desk.catalogue.sources["gazette"] = told
            seen = json.loads(get(desk, "/api/v1/sources/gazette"))
            assert (seen["next_visit_at"] is not None) is on
            assert ("one about every" in get(desk, "/sources/gazette")) is on
            assert ("not visited" in get(desk, "/sources")) is not on


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_status_says_that_nothing_can_be_stored(tmp_path: Path, fill: Any, database: str) -> None:
    with fill(tmp_path, 1, database=database) as desk:
        assert "Nothing can be stored" not in get(desk, "/status")
        with desk.store._writing.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")
        with pytest.raises(StorageError, match="full"):
            desk.store.write_now(lambda uow: uow.troubles.begin("much", "x" * 1_000_000, system_clock()))
        assert "Nothing can be stored: " in get(desk, "/status") and "make room on the disk" in get(desk, "/status")


def test_the_status_calls_no_source_well_that_nobody_has_looked_at(tmp_path: Path, fill: Any) -> None:
    with fill(tmp_path, 0) as desk:
        said = get(desk, "/status")
        assert "Nothing. Sources: 1 not looked at yet." in said and "well" not in said


def test_a_search_marks_its_words_and_says_when_it_cannot_be_read(desk: Any) -> None:
    found = get(desk, "/?q=ladder")
    assert headlines(found) == ["A tall ladder"] and "<mark>ladder</mark>" in found
    assert "No story is like that" in get(desk, "/?q=gondola")
    for query in ("(((", "a AND", "NEAR(", '"'):
        assert "cannot be read" in get(desk, f"/?{urlencode({'q': query})}")
    assert "There is no watch called" in get(desk, "/?watch=nobody")


def test_the_beginning_of_an_identifier_leads_to_its_story(desk: Any) -> None:
    story = desk.store.read(lambda uow: uow.reading.stories(None, 1))[0][0]
    with urllib.request.urlopen(f"{desk.address}/stories/{story.uid[:10]}", timeout=60) as answer:
        assert answer.url.endswith(f"/stories/{story.story_uid}")


def test_a_story_is_taken_along_with_its_evidence(desk: Any) -> None:
    uid = desk.store.read(lambda uow: uow.reading.stories(None, 1))[0][0].story_uid
    told = json.loads(get(desk, f"/stories/{uid}/story.json"))
    assert told["story"] == uid
    assert told["documents"][0]["partial"] == "a wall follows the text"
    assert "Not the whole article: a wall follows the text." in get(desk, f"/stories/{uid}")
    assert "A tall ladder" in get(desk, f"/stories/{uid}/story.txt")
    (_, row) = csv.reader(io.StringIO(get(desk, f"/stories/{uid}/story.csv")))
    assert "A tall ladder" in row
    with urllib.request.urlopen(f"{desk.address}/stories/{uid}/bundle.zip", timeout=60) as answer:
        names = zipfile.ZipFile(io.BytesIO(answer.read())).namelist()
    assert sorted(names) == ["captures.warc.gz", "manifest.json", "story.json", "story.txt"]


def test_another_query_is_tried_and_told_what_it_would_bring(desk: Any) -> None:
    tried = get(desk, f"/watches/harbour?{urlencode({'query': 'ladder'})}")
    assert "1 of the latest 36 documents match" in tried and "lost" in tried and "A tall ladder" in tried
    assert "It cannot be read" in get(desk, f"/watches/harbour?{urlencode({'query': '('})}")


def test_the_numbers_of_a_picture_are_those_of_its_table(desk: Any) -> None:
    rows = list(csv.DictReader(io.StringIO(get(desk, "/coverage.csv?by=source&days=30"))))
    assert [(row["source"], row["documents"]) for row in rows] == [("gazette", "36")]
    assert "The Gazette: 36" in get(desk, "/coverage?by=source&days=30")
    assert json.loads(get(desk, "/api/v1/coverage?by=source&days=30"))["counts"]["gazette"]
    assert "36 in all" in get(desk, "/sources/gazette")


def test_what_was_sent_is_sent_again_and_a_channel_switched_on(desk: Any) -> None:
    now = system_clock()
    notice = Notice("n-1", NoticeKind.NEW, now, "harbour", 1, 1)
    desk.store.write_now(lambda uow: uow.outbox.add(notice, {"desk": now - timedelta(hours=1)}))
    (line,) = desk.store.read(lambda uow: uow.deliveries.log())
    desk.store.write_now(lambda uow: uow.outbox.dead([line.id], "it is full", now))
    desk.store.write_now(lambda uow: uow.channels.switch("desk", now, "gone"))
    assert "it is full" in get(desk, "/alerts/log?state=dead") and "is off since" in get(desk, "/alerts/log")
    assert post(desk, "/alerts/replay", delivery=str(line.id)) == 200
    assert desk.store.read(lambda uow: uow.deliveries.log())[0].state is DeliveryState.WAITING
    assert post(desk, "/alerts/replay", on="desk") == 200 and desk.store.read(lambda uow: uow.channels.off()) == {}
    assert post(desk, "/alerts/replay", delivery="99") == post(desk, "/alerts/replay") == 400


def test_a_saved_search_gets_a_feed_at_once_and_ends_with_it(desk: Any) -> None:
    assert post(desk, "/searches", title="Ladders, tall", q="ladder") == 200
    assert post(desk, "/searches", title="Ladders, tall", q="ladder") == 400
    assert post(desk, "/searches", title="Bad", q="((") == post(desk, "/searches", title="Nothing") == 400
    (slug,) = set(re.findall(r"/feeds/searches/([^.]+)\.atom", get(desk, "/searches")))
    assert slug.startswith("ladders-tall-")
    feed = json.loads(get(desk, f"/feeds/searches/{slug}.json"))
    assert [item["title"] for item in feed["items"]] == ["A tall ladder"]
    assert post(desk, "/searches", remove=slug) == 200 and post(desk, "/searches", remove=slug) == 400
    with pytest.raises(urllib.error.HTTPError, match="404"):
        get(desk, f"/feeds/searches/{slug}.json")


def test_every_page_is_made_on_every_database(tmp_path: Path, fill: Any, paths: Any, database: str) -> None:
    with fill(tmp_path, 3, database=database) as small:
        for path in paths(small):
            if path != "/nothing-here":
                assert "</html>" in get(small, path), path
        for path in (
            "stories?q=crane&unread=1",
            "sources/gazette",
            "watches/harbour",
            "coverage?by=language",
            "status",
        ):
            assert json.loads(get(small, f"/api/v1/{path}"))
        story = small.store.read(lambda uow: uow.reading.stories(None, 1))[0][0].story_uid
        assert post(small, f"/stories/{story}/marks", flag="1") == 200
        assert headlines(get(small, "/?flagged=1&watch=harbour")) == ["Crane 2"]


def test_static_files_are_kept_and_are_what_was_vendored(desk: Any) -> None:
    page = get(desk, "/")
    for path in re.findall(r'(?:src|href)="(/static/[^"]+)"', page):
        with urllib.request.urlopen(desk.address + path, timeout=60) as answer:
            assert "immutable" in answer.headers["Cache-Control"]
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/nothing.js", "/static/..%2fapp.py"):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            get(desk, path)
