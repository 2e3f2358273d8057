"""What is known of a block, as numbers for the forest: what it is, where it stands, what stands around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from parsers.generic.alike import KIND, Alike, Member
from parsers.generic.candidates import candidates
from parsers.generic.context import Groups
from parsers.generic.phrases import Phrases, heads_what_follows
from parsers.generic.selection import Guess
from parsers.generic.surroundings import Surroundings
from parsers.generic.weights import Weights
from parsers.tree.outline import Outline
from parsers.tree.prose import is_finished

#: The features in their order; a learned tree names them by their number. First what many blocks of a page share.
FEATURES = (
    "in_form", "in_table", "in_ul", "in_ol", "in_quote", "in_article", "in_main", "in_aside", "in_header", "in_figure",
    "said_chrome", "said_beside", "said_text", "said_comment", "said_quoted", "hidden", "beside", "chrome",
    "box_prose", "box_blocks", "box_links", "box_average", "outer_prose", "outer_links", "box_alike",
    *(f"{kind}_{told}" for kind in ("near", "far") for told in KIND),
    "main_prose", "main_blocks", "page_prose", "page_blocks", "prose_before_main", "posts_prose", "posts",
    "tag", "length", "reading_length", "finished", "linked", "lines", "phrase", "asks", "credits", "copies", "is_copy",
    "depth", "repeated", "alike", "near_length", "far_length", "apart", "within_main", "picked", "place",
    "prose_above", "from_first", "from_last", "weight", "previous_picked", "next_picked", "previous_length",
    "next_length", "previous_linked", "next_linked", "previous_tag", "next_tag",
    "run", "since_headline", "since_aside_heading", "since_post",
)  # fmt: skip
_TAGS = {
    "p": 0.0, "li": 1.0, "h1": 2.0, "h2": 3.0, "h3": 3.0, "h4": 4.0, "h5": 4.0, "h6": 4.0, "td": 5.0, "th": 5.0,
    "dd": 6.0, "dt": 6.0, "blockquote": 7.0, "pre": 8.0, "figcaption": 9.0, "caption": 9.0, "div": 10.0,
    "section": 10.0, "article": 10.0, "main": 10.0, "body": 11.0, "center": 11.0,
}  # fmt: skip
_OTHER_TAG, _HEADLINE = 12.0, _TAGS["h1"]
_FAR = 999.0

#: Whole numbers and truths are floats as well: trees compare a float with a float five times as fast as anything else.
Row = tuple[float, ...]


class Describer:
    """Describes the blocks of one outline."""

    def __init__(self, outline: Outline, weights: Weights, guess: Guess, *, discussion: bool) -> None:
        self._frames, self._blocks, self._weights, self._guess = outline.frames, outline.blocks, weights, guess
        self._tags = [_TAGS.get(block.tag, _OTHER_TAG) for block in outline.blocks]
        self._lengths = list(map(float, weights.characters))
        self._linked = [block.linked / length for block, length in zip(outline.blocks, self._lengths, strict=True)]
        self._picked = _marked(guess.numbers, len(outline.blocks))
        self._around = Surroundings(outline, weights, guess.senses)
        self._main = outline.frames[guess.main]
        self._starts, self._posts = self._around.posts() if discussion else ([], (0.0, 0.0))
        self.numbers = candidates(outline, weights, guess, self._around, discussion=discussion)
        self._texts = [self._blocks[number].text for number in self.numbers]
        self._in = [self._blocks[number].frame for number in self.numbers]
        self._finished = list(map(is_finished, self._texts))
        self._alike = Alike(outline.frames, self._around.calls, self._in)
        self._kinds = self._alike.told(self._members(), weights.total or 1.0, len(outline.blocks))

    def _members(self) -> Iterator[Member]:
        """What each of them adds to its kinds."""
        lengths, prose, blocks, picked = self._lengths, self._weights.prose, self._blocks, self._picked
        for number, finished in zip(self.numbers, self._finished, strict=True):
            yield number, lengths[number], prose[number], blocks[number].linked, finished, picked[number]

    @property
    def lengths(self) -> list[float]:
        """The characters of the described blocks."""
        return [self._lengths[number] for number in self.numbers]

    @property
    def groups(self) -> Groups:
        """For each described block what it is in."""
        boxes = [self._around.boxes[frame] for frame in self._in]
        return [far for _, far in self._alike.kinds], boxes, [self._frames[box].parent for box in boxes]

    def rows(self) -> Iterator[Row]:
        """The features of every block that may be text."""
        parts = self._shared(), self._own(), self._relative(), self._since()
        for shared, own, relative, since in zip(*parts, strict=True):
            yield (*shared, *own, *relative, *since)

    def _shared(self) -> Iterator[Row]:
        """What the frames around a block say, what is in its box and of its kind, and what is true of the page."""
        around, told, page, known = self._around, self._kinds, self._page(), dict[tuple[int, int, int], Row]()
        for frame, (near, far) in zip(self._in, self._alike.kinds, strict=True):
            place = around.stand(frame).place
            key = id(place), around.boxes[frame], far
            found = known.get(key)
            if found is None:
                found = known[key] = (*place.told(), *around.box(frame), *told[near], *told[far], *page)
            yield found

    def _page(self) -> Row:
        main, total, (first, last) = self._main, self._weights.total or 1.0, self._guessed()
        before = self._weights.sums[main.first] / total
        return self._around.share(main), last - first, total, float(len(self._blocks)), before, *self._posts

    def _own(self) -> Iterator[Row]:
        """What the block is."""
        tags, lengths, linked, reading = self._tags, self._lengths, self._linked, self._weights.lengths
        around, kinds, (copies, firsts) = self._around, self._kinds, self._copies()
        phrases = Phrases(self._blocks, self.numbers)
        labels, asking, crediting = phrases.labels, phrases.asking, phrases.crediting
        blocks = zip(self.numbers, self._texts, self._in, self._finished, self._alike.kinds, strict=True)
        for number, text, frame, finished, (near, far) in blocks:
            length, stand = lengths[number], around.stand(frame)
            yield (
                tags[number], length, float(reading[number]), 1.0 if finished else 0.0, linked[number],
                float(text.count("\n")), 1.0 if number in labels else 0.0,
                1.0 if number in asking else 0.0, 1.0 if number in crediting else 0.0, float(copies[text]),
                1.0 if firsts[text] < number else 0.0, stand.depth, stand.repeated, around.alike(frame),
                length / kinds[near][1], length / kinds[far][1],
            )  # fmt: skip

    def _copies(self) -> tuple[Counter[str], dict[str, int]]:
        """How often every text stands on the page, and the number of the first block that has it."""
        texts = [block.text for block in self._blocks]
        return Counter(texts), dict(zip(reversed(texts), reversed(range(len(texts))), strict=True))

    def _relative(self) -> Iterator[Row]:
        """Where it stands in the page and the main frame, and beside which blocks."""
        tags, lengths, linked, picked = self._tags, self._lengths, self._linked, self._picked
        prose, sums, total, main = self._weights.prose, self._weights.sums, self._weights.total or 1.0, self._main
        first, last = self._guessed()
        for number, frame in zip(self.numbers, self._in, strict=True):
            before, after = number - 1 if number else 0, number + 1 if number + 1 < len(tags) else number
            yield (
                1.0 if self._guess.marks[frame] else 0.0, 1.0 if main.first <= number < main.last else 0.0,
                picked[number], number / len(tags), sums[number] / total, number - first, last - number, prose[number],
                picked[before], picked[after], lengths[before], lengths[after], linked[before], linked[after],
                tags[before], tags[after],
            )  # fmt: skip

    def _guessed(self) -> tuple[float, float]:
        """The first and the last block of the first guess, or of its frame."""
        numbers = self._guess.numbers or (self._main.first, self._main.last)
        return float(numbers[0]), float(numbers[-1])

    def _since(self) -> Iterator[Row]:
        """How many blocks came before it in its box, and since what stands above it."""
        boxes, starts, described = self._around.boxes, self._starts, frozenset(self.numbers)
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
                run, min(number - headline, _FAR), min(number - heading, _FAR),
                float(number - starts[block.frame]) if starts else -1.0,
            )  # fmt: skip


def _marked(numbers: Iterable[int], blocks: int) -> list[float]:
    """1 for each of so many blocks that is among these, 0 for any other."""
    marks = [0.0] * blocks
    for number in numbers:
        marks[number] = 1.0
    return marks
