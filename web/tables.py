"""Tables as CSV (RFC 4180) that a spreadsheet takes for text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from starlette.responses import Response

from model.cells import text_cell


def csv_answer(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """A table to be kept under a name."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(columns)
    for row in rows:
        table.writerow(_cell(value) for value in row)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(written.getvalue().encode("utf-8", "replace"), 200, headers, "text/csv; charset=utf-8")


def _cell(value: object) -> str:
    if isinstance(value, int | float):
        return str(value)
    return text_cell("" if value is None else str(value))
