"""The Diplomat."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.fields import address, moment, text, texts
from parsers.lines.bylines import names_in
from parsers.listings.cards import Cards
from parsers.story_text import story


class TheDiplomat(NewsParser):
    """Articles and lists."""

    hosts = ("thediplomat.com", "www.thediplomat.com")
    drop = ("#td-box-newsletter", ".td-share", ".td-ad", ".td-box", ".td-upsell", "#td-meta-widget")
    cards = Cards("article.td-post, .td-row .td-post", published_at=moment(".td-post-date, time"))

    title = text("header#td-story-head h1, #td-headline") | NewsParser.title
    authors = texts(".td-authors a, .td-author a").map(names_in) | NewsParser.authors
    image = NewsParser.image | address("#td-lead img", "src")
    body = story(".td-prose")
