"""WebSub: a hub is told which feeds have changed, and fetches them for those who subscribed there.

The Recommendation leaves how a publisher tells its hub to the two of them (§7); hubs take a form with
`hub.mode=publish` and the address of the feed in `hub.url`, one a request.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from alerts.channels.channel import Post
from alerts.channels.webhook import judge
from alerts.feeds import FORMATS
from alerts.message import Message
from model.clock import Clock

#: The name of the hub among the channels.
HUB = "hub"
_FORM = {"content-type": "application/x-www-form-urlencoded"}
#: Changed by every alert; what a trial tells of.
_EVERYTHING = "all"


class WebSub:
    """The hub of our feeds, which are served under `base_url`."""

    def __init__(self, hub: str, base_url: str, post: Post, clock: Clock) -> None:
        self._hub, self._base, self._post, self._clock = hub, base_url.rstrip("/"), post, clock

    async def send(self, message: Message) -> None:
        """Tells of every feed a message names. Raises DeliveryError; then all of them are told of again."""
        for topic in dict.fromkeys(self._topics(message)):
            body = urlencode({"hub.mode": "publish", "hub.url": topic}).encode("ascii")
            judge(await self._post(self._hub, _FORM, body), self._clock())

    def _topics(self, message: Message) -> Iterator[str]:
        """The addresses under which the feeds are served, as they say themselves."""
        for item in message.items:
            lane = "?lane=late" if item.late else ""
            for feed in item.lines or (_EVERYTHING,):
                yield from (f"{self._base}/feeds/{feed}.{form}{lane}" for form in FORMATS)

    async def aclose(self) -> None:
        """Holds nothing open."""
