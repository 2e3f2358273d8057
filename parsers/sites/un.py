"""The United Nations: news, press releases and meetings, and the human rights office, all in Drupal."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.families.drupal import Drupal
from parsers.fields import text, texts
from parsers.story_text import story

_BOXES = (
    ".media", ".field--type-image", ".embedded-entity", ".paragraph--type--related-stories",
    ".paragraph--type--social-media", ".a2a_kit", ".visually-hidden", ".sr-only", ".block-views",
)  # fmt: skip


class UnNews(NewsParser):
    """UN News: a story is a row of paragraphs in Drupal's sense."""

    hosts = ("news.un.org",)
    drop = _BOXES

    published_at = Drupal.published_at
    tags = texts(".field--name-field-related-topics a, .related-topics a") | NewsParser.tags
    body = story(
        ".field--name-field-news-story-lead,"
        " .paragraph--type--one-column-text .field--type-text-long, .paragraph--type--one-column-text .text-long,"
        " article .field--name-field-text-column"
    ) | story("article .field--name-body")


class UnPress(NewsParser):
    """Press releases, meetings coverage and the human rights office."""

    hosts = ("press.un.org", "www.ohchr.org", "ohchr.org")
    drop = _BOXES

    title = text("h1.page-header, h1.page-title") | NewsParser.title
    published_at = Drupal.published_at
    body = story(
        "article .field--name-body, .node--view-mode-full .field--name-body, .field--name-field-content .text-long"
    )
