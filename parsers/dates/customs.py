"""How days are written where a page comes from: whether the month comes first, and when the day begins.

What says so is the page: its language and region, and the figures on it that can be read in one way only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cached_property
from typing import Final

from model.moments import Moment, Precision
from parsers.dates.reading import read_moment, zone_of
from parsers.dates.recent_days import told_ago
from parsers.dates.times_ahead import not_ahead
from parsers.dates.written_dates import is_in_figures
from parsers.tree.outline import Block

Blocks = Callable[[], Iterable[Block]]
_FIGURES = re.compile(r"(?<![\d/-])(\d\d?)([/-])(\d\d?)\2(?:19|20)\d\d(?![\d/-])")
_MONTH_FIRST = frozenset({"en-us", "en-ph", "es-us"})
#: Languages of one zone east of Greenwich, where a local midnight falls on the day before in UTC.
_ZONES: Final = {
    "Europe/Berlin": "de it nl pl cs sk sl hr hu sv da nb no sq mk es-es fr fr-fr fr-be fr-ch",
    "Europe/Athens": "el fi ro bg uk lt lv et",
    "Europe/London": "en-gb en-ie",
    "Europe/Moscow": "ru ru-ru",
    "Europe/Istanbul": "tr",
    "Asia/Jerusalem": "he",
    "Asia/Kolkata": "hi mr gu ta te kn ml pa en-in",
    "Asia/Yangon": "my",
    "Asia/Bangkok": "th vi km lo",
    "Asia/Jakarta": "id",
    "Asia/Shanghai": "zh ms en-sg en-my en-hk",
    "Asia/Tokyo": "ja ko",
}
_ZONE_OF = {language: zone for zone, languages in _ZONES.items() for language in languages.split()}
#: Languages that are written in other zones too, so that a region counts where it is named.
_WIDELY_WRITTEN = frozenset({"fr", "ru", "es", "en"})


class Customs:
    """The customs of one page, by the zone of its source and the languages of its html and og:locale. A moment ahead
    of when the page was seen is none.

    The blocks of the page are given with each text: a page that is known to its customs would outlive its reading.
    """

    def __init__(
        self, zone: str | None, declared: str | None, shared: str | None, seen_at: datetime | None = None
    ) -> None:
        self._zone, self._seen_at = zone, seen_at
        self._month_first: bool | None = None
        self._told: dict[str, Moment | None] = {}
        own, other = ((told or "").strip().lower().replace("_", "-") for told in (declared, shared))
        self._locale = other if not own or other.startswith(f"{own}-") else own

    def moment(self, text: str, blocks: Blocks) -> Moment | None:
        """The moment that a text tells; a text that several rules look at is read once."""
        if text not in self._told:
            first = is_in_figures(text) and self._is_month_first(blocks)
            told = read_moment(text, self._zone, month_first=first, midnight_zone=self.midnight_zone)
            self._told[text] = not_ahead(told, self._seen_at)
        return self._told[text]

    def recent_moment(self, text: str, blocks: Blocks) -> Moment | None:
        """The moment that a text tells by how long ago it was; None where nobody knows when the page was seen.

        Where no zone is known, days are counted in UTC, the middle of all calendars: no other is nearer to each.
        """
        told = told_ago(text) if self._seen_at else None
        if told is None or self._seen_at is None:
            return None
        day = (self._seen_at - told.span).astimezone(self.home or UTC).date() - timedelta(days=told.days)
        text = f"{day.isoformat()} {told.clock}"
        at_home = read_moment(text, self._zone or self.midnight_zone)
        if at_home and at_home.precision is not Precision.DAY and at_home.at > self._seen_at:
            return None
        return self.moment(text, blocks)

    @cached_property
    def home(self) -> tzinfo | None:
        """The zone of the source, else that of the page's language; None where neither is known."""
        return zone_of(self._zone or self.midnight_zone)

    @cached_property
    def midnight_zone(self) -> str | None:
        """The zone of the page's language, where that is written in one zone only."""
        language, _, region = self._locale.partition("-")
        return _ZONE_OF.get(self._locale if region and language in _WIDELY_WRITTEN else language)

    def _is_month_first(self, blocks: Blocks) -> bool:
        """Whether 3/4/2025 is March 4: as the page's other figures are written, else by its region."""
        if self._month_first is None:
            found = [figures for block in blocks() for figures in _FIGURES.finditer(block.text)]
            american, other = (sum(int(figures.group(place)) > 12 for figures in found) for place in (3, 1))
            self._month_first = american > other if american != other else self._locale in _MONTH_FIRST
        return self._month_first
