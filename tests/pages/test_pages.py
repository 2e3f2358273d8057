"""Saved pages against what a person would read on them: one folder a case, one test a field."""

from __future__ import annotations

import json
import tomllib
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import parsers
from model.captures import RawPage
from model.moments import Moment
from parsers.registry import by_host, by_markup

PAGES = Path(__file__).parent
CASES = sorted(str(file.parent.relative_to(PAGES)) for file in PAGES.rglob("capture.toml"))


def expected(case: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((PAGES / case / "expected.json").read_text(encoding="utf-8"))
    return found


@cache
def parsed(case: str) -> dict[str, Any]:
    folder = PAGES / case
    capture = tomllib.loads((folder / "capture.toml").read_text(encoding="utf-8"))
    page = next(file for file in folder.iterdir() if file.stem == "page")
    document = parsers.parse(RawPage(page.read_bytes(), **capture)).document
    at = document.published_at
    day, precision = (str(at.day), str(at.precision)) if at else (None, None)
    return {**plain(document), "published_day": day, "published_precision": precision}


def plain(value: Any) -> Any:
    if isinstance(value, Moment):
        return value.iso()
    if isinstance(value, StrEnum):
        return str(value)
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return [plain(item) for item in value] if isinstance(value, tuple) else value


def trimmed(value: Any) -> Any:
    """Without the absent values of inner records, which the expectations leave out."""
    if isinstance(value, list):
        return [trimmed(item) for item in value]
    return {key: inner for key, inner in value.items() if inner is not None} if isinstance(value, dict) else value


@pytest.mark.parametrize(
    ("case", "field"), [pytest.param(case, field, id=f"{case}/{field}") for case in CASES for field in expected(case)]
)
def test_a_saved_page_reads_as_expected(case: str, field: str) -> None:
    assert trimmed(parsed(case)[field]) == expected(case)[field]


@pytest.mark.parametrize("case", CASES)
def test_an_expectation_names_kind_and_parser_and_is_sorted(case: str) -> None:
    wanted = expected(case)

    assert {"kind", "parser"} < set(wanted)
    assert list(wanted) == sorted(wanted)


def test_every_site_engine_and_family_owns_a_case() -> None:
    known = {parser.name for group in by_host().values() for parser in group} | {parser.name for parser in by_markup()}

    assert known <= {expected(case)["parser"] for case in CASES}


def test_every_host_that_has_a_case_folder_is_read_by_its_own_parser() -> None:
    for case in CASES:
        host = case.split("/")[0]
        if host in by_host() and expected(case)["parser"] != "flattened":
            assert expected(case)["parser"] in {parser.name for parser in by_host()[host]}
