"""Folding: what does not count when texts are compared, and the way back to the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.blanks import PARAGRAPH
from matching.folding import fold

SIGNS = (
    "aZéñßİΣйёЙ\u0306\u0308\u0301 \n\t-–—\u2011'’“”\"«».,*_\u200b\u00ad\u00a0"
    "Ａ１ｶ㈱國国ไทยน้ำเเပ္မင္းေအာင္လႈိင္လှိုင်၀၁က\u1039ဦ\x1d한"
)

texts = st.text(st.sampled_from(SIGNS), max_size=60) | st.text(max_size=40)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Min Aung Hlaing", "MIN AUNG HLAING"),
        ("Min Aung Hlaing", "Min-Aung–Hlaing"),
        ("Min Aung Hlaing", "Min\u00a0Aung \n Hlaing"),
        ("Min Aung Hlaing", "Min “Aung” Hlaing"),
        ("Min Aung Hlaing", "Mín Aung Hlàing"),
        ("Min Aung Hlaing", "Min Aung Hla\u00ad\ning"),
        ("Hlaing", "Hl\u200baing"),
        ("Hlaing’s", "Hlaing's"),
        ("Лихачёв", "лихачев"),
        ("Хлайн", "Хлаи\u0306н"),
        ("A. V. Fomin", "A.V. Fomin"),
        ("Zoë Strauß", "ZOE STRAUSS"),
        ("敏昂萊訪問俄羅斯", "敏昂莱访问俄罗斯"),
        ("敏昂莱", "敏·昂·莱"),
        ("มิน อ่อง หล่าย", "มินอ่องหล่าย"),
        ("แห่งชาติ", "เเห่งชาติ"),
        ("น้ำ", "น\u0e49\u0e4d\u0e32"),
        ("မင်း အောင် လှိုင်", "မင်းအောင်လှိုင်"),
        ("မင်းအောင်လှိုင်", "မင်းအောင်လိှုင်"),
        ("ဝင်းဦး", "၀င်းဥ\u102eး"),
        ("فاغنر", "فَاغْنـَر"),
        ("أفريقيا", "افريقيا"),
        ("القاهرة على", "القاهره علي"),
        ("مسکو", "مسكو"),
        ("מוסקבה", "מוֹסְקְבָה"),
    ],
)
def test_spellings_that_people_take_for_one_fold_to_one(one: str, other: str) -> None:
    assert fold(one).text == fold(other).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Хлайн", "Хлаин"),
        ("Hlaing", "Hlain"),
        ("Min Aung. Hlaing", "Min Aung Hlaing"),
        ("မ", "မး"),
        ("ဗိုလ်", "ဗိုလ"),
        ("၁၀", "၁ဝ"),
        ("مالي", "مال"),
        ("वैगनर", "वगनर"),
    ],
)
def test_spellings_that_differ_stay_apart(one: str, other: str) -> None:
    assert fold(one).text != fold(other).text


def test_a_blank_line_stays_a_break() -> None:
    assert fold("one\n \n\ntwo").text == f"one{PARAGRAPH}two"


def test_a_blank_beside_a_letter_without_word_spaces_is_dropped() -> None:
    assert fold("ใช้ SAC ใน").text == "ใช้sacใน"


def test_an_apostrophe_inside_a_word_is_kept_and_a_lone_one_is_a_blank() -> None:
    assert fold("junta's 'end' is").text == "junta's end is"


def test_a_span_gives_back_the_original_slice() -> None:
    text = "«Min  Aung\nHlaing» — в Москве́"
    folded = fold(text)
    at = folded.text.index("min aung hlaing")
    start, end = folded.original(at, at + len("min aung hlaing"))
    assert text[start:end] == "Min  Aung\nHlaing"


def test_a_span_over_a_ligature_covers_all_of_it() -> None:
    folded = fold("aﬁb")
    start, end = folded.original(folded.text.index("i"), folded.text.index("i") + 1)
    assert (start, end) == (1, 2)


def test_an_empty_span_is_refused() -> None:
    with pytest.raises(ValueError, match="empty span"):
        fold("abc").original(1, 1)


def test_a_word_divided_at_a_line_end_is_put_together_where_asked() -> None:
    text = "Min Aung Hla-\ning of the junta-\nbacked"
    assert fold(text).text == "min aung hla ing of the junta backed"
    joined = fold(text, joined=True)
    assert joined.text == "min aung hlaing of the juntabacked"
    start, end = joined.original(9, 15)
    assert text[start:end] == "Hla-\ning"


@given(texts, st.booleans())
def test_the_quick_way_of_an_edit_is_what_its_pattern_says(text: str, joined: bool) -> None:
    for edit, before in fold(text, joined=joined).steps:
        assert edit.apply(before) == edit.compiled.sub(edit.replace, before)


@given(texts)
def test_a_few_signs_among_plain_words_fold_as_they_do_alone(text: str) -> None:
    alone, among = fold(text + " x").text, fold(text + " x" + " plain words" * 80).text
    assert among.startswith(alone)


of_one_script = st.sampled_from(
    ["абвё №д.-'\n\u0306", "ไทยน้ำเเ\u0e4dา๑฿ a.", "\u1031မင\u103a\u1037းအောလှိုိ၀၁က\u1039ဦ၊ a"]
).flatmap(lambda signs: st.text(signs, max_size=40))


@given(of_one_script)
def test_a_text_of_one_script_folds_as_it_does_beside_another(text: str) -> None:
    assert fold(f"{text}\n\n國x").text == fold(f"{text}\n\nx").text[:-1] + "国x"


@given(texts)
def test_the_way_back_never_runs_backwards_and_stays_inside(text: str) -> None:
    folded = fold(text)
    slices = [folded.original(at, at + 1) for at in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in slices)
    assert [start for start, _ in slices] == sorted(start for start, _ in slices)
    assert [end for _, end in slices] == sorted(end for _, end in slices)


@given(texts)
def test_the_way_there_undoes_the_way_back(text: str) -> None:
    folded = fold(text)
    for at in range(len(folded.text)):
        low, high = folded.place_of(*folded.original(at, at + 1))
        assert low <= at < high


@given(st.text(st.sampled_from("abcdxyzабвгд -—\n\t'\"“”é"), max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(st.text(st.characters(max_codepoint=0x24F), max_size=40))
def test_case_never_counts_in_latin(text: str) -> None:
    assert fold(text.upper()).text == fold(text.upper().lower()).text.replace("i̇", "i")
