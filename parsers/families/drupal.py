"""Drupal, versions 7 and later, as newsrooms and offices set it up."""

from __future__ import annotations

from datetime import time

from model.moments import Moment
from parsers.base import NewsParser
from parsers.defaults import PUBLISHED, linked_moment
from parsers.fields import by, meta_moment, moment, text
from parsers.page import Page
from parsers.story_text import declared_story, story

_BOXES = (
    ".field--type-image", ".field-type-image", ".media", ".share", ".social-sharing", ".addtoany_list",
    ".field--type-link", ".links", ".node__links", ".block-views", ".view-related", ".contextual", ".visually-hidden",
)  # fmt: skip


def without_noon(told: Moment) -> Moment:
    """The moment, of noon UTC only the day: so the system writes a date without a time."""
    return Moment.on(told.at.date()) if told.at.time() == time(12) else told


class Drupal(NewsParser):
    """Version 8 and later, on sites known for it: the text is the body field of a node."""

    drop = _BOXES

    published_at = (
        by(linked_moment("datePublished"), "JSON-LD datePublished")
        | meta_moment(*PUBLISHED)
        | moment("article .node__submitted time, article .field--name-created time", "datetime")
        | moment("article time[datetime]", "datetime").map(without_noon)
        | NewsParser.published_at
    )
    body = story(
        "article .field--name-body, .node .field--name-body, main .node__content .field--type-text-with-summary,"
        " article .field--name-field-body, article .field--type-text-long"
    )

    @classmethod
    def is_abstract(cls) -> bool:
        """Whether this class only serves to build others: other blocks of a page have body fields too."""
        return not cls.hosts


class Drupal7(NewsParser):
    """Version 7, on sites known for it."""

    drop = _BOXES

    title = NewsParser.title | text("#page-title, h1.title")
    published_at = (
        moment(".node .date-display-single", "content")
        | moment(".node .submitted .date-display-single")
        | NewsParser.published_at
    )
    body = story(".node .field-name-body, article .field-name-body, .field-name-body")

    @classmethod
    def is_abstract(cls) -> bool:
        """Whether this class only serves to build others: other blocks of a page have body fields too."""
        return not cls.hosts


class DrupalArticle(NewsParser):
    """Any site of either version, where a page declares an article: its times stand where the system puts them."""

    hints = ("rupal",)
    learns_chrome = True
    published_at = (
        by(linked_moment("datePublished"), "JSON-LD datePublished")
        | meta_moment(*PUBLISHED)
        | moment(".node .date-display-single", "content")
        | moment("article .node__submitted time, article .field--name-created time", "datetime")
        | NewsParser.published_at
    )
    body = by(declared_story)

    def fits(self, page: Page) -> bool:
        """Whether the generator or the files of the system say that it is Drupal's."""
        marks = 'script[src*="/core/misc/drupal"], script[src*="/misc/drupal.js"], script[data-drupal-selector]'
        generator = (page.meta("generator") or "").lower()
        is_drupal = "drupal" in generator or page.root.css_first(marks) is not None
        return is_drupal and super().fits(page)
