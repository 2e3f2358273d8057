"""Receipts: what a try to send a message came to, written down; and the operator told of channels that fail."""

from __future__ import annotations

from datetime import datetime, timedelta

from alerts.timing import given_up, retry
from db.unit import UnitOfWork
from model.errors import DeliveryError
from nightdesk.delivery.parcels import Parcel
from nightdesk.delivery.routes import Route
from nightdesk.notices.newsroom import Newsroom, begin_trouble, end_trouble

#: A channel that has failed for so long is a trouble.
PATIENCE = timedelta(minutes=15)


def taken(uow: UnitOfWork, newsroom: Newsroom, route: Route, parcel: Parcel, now: datetime) -> None:
    """Writes down that a message was taken, which ends a trouble of its channel."""
    uow.outbox.sent(parcel.ids, route.name, now)
    end_trouble(uow, newsroom, _subject(route), now)


def refused(
    uow: UnitOfWork, newsroom: Newsroom, route: Route, parcel: Parcel, failure: DeliveryError, now: datetime
) -> None:
    """Writes down that a message was not taken, and what follows."""
    if trouble := _ended(uow, route, parcel, failure, now):
        begin_trouble(uow, newsroom, _subject(route), trouble, now)
        return
    at = retry(now, parcel.dues[0].attempts, failure.retry_after, parcel.message.uid)
    uow.outbox.again(parcel.ids, failure.reason, now, at)
    if parcel.tried_at and now - parcel.tried_at > PATIENCE:
        words = f"The channel {route.name} has been failing: {failure.reason}."
        begin_trouble(uow, newsroom, _subject(route), words, now)


def _ended(uow: UnitOfWork, route: Route, parcel: Parcel, failure: DeliveryError, now: datetime) -> str:
    """What is told where the failure ends the channel or the message, "" where it is to be tried again."""
    if failure.gone:
        uow.channels.switch(route.name, now, failure.reason)
        uow.outbox.back(parcel.ids)
        words = f"The channel {route.name} is switched off: {failure.reason}. What waits for it is kept."
        return f"{words} `nightdesk alerts on {route.name}` switches it on again."
    if failure.permanent or (parcel.tried_at and given_up(parcel.tried_at, now)):
        uow.outbox.dead(parcel.ids, failure.reason, now)
        words = f"A message to the channel {route.name} was given up: {failure.reason}. It is kept."
        return f"{words} `nightdesk alerts replay --dead` sends it again."
    return ""


def _subject(route: Route) -> str:
    return f"channel:{route.name}"
