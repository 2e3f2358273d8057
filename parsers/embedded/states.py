"""Data that a page carries for its own scripts: JSON in a script element, or assigned to a name. Read, never run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from html import unescape
from typing import Any

from selectolax.lexbor import LexborNode

from model.json_text import load_first_json
from model.text import clean_line
from parsers.decoding.bounds import hold_json
from parsers.tree.markup import paragraphs_in_markup, plain_text

_MOST_VALUES, _DEEPEST = 20_000, 12
_BLOCKS = frozenset({"p", "paragraph", "text", "h2", "h3", "h4", "header", "blockquote", "quote", "ul", "ol", "list"})
_SKIPPED = frozenset({"img", "image", "figure", "figcaption", "iframe", "script", "style", "interstitial_link"})
_BODIES = frozenset({"body", "content", "articlebody", "html", "bodyhtml", "body_html", "text", "description"})
_NAMES = ("__NEXT_DATA__", "Fusion.globalContent", "__APOLLO_STATE__", "__INITIAL_STATE__", "__PRELOADED_STATE__")
_PUSH = "self.__next_f.push("
_ROW = re.compile(r"(?:^|\n)[0-9a-f]{1,4}:", re.MULTILINE)
_LONG_ROW = re.compile(r"T[0-9a-f]+,")
_LINK = re.compile(r"\s*(?:<(?:b|strong|em|i)>\s*)*<a\s[^>]*>[^<]*</a>\s*(?:</(?:b|strong|em|i)>\s*)*", re.IGNORECASE)
_MARKED = re.compile(r"<p[\s>]|</p>|<br", re.IGNORECASE)


class States:
    """The data in a page's scripts, each read when first asked for."""

    def __init__(self, root: LexborNode) -> None:
        self._root = root
        self._read: dict[str, object] = {}

    @cached_property
    def _scripts(self) -> tuple[tuple[str | None, str], ...]:
        """The page's own scripts with the id of each."""
        nodes = ((node, node.attributes) for node in self._root.css("script"))
        return tuple((attributes.get("id"), node.text()) for node, attributes in nodes if not attributes.get("src"))

    def named(self, name: str) -> object:
        """The JSON value of the script with that id, or the one assigned to that name; None where there is none."""
        if name not in self._read:
            found = (_data_in(script, name, is_named=name == told) for told, script in self._scripts)
            self._read[name] = next((value for value in found if value is not None), None)
        return self._read[name]

    def all(self) -> Iterator[object]:
        """The values under the names by which systems keep a page's data."""
        for name in _NAMES:
            if (value := self.named(name)) is not None:
                yield value
        yield from self._pushed()

    def longest_text(self) -> tuple[str, ...]:
        """The longest run of paragraphs in any of them."""
        return max(map(longest_text, self.all()), key=_length, default=())

    def _pushed(self) -> Iterator[object]:
        """The rows that newer Next.js pages push piece by piece: JSON, or a long text under a number."""
        pieces = []
        for _, script in self._scripts:
            if (begin := script.find(_PUSH)) >= 0:
                value = _value(script[begin + len(_PUSH) :])
                pieces += [piece for piece in value if isinstance(piece, str)] if isinstance(value, list) else []
        for row in _ROW.split("".join(pieces)):
            yield {"html": row.partition(",")[2]} if _LONG_ROW.match(row) else _value(row)


def _data_in(script: str, name: str, *, is_named: bool) -> object:
    """The value in a script that bears the name, or the one that it assigns to it."""
    if is_named and (value := _value(script)) is not None:
        return value
    if name not in script and not is_named:
        return None
    pattern = r"=\s*(?=[{\[])" if is_named else re.escape(name) + r"[\"']?\]?\s*=\s*(?=[{\[])"
    found = re.search(pattern, script)
    return _value(script[found.end() :]) if found else None


def _value(text: str) -> object:
    """The JSON value that a text begins with, None where it is none."""
    try:
        hold_json(text)
        return load_first_json(text.lstrip())
    except (ValueError, RecursionError):
        return None


def dig(value: object, path: str) -> Any:
    """What stands under a path of keys, parted by dots; None where a key is missing."""
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def longest_text(value: object) -> tuple[str, ...]:
    """The longest run of paragraphs in a value: a list of typed blocks, or a text in markup named like a body."""
    return max(_candidates(value), key=_length, default=())


def _length(lines: tuple[str, ...]) -> int:
    return sum(map(len, lines))


def _candidates(value: object) -> Iterator[tuple[str, ...]]:
    queue, seen = [value], 0
    while queue and seen < _MOST_VALUES:
        here = queue.pop()
        seen += 1
        if isinstance(here, list):
            if sum(map(_is_block, here)) > 1:
                yield paragraphs_in_blocks(here)
            queue.extend(here)
        elif isinstance(here, dict):
            for key, inner in here.items():
                if isinstance(inner, str):
                    if key.lower() in _BODIES and _MARKED.search(inner):
                        yield paragraphs_in_markup(inner)
                else:
                    queue.append(inner)


def _is_block(value: object) -> bool:
    return isinstance(value, dict) and str(value.get("type")) in _BLOCKS


def paragraphs_in_blocks(blocks: object) -> tuple[str, ...]:
    """The paragraphs of a list of blocks: each has a type and its text, as markup or as a tree of smaller pieces.

    What is a link to something else and nothing more is left out.
    """
    listed = blocks if isinstance(blocks, list) else []
    lines = (line for block in listed if _is_block(block) and not _is_link(block) for line in _lines_of(block))
    return tuple(line for line in lines if line)


def _is_link(block: dict[str, Any]) -> bool:
    words = block.get("content")
    return isinstance(words, str) and _LINK.fullmatch(words) is not None


def _lines_of(block: dict[str, Any]) -> Iterator[str]:
    items = block.get("items")
    if isinstance(items, list):
        for item in items:
            yield clean_line(_words_of(item, 0))
    else:
        yield clean_line(_words_of(block, 0))


def _words_of(value: object, depth: int) -> str:
    """The words in a piece of a block, its pictures and scripts left out."""
    if isinstance(value, str):
        return plain_text(value) if "<" in value else unescape(value)
    if isinstance(value, list):
        return "".join(_words_of(item, depth + 1) for item in value) if depth < _DEEPEST else ""
    if not isinstance(value, dict) or depth >= _DEEPEST or str(value.get("type")) in _SKIPPED:
        return ""
    keys = ("children", "content_elements", "items", "content", "data", "text", "value")
    return next((words for key in keys if (words := _words_of(value.get(key), depth + 1))), "")
