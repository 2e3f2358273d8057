"""Strings that a hostile site can put anywhere: in every page, feed and API field, in a real browser."""

from __future__ import annotations

import csv
import io
import json
import os
import urllib.parse
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from db.repositories.schedule import Ended
from db.repositories.visits import VisitRecord
from db.unit import UnitOfWork
from model.browsing import SavedSearch, Wanted
from model.clock import system_clock

#: The first of these may have to install the browser.
pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.timeout(600)]
OWN = [
    "<script>window.__xss=1</script>",
    '"><img src=x onerror=window.__xss=1>',
    "</textarea></title><svg/onload=window.__xss=1>",
    '<div hx-get=/logout hx-trigger=load data-hx-post="/account/keys">',
    "<meta http-equiv=refresh content='0;url=//evil.test'><base href=//evil.test/>",
    "{{7*7}} ${7*7} {% for x in () %} {0.__class__} %(x)s",
    "javascript:window.__xss=1",
    "=cmd|' /C calc'!A0",
    "\u202egpj.exe \u2028\u2029 \x1b[2J\x07 ]]> &undefined; a\u0301\u0301\u0301",
    "'; DROP TABLE document;-- \" OR 1=1 --",
    "x" * 500,
]
ADDRESSES = ["javascript:alert(1)", "data:text/html,<script>x</script>", "//evil.test/", "https://evil.test/\u202egpj"]


def strings() -> list[str]:
    """Our own, and those of the evaluation data where there are some."""
    folder = os.environ.get("NIGHTDESK_EVAL_DATA")
    file = Path(folder) / "injection_strings.json" if folder else None
    if file is None or not file.exists():
        return OWN
    groups = json.loads(file.read_text("utf-8"))
    return OWN + [each for group in groups.values() if isinstance(group, list) for each in group]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, fill: Any) -> Iterator[Any]:
    """A dashboard of which every field holds something hostile."""
    given = [each.replace("\x00", " ") for each in strings()]
    with fill(tmp_path_factory.mktemp("hostile"), 0) as desk:
        everything = "\n\n".join(given)
        for number, evil in enumerate(given):
            url = ADDRESSES[number % len(ADDRESSES)] + f"?{number}"
            own = f"{number} " * 80 if number else everything
            desk.publish(
                number, title=evil, text=f"A crane: {evil}. {own}", url=url, authors=(evil,), tags=(evil,), section=evil
            )
        desk.store.write_now(lambda uow: spoil(uow, everything[:3000], given))
        yield desk


def spoil(uow: UnitOfWork, everything: str, given: list[str]) -> None:
    """Hostile words wherever the service writes some."""
    now = system_clock()
    number = uow.browsing.page(Wanted(), 1).stories[0].number
    uow.marks.add_note("desk", number, everything, now)
    for at, evil in enumerate(given):
        uow.marks.add_label("desk", number, evil[:60])
        uow.marks.save(SavedSearch(f"s-{at}", "desk", evil[:100], {"q": evil}, now))
    uow.accounts.add_token("0" * 64, "desk", given[0], now)
    uow.schedule.add(["gazette"])
    uow.schedule.claim(["gazette"], now, until=now, by="x", limit=1)
    steps: list[dict[str, object]] = [
        {"url": "https://gazette.example/feed", "outcome": everything, "reason": everything}
    ]
    record = VisitRecord("gazette", now, now, "failed", everything, {"discovered": 1}, steps, False, False)
    uow.schedule.finish([Ended(record, now + timedelta(hours=1), timedelta(hours=1))], "x")
    uow.troubles.begin("channel:evil", everything, now)
    uow.channels.switch("evil", now, everything)


def get(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=60) as answer:
        content: bytes = answer.read()
    return content


def test_nothing_hostile_runs_or_breaks_a_page(hostile: Any, tab: Any, paths: Any) -> None:
    opened = tab(hostile)
    page, origin = opened.page, hostile.address
    every = [*paths(hostile)[:30], "/sources/gazette", "/watches/harbour", "/captures/1"]
    first = hostile.store.read(lambda uow: uow.reading.stories(None, 100))[-1][0].story_uid
    for path in dict.fromkeys([*every, f"/stories/{first}"]):
        opened.open(path)
        assert page.url.startswith(origin), path
        assert page.evaluate("window.__xss") is None, path
        inside = page.locator("script:not([src]), iframe, base, meta[http-equiv], object, [onerror], [onload], [style]")
        assert inside.count() == 0, path
        bad = "[...document.querySelectorAll('[href], [src], [action]')].map(e => e.href || e.src || e.action)"
        schemes = {str(each).partition(":")[0] for each in page.evaluate(bad)}
        assert schemes <= {"http", "https"}, path
        assert page.locator("h1").count() == 1 and page.locator("footer.foot").count() == 1, path
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("/", f"/stories/{first}", "/searches", "/sources", "/sources/gazette", "/status", "/account"):
        opened.open(path)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} is {wide} pixels too wide"
    assert [said for said in opened.said if "404" not in said] == [] and opened.elsewhere == []


def test_nothing_hostile_comes_back_from_an_address(hostile: Any, tab: Any) -> None:
    opened = tab(hostile)
    fields = {
        "/": ("q", "watch", "source", "language", "relation", "label", "from", "to", "before"),
        "/watches/harbour": ("query",),
        "/login": ("next",),
        "/arrivals": ("since", "q"),
        "/alerts/log": ("channel", "state", "before"),
    }
    for path, names in fields.items():
        for evil in OWN:
            opened.page.goto(f"{hostile.address}{path}?{urllib.parse.urlencode(dict.fromkeys(names, evil))}")
            assert opened.page.url.startswith(hostile.address)
            assert opened.page.evaluate("window.__xss") is None
            assert opened.page.locator("script:not([src]), iframe, base, [onerror], [onload]").count() == 0
    assert [said for said in opened.said if "404" not in said] == [] and opened.elsewhere == []


def test_feeds_tables_and_the_api_stay_whole(hostile: Any) -> None:
    given = [each.replace("\x00", " ") for each in strings()]
    address = hostile.address
    for path in ("all", "harbour", "sources/gazette", "searches/s-0"):
        for form in ("atom", "rss"):
            assert ET.fromstring(get(f"{address}/feeds/{path}.{form}")) is not None
        assert json.loads(get(f"{address}/feeds/{path}.json"))["version"]
    titles: list[str] = []
    following = "/api/v1/stories?limit=40"
    while following:
        page = json.loads(get(address + following))
        titles += [each["title"] for each in page["items"]]
        following = page["next"]
    assert len(titles) == len(given) and OWN[0] in titles
    uid = json.loads(get(f"{address}/api/v1/stories?limit=1"))["items"][0]["id"]
    assert json.loads(get(f"{address}/api/v1/stories/{uid}"))["id"] == uid
    rows = list(csv.reader(io.StringIO(get(f"{address}/stories/{uid}/story.csv").decode())))
    assert len(rows) == 2 and not [cell for cell in rows[1] if cell.startswith(("=", "+", "-", "@"))]
    assert get(f"{address}/stories/{uid}/bundle.zip").startswith(b"PK")
