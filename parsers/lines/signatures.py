"""Names that a text tells of its writers without a byline above it: reporters in Chinese lines, signatures, labels."""

from __future__ import annotations

import re

from parsers.lines.chinese_surnames import SURNAMES

_HAN = "[\u4e00-\u9fff]"
#: Reporters named in the text itself, as Chinese papers do: "(This paper's reporter Li Ming)", "Reporter Li Ming/text".
_REPORTERS = re.compile(
    rf"(?:^|[\s（(【□■◎·]|本报|本刊|本台|总台|{_HAN}[报社网台])(?:见习|实习|特约|首席)?(?:记者|記者)[\s:：]*"
    rf"({_HAN}{{2,4}}(?:[\s、，,]+(?!通讯员|摄影|报道){_HAN}{{2,4}})*)\s*(?=$|[）)】/／|｜摄文]|报道|摄影|通讯员)"
)
#: Names in a line of their own behind a word for who wrote the text; those of editors are none of them.
_WROTE = re.compile(
    rf"\W*(?:文|撰文|执笔人?|執筆人?|撰稿人?|作者|采写)\s*[/／:：|｜丨]\s*(?!佚名|匿名|不详|网络|未知)"
    rf"({_HAN}{{2,4}}(?:[\s、，,]+{_HAN}{{2,4}})*)\W*"
)
#: The same in other languages, as the last line of a text has it: Подготовил Иван Петров.
_WROTE_ELSEWHERE = re.compile(
    r"\W*(?:(?:автор(?:ы|ка)?(?: (?:статьи|материала|текста|публикации))?|текст|author|text|words|ผู้เขียน|"
    r"(?:ผู้)?(?:เขียน|เรียบเรียง)(?:โดย)?|ရေးသားသူ|စာရေးသူ|ဆောင်းပါးရှင်)\s*[:：–—-]|"
    r"(?:(?:материал )?подготовил[аи]?|написал[аи]?|беседовал[аи]?|written by)(?:\s*:|\b)|"
    r"(?:เขียน|เรียบเรียง|รายงาน)โดย)\s*(?=\S)",
    re.IGNORECASE,
)
_NO_SURNAME = "省市县区镇村网报社台馆院校部局司委会产业界书榜单表"  #: at the end of what is no person: 江苏省
_SIGNED = re.compile(
    rf"[（(]\s*(?:文[/／:：]\s*)?({_HAN}{{2,3}}(?:[\s、]+{_HAN}{{2,3}}){{0,4}})(?:\s+{_HAN}{{2,6}}(?:报道|电))?\s*[）)]"
)
_RUSSIAN = re.compile(r"[А-ЯЁ][а-яё]+ (?:[А-ЯЁ]\. ?)?[А-ЯЁ][А-ЯЁа-яё]+(?:-[А-ЯЁ][А-ЯЁа-яё]+)?")
_NAME = re.compile(f"{_HAN}{{2,3}}")
_LONGEST_CREDIT = 60  #: characters of a line that names reporters


def reporters_in(line: str) -> str | None:
    """The names of the reporters that a short line of a Chinese text tells, None where it tells none."""
    found = _REPORTERS.search(line) or _WROTE.fullmatch(line) if len(line) <= _LONGEST_CREDIT else None
    return "、".join(found.group(1).split()) if found else None


def signature_in(line: str) -> str | None:
    """The names that a line consists of: (Li Ming Wang Xiaohong) in Chinese, Иван Петров in Russian; None where not."""
    if found := _SIGNED.fullmatch(line):
        names = found.group(1).split()
        return "、".join(names) if all(name[0] in SURNAMES for name in names) else None
    return line if _RUSSIAN.fullmatch(line) else None


def writers_in(line: str) -> str | None:
    """What follows the word for who wrote it in a short line: Автор: Иван Петров, ผู้เขียน: สมชาย ใจดี."""
    found = _WROTE_ELSEWHERE.match(line) if len(line) <= _LONGEST_CREDIT else None
    return line[found.end() :] if found else None


def heads_text(line: str) -> str | None:
    """The Chinese names that a line above a text consists of; a word of two characters there is a label as often."""
    names = re.split(r"[\s、，,]+", line) if len(line) <= _LONGEST_CREDIT else []
    if not names or not all(map(_NAME.fullmatch, names)) or names[0][0] not in SURNAMES:
        return None
    long = [name for name in names if len(name) > 2]
    is_named = all(name[0] in SURNAMES for name in names if name not in long)
    return "、".join(names) if long and is_named and not any(name[-1] in _NO_SURNAME for name in long) else None
