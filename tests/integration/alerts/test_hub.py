"""A WebSub hub hears of feeds that change; channels that are configured no more are given up with a word."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import pytest
from pydantic import ValidationError

from config.settings import Settings
from model.notices import DeliveryState, NoticeKind
from nightdesk.delivery.dispatch import give_up_absent
from nightdesk.notices.newsroom import newsroom_of
from nightdesk.notices.telling import tell_fate

OpenOffice = Callable[..., Any]


@pytest.fixture
def office(open_office: OpenOffice, receiver: Any) -> Any:
    feed = {"hub": receiver.url, "base_url": "https://desk.example/"}
    return open_office({}, feed=feed, fetch={"allow_addresses": ["127.0.0.0/8"]})


def topics(receiver: Any) -> set[str]:
    told = set()
    for headers, body in receiver.got:
        form = dict(parse_qsl(body.decode()))
        assert headers["content-type"] == "application/x-www-form-urlencoded" and form["hub.mode"] == "publish"
        told.add(form["hub.url"].removeprefix("https://desk.example/feeds/"))
    return told


def feeds(*paths: str) -> set[str]:
    return {f"{path}.{form}" for path in paths for form in ("atom", "rss", "json")}


def test_a_hub_is_told_once_of_each_feed_that_changed(office: Any, receiver: Any) -> None:
    office.publish("one")
    office.publish("two", text="Another crane. " * 20)
    asyncio.run(office.deliver())
    assert topics(receiver) == feeds("harbour", "all", "sources/gazette") and len(receiver.got) == 9
    assert {line.state for line in office.log()} == {DeliveryState.SENT}
    asyncio.run(office.deliver())
    assert len(receiver.got) == 9


def test_a_copy_changes_the_feeds_of_every_source_of_its_story(office: Any, receiver: Any) -> None:
    text = "The crane at the old quay fell into the water on Monday, and the port stayed shut until the evening. " * 4
    office.publish("one", text=text)
    asyncio.run(office.deliver())
    receiver.got.clear()
    office.publish("copy", outlet="review", text=text)
    asyncio.run(office.deliver())
    assert topics(receiver) == feeds("harbour", "all", "sources/gazette", "sources/review")


def test_a_hub_is_told_of_feeds_whose_article_was_taken_down(office: Any, receiver: Any, clock: Any) -> None:
    office.publish("one")
    asyncio.run(office.deliver())
    receiver.got.clear()
    (stored,) = office.store.read(lambda uow: uow.reading.documents())
    newsroom = newsroom_of(office.catalogue)
    for kind in (NoticeKind.GONE, NoticeKind.RETURNED):
        clock.forward(minutes=1)
        office.store.write_now(lambda uow, kind=kind: tell_fate(uow, newsroom, 1, stored.uid, kind, clock()))
        asyncio.run(office.deliver())
        assert topics(receiver) == feeds("harbour", "all", "sources/gazette") and len(receiver.got) == 9
        receiver.got.clear()


def test_a_hub_that_fails_is_told_again(office: Any, receiver: Any, clock: Any) -> None:
    receiver.answers = [(503, {})]
    office.publish("one")
    asyncio.run(office.deliver())
    assert [line.state for line in office.log()] == [DeliveryState.WAITING]
    clock.forward(hours=1)
    asyncio.run(office.deliver())
    assert topics(receiver) == feeds("harbour", "all", "sources/gazette")


def test_a_hub_passes_the_address_guard(open_office: OpenOffice, receiver: Any) -> None:
    office = open_office({}, feed={"hub": receiver.url, "base_url": "https://desk.example"})
    office.publish("one")
    asyncio.run(office.deliver())
    (line,) = office.log()
    assert receiver.got == [] and "not public" in (line.reason or "")


@pytest.mark.parametrize(
    "feed",
    [
        {"hub": "https://hub.example/"},
        {"hub": "https://hub.example/", "base_url": "https://x.example", "tokens": ["t"]},
    ],
)
def test_a_hub_needs_an_address_of_ours_and_gets_no_private_feeds(feed: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="hub"):
        Settings.model_validate({"feed": feed})


def test_what_waits_for_a_channel_that_is_configured_no_more_is_given_up_with_a_word(
    open_office: OpenOffice, hook: dict[str, Any], receiver: Any
) -> None:
    office = open_office({"desk": hook, "old": hook})
    office.publish("one")
    now = Settings.model_validate({"channels": {"desk": hook}})
    asyncio.run(give_up_absent(office.store, now, office.clock()))
    asyncio.run(office.deliver())
    states = {line.channel: (line.state, line.reason) for line in office.log()}
    assert states["desk"] == (DeliveryState.SENT, None)
    assert states["old"][0] is DeliveryState.DEAD and "in the configuration no more" in states["old"][1]
    assert len(receiver.got) == 1
