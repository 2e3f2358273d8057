"""Scrapy with trafilatura and SQLite, as its documentation has one write it.

    python benchmarks/rivals/spider.py FILE.db FEED…

Prints the pages fetched and the rows stored. It obeys robots.txt, and knows no watch and no copies.
"""

from __future__ import annotations

import loopback  # noqa: F401 - before those that look names up

# isort: split
import sqlite3
import sys
from collections.abc import Iterator
from typing import Any

import scrapy
import trafilatura
from scrapy.crawler import CrawlerProcess


class Press(scrapy.Spider):
    """Every article of every feed."""

    name = "press"
    custom_settings = {  # noqa: RUF012 - as Scrapy has it
        "ROBOTSTXT_OBEY": True,
        "LOG_LEVEL": "ERROR",
        "CONCURRENT_REQUESTS": 16,
        "DOWNLOAD_DELAY": 0,
        "TELNETCONSOLE_ENABLED": False,
        "ITEM_PIPELINES": {"__main__.Store": 300},
    }

    async def start(self) -> Any:
        """The feeds."""
        for feed in sys.argv[2:]:
            yield scrapy.Request(feed, self.parse)

    def parse(self, response: Any, **_: object) -> Iterator[scrapy.Request]:
        """The articles that a feed names."""
        for link in response.xpath("//item/link/text()").getall():
            yield scrapy.Request(link, self.parse_article)

    def parse_article(self, response: Any) -> Iterator[dict[str, str | None]]:
        """The text of an article."""
        found = trafilatura.bare_extraction(response.text, url=response.url, with_metadata=True)
        if found:
            yield {"url": response.url, "title": found.title, "published": found.date, "text": found.text}


class Store:
    """Rows of SQLite."""

    def open_spider(self) -> None:
        """The table."""
        self.rows = sqlite3.connect(sys.argv[1])
        self.rows.execute("CREATE TABLE article (url TEXT PRIMARY KEY, title TEXT, published TEXT, text TEXT)")

    def process_item(self, item: dict[str, str | None]) -> dict[str, str | None]:
        """A row an article."""
        self.rows.execute("INSERT OR IGNORE INTO article VALUES (:url, :title, :published, :text)", item)
        self.rows.commit()
        return item


if __name__ == "__main__":
    process = CrawlerProcess({"LOG_LEVEL": "ERROR"})
    crawler = process.create_crawler(Press)
    process.crawl(crawler)
    process.start()
    stored = sqlite3.connect(sys.argv[1]).execute("SELECT count(*) FROM article").fetchone()[0]
    print(crawler.stats.get_value("downloader/response_count", 0), stored)
