"""Burmese: Zawgyi text told from Unicode and converted, the marks of a syllable put in one order.

Zawgyi is an older font encoding on the same code points: vowel and medial signs stand where they are drawn, some signs
have other meanings and stacked letters have code points of their own. It is told by sequences that the other
encoding cannot contain.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from matching.edits import Edit

_ANY = re.compile("[\u1000-\u109f]")
_LETTER = "\u1000-\u102a\u103f"
_RA_DRAWN = "\u103b\u107e-\u1084"
_KINZI = "\u1004\u103a\u1039"

#: What only Zawgyi contains. The leading class lets the search skip quickly; each case looks back at the sign it found.
_ONLY_ZAWGYI = "\u1033\u1034\u105a\u1060-\u1097"
_VOWELS = "\u102b-\u1030\u1032"
_ZAWGYI_SIGNS = re.compile(
    f"[\u1031\u1039\u103b\u103c{_ONLY_ZAWGYI}](?:"
    f"(?<=\u1031)(?<![{_LETTER}\u1039\u103a-\u103e\u1086\u108f\u1090]\u1031)"  # a vowel sign e with no letter before it
    f"|(?<=\u1039)(?![{_LETTER}])"  # a stacker with nothing to stack
    f"|(?<=[{_VOWELS}\u1036]\u1039)"  # a stacker after a vowel
    f"|(?<=[\u103b\u103c])(?<![{_LETTER}\u1039-\u103b][\u103b\u103c])"  # a medial with no letter before it
    f"|(?<=[{_ONLY_ZAWGYI}]))"
)
_UNICODE_SIGNS = re.compile(
    "[\u103e\u103f]"  # not in Zawgyi
    "|\u1031[\u102b\u102c\u1037\u1038\u1032\u1036]"  # vowel sign e after its letter
    f"|[{_LETTER}\u102c\u102b]\u103a(?:[{_LETTER}\u1037\u1038]|(?![\u1000-\u109f]))"  # a killed letter
    "|\u1031(?![\u1000-\u109f])"
)

_ZAWGYI_BASE = f"{_LETTER}\u1040-\u104e\u106a\u106b\u106e\u106f\u1086\u108f-\u1092\u1097"
_ZAWGYI_MARK = (
    "\u102b-\u1030\u1032-\u103a\u103c\u103d\u105a\u1060-\u1069\u106c\u106d\u1070-\u107d\u1085\u1087-\u108e\u1093-\u1096"
)
_ZAWGYI_CLUSTER = re.compile(f"([\u1031{_RA_DRAWN}]*)([{_ZAWGYI_BASE}])([{_ZAWGYI_MARK}]*)")

_STACKED = dict(
    zip(
        "\u1060\u1061\u1062\u1063\u1065\u1066\u1067\u1068\u1069\u106c\u106d\u1070\u1071\u1072\u1073\u1074\u1075\u1076"
        "\u1077\u1078\u1079\u107a\u107b\u107c\u1085\u1093",
        "\u1000\u1001\u1002\u1003\u1005\u1006\u1006\u1007\u1008\u100b\u100c\u100f\u1010\u1010\u1011\u1011\u1012\u1013"
        "\u1014\u1015\u1016\u1017\u1018\u1019\u101c\u1018",
        strict=True,
    )
)
_FROM_ZAWGYI = {
    **{mark: "\u1039" + letter for mark, letter in _STACKED.items()},
    "\u1033": "\u102f", "\u1034": "\u1030", "\u1039": "\u103a", "\u103a": "\u103b", "\u103c": "\u103d",
    "\u103d": "\u103e", "\u105a": "\u102b\u103a", "\u106a": "\u1009", "\u106b": "\u100a",
    "\u106e": "\u100d\u1039\u100d", "\u106f": "\u100e\u1039\u100d", "\u107d": "\u103b", "\u1086": "\u103f",
    "\u1087": "\u103e", "\u1088": "\u103e\u102f", "\u1089": "\u103e\u1030", "\u108a": "\u103d\u103e",
    "\u108e": "\u102d\u1036", "\u108f": "\u1014", "\u1090": "\u101b", "\u1091": "\u100f\u1039\u100d",
    "\u1092": "\u100b\u1039\u100c", "\u1094": "\u1037", "\u1095": "\u1037", "\u1096": "\u1039\u1010\u103d",
    "\u1097": "\u100b\u1039\u100b",
}  # fmt: skip
_KINZI_MARKS = {"\u1064": "", "\u108b": "\u102d", "\u108c": "\u102e", "\u108d": "\u1036"}

#: The marks of a letter in the order they are stored; marks of one rank never stand together.
_ORDER = ("\u103b", "\u103c", "\u103d", "\u103e", "\u1031", "\u102d\u102e", "\u1032", "\u102f\u1030",
          "\u102b\u102c", "\u1036", "\u103a", "\u1037", "\u1038")  # fmt: skip
_RANK = {mark: rank for rank, marks in enumerate(_ORDER) for mark in marks}
_MARKS = "".join(_ORDER)
_IN_ORDER = f"[{_LETTER}]" + "".join(f"[{marks}]?" for marks in _ORDER)
#: A letter with its marks where they go on after all that could stand in order.
_DISORDERED = re.compile(f"(?>{_IN_ORDER})[{_MARKS}]+")
_OUT_OF_ORDER = frozenset((one, next_) for one in _MARKS for next_ in _MARKS if _RANK[one] >= _RANK[next_])
#: The dot below a killed letter: Unicode's own order has it first, ours after, so that it can follow a whole name.
_DOT_FIRST = re.compile("\u1037\u103a")
#: Letters written with a look-alike: the digits 0 and 4 for wa and "the said", two parts for one letter.
_DIGITS_AS_LETTERS = re.compile(
    f"\u1040(?:(?<![\u1040-\u1049.,]\u1040)(?=[{_LETTER}{_MARKS}])|(?<=[{_LETTER}{_MARKS}]\u1040)(?![\u1040-\u1049.,]))"
    f"|\u1044(?=[{_MARKS}]|\u1004\u103a)"
)
_PAIRS = re.compile("\u1025[\u102e\u103a]|\u101e\u103c")
_LETTERS_MEANT = {
    "\u1040": "\u101d", "\u1044": "\u104e", "\u1025\u102e": "\u1026", "\u1025\u103a": "\u1009\u103a",
    "\u101e\u103c": "\u1029",
}  # fmt: skip


def is_zawgyi(text: str) -> bool:
    """Whether the Burmese of a text is in the Zawgyi encoding."""
    against = sum(1 for _ in _UNICODE_SIGNS.finditer(text))
    return sum(1 for _ in _ZAWGYI_SIGNS.finditer(text)) > against


def zawgyi_edit(text: str) -> Edit | None:
    """The edit that converts the lines written in Zawgyi, None where there are none."""
    if not _ZAWGYI_SIGNS.search(text):
        return None
    lines = text.splitlines(keepends=True)
    verdicts = [bool(_ANY.search(line)) and is_zawgyi(line) for line in lines]
    if not any(verdicts):
        return None
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))

    def convert(found: re.Match[str]) -> str:
        zawgyi = verdicts[bisect_right(starts, found.start()) - 1]
        return _from_zawgyi(*found.groups()) if zawgyi else found.group()

    return Edit(_ZAWGYI_CLUSTER, convert)


def _from_zawgyi(drawn_before: str, base: str, marks: str) -> str:
    kinzi = _KINZI if any(mark in _KINZI_MARKS for mark in marks) else ""
    signs = [_KINZI_MARKS.get(mark, _FROM_ZAWGYI.get(mark, mark)) for mark in marks]
    after = "".join(sorted(signs, key=lambda sign: not sign.startswith("\u1039")))  # what is stacked comes first
    ra = "\u103c" if drawn_before.strip("\u1031") else ""
    e = "\u1031" if "\u1031" in drawn_before else ""
    return kinzi + _FROM_ZAWGYI.get(base, base) + after + ra + e


def digits_edit(text: str) -> Edit | None:
    """The edit that reads digits among letters as the letters they look like."""
    return Edit(_DIGITS_AS_LETTERS, _letter_meant) if "\u1040" in text or "\u1044" in text else None


def dot_edit(text: str) -> Edit | None:
    """The edit that puts the dot below behind the sign that kills a letter."""
    return Edit(_DOT_FIRST, "\u103a\u1037") if "\u1037\u103a" in text else None


def order_edit(text: str) -> Edit | None:
    """The edit that puts the marks of every letter in one order, None where they are."""
    if not _ANY.search(text) or _OUT_OF_ORDER.isdisjoint(pairwise(text)):
        return None
    return Edit(_DISORDERED, _ordered)


def pairs_edit(text: str) -> Edit | None:
    """The edit that puts one letter for two parts that look like it."""
    return Edit(_PAIRS, _letter_meant) if _ANY.search(text) else None


def _letter_meant(found: re.Match[str]) -> str:
    return _LETTERS_MEANT[found.group()]


def _ordered(found: re.Match[str]) -> str:
    cluster = found.group()
    return cluster[0] + "".join(sorted(set(cluster[1:]), key=_RANK.__getitem__))
