"""The verdict on a block: what its odds say, unless it is an invitation or a note of who wrote the text and when."""

from __future__ import annotations

import re

from parsers.bylines import byline_in
from parsers.dates import read_moment
from parsers.outline import Block

_INVITATION = re.compile(
    r"share (?:this|the) (?:story|article|post|page)|"
    r"follow (?:us|.{0,40}) on (?:facebook|twitter|instagram|telegram|youtube|x\b)|"
    r"(?:listen|watch|read)\b.{0,60}\bhere\.?$|sign up (?:for|to) (?:our|the|my)\b|subscribe to (?:our|the|my)\b|"
    r"(?:like|join) us on\b|download (?:our|the) app|подписывайтесь на|подпишитесь на|поделиться|читайте (?:также|нас)|"
    r"扫(?:一扫|描二维码)|关注我们|点击(?:这里|查看)",
    re.IGNORECASE,
)
_DOUBT = 0.2  #: log odds that a block of an article needs which the first guess left out
_SHORT = 120  #: characters of an invitation
_NOTE = 100  #: of a byline or a date
_ONE_LINK = 0.9  #: of the characters


def is_text(block: Block, odds: float, *, picked: bool, above: bool) -> bool:
    """Whether a block of an article belongs to it.

    `picked` says that the first guess took it, `above` that it stands before everything that the guess took.
    """
    return odds > (0.0 if picked else _DOUBT) and not is_aside(block, above=above)


def is_aside(block: Block, *, above: bool) -> bool:
    """Whether a block invites to do something, or stands above the text and tells who wrote it and when."""
    length = len(block.text)
    if block.tag in ("p", "li") and block.linked > _ONE_LINK * length:
        return True
    if length < _SHORT and _INVITATION.search(block.text):
        return True
    return above and length < _NOTE and bool(byline_in(block.text) or read_moment(block.text))
