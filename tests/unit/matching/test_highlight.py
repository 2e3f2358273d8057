"""Highlighting: marks around found words, passages around the marks."""

from hypothesis import given
from hypothesis import strategies as st

from matching.highlight import excerpts, highlighted, spans_of
from matching.result import ClauseHit, Span
from matching.subject import Field, Subject


def span(text: str, word: str, field: Field = Field.TEXT) -> Span:
    at = text.index(word)
    return Span(field, at, at + len(word), word, word)


def test_words_are_marked_where_they_stand() -> None:
    assert highlighted("a crane fell", [(2, 7)]) == "a «crane» fell"
    assert highlighted("a crane fell", [(2, 7)], ("<", ">")) == "a <crane> fell"


def test_words_that_overlap_are_marked_as_one() -> None:
    assert highlighted("old port crane", [(0, 8), (4, 14)]) == "«old port crane»"


def test_a_passage_is_shown_in_one_line_with_what_stands_around() -> None:
    text = "far " * 60 + "the crane\nfell\x1b[1m here " + "far " * 60
    (shown,) = excerpts(Subject("No such word", text), [span(text, "crane")])
    assert shown.startswith("text: …far") and "the «crane» fell [1m here" in shown and shown.endswith("far…")
    assert len(shown) < 200


def test_words_far_apart_are_shown_apart_and_the_title_first() -> None:
    text = "crane " + "word " * 100 + "quay"
    subject = Subject("A crane", text)
    spans = [span(text, "quay"), span(text, "crane"), span(subject.title, "crane", Field.TITLE)]
    shown = list(excerpts(subject, spans))
    assert [line.split(":")[0] for line in shown] == ["title", "text", "text"]
    assert shown[0] == "title: A «crane»" and shown[1].startswith("text: «crane» word") and "«quay»" in shown[2]


def test_a_word_met_by_two_clauses_is_one_span() -> None:
    one = Span(Field.TEXT, 0, 5, "crane", "crane")
    assert spans_of([ClauseHit("a", (one,)), ClauseHit("b", (one,))]) == (one,)


@given(st.text("ab ", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4))
def test_marks_take_nothing_away(text: str, pairs: list[tuple[int, int]]) -> None:
    slices = [(min(pair), max(pair)) for pair in pairs if max(pair) <= len(text)]
    assert highlighted(text, slices).replace("«", "").replace("»", "") == text
