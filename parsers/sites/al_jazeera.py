"""Al Jazeera, as it is now and as it was until 2020."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.fields import address, moment, text, texts
from parsers.lines.bylines import names_in
from parsers.listings.cards import Cards
from parsers.story_text import story

_HOSTS = ("www.aljazeera.com", "aljazeera.com")


class AlJazeera(NewsParser):
    """Articles and lists. JSON-LD names the house where nobody signed."""

    hosts = _HOSTS
    drop = (
        ".more-on", ".article__more-on", ".ads-container", ".twitter-tweet", ".newsletter-slot",
        ".wysiwyg .related", ".recommended-stories", ".jetpack-video-wrapper",
    )  # fmt: skip
    cards = Cards(
        "article.gc, article.article-card",
        url=address(".gc__title a[href], .article-card__link[href], h3 a[href]"),
        title=text(".gc__title, .article-card__title, h3"),
        published_at=moment(".gc__date__date .screen-reader-text, .gc__date time") | moment(".date-simple span"),
    )

    authors = texts(".article-author-name-item a, .article-author-name-item").map(names_in)
    body = story(".wysiwyg--all-content, main .wysiwyg")


class AlJazeera2019(NewsParser):
    """Until 2020. Links to more stories stand in lists under a heading that says so."""

    hosts = _HOSTS
    drop = (
        ".article-embedded-card", ".article-p-wrapper h4:lexbor-contains('more' i)",
        ".article-p-wrapper ul:has(> li > a:only-child)", ".article-p-wrapper ul:has(a > h2)",     )  # fmt: skip

    title = text("h1.post-title") | NewsParser.title
    authors = texts(".article-heading-author-name a[rel=author]").map(names_in)
    published_at = moment(".article-duration time", "datetime") | NewsParser.published_at
    body = story(".article-p-wrapper")
