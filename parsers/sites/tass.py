"""TASS, English and Russian, in two layouts."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.fields import moment, text, texts
from parsers.story_text import story

_HOSTS = ("tass.com", "www.tass.com", "tass.ru", "www.tass.ru", "nauka.tass.ru")


class TassNow(NewsParser):
    """The layout with generated class names, of which only the beginnings last."""

    hosts = _HOSTS
    drop = ('[class^="Related"]', '[class*="Advert"]')

    title = text('h1[class^="NewsHeader_title"]') | NewsParser.title
    body = story('[class^="NewsHeader_lead"], article[class^="Content_wrapper"] p[class^="Paragraph_paragraph"]')


class Tass(NewsParser):
    """The layout of 2020: times are unix seconds in an attribute."""

    hosts = _HOSTS
    drop = (".text-include", ".news-media")

    title = text("h1.news-header__title") | NewsParser.title
    published_at = moment("dateformat[time]", "time") | NewsParser.published_at
    tags = texts(".tags__item")
    body = story(".news-header__lead, .text-content .text-block p")
