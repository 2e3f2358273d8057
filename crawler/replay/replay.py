"""Answers requests from an archive by the same rules as the network's."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from crawler.answers import Answer, judge
from crawler.fetching import Request
from crawler.replay.archive import MOST_BYTES, Entry, Stored
from crawler.replay.folder import read_folder
from crawler.replay.warc import read_warcs
from crawler.targets import redirect_target
from model.captures import Capture
from model.clock import Clock
from model.errors import ConfigError, ConfigFault, FetchError
from model.outcomes import Outcome
from model.urls import url_key, web_url

_MOST_REDIRECTS = 10


class Replay:
    """Archived responses as a fetcher: statuses, redirects, challenges and validators count as they do live.

    Of several responses for one URL the earliest is served; `entries` lists them all.
    """

    def __init__(self, stored: Sequence[Stored], clock: Clock) -> None:
        self._clock = clock
        self._stored = sorted(stored, key=lambda each: each.order)
        self._by_url: dict[str, Entry] = {}
        self._by_key: dict[str, Entry] = {}
        for each in self._stored:
            if web_url(each.entry.url) is not None:
                self._by_url.setdefault(each.entry.url, each.entry)
                self._by_key.setdefault(url_key(each.entry.url), each.entry)

    def entries(self) -> Iterator[Entry]:
        """Every archived response, in the order of capture, those of one URL each for itself."""
        return (each.entry for each in self._stored)

    def urls(self) -> tuple[str, ...]:
        """The archived web addresses, each once."""
        return tuple(self._by_url)

    def find(self, url: str) -> Entry | None:
        """The entry that answers for a URL: of that very address, or of another form of it."""
        normal = web_url(url)
        if normal is None:
            return None
        return self._by_url.get(normal) or self._by_key.get(url_key(normal))

    async def fetch(self, request: Request) -> Capture:
        """The archived response to a request. Raises FetchError: MISSING where there is none, else as live."""
        trail: list[str] = []
        url = request.url
        while True:
            capture = await self._load(url, request)
            answer = Answer(capture.url, capture.status, capture.headers, capture.body)
            if answer.location is None:
                break
            if len(trail) >= _MOST_REDIRECTS or url in trail:
                raise FetchError(request.url, Outcome.REDIRECT_LOOP, "archived redirects lead nowhere")
            trail.append(url)
            url = redirect_target(answer.location, capture.url)
        judge(answer, request, self._clock())
        return _not_modified(replace(capture, url=request.url, redirects=tuple(trail)), request)

    async def _load(self, url: str, request: Request) -> Capture:
        entry = self.find(url)
        if entry is None:
            raise FetchError(request.url, Outcome.MISSING, f"{url} is not in the archive")
        capture = await asyncio.to_thread(entry.load)
        limit = request.max_bytes or MOST_BYTES
        if len(capture.body) > limit:
            raise FetchError(request.url, Outcome.TOO_LARGE, f"{entry.name} is beyond the cap of {limit}")
        return capture


def _not_modified(capture: Capture, request: Request) -> Capture:
    """A 304 where the request names the archived response's own ETag."""
    if request.etag and request.etag == capture.header("etag"):
        return replace(capture, status=304, body=b"", wire_bytes=0)
    return capture


def open_replay(paths: Sequence[Path], clock: Clock) -> Replay:
    """A replay of folders and WARC files (.warc, .warc.gz).

    Raises ConfigError with every path that is neither and every file that cannot be read.
    """
    folders = [path for path in paths if path.is_dir()]
    warcs = [path for path in paths if path.is_file() and path.name.lower().endswith((".warc", ".warc.gz"))]
    odd = [path for path in paths if path not in folders and path not in warcs]
    if odd:
        hint = "give a folder of pages with sidecars, or a .warc or .warc.gz file"
        raise ConfigError([ConfigFault(str(path), "", "is no archive", hint) for path in odd])
    stored = [each for folder in folders for each in read_folder(folder, clock)]
    return Replay([*stored, *(read_warcs(warcs, clock) if warcs else [])], clock)
