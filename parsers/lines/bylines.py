"""Bylines: the names in them, and nothing else."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from model.agencies import agency_named
from model.text import clean_line, letters_only
from parsers.dates.reading import ascii_digits
from parsers.dates.written_dates import find_day
from parsers.lines.byline_words import (
    AFTER_DAY,
    BARRED,
    CHINESE,
    FURTHER,
    KOREAN,
    LEAD,
    LEAD_CHINESE,
    MAY_LABEL_ELSE,
    MAY_NAME,
    NO_NAME,
    NOISE,
    OF_OFFICES,
    OTHERS,
    PARTING,
    TITLE,
    TO_A_DAY,
    WHERE,
)

_HAN_NAMES = re.compile(r"[\u4e00-\u9fff]{2,4}(?:\s+[\u4e00-\u9fff]{2,4})+")
_MOST_BEFORE_DAY = 3  #: words
_MOST_DAYS = 2  #: before a byline, as of the publication and of a revision
_PLACE = re.compile(r"(?P<name>[^\W\d_][^\s/]*\s[^/]*[^\s/])\s+/\s+(?P<place>[^\W\d_]+)")
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_HAS_FIGURE = re.compile(r"\d")
_ACCOUNT = re.compile(r"(?=[\w.-]*[^\W\d_]{3})[^\W\d_][\w.-]*")  #: of a user, which may have figures in it
_LONGEST_LINE = 500
_NEWLINE = ord("\n")
_MOST_NAMES, _MOST_WORDS, _MOST_LETTERS = 12, 6, 60


def names_in(lines: Iterable[str]) -> tuple[str, ...]:
    """The names in byline texts, each once, in order; a line may hold several."""
    found: dict[str, str] = {}
    for line in lines:
        for name in _names(line):
            found.setdefault(letters_only(name), name)
    names = list(found.values())[:_MOST_NAMES]
    return tuple(name for name in names if not any(_repeats(name, other) for other in names))


def _repeats(name: str, other: str) -> bool:
    """Whether a name is another again: one word of it, or all of it beside something else: Ann Oak Head Ferryman."""
    if " " not in name:
        return _extends(other, name) and not agency_named(name)
    return " " in other and _extends(name, other)


def _extends(longer: str, name: str) -> bool:
    return longer.startswith(f"{name} ") or longer.endswith(f" {name}")


def byline_in(line: str) -> str | None:
    """The part of a line from where a byline begins: at its start or after a day, or in Chinese anywhere.

    None where none does.
    """
    return _byline_in(line) if _may_name(line) else None


def may_label_else(line: str) -> bool:
    """Whether a line begins with a word for its writer that may as well be one for what it says."""
    return MAY_LABEL_ELSE.match(line) is not None


def lines_that_may_name(lines: Sequence[str]) -> frozenset[str]:
    """Those of some lines in which a byline may begin, found in one pass over all."""
    written = [line.encode("utf-8", "surrogatepass") for line in lines]
    ends = list(accumulate([len(line) + 1 for line in written]))
    text = b"\n".join(written)
    begun = (found.start() for found in MAY_NAME.finditer(text))
    return frozenset(lines[bisect_right(ends, at + (text[at] == _NEWLINE))] for at in begun)


def _may_name(line: str) -> bool:
    return MAY_NAME.search(line.encode("utf-8", "surrogatepass")) is not None


def _byline_in(line: str) -> str | None:
    if LEAD.match(line):
        return line
    if rest := _after_days(line):
        return rest
    if bar := BARRED.search(line):
        return line[bar.end() :]
    found = CHINESE.search(line) or KOREAN.search(line)
    return found.group(1) if found else None


def _after_days(line: str) -> str | None:
    """The byline that follows a day, or a second one of which hardly a word tells what it is."""
    rest: str | None = line
    for _ in range(_MOST_DAYS):
        rest = _after_day(rest) if rest else None
        if rest and LEAD.match(rest):
            return rest
    return None


def _after_day(line: str) -> str | None:
    """What follows a day and its clock time, where hardly a word stands before them."""
    if not _HAS_FIGURE.search(line):
        return None
    written = find_day(ascii_digits(line))
    if written is None or len(line[: written.start].split()) > _MOST_BEFORE_DAY:
        return None
    return AFTER_DAY.sub("", line[written.end :])


def undated(line: str) -> str:
    """What stands before the first day that a line tells, without the words that lead to it, else what follows it."""
    written = find_day(ascii_digits(line)) if _HAS_FIGURE.search(line) else None
    return (TO_A_DAY.sub("", line[: written.start]) or line[written.end :]) if written else line


def _names(line: str) -> list[str]:
    line = clean_line(line[:_LONGEST_LINE])
    may_lead = _may_name(line)  # as any part of a line must that begins with such a word
    told = LEAD.sub("", _byline_in(line) or line) if may_lead else line
    line = told if told.isascii() else LEAD_CHINESE.sub("", told)
    if line != told and _HAN_NAMES.fullmatch(line):
        return line.split()
    line = _without_place(OTHERS.sub("", NOISE.sub(" ", undated(line))))
    parts = [clean_line(part).strip(" ,.:-–—|") for part in PARTING.split(line)]
    parts = [LEAD.sub("", part) for part in parts] if may_lead else parts
    return [name for number, part in enumerate(parts) if (name := _name(part, is_first=number == 0))]


def _without_place(line: str) -> str:
    """A name without the word after a stroke that tells where its bearer writes; an agency there is an author too."""
    found = _PLACE.fullmatch(line.strip()) if "/" in line else None
    return found["name"] if found and not agency_named(found["place"]) else line


def _name(part: str, *, is_first: bool) -> str | None:
    """The part where it can be a name; a role after the first part is none."""
    part = _once(_without_title(part))
    if (
        not part
        or len(part) > _MOST_LETTERS
        or len(part.split()) > _MOST_WORDS
        or (_HAS_FIGURE.search(part) and not _ACCOUNT.fullmatch(part))
    ):
        return None
    if ": " in part or (not is_first and FURTHER.search(part)) or NO_NAME.fullmatch(part):
        return None
    return WHERE.sub(r"\1", part) if any(map(str.isalpha, part)) else None


def _once(part: str) -> str:
    """A name that is told twice in one breath, as beside a portrait that has it too, once."""
    half = len(part) // 2
    return part[:half] if part[:half] == part[half + 1 :] and " " in part[:half] and part[half] == " " else part


def _without_title(part: str) -> str:
    """A name without what somebody does: Ann Oak Senior Harbour Reporter."""
    words = part.split()
    if len(words) < 3 or not TITLE.search(part) or OF_OFFICES & {word.casefold() for word in words[:2]}:
        return part
    length = 3 if len(words) > 3 and (len(words[1].strip(".")) == 1 or words[1].islower()) else 2
    return " ".join(words[:length]) if all(map(_NAME_WORD.fullmatch, words[:length])) else part
