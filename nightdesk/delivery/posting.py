"""Posting: how channels reach the world: through the address guard, with errors that tell no secret."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from alerts.channels.channel import Answer
from config.settings import FetchSettings
from crawler.addresses import Network
from crawler.guard import Guard, SystemResolver
from crawler.wire import Wire
from model.errors import DeliveryError, FetchError
from model.outcomes import Outcome

_TIMEOUT = 30.0
_WORDS = {
    Outcome.BLOCKED: "the address is not public; allow_addresses can let it through",
    Outcome.DNS: "the host is not found",
    Outcome.CONNECT: "no connection",
    Outcome.TLS: "the connection is not secure",
    Outcome.TIMEOUT: "no answer in time",
    Outcome.BAD_URL: "the address is none of the web",
}
_LASTING = frozenset({Outcome.BAD_URL})


class Doorway:
    """The way out of one channel: to public addresses, and to the networks it is allowed."""

    def __init__(self, settings: FetchSettings, allowed: Sequence[Network]) -> None:
        networks = (*settings.allow_addresses, *allowed)
        self._resolver = SystemResolver(threads=4)
        self._guard = Guard(self._resolver, networks)
        self._wire, self._agent = Wire(settings, guard=self._guard), settings.user_agent

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """The answer to a POST. Raises DeliveryError."""
        try:
            status, said = await self._wire.post(url, {"user-agent": self._agent, **headers}, body, _TIMEOUT)
        except FetchError as error:
            raise _told(error) from None
        return Answer(status, {name.lower(): value for name, value in said})

    async def resolve(self, host: str) -> Sequence[str]:
        """The addresses of a host, all of them allowed. Raises DeliveryError."""
        try:
            return await self._guard.checked_addresses(host)
        except FetchError as error:
            raise _told(error) from None

    async def aclose(self) -> None:
        """Closes every connection."""
        await self._wire.aclose()
        self._resolver.close()


def _told(error: FetchError) -> DeliveryError:
    """The failure in words of our own: what the connection said may hold the address."""
    return DeliveryError(_WORDS.get(error.outcome, "the answer is no HTTP"), permanent=error.outcome in _LASTING)
