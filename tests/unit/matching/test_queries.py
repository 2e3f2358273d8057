"""Queries held against subjects: operators, fields, weights and the laws they keep."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from matching.names import Form, NameList
from matching.result import MatchResult
from matching.subject import Subject
from matching.watch import Watch, compile_watch, match
from model.errors import QueryError

PARAGRAPHS = "first alpha words\n\nsecond beta words"


def held(query: str, text: str = "", **known: Any) -> MatchResult:
    subject = Subject(text=text, **known)
    return match(compile_watch(Watch("w", "A watch", query)), subject)


@pytest.mark.parametrize(
    ("query", "progress"),
    [
        ("alpha AND NOT lang:fr", 0.0),
        ("lang:en AND kind:article AND alpha", 0.0),
        ("gamma AND NOT beta", 0.99),
        ("gamma AND alpha AND lang:fr", 0.5),
        ("NOT beta AND NOT lang:fr", 0.5),
    ],
)
def test_what_a_document_is_not_or_is_besides_its_words_brings_it_no_nearer(query: str, progress: float) -> None:
    result = held(query, "gamma beta", language="en", kind="article")
    assert (result.matched, result.progress) == (False, progress)


@pytest.mark.parametrize(
    ("query", "text", "matched"),
    [
        ("alpha AND beta", "alpha and beta", True),
        ("alpha AND gamma", "alpha and beta", False),
        ("alpha OR gamma", "alpha and beta", True),
        ("alpha AND NOT beta", "alpha and beta", False),
        ("alpha AND NOT gamma", "alpha and beta", True),
        ("NOT NOT alpha", "alpha", True),
        ('"alpha beta"', "alpha, beta", False),
        ('"alpha beta"', "alpha\nbeta", True),
        ("alpha NEAR/1 beta", "beta alpha", True),
        ("alpha NEAR/2 beta", "alpha one two beta", False),
        ("alpha NEAR/3 beta", "alpha one two beta", True),
        ("alpha NEAR/3 beta NEAR/1 gamma", "alpha one two beta gamma", True),
        ("2 OF (alpha, beta, gamma)", "gamma alpha", True),
        ("2 OF (alpha, beta, gamma)", "gamma", False),
        ("(alpha AND NOT beta) NEAR/3 gamma", "alpha and gamma", True),
        ("2 OF (alpha, NOT beta) NEAR/3 gamma", "alpha and gamma", True),
        ("alp*", "alphas", True),
        ("alp", "alphas", False),
        ("lead:alpha AND body:beta", PARAGRAPHS, True),
        ("lead:beta", PARAGRAPHS, False),
        ("title:alpha", PARAGRAPHS, False),
        ("alpha WITH beta", PARAGRAPHS, True),
    ],
)
def test_operators_do_what_they_say(query: str, text: str, matched: bool) -> None:
    assert held(query, text).matched is matched


@pytest.mark.parametrize(
    ("query", "known", "matched"),
    [
        ("lang:zh", {"language": "zh-Hans"}, True),
        ("lang:zh", {"language": "zhu"}, False),
        ("lang:(en OR ru)", {"language": "RU"}, True),
        ("lang:en", {}, False),
        ("host:news.example", {"host": "www.news.example"}, True),
        ("host:news.example", {"host": "fakenews.example"}, False),
        ("source:harbour*", {"source": "harbour-gazette"}, True),
        ("kind:thread", {"kind": "thread"}, True),
        ('author:"Jo Writer"', {"authors": ("Anna Bell", "JO WRITER")}, True),
        ("author:Bell", {"authors": ("Bellamy",)}, False),
        ("published:2025-03..2025-05", {"published": date(2025, 5, 31)}, True),
        ("published:2025-03..2025-05", {"published": date(2025, 6, 1)}, False),
        ("published:2025..", {"published": date(2024, 12, 31)}, False),
        ("published:..2025", {"published": date(2024, 12, 31)}, True),
        ("published:..2025", {"published": date(2026, 1, 1)}, False),
        ("published:2025", {}, False),
        ("kind:thr*", {"kind": "thread"}, True),
        ("title:alpha", {"title": "The Alpha"}, True),
    ],
)
def test_fields_ask_about_the_document(query: str, known: dict[str, Any], matched: bool) -> None:
    assert held(query, **known).matched is matched


def test_distance_is_counted_in_characters_where_words_are_not_spaced() -> None:
    assert held("普京 NEAR/4 缅军", "普京" + "了" * 9 + "缅军").matched
    assert not held("普京 NEAR/4 缅军", "普京" + "了" * 10 + "缅军").matched


def test_what_is_near_may_be_bound_to_what_is_not_there() -> None:
    assert held("alpha NEAR/5 (NOT beta AND gamma)", "alpha, then gamma").matched
    assert not held("alpha NEAR/5 (NOT beta AND gamma)", "alpha, then gamma and beta").matched


def test_a_word_divided_at_a_line_end_is_found_whole_and_in_its_parts() -> None:
    text = "the pro-\nmilitary mili-\ntary"
    assert [span.as_written for span in held("military", text).clauses[0].spans] == ["military"]
    assert [span.as_written for span in held("promilitary", text).clauses[0].spans] == ["pro-\nmilitary"]


def test_a_title_is_near_the_beginning_of_its_text() -> None:
    assert held("alpha NEAR/3 beta", "one beta", title="an alpha").matched


@pytest.mark.parametrize("title", ["alpha\u00ad", "alpha-", "alpha\u2010", "alpha \n"])
def test_a_title_and_its_text_stay_apart_however_they_end_and_begin(title: str) -> None:
    assert held("title:alpha AND body:beta AND NOT title:beta", "\nbeta", title=title).matched


def test_near_never_reaches_into_another_item_of_a_digest() -> None:
    text = "Lima: alpha is here.\n\nOslo: beta is here.\n\nRome: nothing."
    assert not held("alpha NEAR/60 beta", text).matched
    assert not held("alpha WITH beta", text).matched
    assert held("alpha AND beta", text).matched


def test_only_the_words_that_stand_near_are_shown() -> None:
    result = held("alpha NEAR/2 beta", "alpha beta " + "word " * 30 + "alpha")
    assert [(span.start, span.as_written) for span in result.clauses[0].spans] == [(0, "alpha"), (6, "beta")]


def test_clauses_met_are_told_apart() -> None:
    result = held('(alpha AND beta) OR gamma OR "delta x"', "beta alpha gamma")
    assert [hit.clause for hit in result.clauses] == ["alpha AND beta", "gamma"]


def test_a_score_adds_the_weights_of_the_clauses_met() -> None:
    assert held("alpha^2 OR beta OR gamma^5", "alpha beta").score == 3.0
    assert held("alpha^2 AND beta", "alpha beta").score == 1.0


def test_a_threshold_keeps_weak_matches_out() -> None:
    watch = Watch("w", "A watch", "alpha^2 OR beta", threshold=2)
    assert match(compile_watch(watch), Subject(text="alpha")).matched
    weak = match(compile_watch(watch), Subject(text="beta"))
    assert not weak.matched
    assert weak.missing == ("the score 1 is below the threshold 2",)


def test_a_word_of_a_query_may_be_a_form_of_its_names_too() -> None:
    names = (NameList("port", "Port of Bergen", (Form("Bergen", "en"),)),)
    watch = compile_watch(Watch("w", "A watch", "(Bergen OR @port) AND ferry", names=names))
    spans = match(watch, Subject(text="Bergen ferry")).clauses[0].spans
    assert [(span.form, span.name) for span in spans] == [("Bergen", None), ("Bergen", "port")]


def test_an_exclusion_keeps_a_match_out_and_says_by_which_words() -> None:
    watch = compile_watch(Watch("w", "A watch", "alpha", exclude="title:sport OR quiz"))
    result = match(watch, Subject(title="Sport today", text="alpha"))
    assert not result.matched
    assert result.missing == ("excluded by Sport",)


@pytest.mark.parametrize(
    ("query", "text", "missing"),
    [
        ("alpha AND beta", "alpha", ("beta is not there",)),
        ("alpha NEAR/2 beta", "alpha one two three beta", ("alpha and beta stand 4 words apart, 2 are allowed",)),
        ("alpha AND NOT beta", "alpha beta", ("beta is there and must not be",)),
        ("(alpha AND beta) OR (gamma AND delta)", "gamma", ("delta is not there",)),
        ("lang:en AND alpha", "alpha", ("lang:en: the document has lang unknown",)),
        ("title:alpha", "alpha", ("alpha is not there in the title",)),
        ("2 OF (alpha, beta)", "alpha", ("1 of the 2 wanted in 2 OF (alpha, beta)", "beta is not there")),
    ],
)
def test_a_near_miss_says_what_was_missing(query: str, text: str, missing: tuple[str, ...]) -> None:
    assert held(query, text).missing == missing


words = st.sampled_from(["alpha", "beta", "gamma", "delta"])
queries = st.recursive(
    words,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: f"({two[0]} AND {two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]} OR {two[1]})"),
        inner.map(lambda one: f"(NOT {one})"),
    ),
    max_leaves=6,
)
texts = st.lists(words, max_size=4).map(" ".join)


@given(queries, texts)
def test_not_not_changes_nothing(query: str, text: str) -> None:
    assert held(f"NOT NOT {query}", text).matched == held(query, text).matched


@given(queries, queries, texts)
def test_or_and_and_commute(one: str, other: str, text: str) -> None:
    assert held(f"{one} OR {other}", text).matched == held(f"{other} OR {one}", text).matched
    assert held(f"{one} AND {other}", text).matched == held(f"{other} AND {one}", text).matched


@given(words, words, st.integers(0, 9), st.lists(words, max_size=12).map(" ".join))
def test_near_commutes_and_grows_with_its_distance(one: str, other: str, far: int, text: str) -> None:
    near = held(f"{one} NEAR/{far} {other}", text).matched
    assert near == held(f"{other} NEAR/{far} {one}", text).matched
    assert held(f"{one} NEAR/{far + 1} {other}", text).matched or not near


def test_a_word_inside_a_long_phrase_does_not_hide_how_near_the_phrase_reaches() -> None:
    phrase = "alpha beta gamma alpha delta"
    for query in (f'("{phrase}" OR beta OR gamma) NEAR/1 zeta', f'zeta NEAR/1 ("{phrase}" OR beta OR gamma)'):
        spans = held(query, f"{phrase} zeta").clauses[0].spans
        assert [span.as_written for span in spans] == [phrase, "zeta"]


PORT = NameList("port", "Port", (Form("alpha", "en"), Form("beta gamma", "en", near=("delta",), within=2)))
operands = st.sampled_from(
    ["alpha", '"beta gamma"', "gam*", "@port", "/al\\w+/", "title:delta", "lead:@port", "lang:en", "published:2025"]
)
anything = st.recursive(
    operands,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["AND", "OR", "NEAR/2", "WITH"]), inner).map(lambda of: f"({' '.join(of)})"),
        st.tuples(inner, inner).map(lambda two: f"1 OF ({two[0]}, {two[1]}, NOT {two[0]})"),
        inner.map(lambda one: f"(NOT {one})^2"),
        inner.map(lambda one: f"body:{one}"),
    ),
    max_leaves=6,
)


@given(anything, st.lists(words, max_size=8).map(" ".join), st.sampled_from(["", "delta", "alpha-"]))
def test_whatever_can_be_read_has_a_verdict_with_its_reasons(query: str, text: str, title: str) -> None:
    try:
        watch = compile_watch(Watch("w", "A watch", query, names=(PORT,)))
    except QueryError:  # what has no place cannot be near
        reject()
    result = match(watch, Subject(title, text))
    assert result.matched != bool(result.missing)


@given(queries, texts)
def test_a_result_either_matches_or_says_what_is_missing(query: str, text: str) -> None:
    result = held(query, text)
    assert result.matched != bool(result.missing)
