"""Parcels: which deliveries go into one message, what is done once it is taken, and one try."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from alerts.message import Message
from db.unit import UnitOfWork
from model.errors import DeliveryError
from model.identifiers import stable_uid
from model.notices import Due
from nightdesk.delivery.routes import Route

#: A try takes so many seconds at most.
LONGEST_SEND = 75.0


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message, and the deliveries that are done once it is taken."""

    message: Message
    dues: tuple[Due, ...]

    @property
    def ids(self) -> list[int]:
        """The numbers of the deliveries."""
        return [due.id for due in self.dues]

    @property
    def tried_at(self) -> datetime | None:
        """Since when it has been failing."""
        return min((due.tried_at for due in self.dues if due.tried_at), default=None)


def groups_of(uow: UnitOfWork, route: Route, dues: Sequence[Due]) -> list[tuple[str, list[Due]]]:
    """Which deliveries go into one message, under what identifier: what went together once goes together again."""
    loose = [due for due in dues if due.batch is None]
    together = sorted((due for due in dues if due.batch is not None), key=lambda due: (due.batch or "", due.id))
    groups = [(batch or "", list(group)) for batch, group in groupby(together, key=lambda due: due.batch)]
    if not route.digest:
        return groups + [(due.notice.uid, [due]) for due in loose]
    if loose:
        batch = stable_uid("digest", route.name, *(due.notice.uid for due in loose))
        uow.outbox.into(batch, [due.id for due in loose])
        groups.append((batch, loose))
    return groups


async def hand_over(route: Route, parcel: Parcel) -> DeliveryError | None:
    """One try to send a message; tells why it was not taken, None where it was."""
    try:
        await asyncio.wait_for(route.channel.send(parcel.message), LONGEST_SEND)
    except DeliveryError as error:
        return error
    except TimeoutError:
        return DeliveryError("no answer in time")
    except Exception as error:  # noqa: BLE001 - one message must not hold up the others, and its words may hold secrets
        return DeliveryError(f"a fault of ours: {type(error).__name__}")
    return None
