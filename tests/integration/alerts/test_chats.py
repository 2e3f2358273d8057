"""Chat services through Apprise: the process, and what it may reach."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from alerts.channels.chat import Chat
from alerts.message import Item, Message
from model.clock import system_clock
from model.errors import DeliveryError
from model.notices import NoticeKind
from nightdesk.delivery.chat_process import Told

OpenOffice = Callable[..., Any]


def crane() -> Message:
    now = system_clock()
    return Message("11111111-2222", now, (Item("11111111-2222", NoticeKind.NEW, now, "Crane falls"),))


def send(url: str, *allowed: str, times: int = 1, message: Message | None = None) -> None:
    async def sent() -> None:
        chat = Chat(url, [sys.executable, "-m", "nightdesk.delivery.chat_process", *allowed])
        try:
            for _ in range(times):
                await chat.send(message or crane())
        finally:
            await chat.aclose()

    asyncio.run(sent())


def test_a_message_reaches_a_service_that_apprise_knows(receiver: Any) -> None:
    send(f"json://127.0.0.1:{receiver.port}/", "127.0.0.0/8", times=2)
    told = [json.loads(body) for _, body in receiver.got]
    assert [each["title"] for each in told] == ["[Nightdesk] New: Crane falls"] * 2
    assert "Nightdesk 11111111-2222" in told[0]["message"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_what_apprise_connects_to_passes_the_address_guard(receiver: Any, host: str) -> None:
    with pytest.raises(DeliveryError, match="not public"):
        send(f"json://{host}:{receiver.port}/")
    assert receiver.got == []


def test_a_refusal_keeps_its_status_and_tells_no_secret(receiver: Any) -> None:
    receiver.answers += [(404, {})]
    with pytest.raises(DeliveryError) as raised:
        send(f"json://user:S3CRET@127.0.0.1:{receiver.port}/S3CRET", "127.0.0.0/8")
    assert raised.value.permanent and "404" in str(raised.value) and "S3CRET" not in str(raised.value)


def test_what_is_longer_than_a_service_takes_is_sent_in_several_messages(receiver: Any) -> None:
    now = system_clock()
    told = Message(
        "1", now, tuple(Item(str(n), NoticeKind.NEW, now, f"Crane {n} falls {'🏗' * 20}") for n in range(900))
    )
    send(f"json://127.0.0.1:{receiver.port}/", "127.0.0.0/8", message=told)
    assert len(receiver.got) > 1
    said = " ".join(json.loads(body)["message"] for _, body in receiver.got)
    longest = max(len(json.loads(body)["message"].encode("utf-16-le")) // 2 for _, body in receiver.got)
    assert len(said) > 32768 >= longest and all(f"Crane {n} falls" in said for n in (0, 450, 899))


def test_what_was_refused_in_the_middle_goes_on_with_the_pieces_that_were_not_taken(receiver: Any) -> None:
    now = system_clock()
    message = Message("1", now, tuple(Item(str(n), NoticeKind.NEW, now, f"Crane {n} {'x' * 90}") for n in range(900)))
    receiver.answers += [(200, {}), (503, {})]
    refused_once_then_taken_twice(f"json://127.0.0.1:{receiver.port}/", message)
    said = [json.loads(body)["message"] for _, body in receiver.got]
    pieces = list(dict.fromkeys(said))
    assert len(pieces) > 2 and said == [*pieces, pieces[1], *pieces]


def test_a_room_that_took_a_message_is_not_told_again_with_one_that_did_not(receiver: Any) -> None:
    receiver.answers += [(200, {}), (503, {}), *[(200, {})] * 3]
    refused_once_then_taken_twice(f"mmost://127.0.0.1:{receiver.port}/token?channels=harbour,quay", crane())
    rooms = [json.loads(body)["channel"] for _, body in receiver.got]
    assert rooms[:3] == [*rooms[:2], rooms[1]] and sorted(rooms[:2]) == sorted(rooms[3:]) == ["harbour", "quay"]


def refused_once_then_taken_twice(url: str, message: Message) -> None:
    async def sent() -> None:
        chat = Chat(url, [sys.executable, "-m", "nightdesk.delivery.chat_process", "127.0.0.0/8"])
        with pytest.raises(DeliveryError, match="503"):
            await chat.send(message)
        await chat.send(message)
        await chat.send(message)
        await chat.aclose()

    asyncio.run(sent())


def test_a_service_whose_plugin_reckons_its_own_limit_is_sent_messages(receiver: Any) -> None:
    receiver.answers += [(200, {})]
    send(f"matrix://desk:{'t' * 64}@127.0.0.1:{receiver.port}/?mode=slack", "127.0.0.0/8")
    assert [b"Crane falls" in body for _, body in receiver.got] == [True]


def test_a_service_that_has_enough_for_now_is_left_alone_for_as_long_as_it_asks() -> None:
    told = Told()
    words = "Failed to send Telegram notification to 12345: Too Many Requests: retry after 35, error=429."
    told.emit(logging.LogRecord("apprise", logging.WARNING, "", 0, words, (), None))
    answer = json.dumps({"ok": False, "status": told.status, "retry_after": told.wait})
    process = [sys.executable, "-c", f"input(); print({answer!r}, flush=True)"]

    async def refused() -> DeliveryError:
        chat = Chat("tgram://S3CRET", process)
        with pytest.raises(DeliveryError) as raised:
            await chat.send(crane())
        await chat.aclose()
        return raised.value

    error = asyncio.run(refused())
    assert error.retry_after == timedelta(seconds=35) and not error.permanent


def test_an_address_that_apprise_does_not_know_is_refused_for_good() -> None:
    with pytest.raises(DeliveryError) as raised:
        send("nothing://S3CRET")
    assert raised.value.permanent and "S3CRET" not in str(raised.value)


def test_a_channel_of_the_configuration_goes_through_apprise(open_office: OpenOffice, receiver: Any) -> None:
    url = f"json://127.0.0.1:{receiver.port}/"
    office = open_office({"chat": {"kind": "apprise", "url": url, "allow_addresses": ["127.0.0.0/8"]}})
    office.publish("one")
    assert asyncio.run(office.deliver()) == 1
    assert "https://gazette.example/one" in json.loads(receiver.got[0][1])["message"]


def test_a_long_digest_is_several_for_a_chat_service(open_office: OpenOffice, receiver: Any, clock: Any) -> None:
    url = f"json://127.0.0.1:{receiver.port}/"
    chat = {"kind": "apprise", "url": url, "allow_addresses": ["127.0.0.0/8"], "digest": "hourly"}
    office = open_office({"chat": chat})
    for number in range(25):
        office.publish(f"n{number}", text=f"Crane number {number} of quay {number} fell on day {number}. " * 9)
    clock.forward(hours=2)
    assert asyncio.run(office.deliver()) == 2
    said = [json.loads(body)["message"] for _, body in receiver.got]
    assert [each.count("https://gazette.example/n") for each in said] == [20, 5]
