"""Sources: what a file of `sources/` says about one outlet or board."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, field_validator, model_validator

from config.addresses import Host, Proxy, UrlPath, WebUrl
from config.ladders import Discover, DiscoverKind
from config.quantities import Duration
from config.section import Section
from model.urls import Identity, host_of


class SourceKind(StrEnum):
    """What sort of publisher a source is."""

    OUTLET = "outlet"
    STATE_MEDIA = "state-media"
    AGENCY = "agency"
    FORUM = "forum"
    NGO = "ngo"
    AGGREGATOR = "aggregator"


class Schedule(Section):
    """How often a source is looked at.

    The time between two visits is learned between `min` and `max`. A source with a `timezone` of its own has nights,
    from midnight to six by its clock: a quiet visit then teaches nothing, the next waits twice as long, and in the
    morning it is looked at as by day again.
    """

    every: Duration = timedelta(minutes=30)
    """The time between two visits to begin with: shorter while the source publishes, longer while it does not."""
    min: Duration | None = None
    """The least time between two visits; half of `every` where it is not set."""
    max: Duration | None = None
    """The longest time between two visits; four times `every` where it is not set."""
    revisit: Duration = timedelta(hours=6)
    """The least time between two looks at one watched page; matched articles are looked at again by their age."""

    @field_validator("every", "revisit", "min", "max")
    @classmethod
    def _not_frantic(cls, value: timedelta | None) -> timedelta | None:
        if value is not None and value < timedelta(seconds=1):
            raise ValueError("at least one second")
        return value

    @model_validator(mode="after")
    def _in_order(self) -> Schedule:
        least, most = self.bounds
        if not least <= self.every <= most:
            raise ValueError("`every` lies between `min` and `max`")
        return self

    @property
    def bounds(self) -> tuple[timedelta, timedelta]:
        """The least and the longest time between two visits."""
        return self.min or self.every / 2, self.max or self.every * 4


class SourceFetch(Section):
    """What is fetched differently for one source."""

    per_host_gap: Duration | None = None
    """The least time between two requests to its hosts."""
    headers: dict[str, str] = Field(default_factory=dict)
    """Headers sent to the source's own hosts only."""
    proxy: Proxy | None = None
    """The proxy by which it is fetched; "direct" for none where the settings name one."""
    robots: Literal["obey", "override"] = "obey"
    """override: its owner agreed that we pass over its robots.txt; its Crawl-delay counts all the same."""
    robots_reason: str | None = None
    """Who agreed, when and how; told in the log at every use."""

    @model_validator(mode="after")
    def _agreed(self) -> SourceFetch:
        if self.robots == "override" and not (self.robots_reason or "").strip():
            raise ValueError("an override says in `robots_reason` who agreed, when and how")
        return self


class Source(Section):
    """A publisher or board, and where its links are found."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)
    """A short name, the same as the file's."""
    name: str = Field(min_length=1)
    """What readers call it."""
    kind: SourceKind
    """outlet, state-media, agency, forum, ngo or aggregator."""
    home: WebUrl
    """Its front page."""
    hosts: tuple[Host, ...] = Field(min_length=1)
    """Its hosts: one house under several names; links elsewhere are not followed."""
    paths: tuple[UrlPath, ...] = ()
    """Where several editions share a host: how the paths of this one's addresses begin. None are all that are left."""
    language: str | None = Field(default=None, pattern=r"^[a-z]{2,3}$")
    """The language of its pages where they state none (ISO 639)."""
    timezone: str | None = None
    """The zone (IANA name) of its nights, and of its clock times where pages give none; "UTC" has no nights. Where it
    is not said there are none either, and of a date without a zone only the day counts."""
    item_id: str | None = None
    """A regular expression over path and query whose first group is the site's own number of an item."""
    identify: Literal["link", "guid", "id-in-path"] | None = None
    """What tells its items apart: their address, what its feed names them by, or the number of `item_id`. Where it is
    not said, the number where there is an `item_id`, else the address."""
    enabled: bool = True
    """Whether it is crawled."""
    reason: str | None = None
    """Why it is not enabled."""
    links_per_visit: int = Field(default=50, ge=1, le=5000)
    """At most so many new links are fetched in one visit; the rest wait for the next."""
    discover: tuple[Discover, ...] = Field(min_length=1)
    """The ladder: where its links are found."""
    schedule: Schedule = Schedule()
    """How often it is looked at."""
    fetch: SourceFetch = SourceFetch()
    """What is fetched differently."""

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str | None) -> str | None:
        if value is None:
            return None
        if value not in _zones():
            raise ValueError('an IANA time zone is meant, such as "Asia/Yangon"')
        return ZoneInfo(value).key

    @field_validator("item_id")
    @classmethod
    def _one_group(cls, value: str | None) -> str | None:
        if value is not None and _groups(value) < 1:
            raise ValueError("the expression needs a group around the item's number")
        return value

    @model_validator(mode="after")
    def _numbers_its_items(self) -> Source:
        if self.identify == "id-in-path" and self.item_id is None:
            raise ValueError("to tell items apart by the id in their path, `item_id` says where it stands")
        return self

    @model_validator(mode="after")
    def _says_why(self) -> Source:
        if not self.enabled and not self.reason:
            raise ValueError("a source that is not enabled says why in `reason`")
        return self

    def claim(self, url: str) -> int:
        """How closely an address is this source's: 0 where it is not, else more the longer the path it names."""
        if host_of(url) not in self.hosts:
            return 0
        path = urlsplit(url).path
        return max((len(start) for start in self.paths if path.startswith(start)), default=0 if self.paths else 1)

    def local_time(self, at: datetime) -> datetime | None:
        """An instant by the source's own clock; None for a source of no place, whose zone is UTC or not known."""
        return None if self.timezone in (None, "UTC") else at.astimezone(ZoneInfo(self.timezone))

    @property
    def identity(self) -> Identity:
        """How its items are told apart."""
        number = None if self.identify == "link" else self.item_id
        return Identity(self.hosts, number, self.paths, self.identify == "guid")

    @property
    def is_board(self) -> bool:
        """Whether people write to each other there: what it has of others is carried over by readers."""
        return self.kind is SourceKind.FORUM

    @property
    def steps(self) -> tuple[Discover, ...]:
        """The ladder's steps, pages left out."""
        return tuple(step for step in self.discover if step.kind is not DiscoverKind.PAGE)

    @property
    def pages(self) -> tuple[str, ...]:
        """The addresses watched in their own right."""
        return tuple(step.url for step in self.discover if step.kind is DiscoverKind.PAGE)


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    """The names of all zones; to look through the system's files for them takes a while."""
    return frozenset(available_timezones())


def _groups(pattern: str) -> int:
    try:
        return re.compile(pattern).groups
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
