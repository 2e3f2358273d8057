"""Watches made of texts, as analysts have them; and texts of no meaning for those who have no others."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence

from matching.names import Form, NameList
from matching.scripts import has_unspaced
from matching.subject import Subject
from matching.watch import CompiledWatch, Watch, compile_watch

FORMS, OCCURRING = 5, 2
SHAPES = ("@a AND @b", "@a NEAR/30 @b", "@a WITH @b", "@a AND @b AND NOT title:@a")
WORDS = {
    "en": "the harbour crane old ferry Northwick council said storm Anna Bell repaired quay winter ledger of and in a",
    "ru": "старый кран порта сказал капитан Белова паром Северск буря зимой ремонт причала городской совет и в на",
    "th": "ท่าเรือ เครน เก่า สภา พายุ ฤดูหนาว ซ่อม เมือง กัปตัน เรือข้ามฟาก และ ใน ของ",
    "my": "ဆိပ်ကမ်း ဝန်ချီစက် မြို့ ကောင်စီ မုန်တိုင်း ဆောင်းရာသီ ပြုပြင် သင်္ဘော ကပ္ပတိန် နှင့် တွင်",
    "zh": "港口 起重机 旧 渡轮 市议会 风暴 冬天 修理 码头 船长 账本 和 在 的",
}


def made_texts() -> list[Subject]:
    """Texts of no meaning, of five languages, for those who have no others."""
    chance, texts = random.Random(1), []
    vocabularies = {language: _vocabulary(written.split(), chance) for language, written in WORDS.items()}
    for number in range(2000):
        language = ("en", "en", "en", "ru", "th", "my", "zh")[number % 7]
        gap = " " if language in ("en", "ru") else ""
        sentences = (gap.join(chance.choices(vocabularies[language], k=12)) for _ in range(chance.randint(10, 60)))
        texts.append(Subject("", ".\n\n".join(sentences), language))
    return texts


def _vocabulary(words: Sequence[str], chance: random.Random) -> list[str]:
    """Thousands of words of the letters of a few, so many that each stands in few texts."""
    letters = sorted({sign.lower() for word in words for sign in word if sign.isalpha()})
    return ["".join(chance.choices(letters, k=chance.randint(3, 8))).title() for _ in range(12_000)]


#: Characters of the two parts of a name, and of a topic, in languages that write no blanks between words.
WIDTHS = {"zh": (1, 2, 3), "th": (5, 6, 6), "my": (6, 8, 8)}


def phrase_of(subject: Subject, chance: random.Random) -> list[str] | None:
    """The parts of something that could be a name: two or three capitalised words in a row, or so many characters as
    names have where there are no blanks between words; None where the place was ill chosen.
    """
    text, language = subject.text, subject.language or ""
    if language in WIDTHS:
        first, second, _ = WIDTHS[language]
        at = chance.randrange(max(1, len(text) - first - second))
        parts = [text[at : at + first], text[at + first : at + first + second]]
        return parts if is_wording("".join(parts), first + second) else None
    words = text.split()
    at = chance.randrange(max(1, len(words) - 3))
    parts = words[at : at + chance.randint(2, 3)]
    return parts if parts[1:] and all(part[:1].isupper() for part in parts) and "".join(parts).isalpha() else None


def is_wording(piece: str, length: int) -> bool:
    """Whether a piece is so long and of letters and their marks in a script without blanks."""
    return len(piece) == length and all(has_unspaced(sign) for sign in piece)


def topics_of(texts: Sequence[Subject], language: str, chance: random.Random) -> list[str]:
    """Words that some texts hold and most do not: from one text in a thousand to one in twenty."""
    counted: Counter[str] = Counter()
    for text in (each.text for each in texts):
        if language in WIDTHS:
            width = WIDTHS[language][2]
            pieces = {text[at : at + width] for at in chance.sample(range(len(text)), min(len(text), 150))}
            counted.update(piece for piece in pieces if is_wording(piece, width))
        else:
            counted.update({word for word in text.split() if word.isalpha() and len(word) > 4})
    least, most = max(2, len(texts) // 1000), len(texts) // 20
    return sorted(word for word, count in counted.items() if least <= count <= most)


def made_watches(subjects: Sequence[Subject], count: int) -> list[CompiledWatch]:
    """Watches as an analyst has them, ten literals each, in the five languages by turns: names, and what they are
    watched for.

    Of five names two stand in some text. The others are put together of parts of two that do, so that they begin like
    them: most names of a list are met seldom or never. The five topics are words of the texts, neither rare nor common.
    """
    chance = random.Random(2)
    by_language: dict[str, list[Subject]] = {}
    for subject in subjects:
        by_language.setdefault(subject.language or "", []).append(subject)
    topics = {language: topics_of(texts, language, chance) for language, texts in by_language.items()}
    watches = []
    for number in range(count):
        language = sorted(by_language)[number % len(by_language)]
        names = NameList("a", "a", tuple(_names(by_language[language], chance)))
        about = NameList("b", "b", tuple(Form(word, language) for word in chance.sample(topics[language], FORMS)))
        watches.append(compile_watch(Watch(f"w{number}", "", SHAPES[number % len(SHAPES)], names=(names, about))))
    return watches


def _names(texts: Sequence[Subject], chance: random.Random) -> Iterator[Form]:
    for number in range(FORMS):
        one, other = _phrase(texts, chance), _phrase(texts, chance)
        gap = "" if has_unspaced(one[0]) else " "
        yield Form(gap.join(one if number < OCCURRING else [one[0], other[-1]]), "en")


def _phrase(texts: Sequence[Subject], chance: random.Random) -> list[str]:
    while not (found := phrase_of(chance.choice(texts), chance)):
        continue
    return found
