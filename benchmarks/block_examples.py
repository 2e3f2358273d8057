"""The pages of the public test sets as the training of parsers/generic sees them: described blocks, and which are text."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy

from benchmarks.block_labels import labels
from benchmarks.measures import Truth
from parsers.anything import posts_of
from parsers.decoding.encoding import decode
from parsers.generic import shown
from parsers.generic.context import CONTEXT, Groups, in_context
from parsers.generic.features import FEATURES, Describer, Row
from parsers.generic.selection import Guess, first_guess
from parsers.generic.weights import Weights
from parsers.page import Page
from parsers.registry import engine_of
from parsers.scope import Scope
from parsers.tree.outline import Block, Outline

SETS = ("sh", "fundus_eval", "wcxb", "zh", "traf")
SNIPPET_WORTH = 8.0  #: of a block that a snippet judges, where 100 is what a whole text is worth


@dataclass(slots=True)
class Example:
    """A page as training sees it."""

    name: str
    site: str
    truth: Truth
    discussion: bool
    outline: Outline  #: what is judged, without its links
    numbers: list[int]  #: of the blocks that are described
    rows: Any
    groups: Groups
    first: int  #: the number of the first block that the first guess took
    shares: Any
    weights: Any
    guessed: str  #: the text by the first guess, which stands where the trees find nothing
    posted: str  #: the posts, where the engine of a board is known: no trees are asked then

    @property
    def blocks(self) -> list[Block]:
        """The blocks that are described."""
        return [self.outline.blocks[number] for number in self.numbers]

    @property
    def is_forum(self) -> bool:
        """Whether people called it a forum's page, or the page says so itself."""
        return self.discussion or self.truth.get("page_type") == "forum"

    def in_context(self, odds: Any) -> Any:
        """The rows, and beside them what these odds of the first trees say of the blocks around each."""
        lengths = [len(block.text) for block in self.blocks]
        around = in_context(list(map(float, odds)), lengths, self.groups)
        return numpy.hstack([self.rows, numpy.array(around, dtype=numpy.float32).reshape(-1, len(CONTEXT))])


def examples(data: Path) -> Iterator[Example]:
    """The pages of the sets; one without any text has no blocks."""
    for name in SETS:
        with lzma.open(data / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            yield from (_example(name, json.loads(line)) for line in lines)


def _example(name: str, line: dict[str, Any]) -> Example:
    """A page with what is text in it."""
    truth, url = line["truth"], line["url"] or line["truth"].get("url")
    page = Page(decode(line["html"].encode("utf-8", "surrogatepass")), url=url)
    outline, weights = shown(page.outline, discussion=page.is_discussion)
    guess = first_guess(outline, weights)
    described, numbers, groups = _described(page, outline, weights, guess)
    shares, worth = _marks(outline.blocks, numbers, truth)
    taken = guess.numbers if guess else []
    return Example(
        name,
        _site_of(url) or line["id"],
        truth,
        page.is_discussion,
        Outline(outline.frames, outline.blocks, ()),
        numbers,
        numpy.array(described, dtype=numpy.float32).reshape(-1, len(FEATURES)),
        groups,
        next(iter(taken), 0),
        numpy.array(shares).clip(0, 1),
        numpy.array(worth),
        "\n\n".join(outline.blocks[number].text for number in taken),
        _posted(page),
    )


def _described(
    page: Page, outline: Outline, weights: Weights, guess: Guess | None
) -> tuple[list[Row], list[int], Groups]:
    """The rows, numbers and groups of the blocks that may be text; none where nothing on the page looks like any."""
    if guess is None:
        return [], [], ([], [], [])
    describer = Describer(outline, weights, guess, discussion=page.is_discussion)
    return list(describer.rows()), describer.numbers, describer.groups


def _posted(page: Page) -> str:
    """The posts of a discussion whose engine is known, "" of any other page."""
    engine = engine_of(page) if page.is_discussion else None
    return "\n\n".join(posts_of(engine).read(Scope.of(page)).value or ()) if engine else ""


def _marks(blocks: tuple[Block, ...], numbers: list[int], truth: Truth) -> tuple[list[float], list[float]]:
    """For each of these blocks the share of it that is text, and what it is worth."""
    if not truth.get("articleBody"):
        shares = [_snippet_share(truth, blocks[number].text) for number in numbers]
        return shares, [0.0 if share < 0 else SNIPPET_WORTH for share in shares]
    marks, tokens = labels(blocks, truth)
    length = max(20, sum(count * share for count, share in zip(tokens, marks, strict=True)))
    worth = [min(12.0, max(0.05, (tokens[number] + 2) / length * 100)) for number in numbers]
    return [marks[number] for number in numbers], worth


def _snippet_share(truth: Truth, text: str) -> float:
    """1 for a block with a snippet of the text, 0 for one with a snippet of what is none, -1 where nothing is known."""
    line = " ".join(text.split())
    if any(" ".join(part.split()) in line for part in truth.get("with", ())):
        return 1.0
    return 0.0 if any(" ".join(part.split()) in line for part in truth.get("without", ())) else -1.0


def _site_of(url: str | None) -> str | None:
    """The part of a host that a site's pages share, by and large."""
    labels_of_host = (urlsplit(url or "").hostname or "").split(".")
    short = len(labels_of_host) > 2 and len(labels_of_host[-1]) == 2 and len(labels_of_host[-2]) <= 3
    return ".".join(labels_of_host[-3 if short else -2 :]) or None
