"""Lines that lead to another story instead of telling one: a call to read on, and the link that it means."""

from __future__ import annotations

import re

from parsers.outline import Block

LINKED = 0.9  #: of its characters, from where on a block is a link and nothing else
_CALL = re.compile(
    r"(?:related|(?:see|read) (?:more|also|next)|also read|more|watch|listen|recommended|don['’]t miss|"
    r"читайте также|подробнее|смотрите также|相关(?:阅读|报道|新闻)?|延伸阅读)\s*[:：|]\s*",
    re.IGNORECASE,
)


def call_in(text: str) -> str:
    """The call to read on that a text begins with, "" where it begins otherwise."""
    found = _CALL.match(text)
    return found.group() if found else ""


def is_link(block: Block) -> bool:
    """Whether a block is a link and nothing else, or a link with a call to follow it before."""
    return block.linked > LINKED * (len(block.text) - len(call_in(block.text)))
