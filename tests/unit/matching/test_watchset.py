"""Many watches at once: one pass over a text, the same results as each watch alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.names import Form, NameList
from matching.subject import Subject
from matching.watch import Watch, compile_watch, match
from matching.watchset import WatchSet

NAMES = (
    NameList(
        "a",
        "A",
        (Form("Min Aung", "en"), Form("Хлайн*", "ru"), Form("敏昂", "zh"), Form("มิน อ่อง", "th"), Form("မင်း", "my")),
    ),
    NameList(
        "b", "B", (Form("Mos*", "en"), Form("Москв*", "ru"), Form("俄", "zh"), Form("รัสเซีย", "th"), Form("ရုရှား", "my"))
    ),
)
QUERIES = [
    "@a", "@b", "@a AND @b", "@a OR @b", "@a NEAR/2 @b", "@a AND NOT @b", "NOT @a", "lang:en", "lang:en OR @a",
    "2 OF (@a, @b, title:x)", "title:@a", '"Min Aung" OR "敏昂莱"', "m*", '"мин* аун*"',
    "(@a WITH @b)^2 OR body:(@b AND min)",
]  # fmt: skip
PIECES = [
    "Min", "Aung", "Min Aung", "Moscow", "mosaic", "Хлайна", "Москве", "Мин", "Аун", "敏昂莱", "俄國",
    "มิน อ่อง", "รัสเซีย",
    "မင်းအောင်", "ရုရှား", "ေမာ္စကို", "x", ".", "\n\n",
]  # fmt: skip


def all_watches() -> list[Watch]:
    return [Watch(f"w{number}", "A watch", query, names=NAMES) for number, query in enumerate(QUERIES)]


COMPILED = [compile_watch(watch) for watch in all_watches()]
TOGETHER = WatchSet(COMPILED)


@given(
    st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join),
    st.sampled_from(["", "x", "Min Aung"]),
    st.sampled_from(["en", None]),
)
def test_together_watches_match_what_each_matches_alone(text: str, title: str, language: str | None) -> None:
    subject = Subject(title, text, language)
    alone = {one.watch.id: result for one in COMPILED if (result := match(one, subject)).matched}
    assert TOGETHER.matches(subject) == alone


@pytest.mark.parametrize("text", ["Min Aung", "о Хлайне", "總統敏昂萊", "มินอ่องหล่าย", "မင္းေအာင္"])
def test_a_literal_of_every_script_wakes_its_watch(text: str) -> None:
    assert "w0" in TOGETHER.matches(Subject(text=text))


def test_a_set_without_watches_matches_nothing() -> None:
    assert WatchSet([]).matches(Subject(text="anything")) == {}
