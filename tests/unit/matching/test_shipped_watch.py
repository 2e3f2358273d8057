"""The shipped watch, held against a labelled set of short texts in five languages, half of them traps."""

import json
import tomllib
from pathlib import Path

import pytest

from matching.build import watch_from_mapping
from matching.subject import Subject
from matching.watch import CompiledWatch, compile_watch, match

HERE = Path(__file__).parent
WATCH = HERE.parents[2] / "config" / "watches" / "myanmar-russia.toml"
CASES = [json.loads(line) for line in (HERE / "labelled.jsonl").read_text("utf-8").splitlines()]
#: Two more, each written without a look at the watch and the sets before it.
LATER = [
    json.loads(line)
    for name in ("labelled_second.jsonl", "labelled_third.jsonl")
    for line in (HERE / name).read_text("utf-8").splitlines()
]
#: What the watch gets wrong: the misses and false matches of the set, by id.
KNOWN_FAULTS = {
    "en-264": "a game called junta, in a sentence that names Myanmar and Russia",
    "en-265": "generals of an armed group inside Myanmar",
}
LANGUAGES = ["en", "my", "ru", "th", "zh"]


@pytest.fixture(scope="module")
def shipped() -> CompiledWatch:
    return compile_watch(watch_from_mapping(tomllib.loads(WATCH.read_text("utf-8")), WATCH.name))


def subject_of(case: dict[str, str]) -> Subject:
    return Subject(case["title"], case["text"], case["language"])


def test_the_labelled_set_is_large_and_holds_traps_in_every_language() -> None:
    assert len(CASES) >= 500
    assert len({case["id"] for case in CASES}) == len(CASES)
    for language in LANGUAGES:
        labels = [case["match"] for case in CASES if case["language"] == language]
        assert min(labels.count(True), labels.count(False)) >= 10


def test_precision_and_recall_hold_and_the_faults_are_the_known_ones(shipped: CompiledWatch) -> None:
    verdicts = [(case, match(shipped, subject_of(case)).matched) for case in CASES]
    missed = [case for case, matched in verdicts if case["match"] and not matched]
    false = [case for case, matched in verdicts if matched and not case["match"]]
    right = sum(matched for _, matched in verdicts) - len(false)
    shown = "\n".join(f"{case['id']} ({case['why']}): {case['text'][:80]}" for case in (*missed, *false))
    assert right / (right + len(missed)) >= 0.99, f"missed and false:\n{shown}"
    assert right / (right + len(false)) >= 0.99, f"missed and false:\n{shown}"
    assert {case["id"] for case in (*missed, *false)} == set(KNOWN_FAULTS), f"missed and false:\n{shown}"


@pytest.mark.parametrize("case", LATER, ids=[case["id"] for case in LATER])
def test_the_later_sets_are_read_as_labelled(shipped: CompiledWatch, case: dict[str, str]) -> None:
    assert match(shipped, subject_of(case)).matched is case["match"], case["why"]


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("กองทัพพม่าเดินขบวน นิทรรศการว่าด้วยปรัสเซียเปิดแล้ว", False),  # Prussia
        ("စစ်ကောင်စီ၏ ပြပွဲတွင် ပရုရှား သမိုင်း", False),
        ("Myanmar's junta sold jade. From Russia with Love was shown.", False),
        ("The envoy flew to Myanmar; the junta in Niger thanks Russia.", False),
        ("缅甸军政府领导人抵俄", True),
        ("缅甸军政府领导人抵俄勒冈州", False),
        ("Myanmar's junta in Naypyidaw thanks Russia.", True),
    ],
)
def test_names_inside_other_names_are_not_taken_for_them(shipped: CompiledWatch, text: str, matched: bool) -> None:
    assert match(shipped, Subject(text=text)).matched is matched


def test_every_span_is_what_it_says(shipped: CompiledWatch) -> None:
    for case in (*CASES, *LATER):
        for hit in match(shipped, subject_of(case)).clauses:
            for span in hit.spans:
                assert case[span.field.value][span.start : span.end] == span.as_written


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_every_language_are_told_by_one_canonical_name(shipped: CompiledWatch, language: str) -> None:
    results = (match(shipped, subject_of(case)) for case in CASES if case["language"] == language)
    canonical = {span.canonical for result in results for hit in result.clauses for span in hit.spans}
    assert {"Min Aung Hlaing", "Russia", "Vladimir Putin"} <= canonical


def test_a_near_miss_says_how_far_apart_the_names_stand(shipped: CompiledWatch) -> None:
    text = "The Tatmadaw closed a road. " + "Rain fell on the hills. " * 20 + "Russia won a medal."
    missing = match(shipped, Subject(text=text)).missing
    assert missing == ("@myanmar_military and @russia stand 104 words apart, 60 are allowed",)
