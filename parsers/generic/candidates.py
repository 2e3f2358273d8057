"""Which blocks may be text at all: the others are described to no tree, which is most of what a page costs."""

from __future__ import annotations

from parsers.generic.places import IN_LIST
from parsers.generic.selection import Guess
from parsers.generic.surroundings import Surroundings
from parsers.generic.weights import Weights
from parsers.tree.outline import Outline

_CARDS = 4  #: boxes called alike, from which each is one of several
_TEASER = 120  #: characters a block of a list of teasers, with their headings
_LINKED, _MENU_LINKS = 0.5, 0.7  #: of the characters of a block, and of those of its box


def candidates(
    outline: Outline, weights: Weights, guess: Guess, around: Surroundings, *, discussion: bool
) -> list[int]:
    """The numbers of all blocks but menus and the site's own, and but what plainly stands beside an article.

    That is outside its main frame, and a link, or apart and no prose or on a card. A discussion may be said anywhere.
    """
    main = outline.frames[guess.main]
    inside = range(len(outline.blocks)) if discussion else range(main.first, main.last)
    found: list[int] = []
    blocks = zip(outline.blocks, weights.prose, weights.characters, strict=True)
    for number, (block, prose, characters) in enumerate(blocks):
        frame, is_linked = block.frame, block.linked > _LINKED * characters
        if number in inside:
            may_be_text = not is_linked or around.box(frame).links <= _MENU_LINKS
        else:
            is_apart = guess.marks[frame]
            may_be_text = not is_linked and (not is_apart or (prose > 0 and not _is_card(around, frame)))
        if may_be_text and not around.stand(frame).place.is_chrome:
            found.append(number)
    return found


def _is_card(around: Surroundings, frame: int) -> bool:
    """Whether what a frame is in leads to something else and is one of several, in boxes called alike or in a list."""
    box = around.box(frame)
    is_listed = bool(around.stand(frame).place.elements & IN_LIST) and box.average < _TEASER
    return box.links > 0 and (is_listed or around.alike(around.boxes[frame]) >= _CARDS)
