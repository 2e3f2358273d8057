"""Patterns: what they find in texts as written, and that no pattern and text together take long."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.patterns import compile_pattern
from matching.subject import Subject
from matching.watch import Watch, compile_watch, match
from matching.watchset import WatchSet
from model.errors import QueryError


def found(pattern: str, text: str) -> list[str]:
    return [text[start:end] for start, end in compile_pattern(pattern, f"/{pattern}/", 1).find(text)]


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [
        (r"T-?72[AB]?", "T-72, T72B and t-72", ["T-72", "T72B"]),
        (r"(?i)т-?72", "Т-72", ["Т-72"]),
        (r"(?i)жизнь", "ЖИЗНЬ", ["ЖИЗНЬ"]),
        (r"\w+", "кран, ปั้นจั่น ကရိန်း", ["кран", "ปั้นจั่น", "ကရိန်း"]),
        (r"\W+", "é-ë", ["-"]),
        (r"\d+", "7 and ၁၂", ["7", "၁၂"]),
        (r"a\sb", "a\u00a0b", ["a\u00a0b"]),
        (r"[\w.]+@x", "é.ж@x", ["é.ж@x"]),
        (r"\bкран\b", "кран, краны, скран «кран»", ["кран", "кран"]),
        (r"\bcafé\b", "cafés café", ["café"]),
        (r"\bSu-\d{2}\b", "Su-30, Su-305, xSu-30", ["Su-30"]),
        (r"^\bone\b.*\btwo\b$", "one, and two", ["one, and two"]),
        (r"\bမြန်မာ\b", "ကမြန်မာသို့", ["မြန်မာ"]),
        (r"\bမြန်မ\b", "ကမြန်မာသို့", []),
        (r"\bไทย\b", "คนไทยไป", ["ไทย"]),
        (r"\b[^x]{3}\b", "a-b x", ["a-b"]),
        (r"x*", "no", []),
        (r"\bab", "\x1fab", ["ab"]),
        ("b+", "a\ud800bb", ["bb"]),
    ],
)
def test_a_pattern_finds_what_it_describes(pattern: str, text: str, words: list[str]) -> None:
    assert found(pattern, text) == words


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+$", "(a|aa)+$", r"^(\w+\s?)*$", "(.*a){12}$", "(x+x+)+y", "a.*z|a", r"\b(a+\b ?)+$", r"(\b\w+\b\W*){3}!"],
)
@pytest.mark.parametrize("text", ["a" * 20_000, "a " * 10_000 + "!", "x" * 20_000, "мир " * 5_000])
def test_no_pattern_takes_long(pattern: str, text: str) -> None:
    compiled = compile_pattern(pattern, pattern, 0)
    compiled.find(text[:50])
    began = time.process_time()
    compiled.find(text)
    assert time.process_time() - began < 0.5  # seconds; ten times what it takes, for machines that are busy


@given(st.text("ab ()[]{}|*+?\\bwWdsS^$.,1é-ж", max_size=12), st.text("ab é-ж1", max_size=12))
def test_any_pattern_is_refused_or_finds_slices_of_the_text(pattern: str, text: str) -> None:
    try:
        compiled = compile_pattern(pattern, pattern, 0)
    except QueryError:
        return
    for start, end in compiled.find(text):
        assert 0 <= start < end <= len(text)


@given(st.text("ab é-жက", max_size=20))
def test_marks_change_nothing_but_where_words_end(text: str) -> None:
    assert found(r"(?:a|\ba)", text) == found("a", text)


def test_patterns_are_parts_of_queries_like_words() -> None:
    compiled = compile_watch(Watch("w", "A watch", r'(title:/T-\d+/ OR /Mi-\d+\w?/) NEAR/3 "army"'))
    subject = Subject("The T-72", "The army’s  Mi-35M flew.")
    spans = [(span.field, span.as_written) for hit in match(compiled, subject).clauses for span in hit.spans]
    assert spans == [("title", "T-72"), ("text", "army"), ("text", "Mi-35M")]
    assert WatchSet([compiled]).matches(subject).keys() == {"w"}
    assert not match(compiled, Subject("", "The army flew.")).matched


@pytest.mark.parametrize(
    ("query", "position", "words"),
    [
        ("a AND /b(?<=c)/", 8, "looks around"),
        (r"/(a)\1/", 4, "refers back"),
        (r"/a[\W]/", 3, "cannot stand inside [ ]"),
        (r"/a\B/", 2, "not known to patterns"),
        ("/a{1,5000}/", 2, "invalid repetition size"),
        ("/(a/", 1, "missing )"),
        ("/" + "a" * 301 + "/", 1, "longer than 300"),
        (r"/(?:\w{1,40}.*){3}/", 1, "too large"),
    ],
)
def test_a_pattern_that_cannot_be_looked_for_is_refused_with_its_place(query: str, position: int, words: str) -> None:
    with pytest.raises(QueryError) as caught:
        compile_watch(Watch("w", "A watch", query))
    assert caught.value.position == position
    assert words in str(caught.value)
