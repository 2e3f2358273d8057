"""How right an extraction is, by the measures that the public test sets are judged with."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

Truth = Mapping[str, Any]
Shares = tuple[float, float, float]  #: right, too much and missed, as shares of their sum

_TOKEN = re.compile(r"\w+")
_UNSPACED = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\u1000-\u109f\u0e00-\u0e7f])")
_PARTING = re.compile(r"\s*(?:;|\||/| and | und | et | y |,(?!\s*(?:jr|sr|md|phd)\b)|&)\s*", re.IGNORECASE)
_LEAD = re.compile(r"^(by|von|par|por|di|autor|author|written by|words by)[:\s]+", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def tokens(text: str, *, unspaced: bool = False) -> list[str]:
    """The words of a text; of a script without blanks every character."""
    return _TOKEN.findall(_UNSPACED.sub(r" \1 ", text) if unspaced else text)


def shingles(words: list[str]) -> Counter[tuple[str, ...]]:
    """The runs of four words, or the words where they are fewer."""
    if len(words) < 4:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(words, words[1:], words[2:], words[3:], strict=False))


def body_shares(truth: Truth, text: str) -> Shares:
    """The shingles of a page, held against the reference that fits best: optional paragraphs all in or all out."""
    return max((_shares(reference, text, truth) for reference in _references(truth)), key=_page_f1)


def _references(truth: Truth) -> list[str]:
    body = truth["articleBody"]
    if not truth.get("optional"):
        return [body]
    wanted = [part for number, part in enumerate(body.split("\n\n")) if number not in set(truth["optional"])]
    return [body, "\n\n".join(wanted)]


def _shares(reference: str, text: str, truth: Truth) -> Shares:
    unspaced = bool(truth.get("split_cjk"))
    want, got = shingles(tokens(reference, unspaced=unspaced)), shingles(tokens(text, unspaced=unspaced))
    right = (want & got).total()
    total = want.total() + got.total() - right
    return (right / total, (got.total() - right) / total, (want.total() - right) / total) if total else (0.0, 0.0, 0.0)


def _page_f1(shares: Shares) -> float:
    right, much, missed = shares
    return 2 * right / (2 * right + much + missed) if right else 0.0


def shingle_f1(pages: Iterable[Shares]) -> float:
    """The harmonic mean of the pages' mean precision and mean recall, as article-extraction-benchmark has it."""
    rows = list(pages)
    precision = [right / (right + much) for right, much, _ in rows if right + much]
    recall = [right / (right + missed) for right, _, missed in rows if right + missed]
    if not precision or not recall:
        return 0.0
    mean_precision, mean_recall = sum(precision) / len(precision), sum(recall) / len(recall)
    total = mean_precision + mean_recall
    return 2 * mean_precision * mean_recall / total if total else 0.0


def segment_f1(pages: Iterable[tuple[Truth, str]]) -> float:
    """The F1 over all pages of the snippets that should be there and of those that should not."""
    right = much = missed = 0
    for truth, text in pages:
        line = " ".join(text.split())
        present = [" ".join(snippet.split()) in line for snippet in truth.get("with", ())]
        right += sum(present)
        missed += len(present) - sum(present)
        much += sum(" ".join(snippet.split()) in line for snippet in truth.get("without", ())) if line else 0
    return 2 * right / (2 * right + much + missed) if right else 0.0


def folded(text: str | None) -> str:
    """A text without anything but its letters and figures, for comparison."""
    return "".join(char for char in unicodedata.normalize("NFKC", text or "").casefold() if char.isalnum())


def names(told: object) -> set[str]:
    """The names in a byline or a list of them, folded."""
    listed = [told] if isinstance(told, str) else told if isinstance(told, list) else []
    parts = [part.strip() for name in listed for part in _PARTING.split(str(name))]
    return {key for part in parts if (key := folded(_LEAD.sub("", part)))}


def day(told: str | None) -> date | None:
    """The day of an ISO date or instant."""
    found = _DAY.match(told or "")
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
