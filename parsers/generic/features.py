"""What is known of a block, as numbers for the forest: what it is, where it stands, what stands around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from operator import itemgetter

from parsers.generic.alike import KIND, LEVELS, Alike
from parsers.generic.phrases import Phrases, heads_what_follows
from parsers.generic.selection import Guess
from parsers.generic.surroundings import Place, Surroundings
from parsers.generic.weights import Weights
from parsers.outline import Outline
from parsers.prose import is_finished

#: The features in their order; a learned tree names them by their number.
FEATURES = (
    "tag", "length", "reading_length", "finished", "linked", "lines", "capitals", "phrase", "in_form", "in_table",
    "in_ul", "in_ol", "in_quote", "in_article", "in_main", "in_aside", "in_header", "in_figure", "said_chrome",
    "said_beside", "said_text", "said_comment", "said_quoted", "hidden", "beside", "chrome", "repeated", "depth",
    "alike", "box_prose", "box_blocks", "box_links", "box_average", "outer_prose", "outer_links", "box_alike",
    "apart", "within_main", "picked", "place", "prose_above", "from_first", "from_last", "main_prose", "main_blocks",
    "page_prose", "page_blocks", "prose_before_main", "weight", "previous_picked", "next_picked", "previous_length",
    "next_length", "previous_linked", "next_linked", "previous_tag", "next_tag", "previous_same", "next_same", "run",
    "since_headline", "since_aside_heading", "aside_heading", "posts_prose", "posts", "since_post", "asks", "credits",
    "word", "times", "copies", "is_copy", "prose_4_above", "links_4_above", "prose_10_above", "links_10_above",
    "prose_4_below", "links_4_below", "prose_10_below", "links_10_below",
    *(f"{kind}_{told}" for kind in ("near", "far") for told in KIND),
)  # fmt: skip
_TAGS = {
    "p": 0, "li": 1, "h1": 2, "h2": 3, "h3": 3, "h4": 4, "h5": 4, "h6": 4, "td": 5, "th": 5, "dd": 6, "dt": 6,
    "blockquote": 7, "pre": 8, "figcaption": 9, "caption": 9, "div": 10, "section": 10, "article": 10, "main": 10,
    "body": 11, "center": 11,
}  # fmt: skip
_OTHER_TAG, _HEADLINE = 12, _TAGS["h1"]
_FEW = 100  #: characters of a block in which its kind shows
_IN_CHROME, _MENU_LINKS = 0.2, 0.7
_FAR = 999
_INITIAL = itemgetter(0)
_TIME = re.compile(r"\b(?:(?:19|20)\d\d|\d{1,2}:\d\d|ago)\b", re.ASCII)
_NEAR, _WIDE = 4, 10  #: blocks above and below that are looked at together

Row = list[float]


class Describer:
    """Describes the blocks of one outline."""

    def __init__(self, outline: Outline, weights: Weights, guess: Guess, *, discussion: bool) -> None:
        self._frames, self._blocks, self._weights, self._guess = outline.frames, outline.blocks, weights, guess
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
        self._parents = [outline.frames[block.frame].parent for block in outline.blocks]
        self.numbers = self._described()
        self._phrases = Phrases(outline.blocks, self.numbers)
        self._alike = Alike(outline, weights, guess.picked, self._around.calls, self.numbers)
        texts = [block.text for block in outline.blocks]
        self._copies = Counter(texts)
        self._firsts = {text: number for number, text in zip(reversed(range(len(texts))), reversed(texts), strict=True)}

    def _described(self) -> list[int]:
        """The blocks that may be text: all but menus and the site's own boxes."""
        around, looks, described = self._around, self._looks, []
        for number, block in enumerate(self._blocks):
            in_chrome = 0 < around.places[block.frame].chrome < _IN_CHROME
            if not in_chrome and (
                looks[number][2] <= 0.5 or around.box(around.boxes[block.frame]).links <= _MENU_LINKS
            ):
                described.append(number)
        return described

    def rows(self) -> Iterator[tuple[int, Row]]:
        """The features of every block that may be text, with its number."""
        described = frozenset(self.numbers)
        around, headline, heading, run, box_before = self._around, -_FAR, -_FAR, 0, -1
        looks, boxes, depths, posts, starts = self._looks, around.boxes, around.depths, self._posts, self._starts
        places: dict[int, Row] = {}
        for number, block in enumerate(self._blocks):
            frame = block.frame
            box = boxes[frame]
            run = run + 1 if box == box_before else 1
            box_before = box
            tag, length, _ = looks[number]
            if tag == _HEADLINE:
                headline = number
            if number not in described:
                continue
            place, held = around.places[frame], around.box(box)
            if tag != _HEADLINE and heads_what_follows(block.text):
                heading = number
            yield number, [
                *self._own(number, block.text),
                *(places.get(id(place)) or places.setdefault(id(place), _of_place(place))),
                depths[frame], around.alike(frame), *held, *self._relative(number, frame),
                run, min(number - headline, _FAR), min(number - heading, _FAR), heading == number, *posts,
                number - starts[frame] if starts else -1,
                *self._wording(number, block.text), *self._near(number), *self._alike.of(number, length),
            ]  # fmt: skip

    @property
    def lengths(self) -> list[int]:
        """The characters of the described blocks."""
        return [self._looks[number][1] for number in self.numbers]

    @property
    def groups(self) -> list[list[int]]:
        """For each described block the groups that it is in: by one, two and three frames, by box and outer box."""
        boxes = [self._around.boxes[self._blocks[number].frame] for number in self.numbers]
        kinds = [[kinds[level] for kinds in self._alike.kinds.values()] for level in range(LEVELS)]
        return [*kinds, boxes, [self._frames[box].parent for box in boxes]]

    def _own(self, number: int, text: str) -> tuple[float, ...]:
        tag, length, linked = self._looks[number]
        words = text[:_FEW].split()
        return (
            tag, length, self._weights.lengths[number], is_finished(text), linked, text.count("\n"),
            sum(map(str.isupper, map(_INITIAL, words))) / len(words),
            number in self._phrases.labels,
        )  # fmt: skip

    def _wording(self, number: int, text: str) -> tuple[float, ...]:
        line = text[:_FEW]
        return (
            number in self._phrases.asking, number in self._phrases.crediting, len(line) / (line.count(" ") + 1),
            len(_TIME.findall(line)), self._copies[text], self._firsts[text] < number,
        )  # fmt: skip

    def _near(self, number: int) -> tuple[float, ...]:
        """How much prose and how many links stand in the few blocks above, and in those below."""
        prose, linked, characters = self._weights.sums, self._around.linked, self._around.characters
        after, count = number + 1, len(self._looks)
        above, far_above = max(0, number - _NEAR), max(0, number - _WIDE)
        below, far_below = min(count, after + _NEAR), min(count, after + _WIDE)
        return (
            prose[number] - prose[above],
            (linked[number] - linked[above]) / (characters[number] - characters[above] + 1),
            prose[number] - prose[far_above],
            (linked[number] - linked[far_above]) / (characters[number] - characters[far_above] + 1),
            prose[below] - prose[after],
            (linked[below] - linked[after]) / (characters[below] - characters[after] + 1),
            prose[far_below] - prose[after],
            (linked[far_below] - linked[after]) / (characters[far_below] - characters[after] + 1),
        )

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


def _of_place(place: Place) -> Row:
    elements, said = place.elements, place.said
    return [
        elements & 1, elements & 2, elements & 4, elements & 8, elements & 16, elements & 32, elements & 64,
        elements & 128, elements & 256, elements & 512, said & 1, said & 2, said & 4, said & 8, said & 16, *place[2:],
    ]  # fmt: skip
