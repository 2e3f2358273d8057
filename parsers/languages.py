"""The language of a text, by its script and its commonest words."""

from __future__ import annotations

import re
from collections import Counter

_TAG = re.compile(r"^([a-z]{2,3})(?:[-_]|$)", re.IGNORECASE)
_SAMPLE = 4000
#: The commonest first.
_SCRIPTS = {
    "ru": re.compile(r"[\u0400-\u04ff]+"),
    "th": re.compile(r"[\u0e01-\u0e5b]+"),
    "my": re.compile(r"[\u1000-\u109f\uaa60-\uaa7f]+"),
    "ja": re.compile(r"[\u3041-\u30ff]+"),
    "zh": re.compile(r"[\u3400-\u9fff]+"),
    "ko": re.compile(r"[\uac00-\ud7af]+"),
    "ar": re.compile(r"[\u0600-\u06ff]+"),
    "hi": re.compile(r"[\u0900-\u097f]+"),
    "el": re.compile(r"[\u0370-\u03ff]+"),
    "he": re.compile(r"[\u0590-\u05ff]+"),
}
#: Runs of what any of these scripts is written in.
_BEYOND_LATIN = re.compile(r"[\u0370-\u1fff\u3041-\uffff]+")
_FEWEST_LETTERS = 10
#: The upper halves of the characters that texts in Latin letters have: letters up to U+02FF, and signs.
_LATIN = bytes([0x00, 0x01, 0x02, *range(0x20, 0x30)])
#: Letters that tell one language of a script from its largest.
_OTHERS = {"ru": (("uk", "іїєґ"), ("be", "ў"), ("sr", "ђјљњћџ")), "ar": (("ur", "ٹڈڑےں"), ("fa", "پچژگ"))}
_COMMON_WORDS = {
    "en": "the of and to in that is was for with on as by from has he it",
    "de": "der die und das ist den von mit nicht ein zu auf für sich im dem",
    "fr": "le la les des et est une dans que pour qui sur pas au par plus",
    "es": "el los las una que en por con para del se no es su como más",
    "it": "il di che è la per una con del non sono della gli nel più anche",
    "pt": "o os da do que em não uma para com por mais dos se na ao",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er",
    "id": "yang dan di dari untuk dengan pada ini itu dalam tidak akan oleh ke",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON_WORDS.items()}
_ANY_COMMON = frozenset().union(*_WORDS.values())
_WORD = re.compile(r"[^\W\d_]+")
_WESTERN = "cp1252"  #: which has the letters of all these languages, and the usual signs
_BYTES = bytes(range(256))
#: For `bytes.translate`: its letters in lower case, all else blanks.
_LETTERS = b"".join(
    char.lower().encode(_WESTERN) if _WORD.fullmatch(char) else b" "
    for char in (_BYTES[n : n + 1].decode(_WESTERN, "replace") for n in range(256))
)


def language_tag(declared: str | None) -> str | None:
    """The language of a tag or locale: en of en-US, my of my_MM."""
    found = _TAG.match((declared or "").strip())
    return found.group(1).lower() if found else None


def language_of(text: str) -> str | None:
    """The language that a text is written in, None where it is too short or unknown."""
    sample = text[:_SAMPLE]
    return script_language(sample) or latin_language(sample)


def script_language(text: str) -> str | None:
    """The language of a text whose script tells it, None for Latin."""
    sample = text[:_SAMPLE]
    if (
        sample.isascii()
        or len(sample.encode("utf-16-le", "surrogatepass")[1::2].translate(None, _LATIN)) < _FEWEST_LETTERS
    ):
        return (
            None  # as texts in Latin letters are, with their quotation marks and dashes: found in a tenth of the time
        )
    beyond = "".join(_BEYOND_LATIN.findall(sample))
    if len(beyond) < _FEWEST_LETTERS:
        return None
    counts = _counts(beyond)
    language, count = max(counts.items(), key=lambda pair: pair[1])
    is_most = count >= 0.3 * len(sample) or count >= 0.3 * sum(map(str.isalpha, sample))
    if count < _FEWEST_LETTERS or not is_most:
        return None
    if language == "zh" and counts["ja"] > 0.1 * count:
        return "ja"
    return _within_script(language, text, count)


def _counts(text: str) -> dict[str, int]:
    """How many characters are of each script, up to the one that no other can have more of."""
    counts: dict[str, int] = {}
    for language, script in _SCRIPTS.items():
        counts[language] = sum(map(len, script.findall(text)))
        if max(counts.values()) >= len(text) - sum(counts.values()):
            break
    return counts


def _within_script(language: str, text: str, count: int) -> str:
    for other, letters in _OTHERS.get(language, ()):
        if sum(text.count(letter) for letter in letters) > 0.02 * count:
            return other
    return language


def latin_language(text: str) -> str | None:
    """The language in Latin letters with the most of its commonest words in the text."""
    words = _words_in(text[:_SAMPLE])
    found = Counter(filter(_ANY_COMMON.__contains__, words))
    shares = {language: sum([found.get(word, 0) for word in common]) for language, common in _WORDS.items()}
    language, hits = max(shares.items(), key=lambda pair: pair[1])
    return language if hits >= 3 and hits >= 0.08 * len(words) else None


def _words_in(text: str) -> list[str]:
    """The words of a text in lower case: among single bytes they are made so and found in a third of the time."""
    codec = "ascii" if text.isascii() else _WESTERN
    try:
        return text.encode(codec).translate(_LETTERS).decode(codec).split()
    except UnicodeEncodeError:
        return _WORD.findall(text.lower())
