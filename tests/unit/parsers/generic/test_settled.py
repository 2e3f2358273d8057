"""A block in doubt goes with the blocks around it."""

from __future__ import annotations

import pytest

from parsers.generic.context import settled

PARAGRAPH = 300.0  #: characters


def test_a_block_in_doubt_between_paragraphs_is_one() -> None:
    assert min(settled([2.0] * 5 + [-0.1] + [2.0] * 5, [PARAGRAPH] * 11)) > 0


def test_a_block_in_doubt_between_teasers_is_one() -> None:
    assert max(settled([-2.0] * 5 + [0.1] + [-2.0] * 5, [PARAGRAPH] * 11)) < 0


def test_what_is_sure_stays_as_it_is_wherever_it_stands() -> None:
    odds = [-2.0, -2.0, 2.0, -2.0, -2.0]

    assert [odd > 0 for odd in settled(odds, [PARAGRAPH] * 5)] == [odd > 0 for odd in odds]


@pytest.mark.parametrize("odds", [[0.02], [0.02, -2.0]])
def test_nothing_beyond_the_ends_of_a_page_is_text(odds: list[float]) -> None:
    assert max(settled(odds, [30.0] * len(odds))) < 0


def test_a_page_without_blocks_has_no_odds() -> None:
    assert settled([], []) == []
