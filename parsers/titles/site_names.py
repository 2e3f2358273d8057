"""What the site of a page is called."""

from __future__ import annotations

from model.text import letters_only
from parsers.embedded.json_ld import as_text
from parsers.page import Page, once
from parsers.titles.cleaning import names_of_host


@once
def site_names(page: Page) -> tuple[str, ...]:
    """What the page calls its site, then what the host does."""
    return (*declared_names(page), *names_of_host(page.host))


@once
def letters_of_site(page: Page) -> frozenset[str]:
    """The letters of these names, to know one by however it is written."""
    return letters_of_host(page).union(map(letters_only, declared_names(page)))


@once
def letters_of_host(page: Page) -> frozenset[str]:
    """The letters of the names that the host has for it."""
    return frozenset(map(letters_only, names_of_host(page.host)))


@once
def declared_names(page: Page) -> tuple[str, ...]:
    """What the page itself calls its site."""
    publisher = as_text(page.linked.article.get("publisher"))
    return tuple(filter(None, (page.meta("og:site_name"), page.meta("application-name"), publisher)))
