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
    "p": 0.0, "li": 1.0, "h1": 2.0, "h2": 3.0, "h3": 3.0, "h4": 4.0, "h5": 4.0, "h6": 4.0, "td": 5.0, "th": 5.0,
    "dd": 6.0, "dt": 6.0, "blockquote": 7.0, "pre": 8.0, "figcaption": 9.0, "caption": 9.0, "div": 10.0,
    "section": 10.0, "article": 10.0, "main": 10.0, "body": 11.0, "center": 11.0,
}  # fmt: skip
_OTHER_TAG, _HEADLINE = 12.0, _TAGS["h1"]
_FEW = 100  #: characters of a block in which its kind shows
_MENU_LINKS = 0.7
_FAR = 999.0
_INITIAL = itemgetter(0)
_TIME = re.compile(r"\b(?:(?:19|20)\d\d|\d{1,2}:\d\d|ago)\b", re.ASCII)
_NEAR, _WIDE = 4, 10  #: blocks above and below that are looked at together

#: Whole numbers and truths are floats as well: trees compare a float with a float five times as fast as anything else.
Row = list[float]


class Describer:
    """Describes the blocks of one outline."""

    def __init__(self, outline: Outline, weights: Weights, guess: Guess, *, discussion: bool) -> None:
        self._frames, self._blocks, self._weights, self._guess = outline.frames, outline.blocks, weights, guess
        self._around = Surroundings(outline, weights, guess.senses)
        self._main = outline.frames[guess.main]
        self._total = weights.total or 1.0
        self._starts, share, number = self._around.posts() if discussion else ([], 0.0, 0)
        self._posts = (share, float(number))
        self._picked = [1.0 if is_picked else 0.0 for is_picked in guess.picked]
        picked = guess.numbers
        self._first, self._last = map(float, (picked[0], picked[-1]) if picked else (self._main.first, self._main.last))
        self._page = (
            self._around.share(self._main), self._last - self._first, self._total, float(len(outline.blocks)),
            weights.sums[self._main.first] / self._total,
        )  # fmt: skip
        self._looks = [(_TAGS.get(b.tag, _OTHER_TAG), float(len(b.text)), b.linked / len(b.text)) for b in self._blocks]
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
            if around.places[block.frame].is_chrome:
                continue
            if looks[number][2] <= 0.5 or around.box(block.frame).links <= _MENU_LINKS:
                described.append(number)
        return described

    def rows(self) -> Iterator[tuple[int, Row]]:
        """The features of every block that may be text, with its number."""
        described = frozenset(self.numbers)
        around, headline, heading, run, box_before = self._around, -_FAR, -_FAR, 0.0, -1
        looks, boxes, depths, posts, starts = self._looks, around.boxes, around.depths, self._posts, self._starts
        places: dict[int, Row] = {}
        for number, block in enumerate(self._blocks):
            frame = block.frame
            box = boxes[frame]
            run = run + 1.0 if box == box_before else 1.0
            box_before = box
            tag, length, _ = looks[number]
            if tag == _HEADLINE:
                headline = float(number)
            if number not in described:
                continue
            place, held = around.places[frame], around.box(frame)
            if tag != _HEADLINE and heads_what_follows(block.text):
                heading = float(number)
            yield number, [
                *self._own(number, block.text),
                *(places.get(id(place)) or places.setdefault(id(place), _of_place(place))),
                depths[frame], float(around.alike(frame)), *held, *self._relative(number, frame),
                run, min(number - headline, _FAR), min(number - heading, _FAR), 1.0 if heading == number else 0.0,
                *posts, float(number - starts[frame]) if starts else -1.0,
                *self._wording(number, block.text), *self._near(number), *self._alike.of(number, length),
            ]  # fmt: skip

    @property
    def lengths(self) -> list[float]:
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
            tag, length, float(self._weights.lengths[number]), 1.0 if is_finished(text) else 0.0, linked,
            float(text.count("\n")), sum(map(str.isupper, map(_INITIAL, words))) / len(words),
            1.0 if number in self._phrases.labels else 0.0,
        )  # fmt: skip

    def _wording(self, number: int, text: str) -> tuple[float, ...]:
        line = text[:_FEW]
        return (
            1.0 if number in self._phrases.asking else 0.0, 1.0 if number in self._phrases.crediting else 0.0,
            len(line) / (line.count(" ") + 1), float(len(_TIME.findall(line))), float(self._copies[text]),
            1.0 if self._firsts[text] < number else 0.0,
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
        picked, weights, looks, parents = self._picked, self._weights, self._looks, self._parents
        main, count = self._main, len(looks)
        before, after = number - 1 if number else 0, number + 1 if number + 1 < count else number
        previous_tag, previous_length, previous_linked = looks[before]
        next_tag, next_length, next_linked = looks[after]
        parent = parents[number]
        return (
            1.0 if self._guess.marks[frame] else 0.0, 1.0 if main.first <= number < main.last else 0.0,
            picked[number], number / count,
            weights.sums[number] / self._total, number - self._first, self._last - number, *self._page,
            weights.prose[number], picked[before], picked[after], previous_length, next_length, previous_linked,
            next_linked, previous_tag, next_tag, 1.0 if parents[before] == parent else 0.0,
            1.0 if parents[after] == parent else 0.0,
        )  # fmt: skip


def _of_place(place: Place) -> Row:
    elements, said = place.elements, place.said
    told = (
        elements & 1, elements & 2, elements & 4, elements & 8, elements & 16, elements & 32, elements & 64,
        elements & 128, elements & 256, elements & 512, said & 1, said & 2, said & 4, said & 8, said & 16, *place[2:],
    )  # fmt: skip
    return list(map(float, told))
