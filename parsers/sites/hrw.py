"""Human Rights Watch."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.fields import address, moment, text
from parsers.listings.cards import Cards
from parsers.story_text import story


class HumanRightsWatch(NewsParser):
    """Releases, dispatches and lists."""

    hosts = ("www.hrw.org", "hrw.org")
    drop = (
        ".embedded-entity",
        ".donate-block",
        ".article-body__aside",
        ".media-block",
        ".translations",
    )
    cards = Cards(
        ".media-block",
        url=address("h3.media-block__title > a[href]"),
        title=text("h3.media-block__title"),
        published_at=moment(".media-block__date"),
    )

    published_at = NewsParser.published_at | moment(".news-header__dateline-date, .dateline-date")
    body = story(".article-body")
