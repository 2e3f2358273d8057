"""What every channel is, and what it is handed of the world."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from alerts.message import Message


class Channel(Protocol):
    """A way by which messages leave."""

    async def send(self, message: Message) -> None:
        """Hands a message over. Raises DeliveryError where it was not taken."""

    async def aclose(self) -> None:
        """Lets go of what it holds open."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: its status, and its headers with names in lower case."""

    status: int
    headers: Mapping[str, str]


#: Sends a POST to a URL and gives the answer, redirects not followed. Raises DeliveryError where there is none.
Post = Callable[[str, Mapping[str, str], bytes], Awaitable[Answer]]
#: Gives the addresses of a host that may be reached. Raises DeliveryError where there is none.
Resolve = Callable[[str], Awaitable[Sequence[str]]]
