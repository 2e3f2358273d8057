"""Burmese: Zawgyi and Unicode text fold to the same."""

import pytest

from matching.folding import fold
from model.burmese import is_zawgyi

#: The same words in Unicode and in Zawgyi.
PAIRS = [
    ("မင်းအောင်လှိုင်", "မင္းေအာင္လႈိင္"),
    ("မင်းအောင်လှိုင်", "မင္းေအာင္လိႈင္"),
    ("ဗိုလ်ချုပ်မှူးကြီး", "ဗိုလ္ခ်ဳပ္မႉးႀကီး"),
    ("စစ်ကောင်စီ", "စစ္ေကာင္စီ"),
    ("တပ်မတော်", "တပ္မေတာ္"),
    ("နိုင်ငံတော်စီမံအုပ်ချုပ်ရေးကောင်စီ", "ႏိုင္ငံေတာ္စီမံအုပ္ခ်ဳပ္ေရးေကာင္စီ"),
    ("နိုင်ငံတော်လုံခြုံရေး", "ႏိုင္ငံေတာ္လုံၿခဳံေရး"),
    ("မောင်မောင်ကျော်", "ေမာင္ေမာင္ေက်ာ္"),
    ("မော်စကို", "ေမာ္စကို"),
    ("ရုရှား", "႐ုရွား"),
    ("အောင်ပွဲနေ့", "ေအာင္ပြဲေန႔"),
    ("နျူကလီးယား", "န်ဴကလီးယား"),
    ("မြန်မာ", "ျမန္မာ"),
    ("အင်္ဂလိပ်", "အဂၤလိပ္"),
    ("ဝန်ကြီးဌာန", "၀န္ႀကီးဌာန"),
]
UNICODE_LINES = [
    "မင်းအောင်လှိုင် မော်စကိုကို သွားတယ်",
    "ရုရှားနိုင်ငံ၊ မော်စကိုမြို့",
    "သင်္ဘောနစ်သည်",
    "တက္ကသိုလ် ကျောင်းသားများ",
    "ပူတင်",
    "အမေ",
]


@pytest.mark.parametrize(("modern", "zawgyi"), PAIRS)
def test_a_word_in_zawgyi_folds_as_in_unicode(modern: str, zawgyi: str) -> None:
    assert fold(zawgyi).text == fold(modern).text


@pytest.mark.parametrize("line", UNICODE_LINES)
def test_unicode_text_is_not_taken_for_zawgyi(line: str) -> None:
    assert not is_zawgyi(line)


def test_a_text_may_hold_lines_in_both_encodings() -> None:
    folded = fold("မင္းေအာင္လႈိင္ ေရာက္တယ္\nမင်းအောင်လှိုင် ရောက်တယ်").text
    assert folded.count(fold("မင်းအောင်လှိုင်").text) == 2


def test_a_span_of_converted_text_is_the_zawgyi_as_written() -> None:
    text = "သတင္း ေမာ္စကို ၿမိဳ႕"
    folded = fold(text)
    wanted = fold("မော်စကို").text
    at = folded.text.index(wanted)
    start, end = folded.original(at, at + len(wanted))
    assert text[start:end] == "ေမာ္စကို"


def test_marks_of_one_rank_are_ordered_alike_however_they_are_written() -> None:
    assert fold("\u1012\u102e\u102d\u102d").text == fold("\u1012\u102d\u102e").text == "\u1012\u102d\u102e"
