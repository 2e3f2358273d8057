"""RT, English and Russian."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.fields import address, moment, text
from parsers.listings.cards import Cards
from parsers.story_text import story


class Rt(NewsParser):
    """Articles and lists. An invitation to share closes the text."""

    hosts = ("www.rt.com", "rt.com", "russian.rt.com", "arabic.rt.com", "actualidad.rt.com")
    drop = (
        ".article__cover", ".read-more", ".read-more-big", ".article__share", ".media", ".rtcode", ".article__trend",
        "p:has(:lexbor-contains('Share this story'))",
    )  # fmt: skip
    cards = Cards(
        ".card, .list-card__wrapper",
        url=address(".card__heading a[href], .link_hover[href], .list-card__header a[href]"),
        title=text(".card__heading, .list-card__header"),
        published_at=moment(".card__date, .date"),
    )

    title = text("h1.article__heading") | NewsParser.title
    body = story(".article__summary, .article__text")
