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
Parts = Iterator[tuple[float, ...]]  #: some features of every block that may be text


class Describer:
    """Describes the blocks of one outline."""

    def __init__(self, outline: Outline, weights: Weights, guess: Guess, *, discussion: bool) -> None:
        self._frames, self._blocks, self._weights, self._guess = outline.frames, outline.blocks, weights, guess
        self._texts = [block.text for block in outline.blocks]
        self._tags = [_TAGS.get(block.tag, _OTHER_TAG) for block in outline.blocks]
        self._lengths = [float(len(text)) for text in self._texts]
        self._linked = [block.linked / len(block.text) for block in outline.blocks]
        self._around = Surroundings(outline, weights, guess.senses)
        self._main = outline.frames[guess.main]
        self._starts, share, number = self._around.posts() if discussion else ([], 0.0, 0)
        self._posts = (share, float(number))
        self.numbers = self._described()
        self._phrases = Phrases(outline.blocks, self.numbers)
        self._alike = Alike(outline, weights, guess.picked, self._around.calls, self.numbers)

    def _described(self) -> list[int]:
        """The blocks that may be text: all but menus and the site's own boxes."""
        around, described = self._around, []
        for number, (block, linked) in enumerate(zip(self._blocks, self._linked, strict=True)):
            if around.places[block.frame].is_chrome:
                continue
            if linked <= 0.5 or around.box(block.frame).links <= _MENU_LINKS:
                described.append(number)
        return described

    def rows(self) -> Iterator[tuple[int, Row]]:
        """The features of every block that may be text, with its number."""
        parts = (self._own(), self._places(), self._relative(), self._since(), self._wording(), self._near())
        for number, own, places, relative, since, wording, near in zip(self.numbers, *parts, strict=True):
            alike = self._alike.of(number, self._lengths[number])
            yield number, [*own, *places, *relative, *since, *wording, *near, *alike]

    @property
    def lengths(self) -> list[float]:
        """The characters of the described blocks."""
        return [self._lengths[number] for number in self.numbers]

    @property
    def groups(self) -> list[list[int]]:
        """For each described block the groups that it is in: by one, two and three frames, by box and outer box."""
        boxes = [self._around.boxes[self._blocks[number].frame] for number in self.numbers]
        kinds = [[kinds[level] for kinds in self._alike.kinds.values()] for level in range(LEVELS)]
        return [*kinds, boxes, [self._frames[box].parent for box in boxes]]

    def _own(self) -> Parts:
        """What the block is."""
        texts, lengths, labels = self._texts, self._weights.lengths, self._phrases.labels
        for number in self.numbers:
            text = texts[number]
            words = text[:_FEW].split()
            yield (
                self._tags[number], self._lengths[number], float(lengths[number]), 1.0 if is_finished(text) else 0.0,
                self._linked[number], float(text.count("\n")),
                sum(map(str.isupper, map(_INITIAL, words))) / len(words), 1.0 if number in labels else 0.0,
            )  # fmt: skip

    def _places(self) -> Parts:
        """Where it stands: what the frames around it say, and what is in its box."""
        around, known = self._around, dict[int, Row]()
        for number in self.numbers:
            frame = self._blocks[number].frame
            place = around.places[frame]
            told = known.get(id(place)) or known.setdefault(id(place), _of_place(place))
            yield *told, around.depths[frame], float(around.alike(frame)), *around.box(frame)

    def _relative(self) -> Parts:
        """Where it stands in the page and the main frame, and beside which blocks."""
        tags, lengths, linked, picked = self._tags, self._lengths, self._linked, self._guess.picked
        prose, sums, total, main = self._weights.prose, self._weights.sums, self._weights.total or 1.0, self._main
        parents = [self._frames[block.frame].parent for block in self._blocks]
        first, last = self._guessed()
        page = self._around.share(main), last - first, total, float(len(tags)), sums[main.first] / total
        for number in self.numbers:
            before, after = number - 1 if number else 0, number + 1 if number + 1 < len(tags) else number
            yield (
                1.0 if self._guess.marks[self._blocks[number].frame] else 0.0,
                1.0 if main.first <= number < main.last else 0.0, 1.0 if picked[number] else 0.0, number / len(tags),
                sums[number] / total, number - first, last - number, *page,
                prose[number], 1.0 if picked[before] else 0.0, 1.0 if picked[after] else 0.0,
                lengths[before], lengths[after], linked[before], linked[after], tags[before], tags[after],
                1.0 if parents[before] == parents[number] else 0.0, 1.0 if parents[after] == parents[number] else 0.0,
            )  # fmt: skip

    def _guessed(self) -> tuple[float, float]:
        """The first and the last block of the first guess, or of its frame."""
        numbers = self._guess.numbers or (self._main.first, self._main.last)
        return float(numbers[0]), float(numbers[-1])

    def _since(self) -> Parts:
        """How many blocks came before it in its box, and since what stands above it."""
        described, boxes, starts, posts = frozenset(self.numbers), self._around.boxes, self._starts, self._posts
        headline, heading, run, box_before = -_FAR, -_FAR, 0.0, -1
        for number, (block, tag) in enumerate(zip(self._blocks, self._tags, strict=True)):
            box = boxes[block.frame]
            run = run + 1.0 if box == box_before else 1.0
            box_before = box
            if tag == _HEADLINE:
                headline = float(number)
            if number not in described:
                continue
            if tag != _HEADLINE and heads_what_follows(block.text):
                heading = float(number)
            yield (
                run, min(number - headline, _FAR), min(number - heading, _FAR), 1.0 if heading == number else 0.0,
                *posts, float(number - starts[block.frame]) if starts else -1.0,
            )  # fmt: skip

    def _wording(self) -> Parts:
        """What it says, and whether it is said elsewhere."""
        texts, asking, crediting = self._texts, self._phrases.asking, self._phrases.crediting
        copies = Counter(texts)
        firsts = {text: number for number, text in zip(reversed(range(len(texts))), reversed(texts), strict=True)}
        for number in self.numbers:
            text = texts[number]
            line = text[:_FEW]
            yield (
                1.0 if number in asking else 0.0, 1.0 if number in crediting else 0.0,
                len(line) / (line.count(" ") + 1), float(len(_TIME.findall(line))), float(copies[text]),
                1.0 if firsts[text] < number else 0.0,
            )  # fmt: skip

    def _near(self) -> Parts:
        """How much prose and how many links stand in the few blocks above, and in those below."""
        prose, linked, characters = self._weights.sums, self._around.linked, self._around.characters
        count = len(self._blocks)
        for number in self.numbers:
            after = number + 1
            above, far_above = max(0, number - _NEAR), max(0, number - _WIDE)
            below, far_below = min(count, after + _NEAR), min(count, after + _WIDE)
            yield (
                prose[number] - prose[above],
                (linked[number] - linked[above]) / (characters[number] - characters[above] + 1),
                prose[number] - prose[far_above],
                (linked[number] - linked[far_above]) / (characters[number] - characters[far_above] + 1),
                prose[below] - prose[after],
                (linked[below] - linked[after]) / (characters[below] - characters[after] + 1),
                prose[far_below] - prose[after],
                (linked[far_below] - linked[after]) / (characters[far_below] - characters[after] + 1),
            )


def _of_place(place: Place) -> Row:
    elements, said = place.elements, place.said
    told = (
        elements & 1, elements & 2, elements & 4, elements & 8, elements & 16, elements & 32, elements & 64,
        elements & 128, elements & 256, elements & 512, said & 1, said & 2, said & 4, said & 8, said & 16, *place[2:],
    )  # fmt: skip
    return list(map(float, told))
