"""Channels: where alerts go beside the feeds, and when."""

from __future__ import annotations

import base64
import binascii
from datetime import time
from ipaddress import IPv4Network, IPv6Network
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, field_validator, model_validator
from pydantic_core import PydanticCustomError

from config.faults import SECRET
from config.quantities import Duration
from config.section import Section

ChannelKind = Literal["webhook", "email", "apprise"]
Told = Literal["new", "copy", "picked-up", "revised", "gone", "returned", "trouble", "ended"]
_CLOCK = r"^([01]\d|2[0-3]):[0-5]\d$"
Clock = Annotated[str, Field(pattern=_CLOCK)]
ChannelName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]


def _as_written(value: object) -> object:
    """A secret of figures alone comes from the environment as a number."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


Secret = Annotated[SecretStr, BeforeValidator(_as_written)]


def _login(secret: SecretStr) -> SecretStr:
    user, colon, password = secret.get_secret_value().partition(":")
    if not (user and colon and len(user.encode()) < 256 and 0 < len(password.encode()) < 256):
        raise PydanticCustomError(SECRET, "a login is written USER:PASSWORD, of at most 255 bytes each")
    return secret


#: USER:PASSWORD, within what SOCKS5 can say (RFC 1929).
Login = Annotated[Secret, AfterValidator(_login)]


class QuietHours(Section):
    """When nothing is sent; what falls due meanwhile is sent at the end."""

    start: Clock
    """From this time of day, "22:00"."""
    end: Clock
    """To this one, which may be on the next morning."""


class RateLimit(Section):
    """How much is sent at most; the rest waits its turn."""

    messages: int = Field(ge=1, le=10_000)
    """So many messages …"""
    per: Duration
    """… in so long a time."""


class ChannelSettings(Section):
    """One channel: `[channels.NAME]`. Secrets come from the environment or a file, see the reference."""

    kind: ChannelKind
    """What it is."""
    url: Secret | None = None
    """A webhook's address, or an Apprise URL; it may hold a secret and is never logged."""
    secrets: tuple[Secret, ...] = ()
    """A webhook's signing keys (`whsec_…`): each signs, so that keys can be changed one after another."""
    to: tuple[str, ...] = ()
    """Addresses an e-mail goes to."""
    sender: str | None = None
    """The address an e-mail comes from."""
    host: str | None = None
    """The mail server."""
    port: int = Field(default=587, ge=1, le=65535)
    """Its port."""
    security: Literal["starttls", "tls", "none"] = "starttls"
    """How the connection to the mail server is secured."""
    unsubscribe: str | None = Field(default=None, pattern=r"^(mailto:|https?://)[^\s<>]+$")
    """Where readers of a mail can say that they want no more: `mailto:` or an address of the web."""
    allow_addresses: tuple[IPv4Network | IPv6Network, ...] = ()
    """Networks this channel may reach although they are not public, as a mail server on this machine."""
    username: str | None = None
    """The name at the mail server, where it asks for one."""
    password: Secret | None = None
    """The password there."""
    kinds: tuple[Told, ...] = ("new",)
    """What is told: `new` stories; `copy`, `picked-up` by a state outlet, `revised`, `gone`, `returned`; of the service
    itself `trouble` and `ended`."""
    late: bool = False
    """Whether what was found long after it was published is told too."""
    digest: Literal["hourly", "daily", "weekly"] | None = None
    """Everything in one message an hour, a day or a week, instead of a message each."""
    at: Clock = "07:00"
    """The time of day of a daily or weekly digest; a weekly one comes on Mondays."""
    timezone: str = "UTC"
    """The zone of the times above."""
    quiet: QuietHours | None = None
    """When nothing is sent."""
    rate: RateLimit | None = None
    """How much is sent at most."""

    @field_validator("timezone")
    @classmethod
    def _a_known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            raise ValueError(f"no time zone {name!r}; write it as in the tz database, Asia/Yangon") from None
        return name

    @field_validator("secrets")
    @classmethod
    def _keys(cls, secrets: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        if not all(_is_key(secret.get_secret_value()) for secret in secrets):
            raise ValueError("a signing key is written whsec_ and base64")
        return secrets

    @model_validator(mode="after")
    def _complete(self) -> ChannelSettings:
        lacking = [name for name in _NEEDED[self.kind] if not getattr(self, name)]
        if lacking:
            raise ValueError(f"a channel of kind {self.kind} needs {' and '.join(lacking)}")
        if self.password and self.security == "none":
            raise ValueError("a password is not sent over a connection that is not encrypted")
        return self


_NEEDED = {"webhook": ("url",), "email": ("to", "sender", "host"), "apprise": ("url",)}


def _is_key(secret: str) -> bool:
    text = secret.strip().removeprefix("whsec_")
    try:
        return bool(base64.b64decode(text + "=" * (-len(text) % 4), validate=True))
    except (binascii.Error, ValueError):
        return False


def clock(text: str) -> time:
    """A time of day as it is written in a configuration."""
    return time.fromisoformat(text)
