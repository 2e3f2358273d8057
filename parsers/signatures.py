"""Names that a text tells of its writers without a byline: reporters in Chinese lines, signatures at the end."""

from __future__ import annotations

import re

from parsers.chinese_surnames import SURNAMES

_HAN = "[\u4e00-\u9fff]"
#: Reporters named in the text itself, as Chinese papers do: "(This paper's reporter Li Ming)", "Reporter Li Ming/text".
_REPORTERS = re.compile(
    rf"(?:^|[\s（(【□■◎·]|本报|本刊|本台|总台|{_HAN}[报社网台])(?:见习|实习|特约|首席)?(?:记者|記者)[\s:：]*"
    rf"({_HAN}{{2,4}}(?:[\s、，,]+(?!通讯员|摄影|报道){_HAN}{{2,4}})*)\s*(?=$|[）)】/／|｜摄文]|报道|摄影|通讯员)"
)
_SIGNED = re.compile(
    rf"[（(]\s*(?:文[/／:：]\s*)?({_HAN}{{2,3}}(?:[\s、]+{_HAN}{{2,3}}){{0,4}})(?:\s+{_HAN}{{2,6}}(?:报道|电))?\s*[）)]"
)
_RUSSIAN = re.compile(r"[А-ЯЁ][а-яё]+ (?:[А-ЯЁ]\. ?)?[А-ЯЁ][А-ЯЁа-яё]+(?:-[А-ЯЁ][А-ЯЁа-яё]+)?")
_LONGEST_CREDIT = 60  #: characters of a line that names reporters


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
