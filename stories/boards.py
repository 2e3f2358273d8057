"""Boards: whether an address is a forum's, for documents that do not say what they are."""

from __future__ import annotations

import re

_HOST = re.compile(r"(?:^|[.-])(?:forums?|boards?|bbs|community|talk|discuss(?:ion)?)\d*(?:[.-]|$)", re.IGNORECASE)
_PATH = re.compile(
    r"/(?:forums?|boards?|topic|topics|threads?|viewtopic|showthread|discussion|community)(?:[/.?-]|$)", re.IGNORECASE
)


def is_board(host: str, address: str = "") -> bool:
    """Whether a host or the path of an address has the words that forums use."""
    return bool(_HOST.search(host) or _PATH.search(address))
