"""The Taipei Times, which carries much wire copy."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.fields import text
from parsers.story_text import story


class TaipeiTimes(NewsParser):
    """Articles. Pictures stand in boxes with a heading of their own."""

    hosts = ("www.taipeitimes.com", "taipeitimes.com")
    drop = (".imgboxa", ".ad", ".boxTitle", "#shareBox")

    title = text(".archives > h1") | NewsParser.title
    body = story(".archives > p")
