"""Radio Free Asia and BenarNews: Arc since 2024, Plone before."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.families.arc import Arc, story_text
from parsers.fields import address, by, moment, text, texts
from parsers.lines.bylines import names_in
from parsers.listings.cards import Cards
from parsers.story_text import declared_story, story

_HOSTS = ("www.rfa.org", "rfa.org", "www.benarnews.org", "benarnews.org")


class RadioFreeAsia(Arc):
    """Arc. The classes of the page's columns last no longer than its design, so the data comes first."""

    hosts = _HOSTS
    drop = (".b-read-more", ".b-ads-block")
    cards = Cards(".b-results-list__wrapper, .b-rfa-results-list article, .b-rfa-results-list li")

    body = by(story_text) | story("article.b-article-body") | by(declared_story)


class RadioFreeAsiaPlone(NewsParser):
    """Plone."""

    hosts = _HOSTS
    drop = ("#storytext figure", ".image-inline", ".image-caption", ".captioned", ".share", "#headerimg", ".discreet")
    cards = Cards(
        ".sectionteaser, .archiveitem, .teaser",
        url=address("h2 a[href], h3 a[href]"),
        published_at=moment("#story_date, .story_date"),
    )

    title = text("#storypagetitle h1, h1.documentFirstHeading") | NewsParser.title
    authors = texts("#story_byline").map(names_in) | NewsParser.authors
    published_at = moment("#story_date") | NewsParser.published_at
    body = story("#storytext")
