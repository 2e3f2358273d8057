"""Folding: a text as the matcher compares it, with the way back to the original.

Case, accents, width and compatibility forms, quotes, hyphens, line ends and invisible marks do not count. A blank line
does: nothing is found across two paragraphs. In scripts without spaces between words, blanks are dropped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache, partial

from matching.burmese import ANY, digits_edit, dot_edit, order_edit, pairs_edit, zawgyi_edit
from matching.edits import Edit, Stage, Step, Trace
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
_NOT_AS_IS = re.compile(f"[^{_SPACED_AS_IS}]+")
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
_ASCII = bytes(range(128))
#: Different signs of a text that are worth being replaced one by one.
_FEW = 24
#: So much of a text tells whether it is nearly all ASCII.
_HEAD = 400
_SHORT_I = re.compile("и\u0306")
_LOOSE = re.compile(f" (?:(?=[{UNSPACED}])|(?<=[{UNSPACED}] ))")
_THAI_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32|([\u0e48-\u0e4b])\u0e4d\u0e32|\u0e40\u0e40")


class Folded:
    """A folded text; `original` gives back the slice behind any part of it. `steps` are what moved characters."""

    __slots__ = ("_trace", "source", "steps", "text")

    def __init__(self, source: str, text: str, steps: Sequence[Step] = ()) -> None:
        self.source, self.text = source, text
        self.steps = steps
        self._trace: Trace | None = None

    @property
    def trace(self) -> Trace:
        """Where each folded character came from, worked out when first asked for."""
        if self._trace is None:
            self._trace = Trace(self.steps, len(self.text))
        return self._trace

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The slice of the original behind the folded characters from `start` up to `end`."""
        if start >= end:
            raise ValueError(f"an empty span has no original: {start}..{end}")
        return self.trace.start(start), self.trace.end(end - 1)

    def place_of(self, start: int, end: int) -> tuple[int, int]:
        """The folded characters that came from a slice of the original; none where it holds nothing that counts."""
        return self.trace.place_of(start, end)


def fold(text: str, *, joined: bool = False) -> Folded:
    """The text as it is compared; `joined` puts together words that a hyphen divides at the end of a line.

    Without it the hyphen is a blank like any other, for "junta-backed" may be divided there too.
    """
    folding = _Folding(text)
    for edit in _first_edits(text, joined):
        folding.make(edit)
    folding.text = _commonly_plain(folding.text)
    folding.make(_few_signs(folding.text))
    folding.make(_CASE)
    for stage in _stages(folding.text):
        folding.make(stage(folding.text))
    return Folded(text, folding.text, folding.steps)


class _Folding:
    """A text on its way, with the edits so far that moved characters."""

    __slots__ = ("steps", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.steps: list[Step] = []

    def make(self, edit: Edit | None) -> None:
        """Makes an edit, if there is one to be made."""
        if edit is None:
            return
        before, self.text = self.text, edit.apply(self.text)
        if not edit.even and (edit is not _CASE or len(before) != len(self.text)):
            self.steps.append((edit, before))


#: Takes case away; a few characters become several by it.
_CASE = Edit(_ANY, lambda found: found.group().casefold(), str.casefold)


def has_divided_words(text: str) -> bool:
    """Whether a hyphen at the end of a line may divide a word."""
    return "\n" in text and any(divided.search(text) for divided in _DIVIDED_BY)


def _first_edits(text: str, joined: bool) -> tuple[Edit, ...]:
    """The edits that come before case is folded."""
    soft = (Edit(_SOFT_BREAK, ""),) if "\u00ad" in text else ()
    return (*soft, Edit(_DIVIDED, "")) if joined else soft


def _swapped(text: str, swaps: Mapping[str, str]) -> str:
    """The text with each sign replaced; sign by sign this is quicker than by a pattern."""
    for sign, new in swaps.items():
        text = text.replace(sign, new)
    return text


def _commonly_plain(text: str) -> str:
    """The text with its commonest typography in ASCII."""
    return text if text.isascii() else _swapped(text, _COMMON)


def _short_i(text: str) -> Edit | None:
    """The one accent that makes another letter of our scripts."""
    return _SHORT_I_EDIT if "\u0306" in text else None


def _few_signs(text: str) -> Edit | None:
    """What is unusual in a text that is nearly all ASCII: without it, all that follows is several times as quick."""
    rest = _beyond_ascii(text)
    if not rest or rest is text or "\u0306" in rest or len(signs := set(rest)) > _FEW:
        return None
    return _swaps({sign: _caseless_plain(sign) for sign in signs})


def _characters(foreign: str, _text: str) -> Edit | None:
    return _swaps({sign: _plain(sign) for sign in set(_UNUSUAL.findall(foreign))})


def _swaps(wanted: Mapping[str, str]) -> Edit | None:
    """The edit that puts other characters for some; None where they are the same."""
    swaps = {sign: new for sign, new in wanted.items() if new != sign}
    if not swaps:
        return None
    pattern = re.compile(f"[{re.escape(''.join(sorted(swaps)))}]")
    quick = partial(_swapped, swaps=swaps) if swaps.keys().isdisjoint("".join(swaps.values())) else None
    even = all(len(new) == 1 for new in swaps.values())
    return Edit(pattern, lambda found: swaps[found.group()], quick, even)


def _caseless_plain(sign: str) -> str:
    return "".join(_plain(each) if _UNUSUAL.match(each) else each for each in sign.casefold())


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
    return _PARAGRAPHS if "\n" in text else None


def _blanks(_text: str) -> Edit | None:
    return _BLANKS_EDIT


def _lone_quotes(text: str) -> Edit | None:
    return _LONE_QUOTES if "'" in text else None


def _initials(text: str) -> Edit | None:
    return _INITIALS if "." in text else None


def _runs(_text: str) -> Edit | None:
    return _RUNS


def _loose_blanks(_text: str) -> Edit | None:
    return _LOOSE_BLANKS


_SHORT_I_EDIT = Edit(_SHORT_I, "й")
_PARAGRAPHS = Edit(_BLANK_LINE, PARAGRAPH)
_BLANKS_EDIT = Edit(_BLANKS, " ", partial(_swapped, swaps=_BLANKS_SWAPS), even=True)
_LONE_QUOTES = Edit(_LONE_QUOTE, " ", even=True)
_INITIALS = Edit(_INITIAL, " ", even=True)
_RUNS = Edit(_RUN, " ")
_LOOSE_BLANKS = Edit(_LOOSE, "")


def _thai(text: str) -> Edit | None:
    def compose(found: re.Match[str]) -> str:
        if found.group() == "\u0e40\u0e40":
            return "\u0e41"
        return (found.group(1) or found.group(2) or "") + "\u0e33"

    return Edit(_THAI_AM, compose) if "\u0e4d" in text or "\u0e40\u0e40" in text else None


#: In order: characters first, so that every later stage sees one form; the blanks last, when all are blanks.
_BURMESE: tuple[Stage, ...] = (zawgyi_edit, digits_edit, dot_edit, order_edit, pairs_edit)
_SEPARATORS: tuple[Stage, ...] = (_paragraphs, _blanks, _lone_quotes, _initials, _runs)


def _beyond_ascii(text: str) -> str:
    """The characters of a text that are not of ASCII, which bytes tell sooner; the whole text where they are many."""
    if text.isascii():
        return ""
    if _is_foreign(text[:_HEAD]):
        return text
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")


def _is_foreign(text: str) -> bool:
    """Whether more than an eighth of a text is beyond ASCII."""
    return 8 * (len(text.encode("utf-8", "surrogatepass")) - len(text)) > len(text)


def _stages(text: str) -> tuple[Stage, ...]:
    """The stages a text needs, by the scripts in it."""
    foreign = "".join(_NOT_AS_IS.findall(_beyond_ascii(text)))
    if not foreign:
        return _SEPARATORS
    first = (_short_i, partial(_characters, foreign))
    if _UNSPACED_EVER.search(foreign):
        burmese = _BURMESE if ANY.search(foreign) else ()
        return (*first, simplify_edit, *burmese, _thai, *_SEPARATORS, _loose_blanks)
    return (*first, *_SEPARATORS)
