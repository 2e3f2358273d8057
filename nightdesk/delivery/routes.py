"""Routes: the channels of a configuration, opened, each with what it may do."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from alerts.channels.channel import Channel
from alerts.channels.chat import Chat
from alerts.channels.mail import Letterhead, Mail, MailServer
from alerts.channels.webhook import Webhook
from alerts.channels.websub import HUB, WebSub
from config.channels import ChannelSettings
from config.settings import Settings
from model.clock import Clock
from nightdesk.delivery.posting import Doorway

#: Messages under way at once on a channel of each kind: a mail server and a chat service want one after another.
_SEATS = {"webhook": 8, "email": 1, "apprise": 1}


#: Notices in one digest at most. A chat service gets a long one in pieces, all of them again after a restart.
_TOGETHER, _TOGETHER_IN_CHAT = 200, 20


@dataclass(frozen=True, slots=True)
class Route:
    """A channel, open: how many messages it takes at once, whether as digests of how many notices, and its rate."""

    name: str
    channel: Channel
    seats: int = 1
    digest: bool = False
    together: int = _TOGETHER
    limit: tuple[int, timedelta] | None = None
    door: Doorway | None = None

    async def aclose(self) -> None:
        """Closes what it holds open."""
        await self.channel.aclose()
        if self.door is not None:
            await self.door.aclose()


def open_routes(settings: Settings, clock: Clock) -> dict[str, Route]:
    """Every channel of a configuration by name; nothing is connected yet. Needs an event loop."""
    names = [*settings.channels, *([HUB] if settings.feed.hub else [])]
    return {name: open_route(settings, name, clock) for name in names}


def open_route(settings: Settings, name: str, clock: Clock) -> Route:
    """One channel, or the hub."""
    if name == HUB:
        return _open_hub(settings, clock)
    said = settings.channels[name]
    door = Doorway(settings.fetch, said.allow_addresses) if said.kind != "apprise" else None
    limit = (said.rate.messages, said.rate.per) if said.rate else None
    channel = _channel(name, said, settings, door, clock)
    together = _TOGETHER_IN_CHAT if said.kind == "apprise" else _TOGETHER
    return Route(name, channel, _SEATS[said.kind], said.digest is not None, together, limit, door)


def _open_hub(settings: Settings, clock: Clock) -> Route:
    """The hub: what waits is told at once, for several changes of a feed are one to it."""
    hub, base = settings.feed.hub or "", settings.feed.base_url or ""
    door = Doorway(settings.fetch, ())
    return Route(HUB, WebSub(hub, base, door.post, clock), digest=True, door=door)


def _channel(name: str, said: ChannelSettings, settings: Settings, door: Doorway | None, clock: Clock) -> Channel:
    url = said.url.get_secret_value() if said.url else ""
    if door is None:
        networks = (*settings.fetch.allow_addresses, *said.allow_addresses)
        return Chat(url, [sys.executable, "-m", "nightdesk.delivery.chat_process", *map(str, networks)])
    if said.kind == "webhook":
        return Webhook(url, [secret.get_secret_value() for secret in said.secrets], door.post, clock)
    password = said.password.get_secret_value() if said.password else None
    server = MailServer(said.host or "", said.port, said.security, said.username, password)
    return Mail(server, Letterhead(said.sender or "", said.to, name, said.unsubscribe), door.resolve)


async def close_routes(routes: Mapping[str, Route]) -> None:
    """Closes every channel."""
    for route in routes.values():
        await route.aclose()
