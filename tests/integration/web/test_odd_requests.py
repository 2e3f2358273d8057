"""Requests that no page of ours makes: odd numbers, odd hosts, many at once, and what they are told."""

from __future__ import annotations

import asyncio
import base64
import http.client
import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from model.browsing import SavedSearch, Wanted
from model.clock import system_clock
from nightdesk.watches.searching import search_stories
from nightdesk.watches.trying import try_written
from web.api import events
from web.means import Asked
from web.security.passwords import hash_key, new_key
from web.tables import csv_answer

PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def open_desk(tmp_path_factory: pytest.TempPathFactory, fill: Any) -> Iterator[Any]:
    with fill(tmp_path_factory.mktemp("open"), 2) as desk:
        yield desk


@pytest.fixture
def closed_desk(tmp_path: Path, fill: Any) -> Iterator[Any]:
    with fill(tmp_path, 2, web={"password": PASSWORD}) as desk:
        yield desk


def ask(desk: Any, path: str, method: str = "GET", body: str | None = None, **headers: str) -> tuple[int, Any, bytes]:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    connection = http.client.HTTPConnection(urlsplit(desk.address).netloc, timeout=60)
    connection.request(method, path, body, told)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, answer.headers, content


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/?before=0.999999999999999999999999999", 200),
        ("/arrivals?since=0.99999999999999999999", 200),
        ("/api/v1/stories?before=0.9999999999999999999999", 400),
        (f"/captures/{'9' * 5000}", 404),
        ("/captures/one", 404),
        ("/coverage/day?day=9999-12-31", 404),
        ("/coverage/day?day=0001-01-01", 404),
    ],
)
def test_numbers_and_days_beyond_all_bounds_are_no_fault_of_the_program(open_desk: Any, path: str, status: int) -> None:
    assert ask(open_desk, path)[0] == status


def test_a_host_or_an_origin_that_is_none_is_refused(open_desk: Any) -> None:
    assert ask(open_desk, "/", Host="[")[0] == 421
    for origin in ("http://[", "", "ftp://" + urlsplit(open_desk.address).netloc):
        assert ask(open_desk, "/login", "POST", "", Origin=origin)[0] == 403


def test_a_page_of_another_site_has_us_do_no_work(open_desk: Any) -> None:
    trying = "/watches/harbour?query=crane"
    link = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}
    assert ask(open_desk, trying, **link)[0] == 200, "somebody followed a link"
    for mode, dest in (("no-cors", "image"), ("cors", "empty"), ("navigate", "iframe")):
        told = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": mode, "Sec_Fetch_Dest": dest}
        assert ask(open_desk, trying, **told)[0] == 403
        assert ask(open_desk, trying, **{**told, "Sec_Fetch_Site": "same-origin"})[0] == 200


def test_a_key_that_a_browser_remembers_does_not_speak_for_other_sites(closed_desk: Any) -> None:
    made, now = new_key(), system_clock()
    closed_desk.store.write_now(lambda uow: uow.accounts.add_token(hash_key(made), "ann", "x", now))
    uid = closed_desk.store.read(lambda uow: uow.reading.stories(None, 1))[0][0].story_uid
    basic = base64.b64encode(f"ann:{made}".encode()).decode()
    sent = {"Content_Type": "application/json", "Origin": "https://evil.test"}
    path, body = f"/api/v1/stories/{uid}/marks", '{"flagged": true}'
    assert ask(closed_desk, path, "PUT", body, Authorization=f"Basic {basic}", **sent)[0] == 403
    assert ask(closed_desk, path, "PUT", body, Authorization=f"Bearer {made}", **sent)[0] == 200


def test_a_host_header_opens_no_door(closed_desk: Any) -> None:
    for host in ("x/healthz?", "x/static/a?", "x/login#", "x/feeds/?"):
        assert ask(closed_desk, "/sources", Host=host)[0] == 303
        assert ask(closed_desk, "/api/v1/stories", Host=host)[0] == 401


def test_a_body_of_unknown_length_is_not_read(open_desk: Any) -> None:
    with socket.create_connection(("127.0.0.1", urlsplit(open_desk.address).port or 0), timeout=60) as line:
        head = "PUT /api/v1/stories/x/marks HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
        line.sendall(f"{head}Connection: close\r\n\r\n0\r\n\r\n".encode())
        assert line.recv(100).startswith(b"HTTP/1.1 411")


def test_faults_are_told_under_the_same_guard_as_everything_else(tmp_path: Path, fill: Any) -> None:
    with fill(tmp_path, 1) as desk:
        desk.store.write_now(lambda uow: uow._connection.exec_driver_sql("ALTER TABLE membership RENAME TO elsewhere"))
        for path in ("/", "/api/v1/stories"):
            status, headers, said = ask(desk, path)
            assert status == 503 and b"desk.db" not in said and b"database did not do this" in said
            assert "default-src 'none'" in headers["Content-Security-Policy"]
            assert headers["X-Content-Type-Options"] == "nosniff" and headers["Cache-Control"] == "private, no-cache"
        desk.store.write_now(lambda uow: uow._connection.exec_driver_sql("ALTER TABLE node RENAME TO nowhere"))
        status, _, said = ask(desk, "/readyz")
        assert status == 503 and json.loads(said) == {"status": "database unusable"}


def test_what_one_reader_is_given_is_kept_for_no_other(closed_desk: Any) -> None:
    made, now = new_key(), system_clock()
    closed_desk.store.write_now(lambda uow: uow.accounts.add_token(hash_key(made), "ann", "x", now))
    uid = closed_desk.store.read(lambda uow: uow.reading.stories(None, 1))[0][0].story_uid
    given = {"Authorization": f"Bearer {made}"}
    paths = ("/", "/feeds/all.atom", f"/stories/{uid}/story.json", "/coverage.csv", "/captures/1/source", "/nothing")
    for path in paths:
        assert ask(closed_desk, path, **given)[1]["Cache-Control"].startswith("private"), path
    assert ask(closed_desk, "/sources")[1]["Cache-Control"].startswith("private")


def test_a_feed_that_anybody_may_read_may_be_kept_by_anybody(open_desk: Any) -> None:
    assert ask(open_desk, "/feeds/all.atom")[1]["Cache-Control"] == "public, max-age=60"


def test_tries_sent_at_once_are_counted_like_those_sent_one_by_one(closed_desk: Any) -> None:
    token = closed_desk.site.forms.token("")
    host = urlsplit(closed_desk.address).netloc

    def guess(number: int) -> int:
        fields = urlencode({"csrf": token, "name": "desk", "password": f"guess {number}"})
        kind = "application/x-www-form-urlencoded"
        return ask(closed_desk, "/login", "POST", fields, Origin=f"http://{host}", Content_Type=kind)[0]

    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(guess, range(16)))
    assert answers.count(401) <= 6 and answers.count(429) >= 10


def test_a_stream_ends_with_the_key_that_opened_it(closed_desk: Any) -> None:
    made, now = new_key(), system_clock()
    closed_desk.store.write_now(lambda uow: uow.accounts.add_token(hash_key(made), "ann", "x", now))
    connection = http.client.HTTPConnection(urlsplit(closed_desk.address).netloc, timeout=60)
    connection.request("GET", "/api/v1/events", headers={"Authorization": f"Bearer {made}"})
    stream = connection.getresponse()
    assert stream.readline() == b"retry: 5000\n"
    number = closed_desk.store.read(lambda uow: uow.accounts.tokens("ann"))[0].id
    closed_desk.store.write_now(lambda uow: uow.accounts.remove_token("ann", number))
    assert stream.read() == b"\n", "it ends, and before it has said once that it is still here"
    connection.close()


def test_a_seat_is_given_back_by_whoever_left_before_the_stream_began() -> None:
    before = events._listeners._count

    async def gone(_: Any) -> None:
        raise OSError

    async def silent() -> Any:
        return {"type": "http.disconnect"}

    async def never() -> Any:
        yield ""

    assert events._listeners.enter()
    stream = events._Stream(never(), 200, {}, "text/event-stream")
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever the server makes of it
        asyncio.run(stream({"type": "http", "asgi": {"spec_version": "2.4"}}, silent, gone))
    assert events._listeners._count == before


def test_a_saved_search_of_a_watch_that_is_no_more_finds_nothing_instead_of_everything(open_desk: Any) -> None:
    now = system_clock()
    kept = SavedSearch("gone-1", "desk", "Gone", {"watch": "a-watch-of-old"}, now)
    open_desk.store.write_now(lambda uow: uow.marks.save(kept))
    assert json.loads(ask(open_desk, "/feeds/searches/gone-1.json")[2])["items"] == []
    assert "There is no watch called “a-watch-of-old”" in ask(open_desk, "/searches")[2].decode()


@pytest.mark.parametrize("cell", ["=1", "\n=1", "＝1", "＠SUM(1)", "\t=1"])
def test_no_cell_begins_as_a_formula_does(cell: str) -> None:
    body = bytes(csv_answer("x.csv", ("title",), [[cell]]).body).decode()
    assert body.split("\r\n", 1)[1].lstrip('"').startswith("'")


def test_a_query_that_is_dear_ends_early_says_so_and_goes_on_where_it_ended(open_desk: Any) -> None:
    read = open_desk.store.read
    dear = " NEAR/5 ".join(["a*"] * 50)
    tried = read(lambda uow: try_written(open_desk.site.dash.watches, uow, "harbour", dear, patience=-1))
    assert (tried.documents, tried.cut) == (1, True)
    tried = read(lambda uow: try_written(open_desk.site.dash.watches, uow, "harbour", dear))
    assert (tried.documents, tried.cut) == (2, False)
    first = read(lambda uow: search_stories(uow, "crane", (), Asked(Wanted(), 30), patience=-1))
    assert len(first.found) == 1 and first.after is not None
    second = read(lambda uow: search_stories(uow, "crane", (), Asked(Wanted(), 30, first.after), patience=-1))
    assert len(second.found) == 1 and second.found != first.found
