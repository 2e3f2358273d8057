"""Kommersant."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.fields import address, moment, text, texts
from parsers.lines.bylines import names_in
from parsers.listings.cards import Cards
from parsers.story_text import story


def signatures(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The full names in the lines that sign a text; a single word beside one is the place that it was written in."""
    return tuple(name for name in names_in(lines) if " " in name)


class Kommersant(NewsParser):
    """Articles and news. The authors sign under the text."""

    hosts = ("www.kommersant.ru", "kommersant.ru", "m.kommersant.ru")
    drop = (".doc_media", ".incut")
    cards = Cards(
        "article.uho, article.rubric_lenta__item",
        url=address(".uho__link[href], .rubric_lenta__item_name a[href]") | address("a[href]"),
        title=text(".uho__name, .rubric_lenta__item_name"),
        published_at=moment(".uho__tag, .rubric_lenta__item_tag"),
    )

    title = text("h1.doc_header__name") | NewsParser.title
    authors = texts(".document_authors").map(signatures) | NewsParser.authors
    published_at = moment("time.doc_header__publish_time", "datetime") | NewsParser.published_at
    body = story(
        ".article_text_wrapper p.doc__text:not(.document_authors), .article_text_wrapper p.doc__thought, "
        ".article_text_wrapper h2, .article_text_wrapper h3"
    )
