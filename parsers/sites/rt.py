"""RT, English and Russian."""

from __future__ import annotations

import re

from parsers.base import NewsParser
from parsers.fields import address, moment, text
from parsers.listings.cards import Cards
from parsers.story_text import story

_INVITATION = re.compile(r"\bshare (?:this story|it with a friend)", re.IGNORECASE)


def without_invitation(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The paragraphs without those that ask to share the story."""
    return tuple(line for line in lines if not _INVITATION.search(line))


class Rt(NewsParser):
    """Articles and lists. An invitation to share closes the text."""

    hosts = ("www.rt.com", "rt.com", "russian.rt.com", "arabic.rt.com", "actualidad.rt.com")
    drop = (
        ".article__cover", ".read-more", ".read-more-big", ".article__share", ".media", ".rtcode", ".article__trend",
    )  # fmt: skip
    cards = Cards(
        ".card, .list-card__wrapper",
        url=address(".card__heading a[href], .link_hover[href], .list-card__header a[href]"),
        title=text(".card__heading, .list-card__header"),
        published_at=moment(".card__date, .date"),
    )

    title = text("h1.article__heading") | NewsParser.title
    body = story(".article__summary, .article__text").map(without_invitation)
