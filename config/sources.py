"""Sources: what a file of `sources/` says about one outlet or board."""

from __future__ import annotations

import re
from datetime import timedelta
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field, field_validator, model_validator

from config.quantities import Duration
from config.settings import Section
from model.urls import Identity, web_url


class SourceKind(StrEnum):
    """What sort of publisher a source is."""

    OUTLET = "outlet"
    STATE_MEDIA = "state-media"
    AGENCY = "agency"
    FORUM = "forum"
    NGO = "ngo"
    AGGREGATOR = "aggregator"


class DiscoverKind(StrEnum):
    """Where links are found."""

    FEED = "feed"
    SITEMAP = "sitemap"
    LISTING = "listing"
    BOARD = "board"
    WORDPRESS = "wordpress"
    PAGE = "page"


def _http_url(value: str) -> str:
    if web_url(value) is None:
        raise ValueError("an address begins with http:// or https:// and names a host")
    return value


WebUrl = Annotated[str, AfterValidator(_http_url)]
Host = Annotated[str, Field(pattern=r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$")]


class Discover(Section):
    """One step of the ladder by which a source's links are found.

    Steps are tried in order and the first that yields is used. Pages are no step: each is visited in its own right.
    """

    kind: DiscoverKind
    """feed, sitemap, listing, board, wordpress or page."""
    url: WebUrl
    """The address to look at."""
    selector: str | None = None
    """For listings and boards: a CSS selector for the links that count."""
    note: str | None = None
    """Why this step stands where it does."""


class Schedule(Section):
    """How often a source is looked at."""

    every: Duration = timedelta(minutes=30)
    """The time between two visits to begin with: shorter while the source publishes, longer while it does not."""
    min: Duration | None = None
    """The least time between two visits; half of `every` where it is not set."""
    max: Duration | None = None
    """The longest time between two visits; four times `every` where it is not set."""
    revisit: Duration = timedelta(hours=6)
    """The least time between two looks at one watched page or matched article."""

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
    language: str | None = Field(default=None, pattern=r"^[a-z]{2,3}$")
    """The language of its pages where they state none (ISO 639)."""
    timezone: str = "UTC"
    """The zone of its clock times where pages give none (IANA name)."""
    item_id: str | None = None
    """A regular expression over path and query whose first group is the site's own number of an item."""
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
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError('an IANA time zone is meant, such as "Asia/Yangon"')
        return ZoneInfo(value).key

    @field_validator("item_id")
    @classmethod
    def _one_group(cls, value: str | None) -> str | None:
        if value is not None and _groups(value) < 1:
            raise ValueError("the expression needs a group around the item's number")
        return value

    @model_validator(mode="after")
    def _says_why(self) -> Source:
        if not self.enabled and not self.reason:
            raise ValueError("a source that is not enabled says why in `reason`")
        return self

    @property
    def identity(self) -> Identity:
        """How its items are told apart."""
        return Identity(self.hosts, self.item_id)

    @property
    def steps(self) -> tuple[Discover, ...]:
        """The ladder's steps, pages left out."""
        return tuple(step for step in self.discover if step.kind is not DiscoverKind.PAGE)

    @property
    def pages(self) -> tuple[str, ...]:
        """The addresses watched in their own right."""
        return tuple(step.url for step in self.discover if step.kind is DiscoverKind.PAGE)


def _groups(pattern: str) -> int:
    try:
        return re.compile(pattern).groups
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
