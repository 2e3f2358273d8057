"""Bylines: the names in them, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable

import re2

from model.text import clean_line, letters_only
from parsers.chinese_surnames import SURNAMES
from parsers.dates import ascii_digits
from parsers.written_dates import find_day

#: What may stand before the word for "by".
_DEEDS = (
    r"(?:view |see |show )?(?:all|more) (?:posts|articles|stories)|articles|"
    r"(?:zeige )?alle(?: beiträge| artikel)|zum profil|alles|publié|publicado|veröffentlicht|"
    r"(?:guest )?post|(?:written|authored|posted|published|reported|compiled|edited|contributed|submitted)|"
    r"story|words|text|article|report|reporting|opinion|"
    r"(?:eine?\s+)?(?:[^\W\d_]*(?:artikel|beitrag|bericht|essay|interview|kolumne|kommentar|reportage|text))"
)
_BY = (
    r"by|von|par|por|di|da|door|af|av|oleh|szerző|yazan|от|autor(?:in|en)?|authors?|reporters?|byline|作者|记者|記者|文|"
    r"автор(?:ы|ка)?(?: (?:статьи|материала|текста|публикации))?|(?:материал )?подготовил[аи]?|написал[аи]?|"
    r"беседовал[аи]?|"
    r"(?:เขียน|รายงาน|เรียบเรียง|เผยแพร่)?โดย|ผู้เขียน|ရေးသားသူ|စာရေးသူ|ဆောင်းပါးရှင်"
)
#: Words that make a byline of any part of a line of parts.
_BARRED = re.compile(r"\s[|•·]\s(?=(?:by|von|автор|текст|โดย|ผู้เขียน|ရေးသားသူ)(?:\s*[:：]|\s))", re.IGNORECASE)
#: Words that make a byline where a colon follows: Text and photos: Ann Oak.
_LABELS = (
    r"(?:text|words|story|interview|report|bericht|текст|слова|интервью|журналист|корреспондент|เรื่อง|ผู้สื่อข่าว|ผู้รายงาน|"
    r"သတင်းထောက်|သတင်း)(?:\s*(?:and|und|et|и|และ|&|\+|/)\s*[^\W\d_]+)?"
)
_LEAD = re.compile(
    rf"^[\s|•·—–:-]*(?:(?:(?:{_DEEDS})\s+)?(?:{_BY})(?:\s*[:：]\s*|\s+)|(?:{_LABELS})\s*[:：]\s*|"
    r"(?:作者|记者|記者|撰文|文)\s*[/／|｜丨]\s*|(?-i:By(?=[A-Z][a-z])))(?=\S)",
    re.IGNORECASE,
)
#: The same words anywhere: to look for them costs a tenth of what it does to read a day.
_MAY_NAME = re2.compile(rf"(?i:(?:^|[^a-z])(?:{_BY}|{_LABELS}|记者|記者|撰文))")
#: Where a byline goes on to who took the pictures or edited the text.
_OTHERS = re.compile(
    r"[\s.,;|/·•-]+(?:photos?(?:graph[sy]?)?|fotos?|bild(?:er)?|pictures?|video|editor|editing|фото(?:графии)?|видео|редактор|"
    r"ภาพ|编辑|責編|责编|责任编辑|摄影|图|校对|来源)(?:\s+by\b|\s*[:：/／|｜丨]).*$",
    re.IGNORECASE,
)
_LEAD_CHINESE = re.compile(
    r"^(?:作者|撰文|(?:本[报刊台网]|总台|见习|实习|特约|首席)*(?:记者|記者))[:：\s]*(?:记者|記者)?|\s+(?:摄影)?报道$"
)
_CHINESE = re.compile(
    r"(?:作者|记者|記者|撰文)\s*[:：/／|｜丨]\s*((?:记者|記者)?\s*[^\s:：，。（）()]{2,20}(?:\s[\u4e00-\u9fff]{2,4}(?=\s|$))*)"
)
_HAN = "[\u4e00-\u9fff]"
_HAN_NAMES = re.compile(rf"{_HAN}{{2,4}}(?:\s+{_HAN}{{2,4}})+")
#: Reporters named in the text itself, as Chinese papers do: "(This paper's reporter Li Ming)", "Reporter Li Ming/text".
_REPORTERS = re.compile(
    rf"(?:^|[\s（(【□■◎·]|本报|本刊|本台|总台|{_HAN}[报社网台])(?:见习|实习|特约|首席)?(?:记者|記者)[\s:：]*"
    rf"({_HAN}{{2,4}}(?:[\s、，,]+(?!通讯员|摄影|报道){_HAN}{{2,4}})*)\s*(?=$|[）)】/／|｜摄文]|报道|摄影|通讯员)"
)
_SIGNED = re.compile(
    rf"[（(]\s*(?:文[/／:：]\s*)?({_HAN}{{2,3}}(?:[\s、]+{_HAN}{{2,3}}){{0,4}})(?:\s+{_HAN}{{2,6}}(?:报道|电))?\s*[）)]"
)
_RUSSIAN = re.compile(r"[А-ЯЁ][а-яё]+ (?:[А-ЯЁ]\. ?)?[А-ЯЁ][А-ЯЁа-яё]+(?:-[А-ЯЁ][А-ЯЁа-яё]+)?")
#: What may stand between a day and a byline: a clock time and marks.
_AFTER_DAY = re.compile(
    r"^\W*(?:(?:at|um|à|в|เวลา)\s+)?(?:\d{1,2}:\d\d(?::\d\d)?(?:\s*(?:[ap]\.?m\b\.?|น\.|uhr\b|мск\b))?)?\W*",
    re.IGNORECASE,
)
_MOST_BEFORE_DAY = 3  #: words
_LONGEST_CREDIT = 60  #: characters of a line that names reporters
_NOISE = re.compile(
    r"https?://\S+|\S+@\S+\.\w+|@\w+|\([^)]*\)|\s+\d{1,2}:\d\d.*$"
    r"|\b(?:last\s+)?(?:updated|published|modified|posted|veröffentlicht)\b.*$"
    r"|(?-i:(?<=[a-z])(?:Updated|Published|Last|Posted|Twitter|Facebook|LinkedIn|Veröffentlicht)\b).*$"
    r"|\b(?:alle (?:artikel|beiträge)|"
    r"(?:see )?all (?:posts|articles|stories)|follow|reply|illustration(?:en|s)? (?:von|by))\b.*$",
    re.IGNORECASE,
)
_PARTING = re.compile(
    r"\s*(?:;|\||/|／|•|·|、|，|&|\band\b|\bund\b|\bet\b|\by\b|\bog\b|\boch\b|\bи\b|\bและ\b|\bwith\b|,(?!\s*(?:jr|sr|ph\.?d|m\.?d|ii|iii)\b))\s*",
    re.IGNORECASE,
)
#: Of what stands after a name: what somebody does, and for whom in several small words.
_FURTHER = re.compile(
    r"^(?!(?:de|del|della|den|der|van|von|da|dos?|di|du|al|el|la|le)\b)(?-i:[a-zа-яё])\S*\s+\S+\s+\S|"
    r"\b(?:editor|correspondent|reporter|writer|columnist|bureau|chief|photographer|journalist|contributor|producer|"
    r"analyst|desk|manager|director|coordinator|founder|ceo|minutes?|read|ago|comments?|shares?|"
    r"views?|follow|subscribe|click|email|twitter|facebook|корреспондент|редактор|журналист|обозреватель|"
    r"redakteur(?:in)?|korrespondent(?:in)?|journalist(?:in)?|autor(?:in)?)\b",
    re.IGNORECASE,
)
#: Words that stand where a name should: labels, and accounts of the system.
_NO_NAME = re.compile(
    r"(?:written|posted|published|edited|reviewed)(?: by)?|(?:the |no |about the |post |by )?authors?|autor(?:in)?|"
    r"(?:site ?|web ?)?admin(?:istrator)?|super ?user|webmaster|"
    r"editors?|staff|uncategorized|unknown|anonymous|guest|default|wordpressadmin|all articles|alle artikel|#.*|"
    r"(?:view |read )?(?:full |my |more )?(?:bio|profile)|text|words|photos?|fotos?|опубликовано|"
    r"date|datum|дата|quelle|source|.*(?:报道|報導)|skip to (?:main )?content|more|mehr|share|teilen|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|photo(?:graph)?s? by .*|"
    r"(?:www\.|\w+://).*|[\w-]+\.(?:com|org|net|de|co)|category",
    re.IGNORECASE,
)
#: The last word of what somebody does, which some pages print after the name without a comma.
_TITLE = re.compile(
    r"\b(?:editor|correspondent|reporter|writer|columnist|journalist|contributor|manager|coordinator|specialist|"
    r"analyst|director|producer)$",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_HAS_FIGURE = re.compile(r"\d")
_ACCOUNT = re.compile(r"(?=[\w.-]*[^\W\d_]{3})[^\W\d_][\w.-]*")  #: of a user, which may have figures in it
#: What leads from a name to a day: Ann Oak on Friday, May 3.
_TO_A_DAY = re.compile(
    r"(?:[\s|,;·]+(?:date|datum|fecha|дата|опубликовано|published|posted|时间|日期|发布时间|เผยแพร่|เมื่อ|วันที่)\s*[:：]?)?"
    r"(?:(?:^|\s+)(?:on|am|vom|den|le|el|il|em|op|den|at))?"
    r"(?:[\s,]+(?:(?:mon|tues?|wed|thu(?:rs)?|fri|sat|sun|mo|di|mi|do|fr|sa|so)[.,]+|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch))?[\s,.]*$",
    re.IGNORECASE,
)
#: Where somebody writes, in which of the paper's parts or for whom: Ann Oak in Harbours.
_WHERE = re.compile(r"^(\S+\s.*?\S|\S+(?=\s+\S+$))\s+(?:in|on|at|for|from|für|bei|aus|im)(?:\s.*)?$")
_OF_OFFICES = frozenset(
    {"our", "special", "staff", "senior", "the", "chief", "guest", "foreign", "news", "web", "online"}
)
_LONGEST_LINE = 500
_MOST_NAMES, _MOST_WORDS, _MOST_LETTERS = 12, 6, 60


def names_in(lines: Iterable[str]) -> tuple[str, ...]:
    """The names in byline texts, each once, in order; a line may hold several."""
    found: dict[str, str] = {}
    for line in lines:
        for name in _names(line):
            found.setdefault(letters_only(name), name)
    names = list(found.values())[:_MOST_NAMES]
    return tuple(name for name in names if not any(_adds_to(name, other) for other in names))


def _adds_to(name: str, other: str) -> bool:
    """Whether a name is another one with a word of something else before or after it: Ann Oak Head Ferryman."""
    return " " in other and (name.startswith(f"{other} ") or name.endswith(f" {other}"))


def byline_in(line: str) -> str | None:
    """The part of a line from where a byline begins: at its start or after a day, or in Chinese anywhere.

    None where none does.
    """
    if _LEAD.match(line):
        return line
    if (rest := _after_day(line)) and _LEAD.match(rest):
        return rest
    if bar := _BARRED.search(line):
        return line[bar.end() :]
    found = _CHINESE.search(line)
    return found.group(1) if found else None


def _after_day(line: str) -> str | None:
    """What follows a day and its clock time, where hardly a word stands before them."""
    if not _HAS_FIGURE.search(line) or not _MAY_NAME.search(line):
        return None
    written = find_day(ascii_digits(line))
    if written is None or len(line[: written.start].split()) > _MOST_BEFORE_DAY:
        return None
    return _AFTER_DAY.sub("", line[written.end :])


def reporters_in(line: str) -> str | None:
    """The names of the reporters that a short line of a Chinese text tells, None where it tells none."""
    found = _REPORTERS.search(line) if len(line) <= _LONGEST_CREDIT else None
    return "、".join(found.group(1).split()) if found else None


def signature_in(line: str) -> str | None:
    """The names that a line consists of: (Li Ming Wang Xiaohong) in Chinese, Иван Петров in Russian; None where not."""
    if found := _SIGNED.fullmatch(line):
        names = found.group(1).split()
        return "、".join(names) if all(name[0] in SURNAMES for name in names) else None
    return line if _RUSSIAN.fullmatch(line) else None


def undated(line: str) -> str:
    """What stands before the first day that a line tells, without the words that lead to it, else what follows it."""
    written = find_day(ascii_digits(line)) if _HAS_FIGURE.search(line) else None
    return (_TO_A_DAY.sub("", line[: written.start]) or line[written.end :]) if written else line


def _names(line: str) -> list[str]:
    line = clean_line(line[:_LONGEST_LINE])
    told = _LEAD.sub("", byline_in(line) or line)
    line = _LEAD_CHINESE.sub("", told)
    if line != told and _HAN_NAMES.fullmatch(line):
        return line.split()
    line = _OTHERS.sub("", _NOISE.sub(" ", undated(line)))
    parts = [clean_line(part).strip(" ,.:-–—|") for part in _PARTING.split(line)]
    return [name for number, part in enumerate(parts) if (name := _name(part, is_first=number == 0))]


def _name(part: str, *, is_first: bool) -> str | None:
    """The part where it can be a name; a role after the first part is none."""
    part = _without_title(_LEAD.sub("", part))
    if (
        not part
        or len(part) > _MOST_LETTERS
        or len(part.split()) > _MOST_WORDS
        or (_HAS_FIGURE.search(part) and not _ACCOUNT.fullmatch(part))
    ):
        return None
    if ": " in part or (not is_first and _FURTHER.search(part)) or _NO_NAME.fullmatch(part):
        return None
    return _WHERE.sub(r"\1", part) if any(map(str.isalpha, part)) else None


def _without_title(part: str) -> str:
    """A name without what somebody does: Ann Oak Senior Harbour Reporter."""
    words = part.split()
    if len(words) < 3 or not _TITLE.search(part) or _OF_OFFICES & {word.casefold() for word in words[:2]}:
        return part
    length = 3 if len(words) > 3 and (len(words[1].strip(".")) == 1 or words[1].islower()) else 2
    return " ".join(words[:length]) if all(map(_NAME_WORD.fullmatch, words[:length])) else part
