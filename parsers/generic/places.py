"""What the markup says of a place on the page: its tags, roles, and the names that sites give their boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from parsers.generic.spotter import Spotter
from parsers.generic.weights import Weights
from parsers.tree.outline import Frame, Outline

CHROME: Final = 1  #: the names of what belongs to the site and not to the page
BESIDE: Final = 2  #: of what is seldom the text, though some sites call theirs so
TEXT: Final = 4  #: of the text
COMMENT: Final = 8  #: of what readers write
QUOTED: Final = 16  #: of what was written elsewhere

_APART = frozenset({"nav", "footer", "aside", "menu", "figure", "figcaption", "dialog", "caption", "form"})
_SITE = frozenset({"nav", "footer", "menu", "dialog"})
#: Elements that content systems mark with every tag and category of the post: their names say nothing of the place.
_WHOLE = frozenset({"article", "main", "body", "html", "blockquote"})
_BITS = {
    "form": 1, "fieldset": 1, "table": 2, "ul": 4, "ol": 8, "blockquote": 16, "article": 32, "main": 64, "aside": 128,
    "header": 256, "figure": 512, "figcaption": 512,
}  # fmt: skip
IN_LIST: Final = _BITS["ul"] | _BITS["ol"]
_IN_TEXT = _BITS["article"] | _BITS["main"]
#: What is looked for in all names of a frame at once, parted by single blanks, by what it means.
_PATTERNS = {
    CHROME: (
        r"cookie|consent|gdpr|privacy|navigation|complementary|contentinfo|breadcrumb|right-?rail|site-?footer|"
        r"masthead|disqus|livefyre|wpdiscuz|outbrain|taboola|revcontent|comment-?(?:list|s|section|body|content)\b|"
        r"(?:^|[ _-])(?:foot|footer|nav|menu|popup|modal|overlay|login|register|print-(?:only|header))(?:[ _-]|$)"
    ),
    BESIDE: (
        r"(?:^|[ _-])(?:ads?|ad[vs]?ert\w*|byline|bio|tags?|meta|pager|tools?|banner|captions?|credits?|poll|quiz|cta)"
        r"(?:[ _-]|$)|(?:^| )(?:widget|hidden|is-hidden|photos?)(?: |$)|comment|respond\b|widget[_-]?area|"
        r"info-?(?:box|bar)|w-form|related|recommend|recirc|promo|newsletter|subscri|sign-?up|social|"
        r"shar(?:e|ing)\b|share-|sharedaddy|sponsor|copyright|author-?(?:bio|box|info|card|desc)|"
        r"about-?(?:the-)?author|(?:post|entry|article)-?meta|tag-?list|tagcloud|keywords|pagination|toolbar|teaser|"
        r"trending|popular|most-?(?:read|view|pop|recent)|latest-|more-?(?:stories|news|from|on|like)|"
        r"also-?(?:read|like)|read-?(?:more|next|also)|see-?also|disclaimer|skip-link|pull-?quote|gallery|slideshow|"
        r"carousel|slider|addtoany|addthis|story-?links|interstitial|inline-?(?:promo|related)|"
        r"(?:image|photo|media|video)-?(?:caption|credit)|play-?list|top-?stories|onward|suggested|"
        r"prev-?next|post-?navigation|breaking-?(?:news|block)|ticker|lightbox|testimon|announcement"
    ),
    TEXT: (
        r"(?:article|story|entry|post|page)-?_?_?(?:body|content|text)|articlebody|main-?content|rich-?text|"
        r"wysiwyg|content-?body|prose|body-?(?:text|content)|twitter-tweet|embed"
    ),
    COMMENT: r"comment|disqus|respond|reply|replies",
    QUOTED: r"twitter|tweet|instagram-media|tiktok-embed|bluesky|quote",
}
_SPOTTER = Spotter(_PATTERNS, once=True)
_SIDEBAR = re.compile(r"side-?bar(?!-?(?:layout|content|container|wrap))")  #: of the chrome as well
_DIGITS = re.compile(r"\d+")
_LARGE_SHARE, _WHOLE_SHARE = 0.4, 0.75  #: of the page's prose: no name is reason enough to drop so much
_BODY = 500  #: of prose in a place that is called the text: then whatever else is called apart may hold more
_SOME_LINKS = 0.05  #: of the characters of that: teasers of other texts lead to these


class Sense(NamedTuple):
    """What the tag and the names of a frame say of it."""

    said: int  #: a sum of CHROME, BESIDE, TEXT, COMMENT and QUOTED
    element: int  #: its bit among those of the elements that tell something
    is_site: bool  #: whether the element itself is for the site: nav, footer and their like
    share: float  #: of the page's prose, up to which it counts as apart; 0 where nothing speaks for it
    call: str | None  #: its tag and what it is called, without the numbers that tell it from its like


def senses_of(outline: Outline) -> list[Sense]:
    """What every frame of an outline says."""
    return [sense_of(frame.tag, frame.names) for frame in outline.frames]


@lru_cache(maxsize=20_000)
def sense_of(tag: str, names: str) -> Sense:
    """What a tag and names in lower case say."""
    words = names.split()
    said = said_by(words) if words and tag not in _WHOLE else 0
    call = f"{tag} {_call(words)}" if names else None
    return Sense(said, _BITS.get(tag, 0), tag in _SITE, _share_told(tag, said), call)


def said_by(names: Sequence[str]) -> int:
    """What names say, as a sum of CHROME, BESIDE, TEXT, COMMENT and QUOTED."""
    line, said = " ".join(names), 0

    def note(meaning: int, *_: object) -> None:
        nonlocal said
        said |= meaning

    _SPOTTER.spot(line.encode("utf-8", "surrogatepass"), note)
    return said | CHROME if _SIDEBAR.search(line) else said


def _share_told(tag: str, said: int) -> float:
    if tag in _SITE:
        return _WHOLE_SHARE
    if tag in _APART:
        return _LARGE_SHARE
    if said & CHROME:
        return _WHOLE_SHARE
    return _LARGE_SHARE if said & BESIDE and not said & TEXT else 0.0


def _call(words: Sequence[str]) -> str:
    """The first two words without figures; one of nothing but figures is none."""
    head = " ".join(words[:2])
    if not _DIGITS.search(head):
        return head
    told = _DIGITS.sub("", head).split()
    return " ".join(told if len(told) == 2 else _DIGITS.sub("", " ".join(words)).split()[:2])


def apart(outline: Outline, weights: Weights, senses: Sequence[Sense]) -> list[bool]:
    """For each frame, whether it or a frame around it stands apart from the main text.

    Much of the page's prose stands apart only where it is teasers beside a text that is called so.
    """
    marks: list[bool] = []
    for frame, sense in zip(outline.frames, senses, strict=True):
        share = _LARGE_SHARE if frame.hidden and not sense.is_site else sense.share
        if frame.parent >= 0 and marks[frame.parent]:
            marks.append(True)
        else:
            marks.append(share > 0 and _is_apart(frame, share, outline, weights, senses))
    return marks


def _is_apart(frame: Frame, share: float, outline: Outline, weights: Weights, senses: Sequence[Sense]) -> bool:
    """Whether a frame holds no more than such a share of the prose, or teasers beside a text."""
    is_small = weights.between(frame.first, frame.last) <= share * weights.total
    return is_small or _is_beside_text(frame, outline, weights, senses)


def _is_beside_text(frame: Frame, outline: Outline, weights: Weights, senses: Sequence[Sense]) -> bool:
    """Whether a frame with links stands above or below a frame that is called the text and holds some."""
    blocks = outline.blocks[frame.first : frame.last]
    if sum([block.linked for block in blocks]) < _SOME_LINKS * sum([len(block.text) for block in blocks]):
        return False
    return any(
        (sense.said & TEXT or sense.element & _IN_TEXT) and not sense.share and not other.hidden
        for other, sense in zip(outline.frames, senses, strict=True)
        if (other.last <= frame.first or other.first >= frame.last)
        and weights.between(other.first, other.last) >= _BODY
    )


def in_chrome(outline: Outline, senses: Sequence[Sense]) -> list[bool]:
    """For each frame, whether it belongs to the site and not to the page: menus, feet, cookie notes."""
    marks: list[bool] = []
    for frame, sense in zip(outline.frames, senses, strict=True):
        inherited = frame.parent >= 0 and marks[frame.parent]
        marks.append(inherited or (sense.share == _WHOLE_SHARE and (sense.is_site or not frame.hidden)))
    return marks
