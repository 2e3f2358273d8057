"""Which blocks may be text at all: the others are described to no tree, which is most of what a page costs."""

from __future__ import annotations

from parsers.generic.selection import Guess
from parsers.generic.surroundings import Surroundings
from parsers.generic.weights import Weights
from parsers.outline import Outline

_LINKED, _MENU_LINKS = 0.5, 0.7  #: of the characters of a block, and of those of its box


def candidates(
    outline: Outline, weights: Weights, guess: Guess, around: Surroundings, *, discussion: bool
) -> list[int]:
    """The numbers of all blocks but menus and the site's own, and but what plainly stands beside an article.

    That is outside its main frame, and a link, or apart and no prose. A discussion may be said anywhere.
    """
    main = outline.frames[guess.main]
    inside = range(len(outline.blocks)) if discussion else range(main.first, main.last)
    found: list[int] = []
    for number, (block, prose) in enumerate(zip(outline.blocks, weights.prose, strict=True)):
        frame, is_linked = block.frame, block.linked > _LINKED * len(block.text)
        if number in inside:
            may_be_text = not is_linked or around.box(frame).links <= _MENU_LINKS
        else:
            may_be_text = not is_linked and (prose > 0 or not guess.marks[frame])
        if may_be_text and not around.places[frame].is_chrome:
            found.append(number)
    return found
