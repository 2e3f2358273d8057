"""The API: as it describes itself, with cursors, tags and problems, and a stream of what is new."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

pytestmark = pytest.mark.xdist_group("api")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, fill: Any) -> Iterator[Any]:
    with fill(tmp_path_factory.mktemp("api"), 12) as opened:
        yield opened


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_the_api_is_as_it_describes_itself(desk: Any, mode: GenerationMode) -> None:
    described = schemathesis.openapi.from_url(f"{desk.address}/api/v1/openapi.json").exclude(path="/events")
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) == 12
    asked = [each for each in operations if mode.is_positive or list(each.iter_parameters())]
    assert len(asked) == (12 if mode.is_positive else 9)

    for operation in asked:

        @settings(
            max_examples=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def holds(case: Any) -> None:
            # What a search or a day says is only known when it is read: the description cannot promise that it can be.
            case.call_and_validate(excluded_checks=[positive_data_acceptance])

        holds()


def ask(address: str, **headers: str) -> tuple[int, Any, Any]:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=told), timeout=60) as answer:
            return answer.status, answer.headers, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        with error:
            text = error.read()
            return error.code, error.headers, json.loads(text) if text else None


def test_pages_follow_one_another_and_hold_everything_once(desk: Any) -> None:
    seen: list[str] = []
    following = "/api/v1/stories?limit=5&watch=harbour"
    while following:
        page = ask(desk.address + following)[2]
        seen += [each["id"] for each in page["items"]]
        following = page["next"]
    assert len(seen) == len(set(seen)) == 12
    alerts = ask(f"{desk.address}/api/v1/alerts?limit=5")[2]
    assert [each["cursor"] for each in alerts["items"]] == [12, 11, 10, 9, 8] and "before=8" in alerts["next"]


def test_who_has_an_answer_already_gets_nothing_more(desk: Any) -> None:
    _, headers, _ = ask(f"{desk.address}/api/v1/stories")
    status, again, body = ask(f"{desk.address}/api/v1/stories", If_None_Match=headers["ETag"])
    assert (status, body, again["ETag"]) == (304, None, headers["ETag"])
    assert ask(f"{desk.address}/api/v1/stories?limit=1", If_None_Match=headers["ETag"])[0] == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("stories?q=(", 400), ("stories?watch=nobody", 404), ("stories?from=yesterday", 400), ("stories?limit=0", 422),
        ("stories?before=x", 400), ("stories/nothing", 404), ("captures/0", 422), ("captures/999", 404),
        ("nothing", 404), ("coverage?by=colour", 422), ("documents/nothing", 404),
        ("sources/nobody", 404), ("watches/nobody", 404),
    ],
)  # fmt: skip
def test_problems_are_told_as_the_standard_has_it(desk: Any, path: str, status: int) -> None:
    got, headers, told = ask(f"{desk.address}/api/v1/{path}")
    assert (got, told["status"], headers["Content-Type"]) == (status, status, "application/problem+json")
    assert told["title"] and told["detail"]


def test_marks_are_set_by_programs(desk: Any) -> None:
    uid = ask(f"{desk.address}/api/v1/stories?limit=1")[2]["items"][0]["id"]
    body = json.dumps({"flagged": True}).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{desk.address}/api/v1/stories/{uid}/marks", body, headers, method="PUT")
    with urllib.request.urlopen(request, timeout=60) as answer:
        assert json.loads(answer.read())["flagged_at"]
    flagged = ask(f"{desk.address}/api/v1/stories?flagged=1")[2]["items"]
    assert [each["id"] for each in flagged] == [uid]


def test_new_stories_are_streamed_and_a_stream_goes_on_where_it_ended(tmp_path: Path, fill: Any) -> None:
    with fill(tmp_path, 2) as desk:
        request = urllib.request.Request(f"{desk.address}/api/v1/events", headers={"Last-Event-ID": "1"})
        with urllib.request.urlopen(request, timeout=60) as stream:
            assert stream.headers["Content-Type"].startswith("text/event-stream")
            threading.Timer(0.3, desk.publish, [7]).start()
            lines: list[str] = []
            while sum(line.startswith("data:") for line in lines) < 2:
                lines.append(stream.readline().decode().strip())
        told = [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data:")]
        assert [each["cursor"] for each in told] == [2, 3] and told[1]["title"] == "Crane 7"
        assert "event: story" in lines and "id: 3" in lines


def test_the_server_ends_at_once_though_somebody_listens(tmp_path: Path, fill: Any) -> None:
    with fill(tmp_path, 1) as desk:
        stream = urllib.request.urlopen(f"{desk.address}/api/v1/events", timeout=60)
        assert stream.readline().startswith(b"retry:")
    with stream:
        assert b"event:" not in stream.read(), (
            "it is ended; one that is waited for and cut off cannot be read to its end"
        )
