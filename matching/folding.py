"""Folding: a text as the matcher compares it, with the way back to the original.

Case, accents, width and compatibility forms, quotes, hyphens, line ends and invisible marks do not count. A blank line
does: nothing is found across two paragraphs. In scripts without spaces between words, blanks are dropped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache, partial

from matching.burmese import digits_edit, dot_edit, order_edit, pairs_edit, zawgyi_edit
from matching.edits import Edit, Stage, Traced
from matching.han import simplify_edit
from matching.scripts import UNSPACED

#: Stands in a folded text where the original has a blank line.
PARAGRAPH = "\x1d"

_DASHES = frozenset("\u2043\u2212\u30a0")  # beside the category Pd
_SINGLE_QUOTES = frozenset("\u2018\u2019\u201a\u201b\u2032\u2035\u02bc\u02b9\u02bb`\u00b4\uff07")
_DOUBLE_QUOTES = frozenset(
    "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u2039\u203a\u300a\u300b\u3008\u3009\u300c\u300d\u300e\u300f\u301d\u301e\u301f"
)
_DOTS = frozenset("\u00b7\u2022\u30fb\u2027\u2219\u22c5\uff65")
_UNDECOMPOSED = dict(zip("øłđðıħŧ", "olddiht", strict=True)) | {"æ": "ae", "œ": "oe", "þ": "th"}

#: What a case-folded text may hold that is not already as we compare it. The ranges are letters left as they are.
_SPACED_AS_IS = "\x00-\x7f£©®°€а-яђ-џґα-ω\u05d0-\u05ea\u0621-\u064a\u0900-\u097f\uac00-\ud7a3"
_NOT_AS_IS = re.compile(f"[^{_SPACED_AS_IS}]")
_UNUSUAL = re.compile(
    f"[^{_SPACED_AS_IS}\u0e01-\u0e5b\u1000-\u109f\u1780-\u17d3"
    "\u3001\u3002\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff]"
)
#: Compatibility forms of letters of scripts without spaces: halfwidth kana, radicals, squared and enclosed words.
_UNSPACED_ONCE_PLAIN = "\u2e80-\u2fdf\u3200-\u33ff\uff66-\uff9f\U0001f200-\U0001f2ff\U0002f800-\U0002fa1f"
_UNSPACED_EVER = re.compile(f"[{UNSPACED}{_UNSPACED_ONCE_PLAIN}]")
_BLANK_LINE = re.compile(r"\n[^\S\n\x1d\x1e]*\n[^\S\x1d\x1e]*")
_AS_BLANKS = '\t\n\r\x0b\x0c"_*-'
_BLANKS = re.compile(f"[{re.escape(_AS_BLANKS)}]")
_BLANKS_TABLE = dict.fromkeys(map(ord, _AS_BLANKS), " ")
_BLANKS_SWAPS = dict.fromkeys(_AS_BLANKS, " ")
#: Typography that most texts hold nothing unusual beside: put first, a text is often plain ASCII after it.
_COMMON = {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-", "\u00a0": " ",
           "\u00ab": '"', "\u00bb": '"', "ё": "е", "Ё": "Е"}  # fmt: skip
_SOFT_BREAK = re.compile("\u00ad[^\\S\n]*\n[^\\S\n]*")
_DIVIDED = re.compile("(?<=[^\\W\\d_])[-\u2010][^\\S\n]*\n[^\\S\n]*(?=[^\\W\\d_])")
#: The same, each beginning with one sign, which is found much sooner than one of two.
_DIVIDED_BY = tuple(re.compile(f"{sign}(?<=[^\\W\\d_]{sign})[^\\S\n]*\n[^\\S\n]*[^\\W\\d_]") for sign in "-\u2010")
_LONE_QUOTE = re.compile(r"'(?:(?!\w)|(?<!\w'))")
_INITIAL = re.compile(r"\.(?<=\b[^\W\d_]\.)")
_RUN = re.compile("  +")
_ANY = re.compile(".", re.DOTALL)
_SHORT_I = re.compile("и\u0306")
_LOOSE = re.compile(f" (?:(?=[{UNSPACED}])|(?<=[{UNSPACED}] ))")
_THAI_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32|([\u0e48-\u0e4b])\u0e4d\u0e32|\u0e40\u0e40")


class Folded:
    """A folded text; `original` gives back the slice behind any part of it."""

    __slots__ = ("_first", "_traced", "source", "text")

    def __init__(self, source: str, text: str, first: tuple[Edit, ...] = ()) -> None:
        self.source, self.text = source, text
        self._first = first
        self._traced: Traced | None = None

    @property
    def traced(self) -> Traced:
        """The folded text with where each character came from, worked out when first asked for."""
        if self._traced is None:
            self._traced = _trace(self.source, self._first)
        return self._traced

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The slice of the original behind the folded characters from `start` up to `end`."""
        if start >= end:
            raise ValueError(f"an empty span has no original: {start}..{end}")
        return self.traced.start(start), self.traced.end(end - 1)

    def place_of(self, start: int, end: int) -> tuple[int, int]:
        """The folded characters that came from a slice of the original; none where it holds nothing that counts."""
        return self.traced.place_of(start, end)


def fold(text: str, *, joined: bool = False) -> Folded:
    """The text as it is compared; `joined` puts together words that a hyphen divides at the end of a line.

    Without it the hyphen is a blank like any other, for "junta-backed" may be divided there too.
    """
    first = _first_edits(text, joined)
    folded = text
    for edit in first:
        folded = edit.apply(folded)
    folded = _commonly_plain(folded).casefold()
    for stage in _stages(folded):
        later = stage(folded)
        if later is not None:
            folded = later.apply(folded)
    return Folded(text, folded, first)


def has_divided_words(text: str) -> bool:
    """Whether a hyphen at the end of a line may divide a word."""
    return "\n" in text and any(divided.search(text) for divided in _DIVIDED_BY)


def _first_edits(text: str, joined: bool) -> tuple[Edit, ...]:
    """The edits that come before case is folded."""
    soft = (Edit(_SOFT_BREAK, ""),) if "\u00ad" in text else ()
    return (*soft, Edit(_DIVIDED, "")) if joined else soft


def _trace(text: str, first: tuple[Edit, ...]) -> Traced:
    traced = Traced(text)
    for edit in (*first, _COMMONLY_PLAIN):
        traced.edit(edit)
    traced.edit(_case_edit(traced.text))
    for stage in _stages(traced.text):
        later = stage(traced.text)
        if later is not None:
            traced.edit(later)
    return traced


def _case_edit(text: str) -> Edit:
    """The edit that takes case away; a few characters become several by it."""
    even = len(text.casefold()) == len(text)
    return Edit(_ANY, lambda found: found.group().casefold(), str.casefold, even)


def _swapped(text: str, swaps: Mapping[str, str]) -> str:
    """The text with each sign replaced; sign by sign this is quicker than by a pattern."""
    for sign, new in swaps.items():
        text = text.replace(sign, new)
    return text


def _commonly_plain(text: str) -> str:
    """The text with its commonest typography in ASCII."""
    return text if text.isascii() else _swapped(text, _COMMON)


_COMMONLY_PLAIN = Edit(
    re.compile(f"[{''.join(_COMMON)}]"), lambda found: _COMMON[found.group()], _commonly_plain, even=True
)


def _short_i(text: str) -> Edit | None:
    """The one accent that makes another letter of our scripts."""
    return Edit(_SHORT_I, "й") if "\u0306" in text else None


def _characters(text: str) -> Edit | None:
    swaps = {sign: new for sign in set(_UNUSUAL.findall(text)) if (new := _plain(sign)) != sign}
    if not swaps:
        return None
    independent = swaps.keys().isdisjoint("".join(swaps.values()))
    quick = partial(_swapped, swaps=swaps) if independent else None
    return Edit(_UNUSUAL, lambda found: _plain(found.group()), quick, all(len(new) == 1 for new in swaps.values()))


@lru_cache(maxsize=8192)
def _plain(sign: str) -> str:
    parts = unicodedata.normalize("NFKD", _UNDECOMPOSED.get(sign, sign)).casefold()
    return "".join(map(_plain_part, parts))


def _plain_part(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Pd" or sign in _DASHES:
        return "-"
    if sign in _SINGLE_QUOTES:
        return "'"
    if sign in _DOUBLE_QUOTES:
        return '"'
    if category in ("Zs", "Zl", "Zp") or sign in _DOTS or sign == "\x85":
        return " "
    return "" if category == "Cf" or _is_accent(sign) else _UNDECOMPOSED.get(sign, sign)


def _is_accent(sign: str) -> bool:
    return "\u0300" <= sign <= "\u036f" or "\u1dc0" <= sign <= "\u1dff" or "\ufe00" <= sign <= "\ufe2f"


def _paragraphs(text: str) -> Edit | None:
    return Edit(_BLANK_LINE, PARAGRAPH) if "\n" in text else None


def _blanks(text: str) -> Edit | None:
    return Edit(_BLANKS, " ", _blanked, even=True)


def _blanked(text: str) -> str:
    if text.isascii():
        return text.translate(_BLANKS_TABLE)
    return _swapped(text, _BLANKS_SWAPS)


def _lone_quotes(text: str) -> Edit | None:
    return Edit(_LONE_QUOTE, " ", even=True) if "'" in text else None


def _initials(text: str) -> Edit | None:
    return Edit(_INITIAL, " ", even=True) if "." in text else None


def _runs(text: str) -> Edit | None:
    return Edit(_RUN, " ") if "  " in text else None


def _loose_blanks(text: str) -> Edit | None:
    return Edit(_LOOSE, "")


def _thai(text: str) -> Edit | None:
    def compose(found: re.Match[str]) -> str:
        if found.group() == "\u0e40\u0e40":
            return "\u0e41"
        return (found.group(1) or found.group(2) or "") + "\u0e33"

    return Edit(_THAI_AM, compose) if "\u0e4d" in text or "\u0e40\u0e40" in text else None


#: In order: characters first, so that every later stage sees one form; the blanks last, when all are blanks.
_FOREIGN: tuple[Stage, ...] = (_short_i, _characters)
_UNSPACED_LETTERS: tuple[Stage, ...] = (
    simplify_edit,
    zawgyi_edit,
    digits_edit,
    dot_edit,
    order_edit,
    pairs_edit,
    _thai,
)
_SEPARATORS: tuple[Stage, ...] = (_paragraphs, _blanks, _lone_quotes, _initials, _runs)


def _stages(text: str) -> tuple[Stage, ...]:
    """The stages a text needs, by the scripts in it."""
    if text.isascii() or not _NOT_AS_IS.search(text):
        return _SEPARATORS
    if _UNSPACED_EVER.search(text):
        return (*_FOREIGN, *_UNSPACED_LETTERS, *_SEPARATORS, _loose_blanks)
    return (*_FOREIGN, *_SEPARATORS)
