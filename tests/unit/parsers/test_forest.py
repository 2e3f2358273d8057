"""The learned trees and what they are asked about."""

from __future__ import annotations

import pytest

from parsers.generic.features import FEATURES, Describer
from parsers.generic.forest import Forest, read_forest
from parsers.generic.selection import first_guess
from parsers.generic.weights import weigh
from parsers.page import Page

LINE = "The evening ferry waited forty minutes for a wedding party on Friday, and nobody complained about it."


def described(html: str, *, discussion: bool = False) -> list[dict[str, float]]:
    outline = Page(html).outline
    weights = weigh(outline)
    guess = first_guess(outline, weights)
    assert guess is not None
    rows = Describer(outline, weights, guess, discussion=discussion).rows()
    return [dict(zip(FEATURES, row, strict=True)) for _, row in rows]


def test_a_tree_gives_the_leaf_that_its_bounds_lead_to() -> None:
    forest = Forest([[0, 1.5, -1, [1, 0, 2, 3]]])

    assert [forest.odds(row) for row in ([1.5, 9], [2, 0], [2, 1])] == [-1, 2, 3]


def test_the_trees_add_up() -> None:
    assert Forest([1, [0, 0, 0.5, 0.25]]).odds([1]) == 1.25


def test_where_the_first_trees_are_sure_the_others_are_not_asked() -> None:
    assert Forest([*[0.5] * 20, -100.0]).odds([]) == 10.0


def test_what_is_no_number_makes_no_tree() -> None:
    with pytest.raises(ValueError, match="could not convert"):
        Forest(["print()"])


def test_a_tree_with_too_few_parts_is_refused() -> None:
    with pytest.raises(ValueError, match="not enough values"):
        Forest([[1, 2, 3]])


@pytest.mark.parametrize("name", ["articles", "discussions"])
def test_the_shipped_trees_read_the_features_there_are(name: str) -> None:
    odds = read_forest(name).odds([0.0] * len(FEATURES))

    assert -20 < odds < 20


def test_every_block_has_every_feature() -> None:
    rows = described(f"<h1>Ferry</h1><article class=story-body><p>{LINE}</p><ul><li>{LINE}</li></ul></article>")

    assert [row["in_article"] > 0 for row in rows] == [False, True, True]
    assert [row["in_ul"] > 0 for row in rows] == [False, False, True]
    assert [row["since_headline"] for row in rows] == [0, 1, 2]


def test_a_heading_of_what_follows_a_text_is_remembered() -> None:
    rows = described(f"<div><p>{LINE}</p><h3>12 Comments</h3><p>{LINE}</p></div>")

    assert [row["since_aside_heading"] for row in rows][1:] == [0, 1]


def test_the_sites_own_boxes_are_not_described() -> None:
    filler = f"<p>{LINE}</p>" * 8

    assert len(described(f"<div>{filler}</div><footer><p>{LINE}</p></footer>")) == 8


def test_posts_of_a_discussion_are_told_by_what_they_are_called() -> None:
    posts = "".join(f'<div class="post post-{number}"><p>{LINE}</p><p>Me too.</p></div>' for number in range(3))

    rows = described(posts, discussion=True)

    assert [row["posts"] for row in rows] == [3.0] * 6
    assert [row["since_post"] for row in rows] == [0, 1] * 3
