"""What the markup says of a place on the page: its tags, roles, and the names that sites give their boxes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from parsers.generic.weights import Weights
from parsers.outline import Frame, Outline

CHROME: Final = 1  #: the names of what belongs to the site and not to the page
BESIDE: Final = 2  #: of what is seldom the text, though some sites call theirs so
TEXT: Final = 4  #: of the text
COMMENT: Final = 8  #: of what readers write
QUOTED: Final = 16  #: of what was written elsewhere

_APART = frozenset({"nav", "footer", "aside", "menu", "figure", "figcaption", "dialog", "caption", "form"})
_SITE = frozenset({"nav", "footer", "menu", "dialog"})
#: Elements that content systems mark with every tag and category of the post: their names say nothing of the place.
_WHOLE = frozenset({"article", "main", "body", "html", "blockquote"})
_PATTERNS = (
    (
        CHROME,
        re.compile(
            r"cookie|consent|gdpr|privacy|navigation|complementary|contentinfo|breadcrumb|"
            r"side-?bar(?!-?(?:layout|content|container|wrap))|right-?rail|site-?footer|"
            r"masthead|disqus|livefyre|wpdiscuz|outbrain|taboola|revcontent|comment-?(?:list|s|section|body|content)\b|"
            r"(?:^|[_-])(?:foot|footer|nav|menu|popup|modal|overlay|login|register|print-only)(?:[_-]|$)"
        ),
    ),
    (
        BESIDE,
        re.compile(
            r"comment|respond\b|^widget$|widget[_-]?area|"
            r"(?:^|[_-])(?:ads?|ad[vs]?ert\w*|byline|bio|tags?|meta|pager|tools?|banner|captions?|credits?|poll|quiz|cta)(?:[_-]|$)|"
            r"^(?:hidden|is-hidden)$|info-?(?:box|bar)|w-form|related|recommend|recirc|promo|newsletter|subscri|sign-?up|"
            r"social|shar(?:e|ing)\b|share-|sharedaddy|sponsor|copyright|author-?(?:bio|box|info|card|desc)|"
            r"about-?(?:the-)?author|(?:post|entry|article)-?meta|tag-?list|tagcloud|keywords|pagination|toolbar|teaser|"
            r"trending|popular|most-?(?:read|view|pop|recent)|latest-|more-?(?:stories|news|from|on|like)|"
            r"also-?(?:read|like)|read-?(?:more|next|also)|see-?also|disclaimer|skip-link|pull-?quote|gallery|slideshow|"
            r"carousel|slider|addtoany|addthis|story-?links|interstitial|inline-?(?:promo|related)|"
            r"(?:image|photo|media|video)-?(?:caption|credit)|play-?list|top-?stories|onward|suggested|"
            r"prev-?next|post-?navigation|breaking-?(?:news|block)|ticker|lightbox|testimon|announcement|^photos?$"
        ),
    ),
    (
        TEXT,
        re.compile(
            r"(?:article|story|entry|post|page)-?_?_?(?:body|content|text)|articlebody|main-?content|rich-?text|"
            r"wysiwyg|content-?body|prose|body-?(?:text|content)|twitter-tweet|embed"
        ),
    ),
    (COMMENT, re.compile(r"comment|disqus|respond|reply|replies")),
    (QUOTED, re.compile(r"twitter|tweet|instagram-media|tiktok-embed|bluesky|quote")),
)
_LARGE_SHARE, _WHOLE_SHARE = 0.4, 0.75  #: of the page's prose: no name is reason enough to drop so much


def said_by(tag: str, names: str) -> int:
    """What the names of a frame say, as a sum of CHROME, BESIDE, TEXT and COMMENT."""
    return _said_by_names(names) if names and tag not in _WHOLE else 0


@lru_cache(maxsize=20_000)
def _said_by_names(names: str) -> int:
    said = 0
    for name in names.split():
        said |= _said_by_name(name)
    return said


@lru_cache(maxsize=20_000)
def _said_by_name(name: str) -> int:
    return sum(meaning for meaning, pattern in _PATTERNS if pattern.search(name))


def is_site_element(tag: str) -> bool:
    """Whether the element itself is for the site: nav, footer and their like."""
    return tag in _SITE


def apart(outline: Outline, weights: Weights) -> list[bool]:
    """For each frame, whether it or a frame around it stands apart from the main text."""
    marks: list[bool] = []
    for frame in outline.frames:
        marks.append((frame.parent >= 0 and marks[frame.parent]) or _is_apart(frame, weights))
    return marks


def in_chrome(outline: Outline) -> list[bool]:
    """For each frame, whether it belongs to the site and not to the page: menus, feet, cookie notes."""
    marks: list[bool] = []
    for frame in outline.frames:
        inherited = frame.parent >= 0 and marks[frame.parent]
        marks.append(inherited or _share_allowed(frame) == _WHOLE_SHARE)
    return marks


def _is_apart(frame: Frame, weights: Weights) -> bool:
    share = _share_allowed(frame)
    return share > 0 and weights.between(frame.first, frame.last) <= share * weights.total


def _share_allowed(frame: Frame) -> float:
    """The share of the page's prose up to which the frame counts as apart; 0 where nothing speaks for it."""
    return _LARGE_SHARE if frame.hidden and frame.tag not in _SITE else _share_told(frame.tag, frame.names)


@lru_cache(maxsize=20_000)
def _share_told(tag: str, names: str) -> float:
    if tag in _SITE:
        return _WHOLE_SHARE
    if tag in _APART:
        return _LARGE_SHARE
    said = said_by(tag, names)
    if said & CHROME:
        return _WHOLE_SHARE
    return _LARGE_SHARE if said & BESIDE and not said & TEXT else 0.0
