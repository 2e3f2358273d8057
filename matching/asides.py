"""Asides: what only points to other texts ("Related:"), a line or a sentence, in which nothing should be found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_WORDS = (
    r"(?=[rswlamyftRSWLAMYFTчпсмедЧПСМЕДอบข相延推更ဆဖ])(?i:"
    r"related(?: (?:articles?|stories|story|news|coverage|content|links?|posts?|reading|topics?))?"
    r"|(?:read|see|watch|learn) (?:more|also|next)|also (?:read|see|on)"
    r"|more (?:on this|stories|news|from|headlines|like this)|recommended(?: (?:stories|for you|reading))?"
    r"|you (?:may|might) also like|most read|further reading|trending(?: now)?"
    r"|читайте также|по теме|смотрите также|материалы по теме|ещ[её] по теме|см\. также|другие новости"
    r"|อ่านเพิ่มเติม|อ่านต่อ|ข่าวที่เกี่ยวข้อง|บทความที่เกี่ยวข้อง"
    r"|相关(?:阅读|新闻|报道|文章|链接)|延伸阅读|推荐阅读|更多新闻|相關(?:閱讀|新聞|報導|文章|連結)|延伸閱讀|推薦閱讀|更多新聞"
    r"|ဆက်စပ်သတင်း(?:များ)?|ဆက်စပ်ဖတ်ရှုရန်|ဖတ်ရှုရန်|ဆက်လက်ဖတ်ရှုရန်"
    r")"
)
_LABEL = re.compile(rf"\n[ \t*_>•–-]*{_WORDS}[ \t*_]*(?:(?P<colon>[:：|»>])(?P<rest>[^\n]*)|(?=\n|$))")
#: A label before a colon within a line, where a sentence has ended.
_LABEL_WITHIN = re.compile(rf"(?<=[.!?…။。\"”»)])[ \t]*(?=[^\Wa-zа-я]){_WORDS}[ \t]*$")
_SENTENCE_END = re.compile(r"[.!?…](?=[\s\"”»]|$)|[。။！？\n]|$")
_LABEL_LENGTH, _HEADLINE_LENGTH = 40, 160
_HEADLINES = re.compile(r"(?:\n[^\n]*(?<![.!?。။\"”…])(?=\n|$))+")


def without_asides(text: str) -> str:
    """The text with its asides blotted out by blanks, so that every other character keeps its place."""
    if "\n" in text:
        text = _without(((found.start(), _end(text, found)) for found in _LABEL.finditer(text)), text)
    for colon in ":：":
        if colon in text:
            text = _without(_within_lines(colon, text), text)
    return text


def _without(slices: Iterable[tuple[int, int]], text: str) -> str:
    pieces: list[str] = []
    at = 0
    for start, end in slices:
        if start >= at:
            pieces += (text[at:start], _blotted(text[start:end]))
            at = end
    return "".join([*pieces, text[at:]]) if pieces else text


def _within_lines(colon: str, text: str) -> Iterator[tuple[int, int]]:
    """Labels within a line, each with the headline behind it; what is longer than one is an article."""
    at = text.find(colon)
    while at >= 0:
        label = _LABEL_WITHIN.search(text, max(0, at - _LABEL_LENGTH), at)
        end = _SENTENCE_END.search(text, at) if label else None
        if label and end and end.start() - at <= _HEADLINE_LENGTH:
            yield label.start(), end.start()
        at = text.find(colon, at + 1)


def _end(text: str, found: re.Match[str]) -> int:
    """The end of the line; where it is a heading alone, of the headlines under it."""
    if (found["rest"] or "").strip():
        return found.end()
    headlines = _HEADLINES.match(text, found.end())
    return headlines.end() if headlines else found.end()


def _blotted(text: str) -> str:
    return "".join(sign if sign == "\n" else " " for sign in text)
