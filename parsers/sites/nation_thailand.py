"""The Nation, of Bangkok."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.story_text import story


class NationThailand(NewsParser):
    """Articles; what surrounds the text has no names that tell it."""

    hosts = ("www.nationthailand.com", "nationthailand.com")
    drop = (".ads", ".related", ".tags")

    body = story(".detail > div > div > p, .detail > div > div > h2, .detail > div > div > h3") | story(".detail p")
