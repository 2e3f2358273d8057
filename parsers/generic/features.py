"""What is known of a block, as numbers for the forest: what it is, where it stands, what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.bylines import byline_in
from parsers.generic.selection import Guess
from parsers.generic.surroundings import Place, Surroundings
from parsers.generic.weights import Weights
from parsers.outline import Block, Outline
from parsers.prose import is_finished

#: The features in their order; a learned tree names them by their number.
FEATURES = (
    "tag", "length", "reading_length", "finished", "linked", "lines", "capitals", "phrase", "byline",
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
#: Words of labels, notes and invitations, in lower case: a pattern that ignores case is several times as slow.
_PHRASE = re.compile(
    r"(?<![a-z])(?:read more|sign up|subscribe|newsletter|related|advertis|share this|follow us|click here|copyright|"
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
_SHORT, _BYLINE, _HEADING = 200, 100, 60  #: characters
_FEW = 100  #: characters of a block in which its kind shows
_IN_CHROME, _MENU_LINKS = 0.2, 0.7
_FAR = 999

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
        self._parents = [outline.frames[block.frame].parent for block in outline.blocks]

    def rows(self) -> Iterator[tuple[int, Row]]:
        """The features of every block that may be text, with its number: all but menus and the site's own boxes."""
        around, headline, heading, run, box_before = self._around, -_FAR, -_FAR, 0, -1
        places: dict[int, Row] = {}
        for number, block in enumerate(self._blocks):
            box = around.boxes[block.frame]
            run = run + 1 if box == box_before else 1
            box_before = box
            tag, length, linked = self._looks[number]
            if tag == _HEADLINE:
                headline = number
            place = around.places[block.frame]
            if 0 < place.chrome < _IN_CHROME or (linked > 0.5 and around.box(box).links > _MENU_LINKS):
                continue
            if length < _HEADING and tag != _HEADLINE and _AFTER.match(block.text):
                heading = number
            row = self._own(number, block)
            row += places.get(id(place)) or places.setdefault(id(place), _of_place(place))
            row += (around.depths[block.frame], around.alike(block.frame))
            row += around.box(box)
            row += self._relative(number)
            row += (run, min(number - headline, _FAR), min(number - heading, _FAR), heading == number, *self._posts)
            row.append(number - self._starts[block.frame] if self._starts else -1)
            yield number, row

    def _own(self, number: int, block: Block) -> Row:
        tag, length, linked = self._looks[number]
        text = block.text
        words = text[:_FEW].split()
        return [
            tag, length, self._weights.lengths[number], is_finished(text), linked, text.count("\n"),
            sum([word[0].isupper() for word in words]) / len(words),
            length < _SHORT and _PHRASE.search(text.lower()) is not None,
            length < _BYLINE and byline_in(text) is not None,
        ]  # fmt: skip

    def _relative(self, number: int) -> Row:
        """Where the block stands in the page and the main frame, and beside which blocks."""
        guess, weights = self._guess, self._weights
        count = len(self._blocks)
        before, after = max(0, number - 1), min(count - 1, number + 1)
        previous_tag, previous_length, previous_linked = self._looks[before]
        next_tag, next_length, next_linked = self._looks[after]
        parents = self._parents
        parent = parents[number]
        return [
            guess.marks[self._blocks[number].frame], self._main.first <= number < self._main.last,
            guess.picked[number], number / count, weights.sums[number] / self._total,
            number - self._first, self._last - number, *self._page, weights.prose[number],
            guess.picked[before], guess.picked[after], previous_length, next_length, previous_linked, next_linked,
            previous_tag, next_tag, parents[before] == parent, parents[after] == parent,
        ]  # fmt: skip


def _of_place(place: Place) -> Row:
    elements, said = place.elements, place.said
    return [
        elements & 1, elements & 2, elements & 4, elements & 8, elements & 16, elements & 32, elements & 64,
        elements & 128, elements & 256, elements & 512, said & 1, said & 2, said & 4, said & 8, *place[2:],
    ]  # fmt: skip
