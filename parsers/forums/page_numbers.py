"""Which page of its thread or its board a page is.

What tells it: the pager; the number of the first post; the page's address and the one that it calls its own; that
another page goes before it. A later page is never taken for the first, whose first post opens the thread. The page
after it is the one that the pager shows by the next number.
"""

from __future__ import annotations

import re

from model.text import clean_line
from parsers.page import Page

_PAGE = re.compile(r"(?:/page[/-]?|[?&;]page=)(\d{1,5})(?:[/&#?.]|$)", re.IGNORECASE)
_START = re.compile(r"[?&;]start=0*[1-9]")  #: so many posts come before, in addresses of phpBB
_POSITION = re.compile(r"\D{0,3}(\d{1,3}(?:[,.’'\s]\d{3})+|\d{1,7})\D{0,3}")  #: #1,021
_OF_SO_MANY = re.compile(r"\b(\d{1,5})\s*(?:of|/|из)\s*\d")  #: Page 2 of 7
_LATER = 2  #: at least
_MOST_LINKS = 200  #: of pagers on a page


def page_number(page: Page, pager: str | None, position: str | None) -> int:
    """The number of a page, by what its pager and its first post show and by its addresses; 1 where nothing tells."""
    if number := told_number(page, pager):
        return number
    found = _POSITION.fullmatch(position or "")
    is_later = found is not None and found.group(1) != "1"
    return _LATER if is_later or _follows_another(page) else 1


def told_number(page: Page, pager: str | None) -> int:
    """The number that a page's pager or addresses tell outright, 0 where none does."""
    return _shown(pager or "") or _named(page)


def numbered_next(page: Page, pages: str, number: int) -> str | None:
    """The address of the page after the one of a number, by the links of a pager that show numbers."""
    told = str(number + 1)
    links = (link for link in page.root.css(pages)[:_MOST_LINKS] if clean_line(link.text()) == told)
    return next((url for link in links if (url := page.absolute(link.attributes.get("href")))), None)


def _shown(pager: str) -> int:
    """The number in a pager, 0 where it shows none."""
    found = _OF_SO_MANY.search(pager)
    return int(found.group(1)) if found else int(pager[:5]) if pager.isdecimal() else 0


def _named(page: Page) -> int:
    """The number in the address of the page, else in the one that it calls its own."""
    node = page.root.css_first('link[rel="canonical"]')
    addresses = (page.url or "", node.attributes.get("href") or "" if node else "")
    return next((int(found.group(1)) for address in addresses if (found := _PAGE.search(address))), 0)


def _follows_another(page: Page) -> bool:
    return bool(_START.search(page.url or "")) or page.root.css_first('link[rel="prev"]') is not None
