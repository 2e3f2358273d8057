"""Explanations: matches, near misses and expanded queries in words."""

from hypothesis import given
from hypothesis import strategies as st

from matching.explain import expand, explain
from matching.names import Form, NameList
from matching.result import as_json
from matching.subject import Subject
from matching.watch import Watch, compile_watch, match

HARBOUR = NameList("harbour", "The Harbour", (Form("harbour", "en"), Form("гаван*", "ru")))
WATCH = Watch("w", "A watch", '@harbour AND "dock strike"', names=(HARBOUR,))
SUBJECT = Subject(title="Harbour news", text="A dock-strike closed the harbour; в гавани тихо.")


def test_a_match_is_explained_with_words_forms_and_names() -> None:
    words = explain(match(compile_watch(WATCH), SUBJECT), WATCH)
    assert words.splitlines() == [
        "w: matched, score 1",
        "  met: @harbour",
        "    “Harbour” = The Harbour, by the form harbour: title 0–7",
        "    “harbour” = The Harbour: text 25–32",
        "    “гавани” = The Harbour, by the form гаван*: text 36–42",
        '  met: "dock strike"',
        "    “dock-strike”, by the form dock strike: text 2–13",
    ]


def test_a_near_miss_is_explained_by_what_was_missing() -> None:
    words = explain(match(compile_watch(WATCH), Subject(text="dock strike")), WATCH)
    assert words.splitlines() == ["w: not matched", "  missing: @harbour (The Harbour) is not named"]


def test_of_several_ways_to_be_met_the_one_that_came_nearest_is_told() -> None:
    watch = Watch("w", "A watch", "(alpha AND beta AND gamma) OR (delta AND epsilon)")
    words = explain(match(compile_watch(watch), Subject(text="alpha beta")), watch)
    assert "gamma" in words and "delta" not in words


def test_many_places_of_one_form_are_summed_up() -> None:
    words = explain(match(compile_watch(WATCH), Subject(text="dock strike" + " harbour" * 9)), WATCH)
    assert "and 3 more" in words


def test_the_json_line_has_spans_of_the_text_and_of_the_title_apart() -> None:
    line = as_json(match(compile_watch(WATCH), SUBJECT), "doc-1")
    assert line == {
        "id": "doc-1",
        "matched": True,
        "score": 1.0,
        "clauses": [
            {
                "clause": "@harbour",
                "spans": [[25, 32, "harbour"], [36, 42, "гавани"]],
                "title_spans": [[0, 7, "Harbour"]],
            },
            {"clause": '"dock strike"', "spans": [[2, 13, "dock-strike"]], "title_spans": []},
        ],
    }


def test_the_json_line_of_a_miss_has_no_clauses() -> None:
    line = as_json(match(compile_watch(WATCH), Subject(text="nothing")), "doc-2")
    assert line == {"id": "doc-2", "matched": False, "score": 0.0, "clauses": []}


def test_names_are_expanded_to_their_forms() -> None:
    assert expand(WATCH) == '("harbour" OR "гаван*") AND "dock strike"'


def test_context_is_expanded_and_what_a_query_cannot_say_is_noted() -> None:
    junta = NameList(
        "junta", "J",
        (Form("junta", "en", near=("@land",), unless=("Mali",), within=30), Form("SAC", "en", off=True)),
        excepted=("junta game",),
    )  # fmt: skip
    land = NameList("land", "L", (Form("Myanmar", "en"), Form("Burma", "en")))
    both = NameList("both", "B", any=("@junta", "@land"))
    watch = Watch("w", "W", "@both OR x", exclude="@land", names=(junta, land, both))
    assert expand(watch).splitlines() == [
        '(("junta" NEAR/30 ("Myanmar" OR "Burma")) OR "Myanmar" OR "Burma") OR x',
        "# excluded:",
        '#   ("Myanmar" OR "Burma")',
        "# @junta not in: junta game",
        '# @junta "junta" not where nearer to: Mali',
        "# @junta switched off: SAC",
    ]


words = st.sampled_from(["one", "two", "three", "four"])


@given(st.lists(words, min_size=1, max_size=3, unique=True), words, st.lists(words, max_size=6).map(" ".join))
def test_an_expanded_query_matches_what_the_watch_matches(forms: list[str], context: str, text: str) -> None:
    names = NameList(
        "n", "N", (*(Form(form, "en") for form in forms[1:]), Form(forms[0], "en", near=(context,), within=2))
    )
    watch = Watch("w", "W", "@n AND NOT two", names=(names,))
    expanded = Watch("w", "W", expand(watch))
    subject = Subject(text=text)
    assert match(compile_watch(expanded), subject).matched == match(compile_watch(watch), subject).matched
