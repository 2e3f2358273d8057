import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.text import clean_line, counted, join_paragraphs, letters_only, single_blanks


def test_a_line_loses_invisible_characters_and_doubled_blanks() -> None:
    assert clean_line(" a\u200b\u00a0 b\u00ad\n c\x00 ") == "a b c"


@pytest.mark.parametrize("line", ["crane", " crane  pier ", "", "  ", "crane\u3000pier", "crane\npier\t", "a\u2028b"])
def test_every_white_space_becomes_single_blanks(line: str) -> None:
    assert single_blanks(line) == " ".join(line.split()) == clean_line(line)


def test_empty_paragraphs_leave_no_gap() -> None:
    assert join_paragraphs(["one", " \u00a0", "two"]) == "one\n\ntwo"


def test_thai_and_burmese_vowels_count_as_letters() -> None:
    assert letters_only("เมียนมา!") == "เมียนมา"
    assert letters_only("“မော်စကို”") == "မော်စကို"


def test_case_punctuation_and_width_do_not_count() -> None:
    assert letters_only("The “Ｊunta”, again—") == "thejuntaagain"


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert letters_only(letters_only(text)) == letters_only(text)
    assert clean_line(clean_line(text)) == clean_line(text)


def test_one_thing_is_told_as_one() -> None:
    assert [counted(n, "source") for n in (0, 1, 2)] == ["0 sources", "1 source", "2 sources"]
    assert [counted(n, "watch", "watches") for n in (1, 2)] == ["1 watch", "2 watches"]
