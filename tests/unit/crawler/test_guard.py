"""The guard with a network that never connects: what it is asked to connect to is all that matters."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Iterable, Sequence
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpcore2
import pytest

from crawler.guard import Guard
from crawler.targets import checked_target, redirect_target
from model.errors import FetchError
from model.outcomes import Outcome

PUBLIC = "93.184.216.34"
DATA = os.environ.get("NIGHTDESK_EVAL_DATA")


class NoNetwork(httpcore2.AsyncNetworkBackend):
    """Notes what it is to connect to, and never does."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        self.asked.append(host)
        raise httpcore2.ConnectError("there is no network here")


class Names:
    """Name look-up from a table; a name may have several answers, given one after another."""

    def __init__(self, **answers: Sequence[Sequence[str]]) -> None:
        self._answers = {name.replace("_", "."): list(given) for name, given in answers.items()}

    async def __call__(self, host: str) -> Sequence[str]:
        given = self._answers.get(host)
        if given is None:
            raise OSError("no such name")
        return given.pop(0) if len(given) > 1 else given[0]


def attempt(host: str, *answers: Sequence[str], times: int = 1) -> tuple[list[str], list[Outcome]]:
    """What a guard connects to and refuses when a host is asked for so many times."""
    network, outcomes = NoNetwork(), []
    guard = Guard(Names(**{host.replace(".", "_"): answers}) if answers else Names(), backend=network)
    for _ in range(times):
        try:
            asyncio.run(guard.connect_tcp(host, 80))
        except FetchError as error:
            outcomes.append(error.outcome)
        except httpcore2.ConnectError:
            pass
    return network.asked, outcomes


def test_a_public_name_is_connected_by_the_address_that_was_checked() -> None:
    assert attempt("quay.test", [PUBLIC]) == ([PUBLIC], [])


def test_one_private_answer_among_public_ones_refuses_the_whole_name() -> None:
    assert attempt("quay.test", [PUBLIC, "10.0.0.5"]) == ([], [Outcome.BLOCKED])


def test_a_name_without_an_answer_is_not_found() -> None:
    assert attempt("quay.test", []) == ([], [Outcome.DNS])
    assert attempt("nowhere.test") == ([], [Outcome.DNS])


def test_a_name_that_changes_its_answer_is_judged_at_every_connection() -> None:
    asked, outcomes = attempt("rebind.test", [PUBLIC], ["127.0.0.1"], times=2)
    assert (asked, outcomes) == ([PUBLIC], [Outcome.BLOCKED])


def test_the_next_address_is_tried_where_one_does_not_answer() -> None:
    assert attempt("quay.test", ["2606:2800::1", PUBLIC])[0] == ["2606:2800::1", PUBLIC]


def test_localhost_names_are_loopback_whatever_a_name_server_says() -> None:
    assert attempt("www.localhost", [PUBLIC]) == ([], [Outcome.BLOCKED])


def test_an_allowed_network_is_reached() -> None:
    network = NoNetwork()
    guard = Guard(Names(), [ip_network("127.0.0.0/8")], network)
    with pytest.raises(httpcore2.ConnectError):
        asyncio.run(guard.connect_tcp("quay.localhost", 80))
    assert network.asked == ["127.0.0.1"]


def test_socket_files_are_never_reached() -> None:
    with pytest.raises(FetchError) as raised:
        asyncio.run(Guard(Names()).connect_unix_socket("/run/docker.sock"))
    assert raised.value.outcome is Outcome.BLOCKED


def refused(url: str, base: str | None = None, answers: Sequence[str] = (PUBLIC,)) -> Outcome | None:
    """How a URL is refused, None where it would be connected to."""
    network = NoNetwork()
    try:
        target = redirect_target(url, base) if base else checked_target(url)
        host = urlsplit(target).hostname or ""
        asyncio.run(Guard(Names(**{host.replace(".", "_"): [answers]}), backend=network).connect_tcp(host, 80))
    except FetchError as error:
        assert network.asked == []
        return error.outcome
    except httpcore2.ConnectError:
        return None
    return None


def cases() -> Any:
    return json.loads((Path(DATA or ".") / "ssrf.json").read_text(encoding="utf-8"))


@pytest.mark.skipif(not DATA, reason="NIGHTDESK_EVAL_DATA names no folder")
def test_all_cases_of_the_evaluation_data_are_refused_and_none_connected() -> None:
    data = cases()
    wrong = [url for url in data["url_block"] + data["scheme_block"] if refused(url) is not Outcome.BLOCKED]
    wrong += [url for url in data["url_invalid"] if refused(url) is None]
    wrong += [
        case["name"] for case in data["resolve_block"] if not refused(f"http://{case['host']}/", None, case["answers"])
    ]
    wrong += [
        case["location"]
        for case in data["redirect_block"]
        if refused(case["location"], case["from"], ["127.0.0.1"]) is not Outcome.BLOCKED
    ]
    assert wrong == []


@pytest.mark.skipif(not DATA, reason="NIGHTDESK_EVAL_DATA names no folder")
def test_all_public_cases_of_the_evaluation_data_are_let_through() -> None:
    assert [url for url in cases()["allow"] if refused(url) is not None] == []
