"""Blanks: what parts words in a folded text, and words that a line end divides."""

from __future__ import annotations

import re
from functools import partial

from matching.edits import Edit, Stage
from matching.scripts import UNSPACED
from matching.signs import swapped

#: Stands in a folded text where the original has a blank line.
PARAGRAPH = "\x1d"
#: Stands between title and text; also the place no phrase can cross.
BREAK = "\x1e"

#: Blanks within a line, and blanks and line ends; what parts paragraphs or fields is neither.
_IN_LINE = f"[^\\S\n{PARAGRAPH}{BREAK}]*"
_BLANK = f"[^\\S{PARAGRAPH}{BREAK}]*"
_LETTER = r"[^\W\d_]"

_SOFT_BREAK = re.compile(f"\u00ad{_IN_LINE}\n{_IN_LINE}")
_DIVIDED = re.compile(f"(?<={_LETTER})[-\u2010]{_IN_LINE}\n{_IN_LINE}(?={_LETTER})")
#: The same, each beginning with one sign, which is found much sooner than one of two.
_DIVIDED_BY = tuple(re.compile(f"{sign}(?<={_LETTER}{sign}){_IN_LINE}\n{_IN_LINE}{_LETTER}") for sign in "-\u2010")

_BLANK_LINE = re.compile(f"\n{_IN_LINE}\n{_BLANK}")
_AS_BLANKS = '\t\n\r\x0b\x0c"_*-'
_BLANKS = re.compile(f"[{re.escape(_AS_BLANKS)}]")
_BLANKS_SWAPS = dict.fromkeys(_AS_BLANKS, " ")
_IN_ASCII = re.compile(f"[A-Z{re.escape(_AS_BLANKS)}]")
_OF_ASCII = "".join(_BLANKS_SWAPS.get(sign, sign.lower()) for sign in map(chr, range(128)))
_OF_BYTES = _OF_ASCII.encode() + bytes(range(128, 256))
_LONE_QUOTE = re.compile(r"'(?:(?!\w)|(?<!\w'))")
_INITIAL = re.compile(rf"\.(?<=\b{_LETTER}\.)")
#: Two blanks are found sooner than one that is followed by others.
_RUN = re.compile("  (?: *)")
_LOOSE = re.compile(f" (?:(?=[{UNSPACED}])|(?<=[{UNSPACED}] ))")


def _small(text: str) -> str:
    """The text without the case and the other blanks of ASCII."""
    if text.isascii():
        return text.translate(_OF_ASCII)
    return text.encode("utf-8", "surrogatepass").translate(_OF_BYTES).decode("utf-8", "surrogatepass")


_SOFT_BREAKS = Edit(_SOFT_BREAK, "")
_JOINED = Edit(_DIVIDED, "")
_PARAGRAPHS = Edit(_BLANK_LINE, PARAGRAPH)
_BLANKS_EDIT = Edit(_BLANKS, " ", partial(swapped, swaps=_BLANKS_SWAPS), even=True)
_SMALL_ASCII = Edit(_IN_ASCII, lambda found: _OF_ASCII[ord(found.group())], _small, even=True)
_LONE_QUOTES = Edit(_LONE_QUOTE, " ", even=True)
_INITIALS = Edit(_INITIAL, " ", even=True)
_RUNS = Edit(_RUN, " ")
_LOOSE_BLANKS = Edit(_LOOSE, "")


def has_divided_words(text: str) -> bool:
    """Whether a hyphen at the end of a line may divide a word."""
    return "\n" in text and any(divided.search(text) for divided in _DIVIDED_BY)


def joining_edits(text: str, joined: bool) -> tuple[Edit, ...]:
    """The edits that put divided words together: those divided by a soft hyphen always, by another where `joined`."""
    soft = (_SOFT_BREAKS,) if "\u00ad" in text else ()
    return (*soft, _JOINED) if joined else soft


def _paragraphs(text: str) -> Edit | None:
    return _PARAGRAPHS if "\n" in text else None


def _lone_quotes(text: str) -> Edit | None:
    return _LONE_QUOTES if "'" in text else None


def _initials(text: str) -> Edit | None:
    return _INITIALS if "." in text else None


def _runs(text: str) -> Edit | None:
    return _RUNS if "  " in text else None


def _blanks(_text: str) -> Edit:
    return _BLANKS_EDIT


def _small_ascii(_text: str) -> Edit:
    return _SMALL_ASCII


def loose_blanks(_text: str) -> Edit:
    """The edit that drops the blanks beside letters of scripts without spaces between words."""
    return _LOOSE_BLANKS


#: What makes all that parts words one blank.
SEPARATORS: tuple[Stage, ...] = (_paragraphs, _blanks, _lone_quotes, _initials, _runs)
#: The same, and the case of ASCII taken away.
SEPARATORS_AND_CASE: tuple[Stage, ...] = (_paragraphs, _small_ascii, _lone_quotes, _initials, _runs)
