"""The script many begin with: httpx, feedparser, trafilatura and SQLite.

    python benchmarks/rivals/plain.py FILE.db FEED…

Fetches every feed and every article that it names, eight at a time, and stores their texts. Prints the pages fetched
and the rows stored. It knows no robots.txt, no watch and no copies.
"""

from __future__ import annotations

import loopback  # noqa: F401 - before those that look names up

# isort: split
import asyncio
import sqlite3
import sys

import feedparser
import httpx
import trafilatura

AT_ONCE = 8


async def crawl(database: str, feeds: list[str]) -> tuple[int, int]:
    """The pages fetched and the rows stored."""
    rows, fetched, seats = sqlite3.connect(database), 0, asyncio.Semaphore(AT_ONCE)
    rows.execute("CREATE TABLE article (url TEXT PRIMARY KEY, title TEXT, published TEXT, text TEXT)")
    async with httpx.AsyncClient(follow_redirects=True, timeout=30) as client:

        async def read(url: str) -> None:
            nonlocal fetched
            async with seats:
                answer = await client.get(url)
            fetched += 1
            found = trafilatura.bare_extraction(answer.text, url=url, with_metadata=True) if answer.is_success else None
            if found:
                row = (str(answer.url), found.title, found.date, found.text)
                rows.execute("INSERT OR IGNORE INTO article VALUES (?, ?, ?, ?)", row)
                rows.commit()

        async def follow(feed: str) -> None:
            entries = feedparser.parse((await client.get(feed)).text).entries
            await asyncio.gather(*(read(entry.link) for entry in entries))

        await asyncio.gather(*map(follow, feeds))
    return fetched, rows.execute("SELECT count(*) FROM article").fetchone()[0]


if __name__ == "__main__":
    print(*asyncio.run(crawl(sys.argv[1], sys.argv[2:])))
