"""Asides: lines of a text that only point to other texts ("Related:"), in which nothing should be found."""

from __future__ import annotations

import re

_LABEL = re.compile(
    r"\n[ \t*_>•–-]*(?=[rswlamyftRSWLAMYFTчпсмедЧПСМЕДอบข相延推更ဆဖ])(?i:"
    r"related(?: (?:articles?|stories|story|news|coverage|content|links?|posts?|reading|topics?))?"
    r"|(?:read|see|watch|learn) (?:more|also|next)|also (?:read|see|on)"
    r"|more (?:on this|stories|news|from|headlines|like this)|recommended(?: (?:stories|for you|reading))?"
    r"|you (?:may|might) also like|most read|further reading|trending(?: now)?"
    r"|читайте также|по теме|смотрите также|материалы по теме|ещ[её] по теме|см\. также|другие новости"
    r"|อ่านเพิ่มเติม|อ่านต่อ|ข่าวที่เกี่ยวข้อง|บทความที่เกี่ยวข้อง"
    r"|相关(?:阅读|新闻|报道|文章|链接)|延伸阅读|推荐阅读|更多新闻|相關(?:閱讀|新聞|報導|文章|連結)|延伸閱讀|推薦閱讀|更多新聞"
    r"|ဆက်စပ်သတင်း(?:များ)?|ဆက်စပ်ဖတ်ရှုရန်|ဖတ်ရှုရန်|ဆက်လက်ဖတ်ရှုရန်"
    r")[ \t*_]*(?:(?P<colon>[:：|»>])(?P<rest>[^\n]*)|(?=\n|$))"
)
_HEADLINES = re.compile(r"(?:\n[^\n]*(?<![.!?。။\"”…])(?=\n|$))+")


def without_asides(text: str) -> str:
    """The text with its asides blotted out by blanks, so that every other character keeps its place."""
    if "\n" not in text:
        return text
    pieces: list[str] = []
    at = 0
    for found in _LABEL.finditer(text):
        if found.start() >= at:
            end = _end(text, found)
            pieces += (text[at : found.start()], _blotted(text[found.start() : end]))
            at = end
    return "".join([*pieces, text[at:]])


def _end(text: str, found: re.Match[str]) -> int:
    """The end of the line; where it is a heading alone, of the headlines under it."""
    if (found["rest"] or "").strip():
        return found.end()
    headlines = _HEADLINES.match(text, found.end())
    return headlines.end() if headlines else found.end()


def _blotted(text: str) -> str:
    return "".join(sign if sign == "\n" else " " for sign in text)
