"""Chat services through Apprise: the process, and what it may reach."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable
from typing import Any

import pytest

from alerts.channels.chat import Chat
from alerts.message import Item, Message
from model.clock import system_clock
from model.errors import DeliveryError
from model.notices import NoticeKind

OpenOffice = Callable[..., Any]


def message() -> Message:
    now = system_clock()
    return Message("11111111-2222", now, (Item("11111111-2222", NoticeKind.NEW, now, "Crane falls"),))


def send(url: str, *allowed: str, times: int = 1) -> None:
    async def sent() -> None:
        chat = Chat(url, [sys.executable, "-m", "nightdesk.delivery.chat_process", *allowed])
        try:
            for _ in range(times):
                await chat.send(message())
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
