"""Cells of tables that a spreadsheet opens."""

from __future__ import annotations

#: What a cell may not begin with, since a spreadsheet would take it for a formula, some of them in either width.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def text_cell(text: str) -> str:
    """A text as a cell that is taken for text (OWASP, CSV injection)."""
    return "'" + text if text.startswith(_FORMULA) else text
