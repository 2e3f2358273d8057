"""Literals: where words and phrases are found, and where they are not."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.folding import fold
from matching.literals import fault_of, literal


def found(written: str, text: str) -> list[str]:
    folded = fold(text)
    places = (folded.original(*place) for place in literal(written).find(folded.text))
    return [text[start:end] for start, end in places]


@pytest.mark.parametrize(
    ("written", "text", "expected"),
    [
        ("Putin", "Putin, putin’s; Rasputin computing", ["Putin", "putin"]),
        ("Хлайн*", "Хлайна, Хлайном и Хлайн", ["Хлайна", "Хлайном", "Хлайн"]),
        ("старш* генерал*", "старшего генерала", ["старшего генерала"]),
        ("Росси*", "Белоруссии и России", ["России"]),
        ("Росси", "России", []),
        ("Myanmar*", "Myanmarese pre-Myanmar", ["Myanmarese", "Myanmar"]),
        ("Snr. Gen.", "the Snr. Gen. said", ["Snr. Gen."]),
        ("敏昂莱", "总统敏昂萊說", ["敏昂萊"]),
        ("SAC", "ใช้ SAC ใน SACS", ["SAC"]),
        ("ปูติน", "พบปูตินที่", ["ปูติน"]),
        ("พม่า", "ชาวพม่าก็", ["พม่า"]),
        ("รุ", "รุ่งรุ", ["รุ"]),
        ("မြန်မာ", "မြန်မာ့တပ်မတော်", ["မြန်မာ"]),
        ("ရုရှ", "ရုရှား ရုရှ", ["ရုရှ"]),
        ("မာ", "မာန် မာ", ["မာ"]),
        ("U.S.", "the U.S. army; us", ["U.S"]),
    ],
)
def test_words_are_found_whole(written: str, text: str, expected: list[str]) -> None:
    assert found(written, text) == expected


def test_a_mark_that_belongs_to_the_last_letter_ends_no_word() -> None:
    assert found("हिन्द", "हिन्दी हिन्द") == ["हिन्द"]


@pytest.mark.parametrize("written", ["*", " ", "-", "“”", "* junta", "?!"])
def test_what_holds_no_letter_leaves_nothing_to_look_for(written: str) -> None:
    assert fault_of(written) == "holds nothing to search for"


def test_a_star_inside_a_word_is_a_fault() -> None:
    assert "inside a word" in str(fault_of("mid*dle"))
    assert fault_of("old* friend*") is None


def test_equal_literals_are_one() -> None:
    assert literal("Min Aung") is literal("MIN-AUNG")


@given(st.text(st.sampled_from("ab *-'é"), min_size=1, max_size=8), st.text(st.sampled_from("ab -'é\n"), max_size=30))
def test_places_lie_apart_and_in_order(written: str, text: str) -> None:
    one = literal(written)
    places = [] if fault_of(written) else list(one.find(fold(text).text))
    assert all(before[1] <= after[0] for before, after in pairwise(places))


@given(st.lists(st.sampled_from(["min", "aung", "hlaing", "oo"]), min_size=1, max_size=12))
def test_a_phrase_is_found_where_its_words_follow_each_other(words: list[str]) -> None:
    expected = sum(words[at : at + 2] == ["min", "aung"] for at in range(len(words)))
    assert len(found("min aung", " ".join(words))) == expected
