"""Interfax, whose pages are in windows-1251."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.fields import address, moment, text, texts
from parsers.listings.cards import Cards
from parsers.story_text import story


class Interfax(NewsParser):
    """News in Russian."""

    hosts = ("www.interfax.ru", "interfax.ru")
    drop = (".inner_links", ".textMDoc", ".infinitblock ~ .infinitblock")
    cards = Cards(
        ".timeline > div, .timeline__group > div",
        url=address("h3 a[href]") | address("a[href]"),
        title=text("h3") | text("a[title]", "title"),
        published_at=moment("time[datetime]", "datetime"),
    )

    title = text("article[itemprop=articleBody] h1, h1[itemprop=headline]") | NewsParser.title
    published_at = NewsParser.published_at | moment("a.time[datetime], a.time time", "datetime") | moment("a.time")
    tags = texts(".textMTags a") | NewsParser.tags
    body = story("article[itemprop=articleBody] > p, article[itemprop=articleBody] > h2") | story(
        "article[itemprop=articleBody] p"
    )
