"""Output: tables for people, JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence

import click
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

#: Words of so many cells are not broken where the terminal has room for them; so many are between columns.
_WORD, _GAP = 10, 2

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="A table to read, or JSON to go on with.",
)


def out() -> Console:
    """stdout: colour only on a terminal."""
    return Console(highlight=False, soft_wrap=not sys.stdout.isatty(), markup=False)


def err() -> Console:
    """stderr, for words and progress."""
    return Console(stderr=True, highlight=False, soft_wrap=not sys.stderr.isatty(), markup=False)


def write_json(value: object) -> None:
    """One JSON value on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1 if sys.stdout.isatty() else None))


def write_table(columns: Sequence[str], rows: Iterable[Sequence[object]], empty: str) -> None:
    """A table on stdout, or a sentence where there is no row."""
    filled = [[_cell(value) for value in row] for row in rows]
    if not filled:
        err().print(empty)
        return
    if not sys.stdout.isatty():
        for row in [list(columns), *filled]:
            click.echo("\t".join(row))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    words = [_longest_word(cells) for cells in zip(columns, *filled, strict=True)]
    fits = sum(words) + _GAP * len(words) <= out().width
    for name, width in zip(columns, words, strict=True):
        table.add_column(name, overflow="fold", min_width=width if fits else None)
    for row in filled:
        table.add_row(*map(Text, row))
    out().print(table)


def _longest_word(cells: Iterable[str]) -> int:
    """How wide the longest word of a column is that is not to be broken."""
    return min(_WORD, max(cell_len(word) for cell in cells for word in (*cell.split(), "")))


def _cell(value: object) -> str:
    """A value in one line, without characters that steer a terminal."""
    text = {None: "", True: "yes", False: "no"}[value] if value is None or isinstance(value, bool) else str(value)
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
