"""Lists whose items a source's configuration picks by a selector."""

from __future__ import annotations

from model.documents import Parsed
from parsers.account import Account
from parsers.anything import Generic
from parsers.listings.articles import selected_links
from parsers.page import Page


def listed(page: Page, selector: str) -> Parsed:
    """The list of what a CSS selector picks on a page; where it picks nothing the list is empty."""
    parser = Generic()
    return parser.listing(page, Account(parser.scope(page)), selected_links(page, selector))
