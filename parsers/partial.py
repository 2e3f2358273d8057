"""Whether a page holds all of its article: what it declares of walls and of length, and how the text breaks off."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from model.text import letters_only
from parsers.beside import frames_begun
from parsers.embedded.json_ld import Thing, as_text, as_things
from parsers.fields import Found
from parsers.lines.refusals import refusal_in
from parsers.page import Page

Paragraphs = Sequence[str]

_WALL = re.compile(r"(?:pay|reg)-?wall|subscri(?:be|ber|ption)s?-?(?:wall|only|required)|premium-?(?:wall|only)")
_PLAIN_SELECTOR = re.compile(r"[.#][\w-]{1,80}")
_BROKEN_OFF = re.compile(r"(?:…|\.\.\.|\[(?:…|\.\.\.)\])[\"'”’»\s]*$")
_WORD = re.compile(r"\w+")
_UNSPACED = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff]")
_FEW_PARAGRAPHS, _LITTLE, _NOT_MUCH = 2, 1500, 3000  #: the last two in characters of the text
_FEW_WORDS, _SHARE = 100, 0.4  #: of a declared length, and how much of it there must be
_BELOW = 3  #: blocks after the text in which a wall begins
_MOSTLY = 0.8  #: of a block's characters in a link


def find_lack(page: Page, paragraphs: Paragraphs) -> Found[str]:
    """Why the text is not the whole article, in words, with the rule that says so; a long text is taken as whole."""
    if not paragraphs or _length(paragraphs) >= _NOT_MUCH:
        return Found()
    missed: list[str] = []
    for label, rule in _RULES.items():
        if reason := rule(page, paragraphs):
            return Found(reason, label, tuple(missed))
        missed.append(label)
    return Found(None, None, tuple(missed))


def _declared_wall(page: Page, paragraphs: Paragraphs) -> str | None:
    """Little text on a page whose JSON-LD says that it is not free, and without the part that is not."""
    article = page.linked.article
    if not _costs(article):
        return None
    parts = [thing for thing in as_things(article.get("hasPart")) if isinstance(thing, dict) and _costs(thing)]
    selectors = [as_text(part.get("cssSelector")) or "" for part in parts]
    named = [selector for selector in selectors if _PLAIN_SELECTOR.fullmatch(selector)]
    if named:
        is_cut = not any(node.text().strip() for selector in named for node in page.root.css(selector))
    else:
        is_cut = len(paragraphs) <= _FEW_PARAGRAPHS
    return "not free to read, and little of it is shown" if is_cut and _length(paragraphs) < _LITTLE else None


def _costs(thing: Thing) -> bool:
    return str(thing.get("isAccessibleForFree")).lower() == "false"


def _shown_wall(page: Page, paragraphs: Paragraphs) -> str | None:
    """A box that is called a wall and begins right below the text."""
    end = _end(page, paragraphs)
    begun = frames_begun(page.outline, range(end, end + _BELOW + 1)) if end else range(0)
    walls = (page.outline.frames[at] for at in begun)
    walls = (wall for wall in walls if wall.last > wall.first and not wall.hidden)
    return "a wall follows the text" if any(_WALL.search(wall.names) for wall in walls) else None


def _told_refusal(page: Page, paragraphs: Paragraphs) -> str | None:
    """Little text, and at its end or right below it a line that says who may read on."""
    if _length(paragraphs) >= _LITTLE:
        return None
    end = _end(page, paragraphs)
    below = [block.text for block in page.outline.blocks[end : end + _BELOW]] if end else []
    found = next(filter(None, map(refusal_in, (paragraphs[-1], *below))), "")
    return f"the text ends where it says “{found}”" if found else None


def _told_length(page: Page, paragraphs: Paragraphs) -> str | None:
    """Far fewer words than JSON-LD counts."""
    told = as_text(page.linked.article.get("wordCount")) or ""
    if not told.isdecimal() or int(told) < _FEW_WORDS:
        return None
    text = " ".join(paragraphs)
    words = len(_WORD.findall(text))
    if len(_UNSPACED.findall(text)) > words or words >= _SHARE * int(told):
        return None
    return f"{words} of {int(told)} words are shown"


def _broken_off(page: Page, paragraphs: Paragraphs) -> str | None:
    """A text that ends in dots before a link to go on."""
    if _length(paragraphs) >= _LITTLE or not _BROKEN_OFF.search(paragraphs[-1]):
        return None
    end = _end(page, paragraphs)
    following = page.outline.blocks[end : end + 1] if end else ()
    goes_on = any(block.linked > _MOSTLY * len(block.text) for block in following)
    return "the text breaks off before a link" if goes_on else None


def _summary_only(page: Page, paragraphs: Paragraphs) -> str | None:
    """A text that is nothing but the summary in the page's head."""
    summary = letters_only(page.meta("og:description", "description", "twitter:description") or "")
    is_summary = bool(summary) and len(paragraphs) == 1 and letters_only(paragraphs[0]) == summary
    return "nothing but the summary is shown" if is_summary else None


_RULES: dict[str, Callable[[Page, Paragraphs], str | None]] = {
    "JSON-LD isAccessibleForFree": _declared_wall,
    "a box called a wall": _shown_wall,
    "words of a wall": _told_refusal,
    "JSON-LD wordCount": _told_length,
    "a text that breaks off": _broken_off,
    "the summary": _summary_only,
}


def _length(paragraphs: Paragraphs) -> int:
    return sum(map(len, paragraphs))


def _end(page: Page, paragraphs: Paragraphs) -> int:
    """The number of the block after the text, 0 where it is not found."""
    blocks = page.outline.blocks
    backwards = range(len(blocks), 0, -1)
    if end := next((number for number in backwards if blocks[number - 1].text.endswith(paragraphs[-1])), 0):
        return end
    last = letters_only(paragraphs[-1])
    return next((number for number in backwards if _ends_with(blocks[number - 1].text, last)), 0)


def _ends_with(text: str, last: str) -> bool:
    """Whether a block ends with these letters; one that is much shorter need not be folded to know."""
    return 2 * len(text) >= len(last) and letters_only(text).endswith(last)
