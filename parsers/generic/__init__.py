"""The body of any page, without rules for its site: blocks judged by what they are and by where they stand.

The seam is one function from an outline to the blocks of its main text. A first guess finds the frame that holds the
text; learned trees then judge every block of the page by its features, that guess among them.
"""

from __future__ import annotations

from parsers.generic.features import Describer
from parsers.generic.forest import read_forest
from parsers.generic.selection import first_guess
from parsers.generic.verdict import is_text
from parsers.generic.weights import weigh
from parsers.outline import Block, Outline

__all__ = ["select_blocks"]


def select_blocks(outline: Outline, *, discussion: bool = False) -> tuple[Block, ...]:
    """The blocks of the page's main text, in order; of a discussion those of every post.

    Where the trees find nothing, the first guess stands.
    """
    weights = weigh(outline)
    guess = first_guess(outline, weights)
    if guess is None:
        return ()
    forest = read_forest("discussions" if discussion else "articles")
    first = next(iter(guess.numbers), 0)
    kept = []
    for number, row in Describer(outline, weights, guess, discussion=discussion).rows():
        odds, block = forest.odds(row), outline.blocks[number]
        if odds > 0 if discussion else is_text(block, odds, above=number < first):
            kept.append(block)
    return tuple(kept) or tuple(outline.blocks[number] for number in guess.numbers)
