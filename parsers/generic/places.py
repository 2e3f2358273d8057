"""What the markup says of a place on the page: its tags, roles, and the names that sites give their boxes."""

from __future__ import annotations

import re

from parsers.generic.weights import Weights
from parsers.outline import Frame, Outline

_APART = frozenset({"nav", "footer", "aside", "menu", "figure", "figcaption", "dialog", "caption", "form"})
#: Elements that content systems mark with every tag and category of the post: their names say nothing of the place.
_WHOLE = frozenset({"article", "main", "body", "html", "blockquote"})
#: Never the text, unless there is hardly any other.
_CHROME = re.compile(
    r"cookie|consent|gdpr|privacy|navigation|complementary|contentinfo|breadcrumb|side-?bar(?!-?(?:layout|content|container|wrap))|right-?rail|site-?footer|"
    r"masthead|disqus|livefyre|wpdiscuz|outbrain|taboola|revcontent|comment-?(?:list|s|section|body|content)\b|"
    r"(?:^|[\s_-])(?:foot|footer|nav|menu|popup|modal|overlay|login|register|print-only)(?:[\s_-]|$)"
)
#: Seldom the text, but some sites call theirs so.
_BESIDE = re.compile(
    r"comment|respond\b|(?:^|\s)widget(?:\s|$)|widget[_-]?area|(?:^|[\s_-])(?:ads?|ad[vs]?ert\w*|byline|bio|tags?|meta|pager|tools?|banner|"
    r"captions?|credits?|poll|quiz|cta)(?:[\s_-]|$)|(?:^|\s)(?:hidden|is-hidden)(?:\s|$)|info-?box|w-form|related|recommend|recirc|promo|newsletter|subscri|sign-?up|"
    r"social|shar(?:e|ing)\b|share-|sharedaddy|sponsor|copyright|author-?(?:bio|box|info|card|desc)|about-?(?:the-)?author|"
    r"(?:post|entry|article)-?meta|tag-?list|tagcloud|keywords|pagination|toolbar|teaser|trending|popular|"
    r"most-?(?:read|view|pop|recent)|latest-|more-?(?:stories|news|from|on|like)|also-?(?:read|like)|read-?(?:more|next|also)|see-?also|"
    r"disclaimer|skip-link|pull-?quote|gallery|slideshow|carousel|slider|addtoany|addthis|story-?links|interstitial|"
    r"inline-?(?:promo|related)|(?:image|photo|media|video)-?(?:caption|credit)|play-?list|top-?stories|onward|suggested|"
    r"prev-?next|post-?navigation"
)
_TEXT_NAMES = re.compile(r"article-?_?_?body|story-?body|entry-?content|post-?content|main-content|twitter-tweet|embed")
_LARGE_SHARE, _WHOLE_SHARE = 0.4, 0.75  #: of the page's prose: no name is reason enough to drop so much


def apart(outline: Outline, weights: Weights) -> list[bool]:
    """For each frame, whether it or a frame around it stands apart from the main text."""
    marks: list[bool] = []
    for frame in outline.frames:
        inherited = frame.parent >= 0 and marks[frame.parent]
        marks.append(inherited or _is_apart(frame, weights))
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
    if frame.tag in ("nav", "footer", "menu", "dialog"):
        return _WHOLE_SHARE
    if frame.tag in _APART or frame.hidden:
        return _LARGE_SHARE
    if not frame.names or frame.tag in _WHOLE:
        return 0.0
    if _CHROME.search(frame.names):
        return _WHOLE_SHARE
    return _LARGE_SHARE if _BESIDE.search(frame.names) and not _TEXT_NAMES.search(frame.names) else 0.0
