"""Bylines: the names in them, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable

from model.text import clean_line, letters_only

_LEAD = re.compile(
    r"^[\s|•·—–:-]*(?:(?:written|posted|published|reported|compiled|edited|story|words|text|article|report)\s+)?"
    r"(?:by|von|par|por|di|da|door|от|автор(?:ы)?|текст|authors?|reporters?|byline|作者|记者|文|โดย|ရေးသားသူ)"
    r"(?:\s*[:：]\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
_LEAD_CHINESE = re.compile(r"^(?:作者|记者|記者)[:：\s]*(?:记者|記者)?")
_CHINESE = re.compile(
    r"(?:作者|记者|記者|撰文)\s*[:：]\s*((?:记者|記者)?\s*[^\s:：，。（）()]{2,20}(?:\s[\u4e00-\u9fff]{2,4}(?=\s|$))*)"
)
_NOISE = re.compile(
    r"https?://\S+|\S+@\S+\.\w+|@\w+|\([^)]*\)|\s+\d{1,2}:\d\d.*$"
    r"|\b(?:updated|published|last modified|posted)\b.*$",
    re.IGNORECASE,
)
_PARTING = re.compile(
    r"\s*(?:;|\||/|•|·|、|，|&|\band\b|\bund\b|\bet\b|\by\b|\bog\b|\boch\b|\bи\b|\bและ\b|\bwith\b|,(?!\s*(?:jr|sr|ph\.?d|m\.?d|ii|iii)\b))\s*",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:editor|correspondent|reporter|writer|columnist|bureau|chief|photographer|journalist|contributor|producer|"
    r"analyst|desk|producer|minutes?|read|ago|comments?|shares?|views?|follow|subscribe|click|email|twitter|facebook)\b",
    re.IGNORECASE,
)
#: Words that stand where a name should: labels, and accounts of the system.
_NO_NAME = re.compile(
    r"(?:written|posted|published|edited|reviewed)(?: by)?|(?:the |no |about the |post |by )?authors?|autor(?:in)?|"
    r"admin(?:istrator)?|"
    r"editors?|staff|uncategorized|unknown|anonymous|guest|default|wordpressadmin|all articles|alle artikel|#.*|"
    r"(?:www\.|\w+://).*|[\w-]+\.(?:com|org|net|de|co)|category",
    re.IGNORECASE,
)
_LONGEST_LINE = 500
_MOST_NAMES, _MOST_WORDS, _MOST_LETTERS = 12, 6, 60


def names_in(lines: Iterable[str]) -> tuple[str, ...]:
    """The names in byline texts, each once, in order; a line may hold several."""
    found: dict[str, str] = {}
    for line in lines:
        for name in _names(line):
            found.setdefault(letters_only(name), name)
    return tuple(found.values())[:_MOST_NAMES]


def byline_in(line: str) -> str | None:
    """The part of a line from where a byline begins: at its start, or in Chinese anywhere; None where none does."""
    if _LEAD.match(line):
        return line
    found = _CHINESE.search(line)
    return found.group(1) if found else None


def _names(line: str) -> list[str]:
    line = _LEAD_CHINESE.sub("", _LEAD.sub("", clean_line(line[:_LONGEST_LINE])))
    line = _NOISE.sub(" ", line)
    parts = [clean_line(part).strip(" ,.:-–—|") for part in _PARTING.split(line)]
    return [name for number, part in enumerate(parts) if (name := _name(part, is_first=number == 0))]


def _name(part: str, *, is_first: bool) -> str | None:
    """The part where it can be a name; a role after the first part is none."""
    part = _LEAD.sub("", part)
    if not part or len(part) > _MOST_LETTERS or len(part.split()) > _MOST_WORDS or any(map(str.isdecimal, part)):
        return None
    if not any(char.isalpha() for char in part) or (not is_first and _ROLE.search(part)) or _NO_NAME.fullmatch(part):
        return None
    return part
