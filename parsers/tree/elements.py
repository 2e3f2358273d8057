"""What each HTML element means to a reader of text: a box, a break, a link, part of a line, or nothing."""

from __future__ import annotations

from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

TEXT: Final = 0  #: a text node
SILENT: Final = 1  #: nothing in it is text of the page
BREAK: Final = 2
INLINE: Final = 3
PLAIN: Final = 4  #: inline, but worth a look at what it is before it is read
LINK: Final = 5  #: from here on, the walk has something to do where the element ends
FRAME: Final = 6  #: begins and ends blocks
UNSCRIPTED: Final = 7  #: a frame for readers without scripts
MENU: Final = 8  #: a frame of links through the site

_FRAMES = """
address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form
h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu ol p pre section summary table tbody td tfoot th
thead tr ul
"""
_SILENTS = """
audio canvas datalist embed head iframe input math meta link map object option picture img script select style svg
template textarea title track video
"""
TEXT_NODE: Final = 2  #: lexbor's number for a text, which has no name
_COMMENT = 4


def _elements() -> dict[int, tuple[int, str]]:
    """The meaning and name of every element we know by lexbor's number for it."""
    tree = LexborHTMLParser("")
    named = [
        (FRAME, _FRAMES),
        (SILENT, _SILENTS),
        (PLAIN, "span button"),
        (UNSCRIPTED, "noscript"),
        (MENU, "nav"),
        (LINK, "a"),
        (BREAK, "br"),
    ]
    known = {tree.create_node(name).tag_id: (kind, name) for kind, names in named for name in names.split()}
    return known | {TEXT_NODE: (TEXT, ""), _COMMENT: (SILENT, "")}


#: What an element means and what it is called, by lexbor's number for it. Other numbers are not
#: the same from page to page.
KNOWN: Final = _elements()
OTHER: Final = (INLINE, "")
_ALWAYS_READ: Final = frozenset({INLINE, LINK, FRAME})


def only_text(node: LexborNode) -> str | None:
    """The text of an element that holds nothing else and is read wherever it stands, None of any other."""
    child = node.first_child
    if child is None or child.tag_id != TEXT_NODE or KNOWN.get(node.tag_id, OTHER)[0] not in _ALWAYS_READ:
        return None
    return child.text_content if child.next is None else None
