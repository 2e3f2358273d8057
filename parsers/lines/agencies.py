"""News agencies as pages name them: in bylines, datelines and last lines."""

from __future__ import annotations

import re

from model.text import letters_only

#: Every way an agency is written, by the name we give it.
_SPELLINGS = {
    "AFP": "AFP, Agence France-Presse, Agence France Presse, АФП, 法新社",
    "AP": "AP, Associated Press, The Associated Press, 美联社, 美聯社",
    "Reuters": "Reuters, Thomson Reuters, Reuters Staff, Рейтер, 路透社, ရိုက်တာ, รอยเตอร์",
    "TASS": "TASS, ITAR-TASS, ТАСС, ИТАР-ТАСС, 塔斯社",
    "RIA Novosti": "RIA Novosti, РИА Новости, РИА «Новости»",
    "Interfax": "Interfax, Интерфакс",
    "Xinhua": "Xinhua, Xinhua News Agency, 新华社, 新華社, 新华网",
    "Kyodo": "Kyodo, Kyodo News, 共同社",
    "dpa": "dpa, Deutsche Presse-Agentur",
    "EFE": "EFE, Agencia EFE",
    "ANSA": "ANSA",
    "ANI": "ANI, Asian News International",
    "PTI": "PTI, Press Trust of India",
    "UPI": "UPI, United Press International",
    "Yonhap": "Yonhap, Yonhap News Agency",
    "Bernama": "Bernama",
    "Anadolu": "Anadolu, Anadolu Agency, AA",
    "Bloomberg": "Bloomberg, Bloomberg News",
    "Sputnik": "Sputnik",
    "MNA": "MNA, Myanma News Agency",
}
_NAMES = {letters_only(spelling): name for name, spellings in _SPELLINGS.items() for spelling in spellings.split(", ")}
_ANY = "|".join(
    re.escape(spelling)
    for spelling in sorted((s for line in _SPELLINGS.values() for s in line.split(", ")), key=len, reverse=True)
)
_DATELINE = re.compile(
    rf"^[^.!?()/]{{0,60}}(?:\(\s*({_ANY})\s*\)\s*[-–—:]|[.,]?\s*(?:\d{{1,2}}\s+\w+|\w+\s+\d{{1,2}})?\.?\s*/\s*({_ANY})\s*/)"
    rf"|^\s*({_ANY})\s*[\u4e00-\u9fff]{{1,12}}\d{{1,2}}月\d{{1,2}}日电"
)
_IN_DATELINES = ("(", "/", "日电")  #: of which each holds one; most paragraphs hold none
_LONGEST_DATELINE = 200  #: characters
_LAST_LINE = re.compile(
    rf"^(?:[-–—/]\s*|\(|©\s*(?:\d{{4}}\s+)?|[Ss]ource\s*:\s*)?\s*({_ANY})(?:/({_ANY}))*\s*(?:\)|\.)?$"
)
_LAST_WORD = re.compile(rf"[.!?\"'”’]\s*(?:[-–—]\s*|\()({_ANY})\)?$")


def agency_named(text: str) -> str | None:
    """The agency that a text is the name of, None where it is none."""
    return _NAMES.get(letters_only(text))


def agency_in_dateline(paragraph: str) -> str | None:
    """The agency in a dateline: MOSCOW, March 4. /TASS/."""
    head = paragraph[:_LONGEST_DATELINE]
    found = _DATELINE.match(head) if any(map(head.__contains__, _IN_DATELINES)) else None
    return agency_named(next(filter(None, found.groups()))) if found else None


def agency_in_last_line(paragraph: str) -> str | None:
    """The agency that a closing line names alone or after its last sentence: (AFP)."""
    if found := _LAST_LINE.match(paragraph):
        return agency_named(found.group(1))
    found = _LAST_WORD.search(paragraph[-60:])
    return agency_named(found.group(1)) if found else None
