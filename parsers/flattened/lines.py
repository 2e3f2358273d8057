"""Lines of flattened pages: cleaned, told apart, and joined to paragraphs again."""

from __future__ import annotations

import re

from model.text import clean_line
from parsers.languages import script_language
from parsers.tree.prose import is_finished

_MARKDOWN_LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\([^()\s]{0,2000}\)")
_AUTOLINK = re.compile(r"<(https?://[^>\s]+)>")
_MARKDOWN_HEAD = re.compile(r"^#{1,6}\s+")
_MOST_LINES, _MOST_TEXT = 50_000, 2_000_000  #: lines, and characters of all
_SHORTEST_PROSE = 60
_SHORTEST_UNSPACED_PROSE = 25
_WRAPPED_AT = 55  #: a line as long as this and unfinished was cut by the width of the page


def clean_lines(text: str) -> tuple[str, ...]:
    """The lines without markdown's links and headings; empty lines stay, as what parts paragraphs."""
    plain = _AUTOLINK.sub(r"\1", _MARKDOWN_LINK.sub(r"\1", text[:_MOST_TEXT]))
    return tuple(clean_line(_MARKDOWN_HEAD.sub("", line)) for line in plain.splitlines()[:_MOST_LINES])


def is_prose(line: str) -> bool:
    """Whether a line is a sentence or more, and not a label, a name or a headline."""
    long_enough = _SHORTEST_UNSPACED_PROSE if _writes_no_blanks(line) else _SHORTEST_PROSE
    return len(line) >= long_enough and is_finished(line)


def join_paragraphs_again(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Paragraphs of lines: those cut by the width of a page, and those cut in two by its end.

    An empty line ends a paragraph unless the text stops in mid-sentence there and goes on in lower case.
    """
    paragraphs: list[str] = []
    was_empty = True
    for line in lines:
        if line and paragraphs and _goes_on(paragraphs[-1], line, was_empty=was_empty):
            paragraphs[-1] += f" {line}"
        elif line:
            paragraphs.append(line)
        was_empty = not line
    return tuple(paragraphs)


def _goes_on(before: str, line: str, *, was_empty: bool) -> bool:
    if is_finished(before):
        return False
    if line[0].islower():
        return True
    return not was_empty and len(before) >= _WRAPPED_AT


def _writes_no_blanks(line: str) -> bool:
    return script_language(line) in ("zh", "ja", "th", "my")
