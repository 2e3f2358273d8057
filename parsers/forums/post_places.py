"""Where posts stand on their page, by the numbers that their elements bear."""

from __future__ import annotations

from model.urls import clean_url
from parsers.scope import Scope


def place_of_number(scope: Scope) -> str | None:
    """The place that MyBB and Discuz! give to the post of a number: #pid902 to the element post_902."""
    number = (scope.node.attributes.get("id") or "").removeprefix("post_")
    return f"{clean_url(scope.page.url)}#pid{number}" if number.isdecimal() and scope.page.url else None
