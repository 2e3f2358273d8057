"""Translations: what texts in two languages must share to be shown beside each other."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.translations import Gist, candidate, figures_of

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ONE = Gist("one", "en", NOON, frozenset({"Harbour", "Council"}), frozenset({"46", "1500"}))
OTHER = replace(ONE, uid="other", language="th", at=NOON + timedelta(days=2))


def test_names_figures_and_the_day_make_a_candidate() -> None:
    found = candidate(ONE, OTHER)
    assert found is not None
    assert (found.uid, found.names, found.figures, found.strength) == (
        "other",
        ("Council", "Harbour"),
        ("1500", "46"),
        1.0,
    )


@pytest.mark.parametrize(
    "other",
    [
        replace(OTHER, language="en"),
        replace(OTHER, language=None),
        replace(OTHER, at=NOON + timedelta(days=4)),
        replace(OTHER, names=frozenset({"Harbour"})),
        replace(OTHER, names=frozenset({"Harbour", "Council", "Ferry", "Crane", "River"})),
        replace(OTHER, figures=frozenset()),
        replace(OTHER, figures=frozenset({"46", "11", "12"}) | {"13"}),
    ],
    ids=["one language", "no language", "later", "one name", "other names", "no figures", "other figures"],
)
def test_less_makes_none(other: Gist) -> None:
    assert candidate(replace(ONE, figures=ONE.figures | {"77", "78"}), other) is None


def test_one_figure_is_enough_where_neither_has_another() -> None:
    lone = replace(ONE, figures=frozenset({"46"}))
    assert candidate(lone, replace(OTHER, figures=lone.figures))
    assert candidate(lone, replace(OTHER, figures=frozenset({"46", "11"}))) is None


@given(st.sets(st.sampled_from(sorted("abcdef"))), st.sets(st.sampled_from(["10", "20", "30", "40"])))
def test_it_is_the_same_from_either_side(names: set[str], figures: set[str]) -> None:
    other = replace(OTHER, names=frozenset(names), figures=frozenset(figures))
    one = replace(ONE, names=frozenset("abc"), figures=frozenset({"10", "20"}))
    here, there = candidate(one, other), candidate(other, one)
    assert (here is None) == (there is None)
    if here and there:
        assert (here.strength, here.names, here.figures) == (there.strength, there.names, there.figures)


def test_figures_are_read_in_any_digits_and_grouping() -> None:
    assert figures_of("In 2021 there were 1,500 boats, 46 of them new; 7 sank.") == {"1500", "46"}
    assert figures_of("၄၆ ๑๒ 1 500 1.500") == {"46", "12", "1500"}
    assert figures_of("12³ and 00 and ½") == {"12"}
