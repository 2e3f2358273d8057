"""Each kind of alert from the outlet's server to the receiver's: told once, however often the work is done again."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from config.catalogue import load_catalogue
from db.store import Store
from model.notices import DeliveryState
from nightdesk.bootstrap import open_desk
from nightdesk.delivery.dispatch import deliver_now
from nightdesk.demo import articles
from nightdesk.demo.outlets import COURIER
from nightdesk.demo.press import WATCH, Press
from nightdesk.visits.passing import crawl
from nightdesk.visits.visiting import Options
from nightdesk.watches.watching import compile_watches

KEY = "whsec_bmlnaHRkZXNrLW5pZ2h0ZGVzay1uaWdodGRlc2s="
SLUG = "junta-chief-lands-in-moscow"
CHANNEL = f"""
[channels.desk]
kind = "webhook"
url = "{{url}}"
secrets = ["{KEY}"]
allow_addresses = ["127.0.0.0/8"]
kinds = ["new", "copy", "picked-up", "revised", "gone", "returned"]
"""


@dataclass
class Newsdesk:
    """A desk whose watch tells a receiver of everything; `look` crawls outlets and gives what that was sent."""

    configuration: Path
    store: Store
    receiver: Any
    heard: int = 0
    said: list[dict[str, Any]] = field(default_factory=list)

    def look(self, *outlets: str) -> list[str]:
        """The types of the messages that a crawl, in which every matched article is looked at again, gave cause to."""
        asyncio.run(self._crawl(outlets))
        new = [json.loads(body) for _, body in self.receiver.got[self.heard :]]
        self.heard, self.said = len(self.receiver.got), [each["data"]["items"][0] for each in new]
        return sorted(each["type"] for each in new)

    async def _crawl(self, outlets: tuple[str, ...]) -> None:
        catalogue = load_catalogue(self.configuration, {})
        async with open_desk(catalogue, compile_watches(catalogue.watches), self.store) as desk:
            sources = [catalogue.sources[name] for name in outlets]
            await crawl(desk, sources, Options(revisit=True), due=False, tell=lambda _: None)
            await deliver_now(desk)

    def notices(self) -> list[str]:
        """The kinds of all that was written into the outbox, the oldest first; all of it was taken at the first try."""
        log = self.store.read(lambda uow: uow.deliveries.log(limit=99))
        assert {(line.state, line.attempts, line.notice.watch_id) for line in log} == {(DeliveryState.SENT, 1, WATCH)}
        return [line.notice.kind.value for line in reversed(log)]


def make_state_outlet(configuration: Path, name: str) -> None:
    file = configuration / "sources" / f"{name}.toml"
    file.write_text(file.read_text().replace('kind = "outlet"', 'kind = "state-media"'))


@pytest.fixture
def newsdesk(configuration: Path, any_database: str, receiver: Any) -> Iterator[Newsdesk]:
    settings, watch = configuration / "nightdesk.toml", configuration / "watches" / f"{WATCH}.toml"
    settings.write_text(settings.read_text() + CHANNEL.format(url=receiver.url))
    watch.write_text(watch.read_text().replace('channels = ["feed"]', 'channels = ["feed", "desk"]'))
    with Store(any_database) as store:
        yield Newsdesk(configuration, store, receiver)


def test_a_new_story_is_told_once(newsdesk: Newsdesk) -> None:
    assert newsdesk.look("courier") == ["story.new"] * 2
    assert {each["outlet"] for each in newsdesk.said} == {"The Moscow Courier"}
    assert any(SLUG in each["url"] for each in newsdesk.said)
    assert newsdesk.look("courier") == []
    assert newsdesk.notices() == ["new"] * 2


def test_a_story_that_a_state_outlet_picks_up_is_told_so_for_the_first_of_them_alone(newsdesk: Newsdesk) -> None:
    for name in ("andaman", "martaban"):
        make_state_outlet(newsdesk.configuration, name)
    newsdesk.look("courier")
    assert newsdesk.look("andaman") == ["story.picked-up"]
    (told,) = newsdesk.said
    assert told["outlet"] == "Andaman Daily" and told["url"].endswith("/port-deal-signed/")
    assert newsdesk.look("martaban") == ["story.copy"]
    assert newsdesk.look("courier", "andaman", "martaban") == []
    assert newsdesk.notices() == ["new", "new", "picked-up", "copy"]


def test_a_story_that_a_state_outlet_has_first_is_new_and_picked_up_by_nobody(newsdesk: Newsdesk) -> None:
    make_state_outlet(newsdesk.configuration, "andaman")
    assert newsdesk.look("andaman") == ["story.new"]
    assert newsdesk.look("courier") == ["story.copy", "story.new"]
    assert newsdesk.notices()[0] == "new" and sorted(newsdesk.notices()) == ["copy", "new", "new"]


def test_a_revision_of_substance_is_told_once_and_a_mended_typing_error_is_not(
    newsdesk: Newsdesk, press: Press
) -> None:
    newsdesk.look("courier")
    press.edit(COURIER, SLUG, "40 people", "46 people")
    assert newsdesk.look("courier") == ["story.revised"]
    (told,) = newsdesk.said
    assert told["outlet"] == "The Moscow Courier" and "{+46+} people" in " ".join(told["lines"])
    assert newsdesk.look("courier") == []
    press.edit(COURIER, SLUG, "delegation", "delegatoin")
    assert newsdesk.look("courier") == []
    (article,) = [each for each in newsdesk.store.read(lambda uow: uow.reading.documents()) if each.version > 1]
    assert article.version == 3, "kept, and not told"
    assert newsdesk.notices() == ["new", "new", "revised"]


def test_an_article_that_is_taken_down_is_told_once_and_so_is_its_return(newsdesk: Newsdesk, press: Press) -> None:
    article = articles.visit_story(press._now)
    newsdesk.look("courier")
    press.withdraw(COURIER, SLUG)
    assert newsdesk.look("courier") == [], "once may be an accident"
    assert newsdesk.look("courier") == ["story.gone"]
    (told,) = newsdesk.said
    assert told["outlet"] == "The Moscow Courier" and SLUG in told["url"]
    assert newsdesk.look("courier") == []
    press.publish(COURIER, article)
    assert newsdesk.look("courier") == ["story.returned"]
    (told,) = newsdesk.said
    assert told["outlet"] == "The Moscow Courier" and SLUG in told["url"]
    assert newsdesk.look("courier") == []
    assert newsdesk.notices() == ["new", "new", "gone", "returned"]


def test_an_article_that_returns_with_another_text_has_returned_and_is_revised(
    newsdesk: Newsdesk, press: Press
) -> None:
    article = articles.visit_story(press._now)
    newsdesk.look("courier")
    press.withdraw(COURIER, SLUG)
    newsdesk.look("courier")
    assert newsdesk.look("courier") == ["story.gone"]
    press.publish(COURIER, article.edited("40 people", "46 people", press._now))
    assert newsdesk.look("courier") == ["story.returned", "story.revised"]
    assert newsdesk.look("courier") == []
    press.withdraw(COURIER, SLUG)
    newsdesk.look("courier")
    assert newsdesk.look("courier") == ["story.gone"], "a second time is news again"
    assert newsdesk.notices() == ["new", "new", "gone", "returned", "revised", "gone"]
