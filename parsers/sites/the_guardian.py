"""The Guardian."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.fields import text, texts
from parsers.lines.bylines import names_in
from parsers.story_text import story


class TheGuardian(NewsParser):
    """Articles, now and in the layout before 2020. A footer says what was amended."""

    hosts = ("www.theguardian.com", "theguardian.com")
    drop = (
        "#sign-in-gate", "[data-spacefinder-role=richLink]", "gu-island", ".submeta",
        ".element-rich-link", ".content__headline", ".block-share", "[data-component=most-viewed]", ".atom--snippet",
    )  # fmt: skip

    authors = (
        texts("address [rel=author], .byline [rel=author]").map(names_in)
        | text('address, [data-gu-name="byline"], .byline').map(lambda line: names_in((line,)))
        | NewsParser.authors
    )
    body = story("#maincontent .article-body-viewer-selector") | story(
        ".article-body-commercial-selector, .content__article-body, #liveblog-body"
    )
