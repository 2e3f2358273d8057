"""Expressions that are looked for together."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from parsers.generic.phrases import Phrases
from parsers.generic.places import said_by
from parsers.generic.spotter import Spotter
from parsers.tree.outline import Block


def spotted(spotter: Spotter, text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    spotter.spot(text.encode(), lambda number, _start, end, *_: found.append((number, end)))
    return found


def test_every_expression_is_found_though_another_begins_in_the_same_place() -> None:
    expressions = {1: "quay", 4: "quay crane", 8: "^crane"}

    assert spotted(Spotter(expressions, once=False), "quay crane\ncrane quay") == [(1, 4), (4, 10), (8, 16), (1, 21)]
    assert sorted(spotted(Spotter(expressions, once=True), "quay crane\ncrane quay")) == [(1, 4), (4, 10), (8, 16)]


def test_phrases_are_told_of_the_block_that_they_stand_in() -> None:
    texts = (
        "Photo: Ann Oak",
        "The ferry came.",
        "Подписаться на нас",
        "Sign up for\nour newsletter",
        "x" * 300 + " photo",
    )
    phrases = Phrases([Block(text, "p", 0, 0) for text in texts], [0, 1, 2, 3, 4])

    assert (phrases.labels, phrases.asking, phrases.crediting) == ({0, 2, 3}, {2, 3}, {0})


def test_pages_may_be_read_in_several_threads() -> None:
    names = [["post", f"side-bar-{number}", "comment-list"] for number in range(2000)]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(said_by, names)) == list(map(said_by, names))
