r"""Patterns: regular expressions of RE2, whose time grows with the text alone, with words as Unicode has them.

RE2 takes \w, \d, \s and \b for ASCII. Here \w, \d and \s become Unicode classes; for \b the text is marked where words
begin and end (in scripts without spaces every syllable or character is one), and every part of the pattern passes over
a mark. Patterns read the text as written: case, accents and hyphens count, `(?i)` makes case not count.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

import re2

from matching.scripts import BURMESE_LETTERS, THAI_FOLLOWING_VOWELS, THAI_LEADING_VOWELS, UNSPACED
from model.errors import QueryError

_LONGEST = 300
_LARGEST = 30_000
#: So many places are told of each text; searching on would let the time grow with their number too.
_MOST = 100
_MARK = "\x1f"
_MARK_SIGN = r"\x1f"
_PASSED = r"\x1f?"
_NOT_MARK = r"[^\n\x1f]"
_WORD_SIGNS = r"\pL\pM\pN_"

_TOKEN = re.compile(
    r"(?P<boundary>\\b)"
    r"|(?P<class>\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\])"
    r"|(?P<group>\((?:\?(?!<?[=!]|>|#|\()(?:P?<\w+>|[a-zA-Z-]*:|[a-zA-Z-]+\)))?)"
    r"|(?P<plain>[)|^]|\\[Az]|[*+?]\??|\{\d+(?:,\d*)?\}\??)"
    r"|(?P<end>\$)"
    r"|(?P<sign>\\[pP](?:\{\^?\w+\}|\w)|\\x(?:\{[0-9a-fA-F]+\}|[0-9a-fA-F]{2})|\\.|[^\\])",
    re.DOTALL,
)
_INSIDE = {r"\w": _WORD_SIGNS, r"\d": r"\p{Nd}", r"\D": r"\P{Nd}", r"\s": r"\s\p{Z}"}
_OUTSIDE = {
    r"\w": f"[{_WORD_SIGNS}]", r"\W": rf"[^{_WORD_SIGNS}\x1f]", r"\d": r"\p{Nd}", r"\D": r"[^\p{Nd}\x1f]",
    r"\s": r"[\s\p{Z}]", r"\S": r"[^\s\p{Z}\x1f]",
}  # fmt: skip
_REFUSED = (
    (re.compile(r"\(\?<?[=!]"), "looks around, which patterns cannot", "join conditions with AND, NOT or NEAR/n"),
    (re.compile(r"\\[1-9]|\(\?P="), "refers back, which patterns cannot", "write the words out"),
    (re.compile(r"\\[BQECG]"), "is not known to patterns", r"write the words out; \b is where a word begins or ends"),
    (re.compile(r"\(\?[>#(]"), "is not known to patterns", "use ( ) or (?: )"),
)
#: Half of a character, as JSON may hold it; RE2 reads UTF-8, which cannot.
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPE = re.compile(r"\\.", re.DOTALL)
_ESCAPED = re.compile(r"\\\\")


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """A pattern ready to be looked for; `marked` ones are looked for in texts with marks between the words."""

    written: str
    expression: Any
    marked: bool

    def find(self, text: str) -> list[tuple[int, int]]:
        """The first places in a text, as written, where something stands that the pattern describes."""
        text = _LONE_SURROGATE.sub("\ufffd", text)
        if not self.marked:
            return [found.span() for found in islice(self._matches(text), _MOST)]
        marked = _with_marks(text)
        spans = [found.span() for found in islice(self._matches(marked), _MOST)]
        places = ((_unmarked(marked, start), _unmarked(marked, end)) for start, end in spans)
        return [(start, end) for start, end in places if start < end]

    def _matches(self, text: str) -> Any:
        return (found for found in self.expression.finditer(text) if found.end() > found.start())


def compile_pattern(written: str, query: str, position: int) -> Pattern:
    """The pattern somebody wrote at `position` of a query. Raises QueryError where it cannot be looked for."""
    _refuse(written, query, position)
    tokens = tuple(_TOKEN.finditer(written))
    marked = any(token.lastgroup == "boundary" for token in tokens)
    try:
        expression = re2.compile("".join(_translated(token, marked) for token in tokens), _options())
    except re2.error as error:
        raise _fault(error, written, query, position) from None
    if expression.programsize > _LARGEST:
        raise QueryError("the pattern is too large", query, position, "repeat less, or write several patterns")
    return Pattern(written, expression, marked)


def _options() -> Any:
    options = re2.Options()
    options.log_errors = False
    options.never_capture = True
    return options


def _refuse(written: str, query: str, position: int) -> None:
    if len(written) > _LONGEST:
        raise QueryError(f"the pattern is longer than {_LONGEST} characters", query, position, "write several patterns")
    plain = _ESCAPED.sub("__", written)
    for signs, problem, hint in _REFUSED:
        found = signs.search(plain)
        if found:
            raise QueryError(f"{found.group()} {problem}", query, position + found.start(), hint)
    for token in _TOKEN.finditer(written):
        outside_only = re.search(r"\\[WSb]", _ESCAPED.sub("__", token.group())) if token["class"] else None
        if outside_only:
            at = position + token.start() + outside_only.start()
            raise QueryError(f"{outside_only.group()} cannot stand inside [ ]", query, at, "use ( | ) instead")


def _translated(token: re.Match[str], marked: bool) -> str:
    """A part of the pattern as RE2 takes it: with Unicode's classes and, for a marked text, passing over a mark."""
    written, kind = token.group(), token.lastgroup
    match kind:
        case "boundary":
            return _MARK_SIGN
        case "end":
            return f"{_PASSED}$" if marked else "$"
        case "group" | "plain":
            return written
        case "class":
            inside = _ESCAPE.sub(lambda found: _INSIDE.get(found.group(), found.group()), written)
            sign = f"[^{_MARK_SIGN}{inside[2:]}" if inside.startswith("[^") else inside
        case _:
            sign = _NOT_MARK if written == "." and marked else _OUTSIDE.get(written, written)
    return f"(?:{_PASSED}{sign})" if marked else sign


def _fault(error: Exception, written: str, query: str, position: int) -> QueryError:
    """RE2's complaint, with the place of what it complains about."""
    told = error.args[0].decode("utf-8", "replace") if error.args else ""
    problem, _, about = told.partition(": ")
    at = max(0, written.find(about)) if about else 0
    return QueryError(
        f"the pattern cannot be read: {told or problem}",
        query,
        position + at,
        "patterns are those of RE2: github.com/google/re2/wiki/Syntax",
    )


@lru_cache(maxsize=1)
def _word() -> re.Pattern[str]:
    """A word of a script that spaces them; of the others, a letter with all that is written on or below it."""
    accents = "".join(sign for sign in map(chr, range(0x300, 0x10000)) if unicodedata.category(sign)[0] == "M")
    return re.compile(
        f"[{THAI_LEADING_VOWELS}]?[{UNSPACED}]"
        f"(?:[{accents}{THAI_FOLLOWING_VOWELS}]|\u1039[{BURMESE_LETTERS}]|[{BURMESE_LETTERS}](?=[\u103a\u1039]))*"
        f"|(?:(?![{UNSPACED}])[\\w{accents}])+"
    )


def _with_marks(text: str) -> str:
    marked = _word().sub(f"{_MARK}\\g<0>{_MARK}", text.replace(_MARK, " "))
    return marked.replace(_MARK * 2, _MARK)


def _unmarked(marked: str, at: int) -> int:
    return at - marked.count(_MARK, 0, at)
