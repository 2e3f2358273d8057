from datetime import UTC, datetime

import pytest

from config.ladders import Discover, DiscoverKind
from config.sources import Source, SourceKind
from nightdesk.raw_pages import raw_bytes
from parsers.routing import parse

URL = "https://pier.example/news/crane"
AT = datetime(2026, 11, 28, tzinfo=UTC)
PAGE = f"""<html lang="en"><head><title>Crane falls</title><meta property="og:type" content="article">
<meta property="article:published_time" content="2026-11-27T23:40:00"></head>
<body><article><h1>Crane falls</h1>{"<p>A crane fell into the harbour. Nobody stood below it at the time.</p>" * 5}
</article></body></html>""".encode()


def source(timezone: str | None) -> Source:
    feed = Discover(kind=DiscoverKind.FEED, url="https://pier.example/feed")
    hosts, home = ("pier.example",), "https://pier.example/"
    return Source(
        id="pier", name="The Pier", kind=SourceKind.OUTLET, home=home, hosts=hosts, timezone=timezone, discover=(feed,)
    )


@pytest.mark.parametrize(
    ("zone", "published"),
    [("Asia/Yangon", "2026-11-27T17:10:00Z"), ("UTC", "2026-11-27T23:40:00Z"), (None, "2026-11-27")],
)
def test_of_a_date_without_a_zone_only_the_day_counts_until_the_sources_zone_is_said(
    zone: str | None, published: str
) -> None:
    found = parse(raw_bytes(source(zone), PAGE, URL, "text/html", AT)).document
    assert found.published_at is not None and found.published_at.iso() == published


def test_a_source_whose_zone_is_not_said_has_no_nights() -> None:
    assert source(None).local_time(AT) is None and source("UTC").local_time(AT) is None
    local = source("Asia/Yangon").local_time(AT)
    assert local is not None and (local.hour, local.minute) == (6, 30)
