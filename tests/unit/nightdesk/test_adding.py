"""A site of which no source can be made says why."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import cast

import pytest

from config.settings import FetchSettings
from crawler.fetching import Request
from model.captures import Capture, RawPage
from model.errors import FetchError
from nightdesk.adding import propose
from nightdesk.workers.pool import ParsePool
from parsers.listings.announced import Announced

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)


class Elsewhere:
    """A network where every address leads to one other, and pages that announce nothing."""

    def __init__(self, url: str) -> None:
        self._url = url

    async def fetch(self, request: Request) -> Capture:
        return Capture(request.url, self._url, 200, (), b"<p>The crane was mended.", NOW, NOW)

    async def announced(self, _raw: RawPage) -> Announced:
        return Announced(None, None, ())


@pytest.mark.parametrize("url", ["http://[2001:db8::1]/", "http://old_quay.example.org/"])
def test_a_host_that_no_source_can_have_is_told_in_words(url: str) -> None:
    net = Elsewhere(url)
    with pytest.raises(FetchError, match="no source can be made of this address: hosts") as raised:
        asyncio.run(propose("http://quay.example/", net, cast("ParsePool", net), lambda: NOW, FetchSettings()))
    assert raised.value.url == url
