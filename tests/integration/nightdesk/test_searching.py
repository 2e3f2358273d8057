import json
import os
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from config.catalogue import SHIPPED, load_catalogue
from db.repositories.documents import NewDocument
from db.store import Store
from db.unit import UnitOfWork
from model.browsing import Wanted
from model.documents import Document, Kind
from model.errors import QueryError
from model.stories import Membership, Relation
from nightdesk.watches.searching import plain_query, search, search_form, search_stories
from nightdesk.watches.watching import compile_watches
from web.means import Asked

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEXTS = {
    "en": ("Crane falls", "A crane fell into the harbour. Min-Aung Hlaing’s café was closed by the light-\nhouse."),
    "zh": ("敏昂萊訪問莫斯科", "緬甸軍政府領導人抵達俄羅斯。"),
    "my": ("မော်စကို", "မင်းအောင်လှိုင် သည် ရုရှားသို့ ရောက်ရှိသည်။"),
    "ru": ("Визит", "Мин Аун Хлайна встретил заместитель министра."),
}


@pytest.fixture
def store(store: Store) -> Store:
    def fill(uow: UnitOfWork) -> None:
        for minute, (language, (title, text)) in enumerate(TEXTS.items()):
            at = NOON + timedelta(minutes=minute)
            read = Document(
                f"https://a.example/{language}", Kind.ARTICLE, "generic", title, language=language, text=text
            )
            uow.documents.add(NewDocument(language, "a", read, language, search_form(title, text), at, None))
            uow.stories.join(language, uow.stories.add(f"s-{language}", at), Membership(Relation.ORIGINAL))

    store.write_now(fill)
    return store


def found(store: Store, query: str) -> list[str]:
    return [each.uid for each in search(store, query, (), 9)]


@pytest.mark.parametrize(
    ("query", "languages"),
    [
        ("crane", ["en"]),
        ("CRANE harbour", ["en"]),
        ('"crane fell"', ["en"]),
        ('"fell crane"', []),
        ("cafe", ["en"]),
        ("min aung hlaing", ["en"]),
        ("harb", []),
        ("lighthouse", ["en"]),
        ('"light house"', ["en"]),
        ("harb*", ["en"]),
        ("缅甸", ["zh"]),
        ("緬甸", ["zh"]),
        ("敏昂莱", ["zh"]),
        ("မင်းအောင်လှိုင်", ["my"]),
        ("Хлайн*", ["ru"]),
        ("crane OR Хлайн*", ["ru", "en"]),
        ("NOT crane", ["ru", "my", "zh"]),
        ("title:莫斯科 AND lang:zh", ["zh"]),
        ("crane AND lang:ru", []),
        ("crane NEAR/3 fell", ["en"]),
        ("absent", []),
    ],
)
def test_the_store_is_searched_in_the_language_of_the_watches(store: Store, query: str, languages: list[str]) -> None:
    assert found(store, query) == languages


def test_a_watchs_names_can_be_searched_for(store: Store) -> None:
    watches = compile_watches(load_catalogue(SHIPPED, {}).watches).watches
    names = [name for each in watches for name in each.watch.names]
    assert {each.uid for each in search(store, "@min_aung_hlaing", names, 9)} == {"en", "zh", "my", "ru"}
    assert len(search(store, "@min_aung_hlaing", names, 2)) == 2


def stories(store: Store, query: str, asked: Asked) -> tuple[list[str], int | None]:
    hits = store.read(lambda uow: search_stories(uow, query, (), asked))
    return [reason.document for _, reason in hits.found], hits.after


def test_stories_are_found_a_page_at_a_time_and_as_wanted(store: Store) -> None:
    seen: list[str] = []
    after: int | None = None
    for _ in range(9):
        page, after = stories(store, "NOT absent", Asked(Wanted(), 2, after))
        seen += page
        if after is None:
            break
    assert seen == ["ru", "my", "zh", "en"]
    assert stories(store, "NOT absent", Asked(Wanted(language="zh"), 9)) == (["zh"], None)
    assert stories(store, "缅甸", Asked(Wanted(language="ru"), 9)) == ([], None)
    assert stories(store, "crane", Asked(Wanted(until=NOON), 9)) == ([], None)


def test_a_search_in_vain_ends_early_and_says_where_to_go_on(store: Store) -> None:
    def more(uow: UnitOfWork) -> None:
        for number in range(300):
            url = f"https://a.example/n{number}"
            read = Document(url, Kind.ARTICLE, "generic", f"N {number}", text="A crane fellow.")
            form = search_form(read.title, read.text)
            uow.documents.add(NewDocument(f"n{number}", "a", read, f"n{number}", form, NOON, None))
            uow.stories.join(f"n{number}", uow.stories.add(f"s-n{number}", NOON), Membership(Relation.ORIGINAL))

    store.write_now(more)
    found, after = stories(store, '"crane fell"', Asked(Wanted(), 9))
    assert found == [] and after is not None
    rounds = 0
    while after is not None:
        page, after = stories(store, '"crane fell"', Asked(Wanted(), 9, after))
        found += page
        rounds += 1
    assert found == ["en"] and rounds < 6


def test_an_edited_text_is_found_by_its_new_words_only(store: Store) -> None:
    def edit(uow: UnitOfWork) -> None:
        uow.documents.add_addresses(1, {"k": "https://a.example/en"})
        known = uow.documents.find(["k"])
        assert known is not None
        (stored,) = [each for each in uow.reading.documents() if each.uid == "en"]
        changed = replace(stored.document, text="A ladder fell.")
        form = search_form(changed.title, changed.text)
        uow.documents.revise(known, NewDocument("en", "a", changed, "x", form, NOON, None))

    store.write_now(edit)
    assert (found(store, "ladder"), found(store, "harbour")) == (["en"], [])


@pytest.mark.parametrize(
    "query",
    [
        "'",
        '"',
        '" OR ""',
        "%",
        "_",
        "\\",
        "; DROP TABLE document; --",
        "cr* ^ {a}",
        "\x00",
        "AND",
        "NEAR(",
        "(((",
        "a AND",
    ],
)
def test_no_string_is_more_than_a_query_that_finds_nothing_or_cannot_be_read(store: Store, query: str) -> None:
    with suppress(QueryError):
        assert found(store, query) == []


def test_hostile_strings_harm_no_search(store: Store, eval_data: Path) -> None:
    groups = json.loads((eval_data / "injection_strings.json").read_text())
    strings = [each for group in groups.values() if isinstance(group, list) for each in group if isinstance(each, str)]
    assert len(strings) > 20, os.fspath(eval_data)
    for each in strings:
        with suppress(QueryError):
            found(store, each)


def test_words_typed_in_mean_all_of_them() -> None:
    assert plain_query('Moscow "Victory Day"') == '"Moscow" AND "Victory Day"'
    with pytest.raises(QueryError, match="nothing to search for"):
        plain_query(' " ')
