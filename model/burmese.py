"""Burmese in the Zawgyi encoding: told from Unicode, and converted.

Zawgyi is an older font encoding on the same code points: vowel and medial signs stand where they are drawn, some signs
have other meanings and stacked letters have code points of their own. It is told by sequences that the other
encoding cannot contain.
"""

from __future__ import annotations

import re

_ANY = re.compile("[\u1000-\u109f]")
#: The letters of Unicode Burmese, for use inside a character class.
LETTER = "\u1000-\u102a\u103f"
_RA_DRAWN = "\u103b\u107e-\u1084"
_KINZI = "\u1004\u103a\u1039"

#: What only Zawgyi contains. The leading class lets the search skip quickly; each case looks back at the sign it found.
_ONLY_ZAWGYI = "\u1033\u1034\u105a\u1060-\u1097"
_VOWELS = "\u102b-\u1030\u1032"
ZAWGYI_SIGNS = re.compile(
    f"[\u1031\u1039\u103b\u103c{_ONLY_ZAWGYI}](?:"
    f"(?<=\u1031)(?<![{LETTER}\u1039\u103a-\u103e\u1086\u108f\u1090]\u1031)"  # a vowel sign e with no letter before it
    f"|(?<=\u1039)(?![{LETTER}])"  # a stacker with nothing to stack
    f"|(?<=[{_VOWELS}\u1036]\u1039)"  # a stacker after a vowel
    f"|(?<=[\u103b\u103c])(?<![{LETTER}\u1039-\u103b][\u103b\u103c])"  # a medial with no letter before it
    f"|(?<=[{_ONLY_ZAWGYI}]))"
)
_UNICODE_SIGNS = re.compile(
    "[\u103e\u103f]"  # not in Zawgyi
    "|\u1031[\u102b\u102c\u1037\u1038\u1032\u1036]"  # vowel sign e after its letter
    f"|[{LETTER}\u102c\u102b]\u103a(?:[{LETTER}\u1037\u1038]|(?![\u1000-\u109f]))"  # a killed letter
    "|\u1031(?![\u1000-\u109f])"
)

_ZAWGYI_BASE = f"{LETTER}\u1040-\u104e\u106a\u106b\u106e\u106f\u1086\u108f-\u1092\u1097"
_ZAWGYI_MARK = (
    "\u102b-\u1030\u1032-\u103a\u103c\u103d\u105a\u1060-\u1069\u106c\u106d\u1070-\u107d\u1085\u1087-\u108e\u1093-\u1096"
)
#: A letter of Zawgyi with the signs drawn before it and after it; `from_zawgyi` takes its three groups.
ZAWGYI_CLUSTER = re.compile(f"([\u1031{_RA_DRAWN}]*)([{_ZAWGYI_BASE}])([{_ZAWGYI_MARK}]*)")

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
_STORED = "\u103b\u103c\u103d\u103e\u1031\u102d\u102e\u1032\u102f\u1030\u102b\u102c\u103a\u1036\u1037\u1038"
_SIGNS = re.compile(f"[{_STORED}]+$")
_KINZI_MARKS = {"\u1064": "", "\u108b": "\u102d", "\u108c": "\u102e", "\u108d": "\u1036"}


def is_zawgyi(text: str) -> bool:
    """Whether the Burmese of a text is in the Zawgyi encoding."""
    against = sum(1 for _ in _UNICODE_SIGNS.finditer(text))
    return sum(1 for _ in ZAWGYI_SIGNS.finditer(text)) > against


def from_zawgyi(drawn_before: str, base: str, marks: str) -> str:
    """The Unicode spelling of one cluster of Zawgyi."""
    kinzi = _KINZI if any(mark in _KINZI_MARKS for mark in marks) else ""
    signs = [_KINZI_MARKS.get(mark, _FROM_ZAWGYI.get(mark, mark)) for mark in marks]
    after = "".join(sorted(signs, key=lambda sign: not sign.startswith("\u1039")))  # what is stacked comes first
    ra = "\u103c" if drawn_before.strip("\u1031") else ""
    e = "\u1031" if "\u1031" in drawn_before else ""
    return kinzi + _FROM_ZAWGYI.get(base, base) + after + ra + e


def zawgyi_lines(text: str) -> list[tuple[str, bool]]:
    """The lines of a text with their ends, each with whether it is written in Zawgyi."""
    return [(line, bool(_ANY.search(line)) and is_zawgyi(line)) for line in text.splitlines(keepends=True)]


def unicode_burmese(text: str) -> str:
    """The text with its lines in Zawgyi written in Unicode."""
    if not ZAWGYI_SIGNS.search(text):
        return text
    return "".join(
        ZAWGYI_CLUSTER.sub(lambda found: _in_order(from_zawgyi(*found.groups())), line) if zawgyi else line
        for line, zawgyi in zawgyi_lines(text)
    )


def _in_order(cluster: str) -> str:
    """A cluster with the signs after its last letter in the order in which Unicode stores them."""
    return _SIGNS.sub(lambda found: "".join(sorted(found.group(), key=_STORED.index)), cluster)
