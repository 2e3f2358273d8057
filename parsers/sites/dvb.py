"""DVB's Burmese edition, a Next.js site; the English one is WordPress with tagDiv's theme and needs nothing."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.story_text import story


class DvbBurmese(NewsParser):
    """Posts, rendered by the server."""

    hosts = ("burmese.dvb.no",)

    body = story(".full_content")
