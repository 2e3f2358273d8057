"""What every source file that ships must say, whatever the outlet."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from config.catalogue import SHIPPED, Catalogue, load_catalogue
from model.urls import host_of
from parsers.registry import by_host

FILES = sorted((SHIPPED / "sources").glob("*.toml"))

#: Hosts without a parser of their own: a family or the generic extractor reads them, and a saved page shows it.
PAGES = Path(__file__).parents[2] / "pages"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(SHIPPED, {})


def table(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_source_is_named_as_its_file_and_says_language_and_zone(file: Path) -> None:
    told = table(file)

    assert told["id"] == file.stem
    assert {"language", "timezone", "schedule"} <= told.keys()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_step_after_the_first_says_why_it_stands_there(file: Path) -> None:
    steps = table(file)["discover"]

    assert [step["url"] for step in steps[1:] if not step.get("note")] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_front_page_is_on_one_of_the_sources_hosts(file: Path) -> None:
    told = table(file)

    assert host_of(told["home"]) in told["hosts"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_parser_or_a_saved_page_vouches_for_one_of_its_hosts(file: Path) -> None:
    hosts = set(table(file)["hosts"])
    saved = {folder.name for folder in PAGES.iterdir() if folder.is_dir()}

    assert hosts & (by_host().keys() | saved)


def test_the_sources_that_forbid_reading_by_robots_are_off_and_say_why(catalogue: Catalogue) -> None:
    off = {source.id for source in catalogue.sources.values() if not source.enabled}

    assert {"tass", "tass-russian", "mizzima", "reddit-myanmar"} <= off
    assert all(source.reason for source in catalogue.sources.values() if not source.enabled)


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("https://www.rfa.org/burmese/news/a-story/", "rfa-burmese"),
        ("https://www.rfa.org/english/news/a-story/", "rfa-english"),
        ("https://www.bbc.com/burmese/articles/c0123456789o", "bbc-burmese"),
        ("https://www.bbc.com/news/articles/c0123456789o", "bbc"),
        ("https://meduza.io/en/news/2026/01/02/a-story", "meduza-english"),
        ("https://meduza.io/news/2026/01/02/a-story", "meduza"),
        ("https://myanmar-now.org/mm/news/12345/", "myanmar-now-burmese"),
    ],
)
def test_editions_on_one_host_are_told_apart_by_their_paths(catalogue: Catalogue, address: str, source: str) -> None:
    found = catalogue.source_of(address)

    assert found is not None
    assert found.id == source


def test_an_address_of_no_source_has_none(catalogue: Catalogue) -> None:
    assert catalogue.source_of("https://somewhere.example/a-story") is None
    assert catalogue.source_of("https://www.rfa.org/korean/a-story/") is None
