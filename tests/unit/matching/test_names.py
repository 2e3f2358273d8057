"""Name lists: forms, their context, and what takes them away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.names import Form, NameList, Sureness, find_cycle
from matching.result import MatchResult
from matching.subject import Subject
from matching.watch import Watch, compile_watch, match
from model.errors import QueryError


def held(names: NameList, text: str, *others: NameList) -> MatchResult:
    watch = Watch("w", "A watch", f"@{names.id}", names=(names, *others))
    return match(compile_watch(watch), Subject(text=text))


def written(result: MatchResult) -> list[str]:
    return [span.as_written for hit in result.clauses for span in hit.spans]


def test_a_name_is_found_by_any_of_its_forms_and_told_by_its_canonical_name() -> None:
    names = NameList("harbour", "The Harbour", (Form("harbour", "en"), Form("гаван*", "ru")))
    result = held(names, "в гавани, the Harbour")
    assert [(span.as_written, span.form, span.canonical) for span in result.clauses[0].spans] == [
        ("гавани", "гаван*", "The Harbour"),
        ("Harbour", "harbour", "The Harbour"),
    ]


def test_the_longest_form_at_a_place_is_shown() -> None:
    names = NameList("n", "N", (Form("Aung", "en"), Form("Min Aung Hlaing", "en"), Form("Min Aung", "en")))
    assert written(held(names, "Min Aung Hlaing met Aung")) == ["Min Aung Hlaing", "Aung"]


def test_an_ambiguous_form_needs_its_context() -> None:
    names = NameList("n", "N", (Form("Kyaw", "en", near=("air force",), within=3),))
    assert held(names, "Kyaw of the air force").matched
    assert not held(names, "Kyaw of the bakery, far from any air force").matched
    assert not held(names, "Kyaw").matched


def test_the_nearest_country_decides_whose_junta_it_is() -> None:
    names = NameList("junta", "J", (Form("junta", "en", near=("Myanmar",), unless=("Mali",), within=None),))
    assert held(names, "Myanmar and its junta; far away lies Mali").matched
    assert not held(names, "Mali and its junta; far away lies Myanmar").matched


def test_words_that_take_a_form_away_do_so_only_within_their_distance() -> None:
    names = NameList("moscow", "Moscow", (Form("Moscow", "en", unless=("Idaho",), within=3),))
    assert not held(names, "Moscow in Idaho").matched
    assert held(names, "Moscow heard what the senator of Idaho said").matched


def test_context_may_be_another_name() -> None:
    myanmar = NameList("myanmar", "Myanmar", (Form("Burma", "en"),))
    names = NameList("junta", "J", (Form("junta", "en", near=("@myanmar",), within=5),))
    assert held(names, "the junta in Burma", myanmar).matched


def test_a_form_that_is_longer_than_the_excepted_expression_in_it_counts_wherever_it_stands() -> None:
    names = NameList("moscow", "Moscow", (Form("Moscow mule", "en"),), excepted=("Moscow",))
    assert written(held(names, "Far from Moscow stood a Moscow mule")) == ["Moscow mule"]


def test_a_form_inside_an_excepted_expression_does_not_count() -> None:
    names = NameList("moscow", "Moscow", (Form("Moscow", "en"),), excepted=("Moscow mule",))
    assert written(held(names, "A Moscow mule in Moscow")) == ["Moscow"]
    assert not held(names, "A Moscow mule").matched


def test_a_spoiler_takes_a_form_away_in_the_whole_document_but_not_other_forms() -> None:
    names = NameList("moscow", "M", (Form("Moscow", "en"), Form("Kremlin", "en")), spoilers=("Moscow, Idaho",))
    far = " word" * 90
    assert not held(names, f"Moscow, Idaho{far} Moscow").matched
    assert written(held(names, f"Moscow, Idaho{far} Kremlin")) == ["Kremlin"]


def test_a_name_may_be_made_of_others() -> None:
    north, south = (
        NameList("north", "North", (Form("arctic", "en"),)),
        NameList("south", "South", (Form("desert", "en"),)),
    )
    poles = NameList("poles", "Poles", any=("@north", "@south"))
    result = held(poles, "from arctic to desert", north, south)
    assert [span.canonical for span in result.clauses[0].spans] == ["North", "South"]


def test_a_form_switched_off_is_not_found() -> None:
    names = NameList("n", "N", (Form("one", "en"), Form("two", "en")))
    assert held(names, "two").matched
    assert not held(names.without("two"), "two").matched


def test_the_score_tells_how_sure_the_surest_form_is() -> None:
    names = NameList("n", "N", (Form("MAH", "en", sure=Sureness.LOW), Form("Min", "en", sure=Sureness.MEDIUM)))
    assert held(names, "MAH").score == 0.5
    assert held(names, "MAH and Min").score == 0.8


def test_a_title_beside_a_form_makes_it_surer_and_never_matches_alone() -> None:
    names = NameList("n", "N", (Form("MAH", "en", sure=Sureness.LOW),), titles=("General",))
    assert held(names, "General MAH").score == 1.0
    assert held(names, "MAH, who one day long ago was not yet a General").score == 0.5
    assert not held(names, "General").matched


def test_a_circle_of_names_is_found_and_refused() -> None:
    names = {"a": NameList("a", "A", any=("@b",)), "b": NameList("b", "B", (Form("x", "en", near=("@a",)),))}
    assert find_cycle(names) == ("a", "b", "a")
    with pytest.raises(QueryError, match="circle"):
        compile_watch(Watch("w", "W", "@a", names=tuple(names.values())))


def test_an_unknown_name_is_refused_with_what_may_have_been_meant() -> None:
    names = NameList("min_aung_hlaing", "M", (Form("x", "en"),))
    with pytest.raises(QueryError, match="did you mean @min_aung_hlaing") as caught:
        compile_watch(Watch("w", "W", "alpha AND @min_aung_hlain", names=(names,)))
    assert caught.value.position == 10


def test_a_context_that_names_nobody_is_refused() -> None:
    names = NameList("junta", "J", (Form("junta", "en", near=("@mynmar",)),))
    with pytest.raises(QueryError, match="unknown name @mynmar"):
        compile_watch(Watch("w", "W", "@junta", names=(names,)))


vocabulary = st.sampled_from(["one", "two", "three", "four"])


@given(st.lists(vocabulary, min_size=1, max_size=4, unique=True), st.lists(vocabulary, max_size=5).map(" ".join))
def test_a_name_is_the_union_of_its_forms(forms: list[str], text: str) -> None:
    names = NameList("n", "N", tuple(Form(form, "en") for form in forms))
    alone = (held(NameList("n", "N", (Form(form, "en"),)), text).matched for form in forms)
    assert held(names, text).matched == any(alone)
