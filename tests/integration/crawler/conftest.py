"""Visitors of the fault server: the real client, with robots.txt and pace as in earnest."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from config.settings import FetchSettings
from crawler.client import Client
from crawler.fetching import Request
from crawler.gate import polite_client
from crawler.pacing import HostPacing
from crawler.robots import MemoryRobotsCache
from crawler.wire import Wire
from model.captures import Capture
from model.clock import system_clock
from model.errors import FetchError

sys.path.insert(0, str(Path(__file__).parent))  # tests are no package; these two modules are theirs alone

from fault_server import FaultServer
from faults import FAULTS


@dataclass
class Visitor:
    """Asks one fault server through the real client; robots.txt and pace as in earnest, the gap left out."""

    server: FaultServer
    wire: dict[str, Any] = field(default_factory=dict)

    def client(self, **settings: Any) -> Client:
        """A polite client that may reach loopback."""
        chosen: dict[str, Any] = {
            "allow_addresses": ("127.0.0.0/8", "::1/128"),
            "per_host_gap": timedelta(0),
            "timeout": timedelta(seconds=20),
            "max_html": 1_000_000,
        }
        fetch = FetchSettings.model_validate(chosen | settings)
        return polite_client(
            fetch,
            system_clock,
            pacing=HostPacing(system_clock),
            robots_cache=MemoryRobotsCache(),
            wire=Wire(fetch, **self.wire),
        )

    def run(self, *requests: Request, **settings: Any) -> list[Capture | FetchError]:
        """The results of requests to the running server, made one after another by one client."""

        async def scenario() -> list[Capture | FetchError]:
            async with self.server.running(), self.client(**settings) as asking:
                return [await self.result(asking, request) for request in requests]

        return asyncio.run(scenario())

    def ask(self, path: str, **settings: Any) -> Capture | FetchError:
        """The result of asking for one path."""
        return self.run(Request(url=path, obey_robots=False), **settings)[0]

    async def result(self, asking: Client, request: Request) -> Capture | FetchError:
        """What a request gave, its failure among it."""
        try:
            return await asking.fetch(self._placed(request))
        except FetchError as error:
            return error

    def _placed(self, request: Request) -> Request:
        """The request with the server's port, known only once it runs, in its URL."""
        url = self.server.url(request.url) if request.url.startswith("/") else request.url
        return replace(request, url=url.replace(":PORT", f":{self.server.port}"))


@pytest.fixture
def server() -> FaultServer:
    """A fault server, not yet running."""
    return FaultServer(routes=dict(FAULTS))


@pytest.fixture
def visitor(server: FaultServer) -> Visitor:
    """Someone who asks it."""
    return Visitor(server)
