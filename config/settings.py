"""Settings: what `nightdesk.toml` and the environment may say, with the defaults."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network
from typing import Literal

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_core import PydanticCustomError

from config.addresses import Proxy
from config.channels import ChannelName, ChannelSettings, Login, Secret
from config.faults import SECRET
from config.quantities import Duration, Size
from config.section import Section

#: The shortest password taken, in characters.
SHORTEST_PASSWORD = 10


class FetchSettings(Section):
    """How pages are fetched."""

    user_agent: str = Field(default="Nightdesk/0.1 (+https://example.org/nightdesk)", min_length=3)
    """What we call ourselves to every server; put an address in it where you can be reached."""
    concurrency: int = Field(default=16, ge=1, le=1000)
    """Fetches at once in this process."""
    per_host_gap: Duration = timedelta(seconds=1)
    """The least time between two requests to one host."""
    timeout: Duration = timedelta(seconds=30)
    """The deadline of one fetch: name look-up, connection, headers and body together."""
    full_fetch: Duration = timedelta(hours=12)
    """After this long without a full answer, conditional headers are left out once."""
    max_html: Size = 5_000_000
    """The largest page taken, decoded."""
    max_feed: Size = 10_000_000
    """The largest feed or sitemap taken, decoded."""
    max_redirects: int = Field(default=10, ge=0, le=30)
    """Redirects followed for one fetch."""
    allow_addresses: tuple[IPv4Network | IPv6Network, ...] = ()
    """Networks the address guard lets through although they are not public."""
    proxy: Proxy | None = None
    """The proxy by which everything is fetched: socks5://HOST:PORT, socks5h:// (it looks up names; Tor), http://."""
    proxy_logins: dict[str, Login] = Field(default_factory=dict)
    """USER:PASSWORD of proxies, also of sources' own, by HOST:PORT; best from NIGHTDESK_FETCH__PROXY_LOGINS_FILE."""
    respect_robots: bool = True
    """Whether robots.txt is obeyed; only for hosts of your own may this be false."""


class ParseSettings(Section):
    """How parsing is confined."""

    workers: int = Field(default=2, ge=1, le=64)
    """Parser processes."""
    timeout: Duration = timedelta(seconds=10)
    """The time one page may take."""
    memory: Size = 1_000_000_000
    """The address space of one parser process."""


class StoreSettings(Section):
    """What is kept."""

    captures: Literal["matched", "all", "none"] = "matched"
    """Which responses are kept as evidence: those that matched a watch (and those in Zawgyi), all, or none."""
    keep_unmatched: Duration = timedelta(days=365)
    """How long bodies that led to no match, and the record of visits, are kept before `db prune` lets them go."""


class FeedSettings(Section):
    """The alert feeds."""

    entries: int = Field(default=60, ge=1, le=1000)
    """Entries in a feed."""
    base_url: str | None = Field(default=None, pattern=r"^https?://")
    """The address under which the feeds are reached; asked of the request where it is not set."""
    tokens: tuple[Secret, ...] = ()
    """With any, the feeds are private: given to those who ask with `?token=…`, one of these."""
    hub: str | None = Field(default=None, pattern=r"^https?://")
    """The WebSub hub that announces changes of the feeds; it is told of each, and needs `base_url`."""
    searches: dict[ChannelName, str] = Field(default_factory=dict)
    """Saved searches: each is a feed of its own, `/feeds/searches/NAME.atom`."""

    @model_validator(mode="after")
    def _fit_for_a_hub(self) -> FeedSettings:
        if self.hub and not self.base_url:
            raise ValueError("a hub needs base_url: it is told the addresses of feeds, and fetches them")
        if self.hub and self.tokens:
            raise ValueError("a hub gives feeds to everybody, tokens keep them private: have one of the two")
        return self


class WebSettings(Section):
    """The served web."""

    host: str = "127.0.0.1"
    """The address to listen on."""
    port: int = Field(default=8431, ge=0, le=65535)
    """The port to listen on."""
    password: Secret | None = None
    """The password of the account `desk`, as it is or as its argon2 hash; with any account one has to sign in."""
    names: tuple[str, ...] = ()
    """Names besides this machine's own under which the dashboard is reached, as behind a proxy."""

    @field_validator("password")
    @classmethod
    def _not_short(cls, password: SecretStr | None) -> SecretStr | None:
        if password is not None and len(password.get_secret_value()) < SHORTEST_PASSWORD:
            raise PydanticCustomError(
                SECRET, "a password has at least {least} characters", {"least": SHORTEST_PASSWORD}
            )
        return password


class RunSettings(Section):
    """How the daemon and its workers run."""

    grace: Duration = timedelta(seconds=20)
    """How long visits under way may go on once the process is told to end."""
    lease: Duration = timedelta(minutes=30)
    """A visit may take nine tenths of this; a process that hangs for longer has lost its source to the next."""
    late_after: Duration = timedelta(hours=6)
    """After downtime, what was published longer ago than this is told in the late lane."""
    spread: Duration = timedelta(minutes=10)
    """After downtime, overdue sources are spread over this time at most."""
    prune: bool = True
    """Whether what has been kept for `store.keep_unmatched` is let go of each day, as `db prune --yes` does."""
    backups: str | None = None
    """A folder for a copy of the database each day; no copies where it is not set."""
    backups_kept: int = Field(default=7, ge=1, le=1000)
    """So many of the daemon's copies are kept."""


class Settings(Section):
    """Everything `nightdesk.toml` may say."""

    fetch: FetchSettings = FetchSettings()
    """How pages are fetched."""
    parse: ParseSettings = ParseSettings()
    """How parsing is confined."""
    store: StoreSettings = StoreSettings()
    """What is kept."""
    feed: FeedSettings = FeedSettings()
    """The alert feeds."""
    web: WebSettings = WebSettings()
    """The served web."""
    run: RunSettings = RunSettings()
    """How the daemon and its workers run."""
    channels: dict[ChannelName, ChannelSettings] = Field(default_factory=dict)
    """Where alerts go beside the feeds: `[channels.NAME]`, named in the `channels` of a watch."""
    operator: tuple[str, ...] = ()
    """The channels that are told of trouble with the service itself."""

    @field_validator("channels")
    @classmethod
    def _not_called_as_the_hub(cls, channels: dict[str, ChannelSettings]) -> dict[str, ChannelSettings]:
        if "hub" in channels:
            raise ValueError("no channel can be called hub, which is the name of feed.hub in the delivery log")
        return channels
