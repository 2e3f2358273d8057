"""The learned trees and what they are asked about."""

from __future__ import annotations

import pytest

from parsers.generic.context import CONTEXT, in_context
from parsers.generic.features import FEATURES, Describer
from parsers.generic.forest import Forest, read_forest
from parsers.generic.places import BESIDE, CHROME, COMMENT, QUOTED, TEXT, said_by, sense_of
from parsers.generic.selection import first_guess
from parsers.generic.weights import weigh
from parsers.page import Page

LINE = "The evening ferry waited forty minutes for a wedding party on Friday, and nobody complained about it."
SURE = (-1.5, 2.0)


def described(html: str, *, discussion: bool = False) -> list[dict[str, float]]:
    outline = Page(html).outline
    weights = weigh(outline)
    guess = first_guess(outline, weights)
    assert guess is not None
    rows = Describer(outline, weights, guess, discussion=discussion).rows()
    return [dict(zip(FEATURES, row, strict=True)) for row in rows]


def test_a_tree_gives_the_leaf_that_its_bounds_lead_to() -> None:
    forest = Forest([[0, 1.5, -1, [1, 0, 2, 3]]], SURE)

    assert [forest.odds(row) for row in ([1.5, 9], [2, 0], [2, 1])] == [-1, 2, 3]


def test_the_trees_add_up() -> None:
    assert Forest([1, [0, 0, 0.5, 0.25]], SURE).odds([1]) == 1.25


def test_where_the_first_trees_are_sure_the_others_are_not_asked() -> None:
    assert Forest([2.5, -0.5, -0.5, -9.0], SURE).odds([]) == 2.5
    assert Forest([2.0, -0.5, -0.5, -9.0], SURE).odds([]) == -8.0


def test_what_is_no_number_makes_no_tree() -> None:
    with pytest.raises(ValueError, match="could not convert"):
        Forest(["print()"], SURE)


def test_a_tree_with_too_few_parts_is_refused() -> None:
    with pytest.raises(ValueError, match="not enough values"):
        Forest([[1, 2, 3]], SURE)


@pytest.mark.parametrize("kind", ["articles", "discussions"])
def test_the_shipped_trees_read_the_features_there_are(kind: str) -> None:
    first = read_forest(f"{kind}_first", SURE).odds([0.0] * len(FEATURES))
    second = read_forest(f"{kind}_second", SURE).odds([0.0] * len(FEATURES + CONTEXT))

    assert -20 < first < 20
    assert -20 < second < 20


def test_every_block_has_every_feature() -> None:
    rows = described(f"<h1>Ferry</h1><article class=story-body><p>{LINE}</p><ul><li>{LINE}</li></ul></article>")

    assert [row["in_article"] > 0 for row in rows] == [False, True, True]
    assert [row["in_ul"] > 0 for row in rows] == [False, False, True]
    assert [row["since_headline"] for row in rows] == [0, 1, 2]


@pytest.mark.parametrize("discussion", [False, True])
def test_features_are_floats_which_trees_compare_fastest(discussion: bool) -> None:
    (row, *_) = described(f"<article class=post><p>{LINE}</p></article>", discussion=discussion)

    assert {name for name, value in row.items() if type(value) is not float} == set()
    assert {type(value) for around in in_context([2.0, -1.0], [9.0] * 2, ([0, 1],) * 3) for value in around} == {float}


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("sidebar", CHROME), ("left sidebar-content", 0), ("col-2 site-nav", CHROME), ("navy", 0),
        ("is-hidden", BESIDE), ("hidden-xs", 0), ("post-body photo", BESIDE | TEXT), ("quote reply", COMMENT | QUOTED),
    ],
)  # fmt: skip
def test_names_say_what_a_frame_is_whichever_stands_first(names: str, said: int) -> None:
    assert said_by(names.split()) == said
    assert sense_of("div", " ".join(reversed(names.split()))).said == said
    assert sense_of("article", names).said == 0


def test_figures_do_not_tell_a_frame_from_its_like() -> None:
    assert sense_of("div", "post post-12 red").call == sense_of("div", "7 post post-3").call == "div post post-"


def test_a_heading_of_what_follows_a_text_is_remembered() -> None:
    rows = described(f"<div><p>{LINE}</p><h3>12 Comments</h3><p>{LINE}</p></div>")

    assert [row["since_aside_heading"] for row in rows][1:] == [0, 1]


def test_the_sites_own_boxes_are_not_described() -> None:
    filler = f"<p>{LINE}</p>" * 8

    assert len(described(f"<div>{filler}</div><footer><p>{LINE}</p></footer>")) == 8


def test_what_stands_apart_from_an_article_is_described_where_it_is_prose() -> None:
    text, links = f"<div class=story>{f'<p>{LINE}</p>' * 8}</div>", "<ul><li><a href=/a>Tides</a></li></ul>"
    beside = f"<aside><p>Ann Oak</p><p>{LINE}</p></aside><section><p>Ann Oak</p>{links}</section>"

    assert len(described(text + beside)) == 10
    assert len(described(text + beside, discussion=True)) == 12


def test_posts_of_a_discussion_are_told_by_what_they_are_called() -> None:
    posts = "".join(f'<div class="post post-{number}"><p>{LINE}</p><p>Me too.</p></div>' for number in range(3))

    rows = described(posts, discussion=True)

    assert [row["posts"] for row in rows] == [3.0] * 6
    assert [row["since_post"] for row in rows] == [0, 1] * 3


def test_a_block_is_told_what_blocks_in_boxes_of_its_name_are_like() -> None:
    text = f"<div class=story><p>{LINE}</p><p>{LINE} {LINE}</p></div>"
    (first, second, teaser) = described(f"{text}<div class=card><p>Read on</p></div>")

    assert [row["near_count"] for row in (first, teaser)] == [3, 3]  # all are in a paragraph without a name
    assert [row["far_count"] for row in (first, second, teaser)] == [2, 2, 1]
    assert first["far_average"] == len(LINE) * 1.5 + 0.5
    assert second["far_length"] > 1 > first["far_length"]


def test_requests_and_credits_are_known_by_their_words() -> None:
    lines = [LINE, "Photo: Ann Oak", "Sign up for our newsletter", "Фото: Анна Дуб", f"Your email address. {LINE}"]

    rows = described("".join(f"<p>{line}</p>" for line in lines))

    assert [row["credits"] for row in rows] == [False, True, False, True, False]
    assert [row["asks"] for row in rows] == [False, False, True, False, True]
    assert [row["phrase"] for row in rows] == [False, True, True, True, True]


def test_a_text_that_stood_above_is_a_copy() -> None:
    rows = described(f"<p>{LINE}</p><blockquote>{LINE}</blockquote><p>Yes, he did wait.</p>")

    assert [(row["copies"], row["is_copy"]) for row in rows] == [(2, False), (2, True), (1, False)]


def test_the_context_of_a_block_is_what_was_made_of_its_neighbours_and_of_its_like() -> None:
    odds, like, apart = [3.0, -3.0, 0.0], [1, 2, 1], [1, 2, 3]

    rows = [dict(zip(CONTEXT, row, strict=True)) for row in in_context(odds, [100] * 3, (like, apart, like))]

    assert [row["odds_1_above"] for row in rows] == [-6.0, 3.0, -3.0]
    assert [round(row["far_share"], 2) for row in rows] == [0.73, 0.05, 0.73]
    assert [round(row["box_share"], 2) for row in rows] == [0.95, 0.05, 0.5]
    assert [row["from_sure"] for row in rows] == [0, 1, 2]
    assert {row["likely"] for row in rows} == {1}


def test_a_page_without_a_block_in_question_has_no_context() -> None:
    assert in_context([], [], ([], [], [])) == []
