"""The Moscow Times, English and Russian: its own CMS, with further stories loaded under the first."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.fields import address, moment, text, texts
from parsers.lines.bylines import names_in
from parsers.listings.cards import Cards
from parsers.story_text import story


class MoscowTimes(NewsParser):
    """Articles and lists. The share card that og:image names is generated, so the figure comes first."""

    hosts = (
        "www.themoscowtimes.com", "themoscowtimes.com", "ru.themoscowtimes.com",
        "www.moscowtimes.ru", "moscowtimes.ru", "www.moscowtimes.eu", "www.moscowtimes.news",
    )  # fmt: skip
    within = "article.article"
    drop = (
        ".article__related-article", ".article__link", ".article__embed", ".newsletter", ".contribute",
        ".social", ".byline__social", ".article__disclaimer", ".article__bottom", ".article__content figure",
        "section.cluster",
    )  # fmt: skip
    cards = Cards(
        '[class*="article-excerpt-"][data-url], .article-excerpt-default',
        url=address("[data-url]", "data-url") | address("a[href]"),
        title=text("[data-title]", "data-title") | text("h1, h2, h3, h4, h5") | text("a[href]"),
        published_at=moment("time[datetime]", "datetime"),
    )

    title = text(".article__header h1") | NewsParser.title
    authors = texts(".byline__author__name").map(names_in) | NewsParser.authors
    published_at = moment("time.byline__datetime", "datetime") | NewsParser.published_at
    image = address("figure.article__featured-image img", "src") | NewsParser.image
    tags = texts(".article__tags a") | NewsParser.tags
    body = story(".article__intro, .article__content .article__block--html")
