"""Meduza, Russian and English: class names say what a block is, with a suffix that changes."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.fields import text
from parsers.story_text import story


class Meduza(NewsParser):
    """Articles. Toolbars, players and related stories stand between the paragraphs."""

    hosts = ("meduza.io", "www.meduza.io")
    drop = (
        '[class*="Toolbar"]', '[class*="RelatedBlock"]', '[class*="RelatedRichBlock"]', '[class*="AudioPanel"]',
        '[class*="EmbedBlock"]', '[class*="ImportantLead"] button', '[class*="Donat"]', '[class*="MaterialNote"]',
        '[class*="MaterialMeta"]', '[class*="Spoiler"] button', "header", '[class*="Subscription"]',
    )  # fmt: skip

    title = text('h1[class*="RichTitle"], h1[class*="SimpleTitle"]') | NewsParser.title
    body = (
        story('.GeneralMaterial-article, [class*="GeneralMaterial-module-article"]')
        | story('[class*="SlidesMaterial"] [class*="SimpleBlock"], [class*="CardMaterial"] [class*="SimpleBlock"]')
        | story('article [class*="SimpleBlock"]')
    )
