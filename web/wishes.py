"""Wishes: which stories an address asks for, read and checked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlencode

from model.browsing import Place, Wanted
from model.stories import Relation

#: The parts of an address that say which stories are asked for, in the order they are written.
NAMES = ("q", "watch", "source", "language", "relation", "from", "to", "unread", "flagged", "label")
_LONGEST = 2000
#: The largest number that a row can have.
_LARGEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Wish:
    """Which stories are asked for: the words searched for, what is wanted besides, and what could not be read."""

    text: str
    wanted: Wanted
    asked: Mapping[str, str]
    faults: tuple[str, ...] = field(default=())

    def query(self, **changes: str | None) -> str:
        """The wish as it stands in an address, with changes; None takes a part out."""
        parts = {**self.asked, **changes}
        kept = {name: value for name in (*NAMES, *(set(parts) - set(NAMES))) if (value := parts.get(name))}
        return f"?{urlencode(kept)}" if kept else ""

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for at all."""
        return bool(self.asked)


def read_wish(given: Mapping[str, str], account: str, watches: Collection[str], sources: Collection[str]) -> Wish:
    """The wish of an address. What cannot be read is left out and told."""
    cleaned = {name: given.get(name, "").replace("\x00", " ").strip()[:_LONGEST] for name in NAMES}
    asked = {name: value for name, value in cleaned.items() if value}
    faults: list[str] = []
    _among(asked, "watch", watches, faults)
    _among(asked, "source", sources, faults)
    _among(asked, "relation", [each.value for each in Relation], faults)
    since, until = _day(asked, "from", faults), _day(asked, "to", faults)
    wanted = Wanted(
        watch=asked.get("watch"),
        source=asked.get("source"),
        language=asked.get("language", "")[:16] or None,
        relation=asked.get("relation"),
        since=since,
        until=until + timedelta(days=1) if until else None,
        account=account,
        unread="unread" in asked,
        flagged="flagged" in asked,
        label=asked.get("label"),
    )
    return Wish(asked.get("q", ""), wanted, asked, tuple(faults))


def anybodys(wish: Wish) -> Wish:
    """The wish without what a single reader has marked."""
    return replace(wish, wanted=replace(wish.wanted, unread=False, flagged=False, label=None))


def write_place(place: Place) -> str:
    """A place as it stands in an address."""
    return f"{int((place.at - _EPOCH) / timedelta(microseconds=1))}.{place.number}"


def read_place(text: str) -> Place | None:
    """The place of an address, None where it is none."""
    at, _, number = text.partition(".")
    if not (at.isascii() and at.isdigit() and number.isascii() and number.isdigit()) or len(at + number) > 28:
        return None
    if int(number) > _LARGEST:
        return None
    try:
        return Place(_EPOCH + timedelta(microseconds=int(at)), int(number))
    except OverflowError:
        return None


def read_number(text: str) -> int | None:
    """A number that a row can have, from 1 up; None where it is none."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
    return number if 0 < number <= _LARGEST else None


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _among(asked: dict[str, str], name: str, known: Collection[str], faults: list[str]) -> None:
    value = asked.get(name)
    if value is not None and value not in known:
        faults.append(f"There is no {name} called “{value}”.")
        del asked[name]


def _day(asked: dict[str, str], name: str, faults: list[str]) -> datetime | None:
    if name not in asked:
        return None
    try:
        day = date.fromisoformat(asked[name])
    except ValueError:
        day = None
    if day is None or not date.min < day < date.max:
        faults.append(f"“{asked[name]}” is no day; write it as 2026-03-01.")
        del asked[name]
        return None
    return datetime.combine(day, time(), UTC)
