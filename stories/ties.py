"""Ties: whether two documents are the same text, and how firmly."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from stories.overlaps import Overlap
from stories.signatures import Signature, shared_figures

#: Texts that share fewer shingles are not compared.
LEAST_SHARED = 12
#: The weighed part of the text of which more is in the other, from which on they are one story …
_ELSEWHERE = 0.47
#: … where hardly anything of the longer text is shared: a paragraph in a long thread or digest is a quotation …
_QUOTED, _QUOTATION = 0.10, 0.62
#: … at the same outlet: a follow-up takes over background, so the other text must be in it too.
_FOLLOW_UP, _FOLLOW_UP_BOTH = 0.65, 0.20
#: Of one page, known by its outlet and headline, less is enough.
_SAME_HEADLINE = 0.25
#: Texts of a daily template differ in their figures: of five or more, fewer than half are equal.
_FIGURES = 5


class Firmness(IntEnum):
    """What a tie rests on."""

    WORDS = 1  #: enough of the words
    CREDIT = 2  #: one says that it carries the other over, and names and day agree
    PAGE = 3  #: the same page, which may have changed as it likes
    HAND = 4  #: somebody said so


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """Two documents are the same text; the firmer and the stronger tie is the greater."""

    firmness: Firmness
    strength: float


def tie(one: Signature, other: Signature, shared: Overlap, *, headline: bool) -> Tie | None:
    """The tie of two documents. `headline`: both have the same one, which their outlet has not printed often."""
    if one.page.address and one.page.address == other.page.address:
        return Tie(Firmness.PAGE, 1.0)
    if one.exact == other.exact and shared.shared >= LEAST_SHARED:
        return Tie(Firmness.WORDS, 1.0)
    if shared.shared < LEAST_SHARED:
        return None
    if one.page.host and one.page.host == other.page.host and not (one.page.board and other.page.board):
        return _same_host(one, other, shared, headline=headline)
    least = _ELSEWHERE if shared.least >= _QUOTED else _QUOTATION
    return Tie(Firmness.WORDS, _strength(shared)) if shared.most >= least else None


def _same_host(one: Signature, other: Signature, shared: Overlap, *, headline: bool) -> Tie | None:
    if headline:
        return Tie(Firmness.PAGE, _strength(shared)) if shared.most >= _SAME_HEADLINE else None
    if is_template(one, other) or shared.most < _FOLLOW_UP or shared.both < _FOLLOW_UP_BOTH:
        return None
    return Tie(Firmness.WORDS, _strength(shared))


def _strength(shared: Overlap) -> float:
    """Equal shares are equally strong, whatever the arithmetic made of their last digits."""
    return round(shared.most, 9)


def is_template(one: Signature, other: Signature) -> bool:
    """Whether two texts of one outlet are a form filled in twice: the same words about other figures."""
    fewer = min(len(one.figures), len(other.figures))
    return fewer >= _FIGURES and 2 * shared_figures(one.figures, other.figures) < fewer
