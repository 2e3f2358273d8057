"""The Associated Press."""

from __future__ import annotations

from parsers.families.brightspot import Brightspot
from parsers.story_text import story


class Ap(Brightspot):
    """As Brightspot; a rule of underscores parts the text from notes about it."""

    hosts = ("apnews.com", "www.apnews.com")

    body = Brightspot.body | story('[data-key="article"], .Article')
