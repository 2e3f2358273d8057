"""Webhooks: delivered to a real receiver, signed, retried, given up, switched off."""

from __future__ import annotations

import asyncio
import json
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from model.clock import system_clock
from model.errors import StorageError
from model.notices import DeliveryState

KEY = "whsec_bmlnaHRkZXNrLW5pZ2h0ZGVzay1uaWdodGRlc2s="
NEWER = "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo="
OpenOffice = Callable[..., Any]
EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "webhook_receiver.py"


def own_words(number: int) -> str:
    """A text that shares no words with those of other numbers."""
    chance = random.Random(number)
    return "A crane fell. " + " ".join("".join(chance.choices("abcdefghij", k=7)) for _ in range(60))


def test_a_story_is_delivered_once_and_its_signature_is_that_of_the_standard(
    open_office: OpenOffice, receiver: Any, hook: dict[str, Any], clock: Any
) -> None:
    clock.now = system_clock()
    office = open_office({"desk": hook | {"secrets": [NEWER, KEY]}})
    office.publish("one")
    assert asyncio.run(office.deliver()) == 1
    assert asyncio.run(office.deliver()) == 0
    ((headers, body),) = receiver.got
    for key in (KEY, NEWER):
        told = Webhook(key).verify(body, headers)
    assert told["type"] == "story.new" and told["data"]["id"] == headers["webhook-id"]
    (item,) = told["data"]["items"]
    assert (item["headline"], item["url"]) == ("Crane one", "https://gazette.example/one")
    assert item["outlet"] == "Gazette" and item["watch_title"] == "The harbour" and item["published_at"] is None
    with pytest.raises(WebhookVerificationError):
        Webhook(KEY).verify(body + b" ", headers)


def test_a_copy_does_not_tell_the_story_again_unless_it_is_asked_for(
    open_office: OpenOffice, receiver: Any, hook: dict[str, Any]
) -> None:
    office = open_office({"quiet": hook, "all": hook | {"kinds": ["new", "copy"]}})
    office.publish("one")
    office.publish("two", "review", text="A crane fell into the harbour at the one quay, and nobody was hurt. " * 6)
    assert asyncio.run(office.deliver()) == 3
    types = sorted(json.loads(body)["type"] for _, body in receiver.got)
    assert types == ["story.copy", "story.new", "story.new"]


def test_a_failure_is_tried_again_later_with_the_same_id_and_body(
    open_office: OpenOffice, receiver: Any, hook: dict[str, Any], clock: Any
) -> None:
    office = open_office({"desk": hook})
    receiver.answers += [(500, {}), (503, {})]
    office.publish("one")
    assert asyncio.run(office.deliver()) == 0
    assert asyncio.run(office.deliver()) == 0 and len(receiver.got) == 1, "not before its time"
    for _ in range(2):
        clock.forward(hours=1)
        asyncio.run(office.deliver())
    assert len(set(receiver.ids)) == 1 and len(receiver.got) == 3
    assert len({body for _, body in receiver.got}) == 1
    (line,) = office.log()
    assert line.state is DeliveryState.SENT and line.attempts == 3


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_a_receiver_that_asks_for_time_is_left_alone_for_so_long(
    open_office: OpenOffice, receiver: Any, hook: dict[str, Any], clock: Any, form: str
) -> None:
    asked = "7200" if form == "seconds" else format_datetime(clock() + timedelta(hours=2), usegmt=True)
    receiver.answers.append((429, {"Retry-After": asked}))
    office = open_office({"desk": hook})
    office.publish("one")
    asyncio.run(office.deliver())
    clock.forward(minutes=119)
    asyncio.run(office.deliver())
    assert len(receiver.got) == 1
    clock.forward(minutes=1)
    assert asyncio.run(office.deliver()) == 1


@pytest.mark.parametrize("refusal", [(429, {"Retry-After": "7200"}), (410, {})], ids=["for a time", "for good"])
def test_a_receiver_that_wants_nothing_is_left_alone_at_once_by_every_seat(
    open_office: OpenOffice, receiver: Any, hook: dict[str, Any], monkeypatch: pytest.MonkeyPatch, refusal: Any
) -> None:
    office = open_office({"desk": hook})
    receiver.answers += [(204, {})] * 7 + [refusal]
    for number in range(20):
        office.publish(f"number-{number}", text=own_words(number))
    write = office.store.write

    async def slowly(work: Callable[[Any], Any]) -> Any:
        def late(uow: Any) -> Any:
            wait_for(lambda: not receiver.got or not receiver.answers)
            time.sleep(0.2)  # so that what came of the first seven is still being written down
            return work(uow)

        return await write(late)

    monkeypatch.setattr(office.store, "write", slowly)
    assert asyncio.run(office.deliver()) == 7
    assert len(receiver.got) == 8


def test_a_receiver_that_asks_for_time_is_left_alone_although_that_cannot_be_written_down(
    open_office: OpenOffice, receiver: Any, hook: dict[str, Any], clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = open_office({"desk": hook})
    receiver.answers += [(429, {"Retry-After": "7200"})] * 20
    for number in range(20):
        office.publish(f"number-{number}", text=own_words(number))
    failed = fail_once_told(office, receiver, monkeypatch)

    async def deliver_for_a_while() -> None:
        working = asyncio.create_task(office.work("here:1:a"))
        await asyncio.to_thread(wait_for, lambda: failed)
        for _ in range(10):
            await asyncio.sleep(0.1)
            clock.forward(seconds=2)
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)

    asyncio.run(deliver_for_a_while())
    assert len(receiver.got) == 8


def test_where_one_receipt_cannot_be_written_down_no_other_message_is_sent_twice(
    open_office: OpenOffice, receiver: Any, hook: dict[str, Any], clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = open_office({"desk": hook})
    receiver.delay = 0.5
    for number in range(20):
        office.publish(f"number-{number}", text=own_words(number))
    assert fail_once_told(office, receiver, monkeypatch) == []
    asyncio.run(office.deliver())
    clock.forward(minutes=11)
    asyncio.run(office.deliver())
    assert len(set(receiver.ids)) == 20 and len(receiver.ids) == 21
    assert {line.state for line in office.log()} == {DeliveryState.SENT}


def test_a_refusal_for_good_is_kept_as_dead_and_can_be_sent_again(
    open_office: OpenOffice, receiver: Any, hook: dict[str, Any], clock: Any
) -> None:
    office = open_office({"desk": hook})
    receiver.answers.append((404, {}))
    office.publish("one")
    asyncio.run(office.deliver())
    (line,) = office.log()
    assert line.state is DeliveryState.DEAD and line.reason == "answered 404"
    assert office.store.write_now(lambda uow: uow.outbox.replay([line.id], clock())) == 1
    assert asyncio.run(office.deliver()) == 1
    assert len(set(receiver.ids)) == 1 and len(receiver.got) == 2


def test_a_redirect_is_not_followed(open_office: OpenOffice, receiver: Any, hook: dict[str, Any]) -> None:
    office = open_office({"desk": hook})
    receiver.answers.append((302, {"Location": receiver.url}))
    office.publish("one")
    asyncio.run(office.deliver())
    assert len(receiver.got) == 1 and office.log()[0].state is DeliveryState.DEAD


def test_gone_switches_the_channel_off_says_so_and_keeps_what_waits(
    open_office: OpenOffice, receiver: Any, hook: dict[str, Any], clock: Any
) -> None:
    ops = hook | {"kinds": ["trouble", "ended"]}
    office = open_office({"desk": hook, "ops": ops}, operator=("ops",))
    receiver.answers.append((410, {}))
    office.publish("one")
    asyncio.run(office.deliver())
    office.publish("two")
    asyncio.run(office.deliver())
    assert list(office.store.read(lambda uow: uow.channels.off())) == ["desk"]
    assert [json.loads(body)["type"] for _, body in receiver.got] == ["story.new", "service.trouble"]
    assert "nightdesk alerts on desk" in receiver.got[1][1].decode()
    assert json.loads(receiver.got[1][1])["data"]["items"][0]["headline"] == "channel desk"
    office.store.write_now(lambda uow: uow.channels.switch("desk", None))
    asyncio.run(office.deliver())
    types = [json.loads(body)["type"] for _, body in receiver.got[2:]]
    assert sorted(types) == ["service.ended", "story.new", "story.new"]


def test_what_fails_for_long_is_a_trouble_once_and_ends_with_the_next_success(
    open_office: OpenOffice, receiver: Any, hook: dict[str, Any], clock: Any
) -> None:
    office = open_office({"desk": hook})
    receiver.answers += [(500, {})] * 8
    office.publish("one")
    for _ in range(2):
        asyncio.run(office.deliver())
        clock.forward(minutes=7)
    assert len(receiver.got) == 2 and not office.store.read(lambda uow: uow.troubles.all()), "it may pass by itself"
    for _ in range(6):
        asyncio.run(office.deliver())
        clock.forward(hours=6)
    (trouble,) = office.store.read(lambda uow: uow.troubles.all())
    assert trouble.subject == "channel:desk"
    assert asyncio.run(office.deliver()) == 1
    assert office.store.read(lambda uow: uow.troubles.all()) == []


def test_after_days_of_failure_a_message_is_given_up_and_kept(
    open_office: OpenOffice, receiver: Any, hook: dict[str, Any], clock: Any
) -> None:
    office = open_office({"desk": hook})
    receiver.answers += [(500, {})] * 40
    office.publish("one")
    for _ in range(30):
        asyncio.run(office.deliver())
        clock.forward(hours=7)
    assert office.log()[0].state is DeliveryState.DEAD
    assert 10 < len(receiver.got) < 20


def test_an_address_that_is_not_public_is_not_reached_unless_allowed(
    open_office: OpenOffice, receiver: Any, hook: dict[str, Any]
) -> None:
    office = open_office({"desk": hook | {"allow_addresses": []}})
    office.publish("one")
    asyncio.run(office.deliver())
    assert receiver.got == [] and "not public" in (office.log()[0].reason or "")


def test_a_digest_is_one_message_and_keeps_its_name_when_it_is_sent_again(
    open_office: OpenOffice, receiver: Any, hook: dict[str, Any], clock: Any
) -> None:
    office = open_office({"desk": hook | {"digest": "hourly"}})
    for number in range(5):
        office.publish(f"number-{number}", text=own_words(number))
    assert asyncio.run(office.deliver()) == 0
    receiver.answers.append((500, {}))
    clock.forward(hours=1)
    asyncio.run(office.deliver())
    office.publish("late")
    clock.forward(minutes=5)
    assert asyncio.run(office.deliver()) == 1
    assert len(receiver.got) == 2 and len(set(receiver.ids)) == 1
    told = json.loads(receiver.got[1][1])
    assert told["type"] == "digest" and len(told["data"]["items"]) == 5
    clock.forward(hours=1)
    assert asyncio.run(office.deliver()) == 1 and receiver.ids[2] != receiver.ids[1]


def test_no_more_is_sent_than_the_rate_allows(
    open_office: OpenOffice, receiver: Any, hook: dict[str, Any], clock: Any
) -> None:
    office = open_office({"desk": hook | {"rate": {"messages": 2, "per": "1h"}}})
    for number in range(5):
        office.publish(f"number-{number}", text=own_words(number))
    sent = []
    for _ in range(4):
        sent.append(asyncio.run(office.deliver()))
        clock.forward(minutes=61)
    assert sent == [2, 2, 1, 0]


def test_a_rate_that_was_used_up_before_the_clock_was_put_back_holds_nothing_up(
    open_office: OpenOffice, receiver: Any, hook: dict[str, Any], clock: Any
) -> None:
    office = open_office({"desk": hook | {"rate": {"messages": 2, "per": "1h"}}})
    for number in range(4):
        office.publish(f"number-{number}", text=own_words(number))
    assert asyncio.run(office.deliver()) == 2
    clock.forward(days=-1)
    office.store.write_now(lambda uow: uow.outbox.put_back(clock(), timedelta(minutes=10)))
    assert asyncio.run(office.deliver()) == 2


@pytest.mark.parametrize("couriers", [1, 2])
def test_what_comes_faster_than_the_rate_allows_is_sent_at_the_rate_by_all_processes_together_and_none_is_lost(
    open_office: OpenOffice, receiver: Any, hook: dict[str, Any], couriers: int
) -> None:
    most, per, notices = 3, 1.0, 7
    office = open_office({"desk": hook | {"rate": {"messages": most, "per": f"{per:.0f}s"}}})
    offices = [replace(office, clock=system_clock) for _ in range(couriers)]
    for number in range(notices):
        offices[0].publish(f"number-{number}", text=own_words(number))

    async def deliver_for_a_while() -> None:
        working = [asyncio.create_task(each.work(f"here:{number}:a")) for number, each in enumerate(offices, 1)]
        await asyncio.to_thread(wait_for, lambda: len(receiver.got) >= notices)
        await asyncio.sleep(per)  # for what would come too often
        for each in working:
            each.cancel()
        await asyncio.gather(*working, return_exceptions=True)

    asyncio.run(deliver_for_a_while())
    assert len(receiver.ids) == len(set(receiver.ids)) == notices
    windows = [later - first for first, later in zip(receiver.times, receiver.times[most:], strict=False)]
    assert min(windows) >= per, windows
    assert {line.state for line in office.log()} == {DeliveryState.SENT}


def test_one_channel_that_hangs_does_not_hold_up_another(
    open_office: OpenOffice, receiver: Any, hook: dict[str, Any]
) -> None:
    ended: list[str] = []

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        ended.append("given up")
        writer.close()

    async def deliver_beside_a_silent_one() -> list[str]:
        server = await asyncio.start_server(silent, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        office = open_office({"dead": hook | {"url": f"http://127.0.0.1:{port}/"}, "desk": hook})
        for number in range(20):
            office.publish(f"number-{number}", text=own_words(number))
        working = asyncio.create_task(office.work("here:1:a"))
        await asyncio.to_thread(wait_for, lambda: len(receiver.got) == 20)
        answered = list(ended)
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        server.close()
        return answered

    assert asyncio.run(deliver_beside_a_silent_one()) == [], "the other still hangs at its first messages"


def test_secrets_are_in_no_error_text_no_log_and_no_representation(
    open_office: OpenOffice, receiver: Any, hook: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    office = open_office({"desk": hook, "nowhere": hook | {"url": "http://S3CRETPATH.invalid/S3CRETPATH"}})
    receiver.answers += [(500, {}), (404, {})]
    office.publish("one")
    asyncio.run(office.deliver())
    said = repr(office.catalogue.settings) + str(office.log()) + "".join(capsys.readouterr())
    said += str(office.catalogue.settings.channels) + office.catalogue.settings.model_dump_json()
    assert len(office.log()) == 2 and all(line.reason for line in office.log())
    for secret in ("S3CRETPATH", KEY, KEY.removeprefix("whsec_")):
        assert secret not in said


def test_the_example_receiver_takes_what_is_signed_once_and_refuses_the_rest(
    open_office: OpenOffice, clock: Any, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, str(EXAMPLE), str(port)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"RECEIVER_KEY": KEY})
    try:
        clock.now = system_clock()
        url, allowed = f"http://127.0.0.1:{port}/", ["127.0.0.0/8"]
        hook = {"kind": "webhook", "url": url, "allow_addresses": allowed}
        office = open_office({"right": hook | {"secrets": [NEWER, KEY]}, "wrong": hook | {"secrets": [NEWER]}})
        wait_until_listening(port)
        office.publish("one")
        assert asyncio.run(office.deliver()) == 1
        (line,) = [line for line in office.log() if line.channel == "right"]
        office.store.write_now(lambda uow: uow.outbox.replay([line.id], clock()))
        assert asyncio.run(office.deliver()) == 1
        assert {each.channel: each.reason for each in office.log()} == {"right": None, "wrong": "answered 401"}
    finally:
        running.kill()
        said, _ = running.communicate()
    assert said == "story.new Crane one https://gazette.example/one\n"


def fail_once_told(office: Any, receiver: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Lets the first write after a message was sent fail; gives the list of what failed, empty as yet."""
    write, failed = office.store.write, list[str]()

    async def failing(work: Callable[[Any], Any]) -> Any:
        if receiver.got and not failed:
            failed.append("the disk is full")
            raise StorageError(failed[0])
        return await write(work)

    monkeypatch.setattr(office.store, "write", failing)
    return failed


def wait_for(done: Callable[[], bool]) -> None:
    for _ in range(1200):
        if done():
            return
        time.sleep(0.05)
    raise AssertionError("it has not come to pass in a minute")


def wait_until_listening(port: int) -> None:
    for _ in range(1200):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the example does not listen")
