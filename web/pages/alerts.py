"""The alerts: what was told, and the log of the channels, from which anything can be sent again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from alerts.message import CALLED
from db.repositories.told import Scope
from db.unit import UnitOfWork
from model.notices import Delivered, DeliveryState
from model.telling import ToldStory
from web.pages.marking import taking_forms
from web.site import FormError, form_of, missing, page, site_of
from web.wishes import read_number

_SIZE = 40


@dataclass(frozen=True, slots=True)
class Log:
    """The delivery log from a line on, what it is narrowed to, and the channels that are off."""

    lines: Sequence[Delivered]
    uids: Mapping[int, str]
    state: DeliveryState | None
    channel: str | None
    off: Mapping[str, tuple[datetime, str]]

    @property
    def after(self) -> int | None:
        """Where the next page begins."""
        return self.lines[-1].id if len(self.lines) == _SIZE else None

    def called(self, line: Delivered) -> str:
        """What a line tells of."""
        return CALLED[line.notice.kind]


def alerts(request: Request) -> Response:
    """What was told, the newest first."""
    site = site_of(request)
    watch, lane = request.query_params.get("watch") or None, request.query_params.get("lane") or None
    if (watch and watch not in site.dash.catalogue.watches) or lane not in {None, "now", "late"}:
        return missing(request, "There is no such watch or lane.")
    before = read_number(request.query_params.get("before", ""))
    scope = Scope(watch_id=watch, lane=lane)
    told: list[ToldStory] = site.dash.store.read(lambda uow: uow.told.latest(scope, _SIZE, before))
    after = told[-1].seq if len(told) == _SIZE else None
    return page(request, "alerts.html", told=told, after=after, watch=watch, lane=lane)


def log(request: Request) -> Response:
    """What was sent on channels, and what became of it."""
    site, asked = site_of(request), request.query_params
    state = next((each for each in DeliveryState if each.value == asked.get("state")), None)
    channel, before = asked.get("channel", "").replace("\x00", "") or None, read_number(asked.get("before", ""))
    told = site.dash.store.read(lambda uow: log_of(uow, state, channel, before))
    channels = sorted({*site.dash.catalogue.settings.channels, *told.off})
    return page(request, "log.html", log=told, channels=channels, states=list(DeliveryState))


def log_of(uow: UnitOfWork, state: DeliveryState | None, channel: str | None, before: int | None) -> Log:
    """A page of the log."""
    lines = uow.deliveries.log(state=state, name=channel, limit=_SIZE, before=before)
    numbers = {line.notice.story_id for line in lines if line.notice.story_id is not None}
    return Log(lines, uow.told.story_uids(numbers), state, channel, uow.channels.off())


@taking_forms
async def replay(request: Request) -> Response:
    """Sends deliveries again under the same identifiers, or switches a channel on again."""
    fields, site = await form_of(request), site_of(request)
    now = site.dash.clock()
    if channel := fields.get("on"):
        await site.dash.store.write(lambda uow: uow.channels.switch(channel, None))
        return RedirectResponse("/alerts/log", 303)
    number = read_number(fields.get("delivery", ""))
    if number is None and fields.get("dead") != "1":
        raise FormError("Name a delivery.")

    def again(uow: UnitOfWork) -> int:
        ids = [number] if number is not None else uow.deliveries.numbers(DeliveryState.DEAD)
        return uow.outbox.replay(ids, now)

    if not await site.dash.store.write(again):
        raise FormError("There is no such delivery, or nothing that was given up.")
    return RedirectResponse("/alerts/log?state=waiting", 303)
