"""Reuters: Arc with a front of its own, and the system before."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.families.arc import Arc, story_text
from parsers.fields import by, texts
from parsers.lines.bylines import names_in
from parsers.story_text import story

_HOSTS = ("www.reuters.com", "reuters.com", "uk.reuters.com", "in.reuters.com", "af.reuters.com")


class Reuters(Arc):
    """Since 2021. The page shows the dateline, which the data leaves out; some pages are cut to a paragraph."""

    hosts = _HOSTS
    drop = ('[style*="clip:"]', '[style*="clip-path"]', '[data-testid="ContextWidget"]', "svg")

    body = story(
        '[data-testid^="paragraph-"], [data-testid="ArticleBody"] h2, '
        '[data-testid="ArticleBody"] p[data-testid="Body"]:not(:has(a))'
    ) | by(story_text)


class Reuters2020(NewsParser):
    """Until 2021."""

    hosts = _HOSTS
    drop = (
        ".PrimaryAsset_container", ".StandardArticleBody_trustBadgeContainer", '[class^="RelatedCoverage_"]',
        '[class^="Slideshow_"]',
    )  # fmt: skip

    authors = texts(".BylineBar_byline a, .BylineBar_byline-container a").map(names_in) | NewsParser.authors
    body = story(".StandardArticleBody_body") | story(".ArticleBodyWrapper .ArticleBody__content___2gQno2")
