"""Hindustan Times, as it is now and as it was until 2020."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.fields import text, texts
from parsers.lines.bylines import names_in
from parsers.story_text import story

_HOSTS = ("www.hindustantimes.com", "hindustantimes.com", "m.hindustantimes.com")


class HindustanTimes(NewsParser):
    """Since 2020; further stories may be loaded under the first."""

    hosts = _HOSTS
    within = ".fullStory"
    drop = (
        ".storyParagraphFigure",
        ".related",
        ".topicsList",
        ".newsletter",
        "[class*=adHolder]",
        ".storyAd",
    )

    title = text("h1.hdg1") | NewsParser.title
    authors = texts(".storyBy a, .byLineAuthor a").map(names_in) | NewsParser.authors
    body = story(".storyDetails .detail p, .storyDetails .detail h2") | story(".storyDetails p")


class HindustanTimes2020(NewsParser):
    """Until 2020; further stories may be loaded under the first."""

    hosts = _HOSTS
    within = ".storyArea"
    drop = (".socialShare", '[class*="storyAd"]', ".subscribe-update", ".captchaOverlay", ".topicArea")

    authors = texts(".userDetails .author").map(names_in) | NewsParser.authors
    body = story(".storyDetail p, .storyDetail h2") | story(".storyDetail")
