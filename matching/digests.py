"""Digests: texts that report unrelated things one after another, and where their items begin.

A digest tells itself by its title, by bullets or numbers, by rules between its items, or by a place at the head of
every paragraph. Nothing is near anything in another item.
"""

from __future__ import annotations

import re

_TITLE = re.compile(
    r"\bdigest\b|\bround-?\s?up\b|\bin brief\b|\bbriefs\b|\bnewsletter\b|\bweek in review\b|\bheadlines\b"
    r"|\bat a glance\b"
    r"|\b(?:daily|weekly|morning|evening|news|world|global|asia) (?:brief|briefing|news|wrap|summary|bulletin)\b"
    r"|\baround the world\b|\bthis week in\b|\bwhat (?:else )?happened\b|\bthings to know\b"
    r"|дайджест|сводка (?:новост|дня|за)|обзор (?:событий|новостей|прессы|дня|недели)|коротко о"
    r"|новости (?:дня|часа|недели|мира|к этому часу)"
    r"|главн\w+ (?:за день|за неделю|новост\w+|событи\w+)|итоги (?:дня|недели)"
    "|สรุปข่าว|ข่าวสั้น|รวมข่าว|ข่าวรอบโลก|รอบโลก|ข่าวเด่น"
    "|简讯|簡訊|要闻|要聞|新闻摘要|新聞摘要|新闻速览|新聞速覽|早报|早報|快讯汇总|快訊彙總|一周回顾|一週回顧|国际简报|國際簡報|环球简报|新闻简报|新聞簡報"
    "|သတင်းတို|သတင်းအကျဉ်း|သတင်းခေါင်းစဉ်|သတင်းစုံ|သတင်းအနှစ်ချုပ်|ကမ္ဘာ့သတင်း",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"\s*(?:[•▪■●◆►‣*·–—-]\s|\(?\d{1,2}[.)、]\s?(?=\D)|[一二三四五六七八九十]{1,2}、|[၁-၉][။)]\s?)")
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
    paragraphs = [found for found in _blocks(text) if found.group().strip()]
    starts = _ruled(paragraphs) or _bulleted(text) or _labelled(paragraphs)
    if not starts and (_TITLE.search(title) or _opens_as_digest(paragraphs)):
        starts = _under_headings(paragraphs)
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


def _blocks(text: str) -> list[re.Match[str]]:
    blocks = list(_PARAGRAPH.finditer(text))
    return blocks if len(blocks) > 1 else list(_LINE.finditer(text))


def _opens_as_digest(paragraphs: list[re.Match[str]]) -> bool:
    first = paragraphs[0].group()
    return len(first) <= _HEADING_LENGTH and _TITLE.search(first) is not None


def _ruled(paragraphs: list[re.Match[str]]) -> list[int]:
    rules = [found.end() for found in paragraphs if _RULE.match(found.group())]
    return rules if len(rules) >= 2 else []


def _bulleted(text: str) -> list[int]:
    lines = [line for line in _LINE.finditer(text) if not line.group().isspace()]
    marked = [line.start() for line in lines if _BULLET.match(text, line.start(), line.end())]
    return marked if len(marked) >= _ENOUGH and len(marked) * 2 >= len(lines) else []


def _labelled(paragraphs: list[re.Match[str]]) -> list[int]:
    """Paragraphs that each open with another place or subject; a talk, whose speakers come again, is none."""
    labels = []
    for number, found in enumerate(paragraphs):
        if label := _label(found.group()):
            labels.append((found.start(), label))
        elif number + 1 - len(labels) > 1:
            return []  # more than one without a label
    names = {label for _, label in labels}
    if len(names) < len(labels) or len(labels) < max(2, len(paragraphs) - 1):
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
