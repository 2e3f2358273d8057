"""What is known of a block, as numbers for the forest: what it is, where it stands, what stands around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import itemgetter

import re2

from parsers.generic.selection import Guess
from parsers.generic.surroundings import Place, Surroundings
from parsers.generic.weights import Weights
from parsers.outline import Block, Outline
from parsers.prose import is_finished

#: The features in their order; a learned tree names them by their number.
FEATURES = (
    "tag", "length", "reading_length", "finished", "linked", "lines", "capitals", "phrase",
    "in_form", "in_table", "in_ul", "in_ol", "in_quote", "in_article", "in_main", "in_aside", "in_header", "in_figure",
    "said_chrome", "said_beside", "said_text", "said_comment", "hidden", "beside", "chrome", "repeated", "depth",
    "alike", "box_prose", "box_blocks", "box_links", "box_average", "outer_prose", "outer_links", "box_alike", "apart",
    "within_main", "picked", "place", "prose_above", "from_first", "from_last", "main_prose", "main_blocks",
    "page_prose", "page_blocks", "prose_before_main", "weight", "previous_picked", "next_picked", "previous_length",
    "next_length", "previous_linked", "next_linked", "previous_tag", "next_tag", "previous_same", "next_same",
    "run", "since_headline", "since_aside_heading", "aside_heading", "posts_prose", "posts", "since_post",
)  # fmt: skip
_TAGS = {
    "p": 0, "li": 1, "h1": 2, "h2": 3, "h3": 3, "h4": 4, "h5": 4, "h6": 4, "td": 5, "th": 5, "dd": 6, "dt": 6,
    "blockquote": 7, "pre": 8, "figcaption": 9, "caption": 9, "div": 10, "section": 10, "article": 10, "main": 10,
    "body": 11, "center": 11,
}  # fmt: skip
_OTHER_TAG, _HEADLINE = 12, _TAGS["h1"]
#: Words of labels, notes and invitations, in lower case, at the beginning of a word.
_PHRASE = re2.compile(
    r"(?:^|[^a-z])(?:read more|sign up|subscribe|newsletter|related|advertis|share this|follow us|click here|copyright|"
    r"©|all rights|photo|image|getty|credit:|source:|posted|updated|published|min read|comment|log in|cookie|privacy|"
    r"more from|also read|read also|see also|don.t miss|download|contact|email|tags?:|filed under|facebook|twitter|"
    r"whatsapp|written by|reporting by|扫|编辑|记者|责任|版权|转载|来源|点击|上一篇|下一篇|相关|关注|分享|"
    r"подпис|читайте|реклама|фото|источник)"
)
#: Headings of what follows a text.
_AFTER = re.compile(
    r"^\W*(?:\d+\s+)?(?:comments?|responses?|replies|discussion|leave a|related|recommended|you (?:may|might)|more |"
    r"read (?:more|next|also)|about the author|disclaimer|latest|trending|popular|see also|share|tags|sources?|"
    r"references|footnotes|评论|相关|推荐|комментар|читайте|kommentare|weitere|mehr |commentaires|lire aussi|"
    r"comentarios)",
    re.IGNORECASE,
)
_SHORT, _HEADING = 200, 60  #: characters
_FEW = 100  #: characters of a block in which its kind shows
_IN_CHROME, _MENU_LINKS = 0.2, 0.7
_FAR = 999
_INITIAL = itemgetter(0)

Row = list[float]


class Describer:
    """Describes the blocks of one outline."""

    def __init__(self, outline: Outline, weights: Weights, guess: Guess, *, discussion: bool) -> None:
        self._blocks, self._weights, self._guess = outline.blocks, weights, guess
        self._around = Surroundings(outline, weights)
        self._main = outline.frames[guess.main]
        self._total = weights.total or 1.0
        self._starts, share, number = self._around.posts() if discussion else ([], 0.0, 0)
        self._posts = (share, float(number))
        picked = [number for number, is_picked in enumerate(guess.picked) if is_picked]
        self._first, self._last = (picked[0], picked[-1]) if picked else (self._main.first, self._main.last)
        self._page = (
            self._around.share(self._main), self._last - self._first, self._total, len(outline.blocks),
            weights.sums[self._main.first] / self._total,
        )  # fmt: skip
        self._looks = [(_TAGS.get(b.tag, _OTHER_TAG), len(b.text), b.linked / len(b.text)) for b in outline.blocks]
        self._with_phrase = _with_phrase(outline.blocks)
        self._parents = [outline.frames[block.frame].parent for block in outline.blocks]

    def rows(self) -> Iterator[tuple[int, Row]]:
        """The features of every block that may be text, with its number: all but menus and the site's own boxes."""
        around, headline, heading, run, box_before = self._around, -_FAR, -_FAR, 0, -1
        looks, boxes, depths, posts, starts = self._looks, around.boxes, around.depths, self._posts, self._starts
        places: dict[int, Row] = {}
        for number, block in enumerate(self._blocks):
            frame = block.frame
            box = boxes[frame]
            run = run + 1 if box == box_before else 1
            box_before = box
            tag, length, linked = looks[number]
            if tag == _HEADLINE:
                headline = number
            place, held = around.places[frame], around.box(box)
            if 0 < place.chrome < _IN_CHROME or (linked > 0.5 and held.links > _MENU_LINKS):
                continue
            if length < _HEADING and tag != _HEADLINE and _AFTER.match(block.text):
                heading = number
            yield number, [
                *self._own(number, block.text),
                *(places.get(id(place)) or places.setdefault(id(place), _of_place(place))),
                depths[frame], around.alike(frame), *held, *self._relative(number, frame),
                run, min(number - headline, _FAR), min(number - heading, _FAR), heading == number, *posts,
                number - starts[frame] if starts else -1,
            ]  # fmt: skip

    def _own(self, number: int, text: str) -> tuple[float, ...]:
        tag, length, linked = self._looks[number]
        words = text[:_FEW].split()
        return (
            tag, length, self._weights.lengths[number], is_finished(text), linked, text.count("\n"),
            sum(map(str.isupper, map(_INITIAL, words))) / len(words),
            number in self._with_phrase,
        )  # fmt: skip

    def _relative(self, number: int, frame: int) -> tuple[float, ...]:
        """Where the block stands in the page and the main frame, and beside which blocks."""
        guess, weights, looks, parents = self._guess, self._weights, self._looks, self._parents
        picked, main, count = guess.picked, self._main, len(looks)
        before, after = number - 1 if number else 0, number + 1 if number + 1 < count else number
        previous_tag, previous_length, previous_linked = looks[before]
        next_tag, next_length, next_linked = looks[after]
        parent = parents[number]
        return (
            guess.marks[frame], main.first <= number < main.last, picked[number], number / count,
            weights.sums[number] / self._total, number - self._first, self._last - number, *self._page,
            weights.prose[number], picked[before], picked[after], previous_length, next_length, previous_linked,
            next_linked, previous_tag, next_tag, parents[before] == parent, parents[after] == parent,
        )  # fmt: skip


def _with_phrase(blocks: Sequence[Block]) -> frozenset[int]:
    """The short blocks that hold such a phrase, looked for in all of them at once: a search a block costs tenfold."""
    lines = [block.text.lower() if len(block.text) < _SHORT else "" for block in blocks]
    ends = list(accumulate(len(line) + 1 for line in lines))
    return frozenset(bisect_right(ends, found.end() - 1) for found in _PHRASE.finditer("\n".join(lines)))


def _of_place(place: Place) -> Row:
    elements, said = place.elements, place.said
    return [
        elements & 1, elements & 2, elements & 4, elements & 8, elements & 16, elements & 32, elements & 64,
        elements & 128, elements & 256, elements & 512, said & 1, said & 2, said & 4, said & 8, *place[2:],
    ]  # fmt: skip
