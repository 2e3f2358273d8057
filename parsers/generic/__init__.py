"""The body of any page, without rules for its site: blocks judged by what they are and by where they stand.

The seam is one function from an outline to the blocks of its main text. A first guess finds the frame that holds the
text; learned trees then judge every block of the page by its features, that guess among them; and others judge it once
more, which are told how the first judged its surroundings.
"""

from __future__ import annotations

from parsers.generic.context import in_context
from parsers.generic.features import Describer
from parsers.generic.forest import FIRST_SURE, IN_DOUBT, SECOND_SURE, read_forest
from parsers.generic.readers import without_comments
from parsers.generic.selection import first_guess
from parsers.generic.verdict import posts_of, text_of
from parsers.generic.weights import Weights, weigh
from parsers.tree.outline import Block, Outline

__all__ = ["select_blocks", "shown"]


def select_blocks(outline: Outline, *, discussion: bool = False) -> tuple[Block, ...]:
    """The blocks of the page's main text, in order; of a discussion those of every post.

    Where the trees find nothing, the first guess stands.
    """
    outline, weights = shown(outline, discussion=discussion)
    guess = first_guess(outline, weights)
    if guess is None:
        return ()
    judged = _judged(Describer(outline, weights, guess, discussion=discussion), discussion=discussion)
    kept = posts_of(outline, judged) if discussion else text_of(outline, judged, next(iter(guess.numbers), 0))
    return tuple(kept) or tuple(outline.blocks[number] for number in guess.numbers)


def shown(outline: Outline, *, discussion: bool) -> tuple[Outline, Weights]:
    """What is judged of an outline, with its weights: of an article all but what readers wrote below it."""
    weights = weigh(outline)
    if discussion:
        return outline, weights
    own = without_comments(outline, weights)
    return (outline, weights) if own is outline else (own, weigh(own))


def _judged(describer: Describer, *, discussion: bool) -> list[tuple[int, float]]:
    """The number of every block that may be text, with its log odds."""
    kind = "discussions" if discussion else "articles"
    first, second = read_forest(f"{kind}_first", FIRST_SURE), read_forest(f"{kind}_second", SECOND_SURE)
    rows = list(describer.rows())
    odds = [first.odds(row) for row in rows]
    context = in_context(odds, describer.lengths, describer.groups)
    return [
        (number, second.odds((*row, *around)) if IN_DOUBT[0] < odd < IN_DOUBT[1] else odd)
        for number, row, odd, around in zip(describer.numbers, rows, odds, context, strict=True)
    ]
