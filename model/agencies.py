"""News agencies and the ways in which their names are written."""

from __future__ import annotations

from model.text import letters_only

#: Every way an agency is written, by the name we give it.
SPELLINGS = {
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
_NAMES = {letters_only(spelling): name for name, spellings in SPELLINGS.items() for spelling in spellings.split(", ")}


def agency_named(text: str) -> str | None:
    """The agency that a text is the name of, None where it is none."""
    return _NAMES.get(letters_only(text))
