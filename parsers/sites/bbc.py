"""The BBC, with its services in other languages, in four layouts."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.fields import address, moment, text, texts
from parsers.lines.bylines import names_in
from parsers.listings.cards import Cards
from parsers.story_text import story

_HOSTS = ("www.bbc.com", "www.bbc.co.uk", "bbc.com", "bbc.co.uk", "news.bbc.co.uk")
_BYLINE = '[aria-labelledby="article-byline"]'


class BbcBlocks(NewsParser):
    """Since 2021: every block says what it is. What a contributor is follows the name."""

    hosts = _HOSTS
    within = "main, article"
    drop = (
        '[data-component="image-block"]', '[data-component="links-block"]', '[data-component="topic-list"]',
        '[data-component="tag-list"]',
    )  # fmt: skip

    authors = texts('[data-testid*="contributors"] span:first-child, [class*="TextContributorName"]').map(names_in) | (
        NewsParser.authors
    )
    body = story(
        '[data-component="text-block"], [data-component="subheadline-block"], [data-component="unordered-list-block"]'
    )


class BbcWorldService(NewsParser):
    """The services in other languages since 2019; class names are made anew with each build. In a byline the word for
    what it tells stands before the name.
    """

    hosts = _HOSTS
    drop = (
        f'[role="region"]:not({_BYLINE})', 'section:has([data-e2e="recommendations-heading"])',
        '[data-e2e="recommendations-heading"]', '[data-testid="sticky-banner"]',
        f"section[aria-labelledby]:not({_BYLINE})",
    )  # fmt: skip
    cards = Cards(
        '[data-testid="curation-grid-normal"] li, [data-testid*="promo"] > div, main ul[role=list] > li',
        url=address("h2 a[href], h3 a[href]"),
        title=text("h2 a, h3 a"),
        published_at=moment("time[datetime]", "datetime"),
    )

    authors = text(f"{_BYLINE} li:first-child span + span").map(lambda name: names_in((name,))) | NewsParser.authors
    body = story("main [dir] > p, main [dir] > h2, main [dir] > ul, main [dir] > blockquote")


class BbcStory(NewsParser):
    """2012 to 2021. Lists of links and calls to other pages stand in the text."""

    hosts = _HOSTS
    drop = (
        ".social-embed", ".mpu-ad", ".bbccom_slot", ".media-player-wrapper",
        ".story-body__unordered-list:has(a)", ".story-body__inner > p:has(> i:first-child):has(> a)",
    )  # fmt: skip

    authors = texts(".byline__name").map(names_in) | NewsParser.authors
    published_at = NewsParser.published_at | moment(".story-body .date[data-seconds]", "data-seconds")
    body = story(".story-body__inner", without=(".byline",))
