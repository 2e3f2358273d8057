"""Signs: what single characters become when a text is folded.

Accents go, compatibility forms, quotes, dashes and blanks become the common ones. Letters of our scripts stay.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial

from matching.edits import Edit

_DASHES = frozenset("\u2043\u2212\u30a0")  # beside the category Pd
_SINGLE_QUOTES = frozenset("\u2018\u2019\u201a\u201b\u2032\u2035\u02bc\u02b9\u02bb`\u00b4\uff07")
_DOUBLE_QUOTES = frozenset(
    "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u2039\u203a\u300a\u300b\u3008\u3009\u300c\u300d\u300e\u300f\u301d\u301e\u301f"
)
_DOTS = frozenset("\u00b7\u2022\u30fb\u2027\u2219\u22c5\uff65")
#: Letters that Arabic and Persian writers put for one another (Larkey et al. 2002, as in Lucene's normalisation).
_ARABIC = dict(zip("ٱىیکة", "اييكه", strict=True))
_UNDECOMPOSED = dict(zip("øłđðıħŧ", "olddiht", strict=True)) | {"æ": "ae", "œ": "oe", "þ": "th"} | _ARABIC

#: What a case-folded text may hold that is already as we compare it.
_SPACED_AS_IS = (
    "\x00-\x7f£©®°€а-яђ-џґα-ω\u05d0-\u05ea"
    "\u0621\u0627\u0628\u062a-\u063a\u0641-\u0648\u064a"  # Arabic that is written in one way
    "\u0900-\u097f\uac00-\ud7a3"
)
_NOT_AS_IS = re.compile(f"[^{_SPACED_AS_IS}]+")
_UNUSUAL = re.compile(
    f"[^{_SPACED_AS_IS}\u0e01-\u0e5b\u1000-\u109f\u1780-\u17d3"
    "\u3001\u3002\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff]"
)
#: Typography that most texts hold nothing unusual beside: put first, a text is often plain ASCII after it.
_COMMON = {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-", "\u00a0": " ",
           "\u00ab": '"', "\u00bb": '"', "ё": "е", "Ё": "Е"}  # fmt: skip
_SHORT_I = re.compile("и\u0306")
_ASCII = bytes(range(128))
#: Different signs of a text that are worth being replaced one by one.
_FEW = 24
#: Stands in a charmap for nothing.
_UNDEFINED = "\ufffe"
#: So much of a text tells whether it is nearly all ASCII.
_HEAD = 400


def swapped(text: str, swaps: Mapping[str, str]) -> str:
    """The text with each sign replaced; sign by sign this is quicker than by a pattern."""
    for sign, new in swaps.items():
        text = text.replace(sign, new)
    return text


def commonly_plain(text: str) -> str:
    """The text with its commonest typography in ASCII, character for character."""
    return text if text.isascii() else swapped(text, _COMMON)


def few_signs(text: str) -> tuple[Edit | None, bool]:
    """What is unusual in a text that is nearly all ASCII, and whether nothing but ASCII's case counts after that.

    Without it, all that follows is several times as quick.
    """
    rest = _beyond_ascii(text)
    if not rest:
        return None, True
    if rest is text or "\u0306" in rest or len(signs := frozenset(rest)) > _FEW:
        return None, False
    return _few(signs)


def holding_only(signs: str) -> Callable[[str], bool]:
    """What tells soonest whether a text holds nothing beyond ASCII but some signs, of which there may be 128."""
    table = codecs.charmap_build("".join(map(chr, range(128))) + signs.ljust(128, _UNDEFINED))

    def holds_only(text: str) -> bool:
        try:
            codecs.charmap_encode(text, "strict", table)
        except UnicodeEncodeError:
            return False
        return True

    return holds_only


def unusual(text: str) -> str:
    """What of a case-folded text must be looked at: empty where all of it is as we compare it."""
    rest = _beyond_ascii(text)
    return "".join(_NOT_AS_IS.findall(rest)) if _NOT_AS_IS.search(rest) else ""


def short_i(text: str) -> Edit | None:
    """The one accent that makes another letter of our scripts."""
    return _SHORT_I_EDIT if "\u0306" in text else None


def characters(foreign: str, _text: str) -> Edit | None:
    """The edit that makes plain whatever the unusual part of a text holds."""
    return _plain_signs(frozenset(_UNUSUAL.findall(foreign)))


_SHORT_I_EDIT = Edit(_SHORT_I, "й")


@lru_cache(maxsize=1024)
def _few(signs: frozenset[str]) -> tuple[Edit | None, bool]:
    plain = {sign: _caseless_plain(sign) for sign in signs}
    return _swaps(plain), not _NOT_AS_IS.search("".join(plain.values()))


@lru_cache(maxsize=1024)
def _plain_signs(signs: frozenset[str]) -> Edit | None:
    return _swaps({sign: _plain(sign) for sign in signs})


def _swaps(wanted: Mapping[str, str]) -> Edit | None:
    """The edit that puts other characters for some; None where they are the same."""
    swaps = {sign: new for sign, new in wanted.items() if new != sign}
    if not swaps:
        return None
    quick = partial(swapped, swaps=swaps) if swaps.keys().isdisjoint("".join(swaps.values())) else None
    uneven = _one_of(sign for sign, new in swaps.items() if len(new) != 1)
    return Edit(_one_of(swaps), lambda found: swaps[found.group()], quick, not uneven, uneven)


def _one_of(signs: Iterable[str]) -> str:
    """A pattern for one of some signs; empty where there are none."""
    listed = "".join(sorted(signs))
    return f"[{re.escape(listed)}]" if listed else ""


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


#: Marks of Latin, Greek and Cyrillic; Hebrew points; Arabic vowels, and what lengthens a word for show.
_ACCENT = re.compile(
    "[\u0300-\u036f\u1dc0-\u1dff\ufe00-\ufe2f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670]"
)


def _is_accent(sign: str) -> bool:
    return _ACCENT.match(sign) is not None


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
