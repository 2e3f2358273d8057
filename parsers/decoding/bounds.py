"""How much of feeds and JSON is read: looked at in one pass, before more is built of them than memory holds.

Bodies are bounded in bytes, but of ten megabytes of brackets a tree of hundreds can be made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from model import json_text
from model.errors import ParseError

#: Elements within each other; libxml2 stops there too, honest feeds have a tenth.
DEEPEST = 256
_MOST_PIECES = 200_000  #: elements and attributes of a feed that is cut to the items taken
_MOST_ATTRIBUTES = 1000  #: of one element
_MOST_LINES = 1_000_000  #: and references of a feed: its parser keeps each on its own until the element ends
_MOST_VALUES = 200_000  #: of a JSON text
#: Nothing in it is tried twice: the time is that of one pass, whatever the bytes.
_TAG = re.compile(
    rb"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)"
    rb"""|<(/?)([A-Za-z_:\x80-\xff][^\s<>/"']*+)((?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>""",
    re.DOTALL,
)
#: A shorter page is not looked through: what it could hold is read in a second.
_LONG_PAGE, _MOST_OF_A_PAGE = 200_000, 5000
_LONG = 20_000  #: bytes of a tag
#: A long tag of a page, up to the first `<` or `>`; comments and what holds no tags are passed over. And an attribute.
_LONG_TAG = re.compile(
    rb"<!--.*?(?:-->|\Z)|<(script|style|textarea|title|xmp|iframe)\b.*?(?:</\1|\Z)|(<[a-z][^<>]{%d,}+)" % _LONG,
    re.DOTALL | re.IGNORECASE,
)
_NAME = re.compile(rb"<[^\s/>]{1,40}")
_ATTRIBUTE = re.compile(rb"""[^\s="'/]++(?:\s*+=\s*+(?:"[^"]*+"?+|'[^']*+'?+|[^\s"']++))?+""")
#: What cannot stand between two attributes.
_UNPARTING = bytes(number for number in range(128) if not chr(number).isspace() and chr(number) not in "=\"'/")
_BRACKET = re.compile(r'"(?:[^"\\]++|\\.)*+"|[\[{]|[\]}]', re.DOTALL)


def hold_feed(body: bytes, url: str | None) -> None:
    """Raises ParseError where a feed is nested too deep or holds too much, saying what and where.

    An end closes all that was left open within it, as in feeds that are not well made.
    """
    if (lines := body.count(b"\n") + body.count(b"&")) > _MOST_LINES:
        raise ParseError(f"the feed holds {lines} lines and references, more than are read", url)
    within: list[bytes] = []
    pieces = 0
    for found in _TAG.finditer(body):
        end, name, rest = found.groups()
        if name is None:  # a comment, or text that only looks like markup
            continue
        if end:
            _leave(within, name)
            continue
        attributes = (rest.count(b'"') + rest.count(b"'")) // 2
        pieces += 1 + attributes
        if not rest.endswith(b"/"):
            within.append(name)
        if len(within) > DEEPEST or attributes > _MOST_ATTRIBUTES or pieces > _MOST_PIECES:
            raise ParseError(f"the feed {_excess(within, attributes)}: <{_shown(name)}> at byte {found.start()}", url)


def _leave(within: list[bytes], name: bytes) -> None:
    if name in within:
        while within.pop() != name:
            pass


def _excess(within: list[bytes], attributes: int) -> str:
    if len(within) > DEEPEST:
        return f"is nested more than {DEEPEST} elements deep"
    if attributes > _MOST_ATTRIBUTES:
        return f"has an element of {attributes} attributes, more than are read"
    return f"holds more than {_MOST_PIECES} elements and attributes, more than are read"


def _shown(name: bytes) -> str:
    return name[:40].decode("utf-8", "replace")


def hold_page(body: bytes, url: str | None) -> None:
    """Raises ParseError where one element of a page has more attributes than are read.

    Each is held against all before it, so that a hundred thousand take half a minute. What is written into one
    attribute, a picture say, is long too and counts once.
    """
    if len(body) < _LONG_PAGE or not any(_attributes(tag) > _MOST_OF_A_PAGE for tag in _long_stretches(body)):
        return
    for found in _LONG_TAG.finditer(body):  # it knows what is no tag, in scripts and comments
        attributes = _attributes(found[2] or b"")
        if attributes > _MOST_OF_A_PAGE and (name := _NAME.match(found[2])):
            said = f"{attributes} attributes, more than are read: {_shown(name[0])}> at byte {found.start()}"
            raise ParseError(f"the page has an element of {said}", url)


def _attributes(tag: bytes) -> int:
    """How many attributes a tag has, 0 where there is not enough between them; what is none may count as some."""
    if len(tag.translate(None, _UNPARTING)) <= _MOST_OF_A_PAGE:
        return 0
    return sum(1 for _ in _ATTRIBUTE.finditer(tag)) - 1  # its name is none


def _long_stretches(body: bytes) -> Iterator[bytes]:
    """What begins as tags do and is as long as a long one: without `<` and `>` between two of these steps."""
    step = _LONG // 2
    for at in range(0, len(body) - step + 1, step):
        if body.find(b"<", at, at + step) >= 0 or body.find(b">", at, at + step) >= 0:
            continue
        begin, closed = (body.rfind(mark, max(0, at - step), at) for mark in (b"<", b">"))
        if begin > closed and body[begin + 1 : begin + 2].isalpha():
            following = body.find(b"<", at)
            yield body[begin : following if following >= 0 else None].partition(b">")[0]


def load_json(text: str) -> object:
    """The value of a JSON text. Raises ValueError, saying where, also for one too deep or of too many values."""
    hold_json(text)
    try:
        return json_text.load_json(text)
    except RecursionError:
        depth, place = _deepest(text)
        raise ValueError(f"nested {depth} deep at character {place}, deeper than is read") from None


def hold_json(text: str) -> None:
    """Raises ValueError where a text may hold more values than are read; a comma within a string counts."""
    if len(text) > _MOST_VALUES and (values := sum(map(text.count, "[{,"))) > _MOST_VALUES:
        raise ValueError(f"about {values} values, more than are read")


def _deepest(text: str) -> tuple[int, int]:
    """How deep brackets stand within each other, and the character where they first do."""
    depth = deepest = place = 0
    for found in _BRACKET.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found[0], 0)
        if depth > deepest:
            deepest, place = depth, found.start()
    return deepest, place
