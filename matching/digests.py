"""Digests: texts that report unrelated things one after another, and where their items begin.

A digest tells itself by its title, by bullets or numbers, by rules between its items, or by a place at the head of
every paragraph. Nothing is near anything in another item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

#: What a digest calls itself. The letters told first are those that the words begin with, which spares most tries.
_TITLE = re.compile(
    r"\b(?=[abdeghimnrtw])(?:digest|round-?\s?up|in brief|briefs|newsletter|week in review|headlines|at a glance"
    r"|(?:daily|weekly|morning|evening|news|world|global|asia) (?:brief|briefing|news|wrap|summary|bulletin)"
    r"|around the world|this week in|what (?:else )?happened|things to know)\b"
    r"|(?=[дсокнгиสขร简簡要新早快一国國环သက])(?:дайджест|сводка (?:новост|дня|за)"
    r"|обзор (?:событий|новостей|прессы|дня|недели)|коротко о"
    r"|новости (?:дня|часа|недели|мира|к этому часу)"
    r"|главн\w+ (?:за день|за неделю|новост\w+|событи\w+)|итоги (?:дня|недели)"
    "|สรุปข่าว|ข่าวสั้น|รวมข่าว|ข่าวรอบโลก|รอบโลก|ข่าวเด่น"
    "|简讯|簡訊|要闻|要聞|新闻摘要|新聞摘要|新闻速览|新聞速覽|早报|早報|快讯汇总|快訊彙總|一周回顾|一週回顧|国际简报|國際簡報|环球简报|新闻简报|新聞簡報"
    "|သတင်းတို|သတင်းအကျဉ်း|သတင်းခေါင်းစဉ်|သတင်းစုံ|သတင်းအနှစ်ချုပ်|ကမ္ဘာ့သတင်း)",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"\s*(?:[•▪■●◆►‣*·–—-]\s|\(?\d{1,2}[.)、]\s?(?=\D)|[一二三四五六七八九十]{1,2}、|[၁-၉][။)]\s?)")
#: Lines behind the first that may begin with a bullet, or be a rule; found much sooner than either.
_MAYBE_BULLET = re.compile(r"\n[^\S\n]*[•▪■●◆►‣*·–—(\d一二三四五六七八九十၁-၉-]")
_MAYBE_RULE = re.compile(r"\n[^\S\n]*[*_=~#•—–-]")
_BAR = re.compile(r"\s[|•▪■‖]\s")
_NUMBER = re.compile(r"(?:^|(?<=\s))\(?(\d{1,2})[.)]\s+(?=\D)")
_HEAD = re.compile(r"(?:^\s*|;\s+)([^\W\d_][^\n.!?:;—。]{1,20}):\s")
_RULE = re.compile(r"\s*(?:[*_=~#•-]\s*){3,}$|\s*(?:[—–]\s*){1,}$")
_LABEL = re.compile(
    r"[\s*_#\"“«]*(?:(?P<head>[^\W\d_a-zа-яё][^\n.!?:;—。*_\"”»]{1,28})[*_\"”»]*"
    r"(?::[*_]*\s|：|\s[—–]\s?|\.\s[—–]\s|\s-\s)"
    r"|(?:Elsewhere |Meanwhile,? )?[Ii]n (?P<place>[A-Z][\w ]{2,20}),"
    r"|(?P<line>[^\W\d_a-zа-яё][^\n.!?:;。*_]{1,20})[*_]*\n)"
)
_HEADING_LENGTH = 60
_ENOUGH = 3


def items(title: str, text: str) -> tuple[int, ...]:
    """Where the items of a digest begin in its text, behind its first if that has no head; nothing for other texts."""
    if "\n" not in text.strip():
        return tuple(_inlined(text))
    starts = _ruled(text) or _bulleted(text) or _labelled(text)
    if not starts and (_TITLE.search(title) or _opens_as_digest(text)):
        starts = _under_headings(list(_blocks(text)))
    return tuple(starts)


def _inlined(text: str) -> list[int]:
    """Items in one line: with bars or bullets between them, numbered from one on, or headed by a subject each."""
    marks = [found.end() for found in _BAR.finditer(text)]
    return marks if len(marks) >= 2 else _numbered(text) or _headed(text)


def _numbered(text: str) -> list[int]:
    found = list(_NUMBER.finditer(text))
    in_order = [int(one[1]) for one in found] == list(range(1, len(found) + 1))
    return [one.start() for one in found] if in_order and len(found) >= _ENOUGH else []


def _headed(text: str) -> list[int]:
    found = list(_HEAD.finditer(text))
    subjects = {one[1].casefold() for one in found}
    return [one.start(1) for one in found] if len(subjects) == len(found) >= _ENOUGH else []


def _blocks(text: str) -> Iterator[re.Match[str]]:
    """The paragraphs of a text, of one without blank lines its lines; none that holds nothing but blanks."""
    blocks = _PARAGRAPH.finditer(text)
    first, second = next(blocks, None), next(blocks, None)
    found = chain((first, second), blocks) if first and second else _LINE.finditer(text)
    return (block for block in found if block and not block.group().isspace())


def _opens_as_digest(text: str) -> bool:
    first = next(_blocks(text)).group()
    return len(first) <= _HEADING_LENGTH and _TITLE.search(first) is not None


def _ruled(text: str) -> list[int]:
    if not _MAYBE_RULE.search(text):
        return []
    rules = [found.end() for found in _blocks(text) if _RULE.match(found.group())]
    return rules if len(rules) >= 2 else []


def _bulleted(text: str) -> list[int]:
    if len(_MAYBE_BULLET.findall(text)) < _ENOUGH - 1:
        return []
    lines = [line for line in _LINE.finditer(text) if not line.group().isspace()]
    marked = [line.start() for line in lines if _BULLET.match(text, line.start(), line.end())]
    return marked if len(marked) >= _ENOUGH and len(marked) * 2 >= len(lines) else []


def _labelled(text: str) -> list[int]:
    """Paragraphs that each open with another place or subject; a talk, whose speakers come again, is none."""
    labels, count = [], 0
    for count, found in enumerate(_blocks(text), start=1):
        if label := _label(found.group()):
            labels.append((found.start(), label))
        elif count - len(labels) > 1:
            return []  # more than one without a label
    names = {label for _, label in labels}
    if len(names) < len(labels) or len(labels) < max(2, count - 1):
        return []
    if len(labels) < _ENOUGH and any(" " in label for label in names):
        return []  # two speakers
    return [start for start, _ in labels]


def _label(paragraph: str) -> str | None:
    found = _LABEL.match(paragraph)
    return (found["head"] or found["place"] or found["line"]).strip().casefold() if found else None


def _under_headings(paragraphs: list[re.Match[str]]) -> list[int]:
    starts: list[int] = []
    after_heading = False
    for found, following in zip(paragraphs, [*paragraphs[1:], None], strict=True):
        if not after_heading:
            starts.append(found.start())
        after_heading = following is not None and _is_heading(found.group(), following.group())
    return starts


def _is_heading(paragraph: str, following: str) -> bool:
    ended = paragraph.rstrip()[-1] in '.!?။。…"”'
    return not ended and len(paragraph) <= _HEADING_LENGTH and 2 * len(paragraph) <= len(following)
