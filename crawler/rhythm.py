"""Rhythm: how long a source is quiet, and which fields its pages have, learned from its own history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import comb

from model.health import Fields

#: With fewer days of history nothing is called silent.
_DAYS = 4
#: Quiet for so much longer than ever is silence.
_LONGER = 1.5
#: No source is called silent sooner: with a fortnight behind it nights and weekends are known.
_SOON, _UNKNOWN = timedelta(hours=6), timedelta(days=1)
_FORTNIGHT = 14
#: So many pages are remembered.
_PAGES = 200
#: So many pages before are needed to know what is usual, and so many late ones are held against them.
_BEFORE, _WINDOWS = 30, (12, 20)
#: A fall is told where chance would bring it about less often than this, and where it takes two fifths away.
_CHANCE, _FALL = 1e-5, 0.6
_NAMES = {Fields.TEXT: "text", Fields.TITLE: "title", Fields.DATE: "date", Fields.AUTHORS: "authors"}


def quiet_limit(spells: Mapping[str, timedelta], interval: timedelta) -> timedelta | None:
    """How long a source may have nothing new before it counts as silent; None while too little is known."""
    if len(spells) < _DAYS:
        return None
    least = _SOON if len(spells) >= _FORTNIGHT else _UNKNOWN
    return max(max(spells.values()) * _LONGER, interval * 2, least)


@dataclass(frozen=True, slots=True)
class Fall:
    """A field that is found on fewer pages than before: `now` of the last `of`, `share` of those before."""

    field: str
    now: int
    of: int
    share: float


def falls(read: Sequence[Fields]) -> tuple[Fall, ...]:
    """The fields that pages used to have and now lack, beyond chance."""
    return tuple(fall for flag, name in _NAMES.items() if (fall := next(_falls_of(read, flag, name), None)))


def remembered(known: Sequence[Fields], read: Sequence[Fields], *, new_day: bool) -> tuple[Fields, ...]:
    """The fields of the last pages, the oldest first, with those of a visit's new pages.

    While a field is lost, the pages from before it was stay what is usual, but for one a day: otherwise a hundred pages
    would make the loss the rule and seem to end it, as would a single visit that reads so many. What nobody mends for
    some months is the rule then.
    """
    pages, lost = tuple(known), False
    for each in read:
        lost = lost or bool(falls(pages))
        if lost and not new_day:
            pages = (*pages[: -_WINDOWS[-1]], *pages[1 - _WINDOWS[-1] :], each)
        else:
            pages, new_day = (*pages, each)[-_PAGES:], False
    return pages


def _falls_of(read: Sequence[Fields], flag: Fields, name: str) -> Iterator[Fall]:
    had = [flag in each for each in read]
    for window in _WINDOWS:
        before, now = had[:-window], sum(had[-window:])
        if len(before) < _BEFORE:
            return
        share = (sum(before) + 0.5) / (len(before) + 1)
        if now < _FALL * share * window and _at_most(now, window, share) < _CHANCE:
            yield Fall(name, now, window, share)


def _at_most(hits: int, of: int, share: float) -> float:
    """The chance of so few hits where each comes with a probability."""
    return sum(comb(of, each) * share**each * (1 - share) ** (of - each) for each in range(hits + 1))
