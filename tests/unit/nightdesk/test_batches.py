"""Batches: lines of JSON, each good or a named fault."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nightdesk.batches import BatchError, Row, json_rows, read_batch
from nightdesk.cli.match import subject_from


def rows_of(folder: Path, *lines: str) -> list[Row]:
    file = folder / "lines.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    return list(json_rows(file, ("title",), ("authors",)))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"id": "b", "title": ["Crane"]}', "line 2: title is a list and should be text or null"),
        ('{"id": "b", "title": true}', "line 2: title is true or false and should be text or null"),
        ('{"id": "b", "authors": "Ann Oak"}', "line 2: authors is text and should be a list or null"),
        ('{"id": "b", "authors": [{"name": []}]}', "line 2: authors.name is a list and should be text or null"),
        ('{"id": "b", "title": "Crane', "line 2 is no JSON: Unterminated string starting at at character 22"),
        ("[" * 100_000, "line 2 is no JSON that can be read: it is nested too deep"),
        ("5", "line 2 is no object"),
    ],
)
def test_a_line_that_cannot_be_used_says_why_and_stops_no_other(tmp_path: Path, line: str, told: str) -> None:
    before, faulty, after = rows_of(tmp_path, '{"id": "a"}', line, '{"id": "c"}')
    assert str(faulty.error) == told and faulty.id == ("b" if '"b"' in line and "Unterm" not in told else "2")
    assert [(each.id, each.error) for each in (before, after)] == [("a", None), ("c", None)]


def test_what_is_absent_null_or_a_number_is_read_and_a_line_without_id_has_its_number(tmp_path: Path) -> None:
    first, second = rows_of(
        tmp_path, '\ufeff{"id": null, "title": 1984, "authors": null}', '{"id": 7, "other": [[]]}\r'
    )
    assert (first.id, first.fields["title"], first.fields["authors"], first.error) == ("1", "1984", None, None)
    assert (second.id, second.error) == ("7", None)


def test_half_a_character_is_replaced_and_whole_ones_stay(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path, '{"id": "\\ud800", "title": "\\ud83c\\udfd7 \\uDFFF"}')
    assert (row.id, row.fields["title"]) == ("\ufffd", "🏗 \ufffd")


def test_a_page_whose_path_can_be_none_is_a_named_fault(tmp_path: Path) -> None:
    file = tmp_path / "batch.jsonl"
    file.write_text(json.dumps({"id": "a", "path": "page\0.html"}))
    (line,) = read_batch(file)
    with pytest.raises(BatchError, match="there can be no file"):
        line.load()


def test_authors_without_a_name_are_none() -> None:
    assert subject_from({"authors": [None, "Ann Oak"]}).authors == ("Ann Oak",)
