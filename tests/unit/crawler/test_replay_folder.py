"""A folder of pages with sidecars answers like the network."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.fetching import Request
from crawler.replay import Replay, open_replay
from model.captures import Capture
from model.errors import ConfigError, FetchError
from model.outcomes import Outcome

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
PAGE = b"<!doctype html><p>The crane was mended."

Put = Callable[..., None]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Puts a page and its sidecar into the folder."""

    def put(name: str, body: bytes = PAGE, **sidecar: Any) -> None:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
        if sidecar:
            file.with_name(f"{file.name}.json").write_text(json.dumps(sidecar), encoding="utf-8")

    return put


def opened(folder: Path) -> Replay:
    return open_replay([folder], lambda: NOW)


def fetched(folder: Path, url: str, **more: Any) -> Capture:
    return asyncio.run(opened(folder).fetch(Request(url=url, **more)))


def failed(folder: Path, url: str, **more: Any) -> Outcome:
    with pytest.raises(FetchError) as raised:
        fetched(folder, url, **more)
    return raised.value.outcome


def test_a_page_is_served_under_the_url_of_its_sidecar(tmp_path: Path, put: Put) -> None:
    put("quay/crane.html", url="https://quay.example/crane")
    capture = fetched(tmp_path, "https://quay.example/crane")
    assert (capture.status, capture.body, capture.header("content-type")) == (200, PAGE, "text/html")
    assert capture.url == capture.final_url == "https://quay.example/crane"
    assert capture.fetched_at == NOW


def test_the_sidecar_says_status_headers_and_instant(tmp_path: Path, put: Put) -> None:
    at = "2026-03-01T09:00:00Z"
    put("a.html", url="https://quay.example/a", status=203, headers={"ETag": '"1"'}, captured_at=at)
    put("b.html", url="https://quay.example/b", headers=[["Content-Type", "text/plain"], ["X", "1"], ["X", "2"]])
    first, second = fetched(tmp_path, "https://quay.example/a"), fetched(tmp_path, "https://quay.example/b")
    assert (first.status, first.header("etag"), first.fetched_at) == (203, '"1"', datetime(2026, 3, 1, 9, tzinfo=UTC))
    assert (second.header("content-type"), second.header("x")) == ("text/plain", "2")


def test_files_without_a_sidecar_and_truths_are_no_pages(tmp_path: Path, put: Put) -> None:
    put("a.html", url="https://quay.example/a")
    put("a.html.truth.json", b'{"url": "https://quay.example/truth"}')
    put("readme.txt")
    put("lonely.html.json", b'{"url": "https://quay.example/lonely"}')
    put("posts.json", b"[]", url="https://quay.example/posts")
    assert [entry.name for entry in opened(tmp_path).entries()] == ["a.html", "posts.json"]


@pytest.mark.parametrize(
    ("name", "body", "kind"),
    [
        ("feed.xml", b"<rss/>", "application/xml"),
        ("feed", b"\xef\xbb\xbf<?xml version='1.0'?>", "application/xml"),
        ("feed2", b"<rss version='2.0'>", "application/rss+xml"),
        ("page", b"  <!doctype html>", "text/html"),
        ("posts", b'[{"id": 1}]', "application/json"),
        ("note", b"The crane", "text/plain"),
        ("blob", b"\x00\x01", "application/octet-stream"),
        ("paper", b"%PDF-1.7", "application/pdf"),
    ],
)
def test_a_missing_type_is_guessed_from_name_and_bytes(
    tmp_path: Path, put: Put, name: str, body: bytes, kind: str
) -> None:
    put(name, body, url="https://quay.example/x")
    (entry,) = opened(tmp_path).entries()
    assert entry.load().header("content-type") == kind


@pytest.mark.parametrize(
    "asked",
    [
        "https://Quay.example:443/crane#top",
        "http://www.quay.example/crane/",
        "https://quay.example/crane?utm_source=feed",
        "https://quay.example/crane/amp",
    ],
)
def test_another_form_of_the_address_finds_the_page_too(tmp_path: Path, put: Put, asked: str) -> None:
    put("a.html", url="https://quay.example/crane")
    assert fetched(tmp_path, asked).body == PAGE


def test_the_very_address_wins_over_another_form_of_it(tmp_path: Path, put: Put) -> None:
    put("a.html", b"<p>first", url="https://quay.example/crane/")
    put("b.html", b"<p>second", url="https://quay.example/crane")
    assert fetched(tmp_path, "https://quay.example/crane").body == b"<p>second"


def test_what_is_not_there_is_missing(tmp_path: Path, put: Put) -> None:
    put("a.html", url="https://quay.example/crane")
    assert failed(tmp_path, "https://quay.example/ferry") is Outcome.MISSING
    assert failed(tmp_path, "no address") is Outcome.MISSING


def test_of_two_pages_with_one_url_the_earliest_is_served_and_both_are_listed(tmp_path: Path, put: Put) -> None:
    put("a.html", b"<p>none", url="https://quay.example/crane")
    put("b.html", b"<p>late", url="https://quay.example/crane", captured_at="2026-03-02T00:00:00Z")
    put("c.html", b"<p>early", url="https://quay.example/crane", captured_at="2026-03-01T00:00:00+06:30")
    replay = opened(tmp_path)
    assert fetched(tmp_path, "https://quay.example/crane").body == b"<p>early"
    assert [(entry.name, entry.load().body) for entry in replay.entries()] == [
        ("c.html", b"<p>early"),
        ("b.html", b"<p>late"),
        ("a.html", b"<p>none"),
    ]
    assert replay.urls() == ("https://quay.example/crane",)


def test_a_page_whose_address_is_no_url_is_listed_but_never_served(tmp_path: Path, put: Put) -> None:
    put("a.html", url="Quay, front page")
    replay = opened(tmp_path)
    assert [(name, url, load().body) for name, url, load in replay.entries()] == [("a.html", "Quay, front page", PAGE)]
    assert replay.urls() == ()


def test_statuses_challenges_and_empty_bodies_count_as_they_do_live(tmp_path: Path, put: Put) -> None:
    put("a.html", url="https://quay.example/gone", status=404)
    put("b.html", url="https://quay.example/no", status=403)
    put("c.html", b"<title>Just a moment...</title>", url="https://quay.example/wall")
    put("d.html", b"", url="https://quay.example/empty")
    put("e.html", b"x" * 200, url="https://quay.example/large")
    outcomes = [failed(tmp_path, f"https://quay.example/{name}") for name in ("gone", "no", "wall", "empty")]
    assert outcomes == [Outcome.GONE, Outcome.REFUSED, Outcome.CHALLENGE, Outcome.EMPTY]
    assert failed(tmp_path, "https://quay.example/large", max_bytes=100) is Outcome.TOO_LARGE


def test_archived_redirects_are_followed_within_the_archive(tmp_path: Path, put: Put) -> None:
    put("a.html", url="https://quay.example/old", status=301, headers={"Location": "/crane"})
    put("b.html", url="https://quay.example/crane")
    put("c.html", url="https://quay.example/loop", status=302, headers={"Location": "/loop"})
    capture = fetched(tmp_path, "https://quay.example/old")
    assert (capture.url, capture.final_url) == ("https://quay.example/old", "https://quay.example/crane")
    assert capture.redirects == ("https://quay.example/old",)
    assert failed(tmp_path, "https://quay.example/loop") is Outcome.REDIRECT_LOOP


def test_its_own_etag_gets_a_304(tmp_path: Path, put: Put) -> None:
    put("a.html", url="https://quay.example/crane", headers={"ETag": '"7"'})
    capture = fetched(tmp_path, "https://quay.example/crane", etag='"7"')
    assert (capture.status, capture.body) == (304, b"")
    assert fetched(tmp_path, "https://quay.example/crane", etag='"6"').status == 200


def test_every_broken_sidecar_is_told_at_once(tmp_path: Path, put: Put) -> None:
    put("a.html", url="https://quay.example/a")
    put("b.html")
    put("b.html.json", b"{not json")
    put("c.html", status=200)
    put("d.html", url="https://quay.example/d", headers="none")
    put("e.html", url="https://quay.example/e", captured_at="yesterday")
    with pytest.raises(ConfigError) as raised:
        opened(tmp_path)
    assert [fault.file for fault in raised.value.faults] == [f"{name}.html.json" for name in "bcde"]


def test_a_path_that_is_no_archive_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        open_replay([tmp_path / "nowhere", tmp_path], lambda: NOW)
    assert [fault.problem for fault in raised.value.faults] == ["is no archive"]
