"""What an article is called: the heading that readers see where the metadata bear it out, else what is declared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from model.text import clean_line, letters_only, likeness
from parsers.beside import heading_above_text, lines_beside_headline
from parsers.embedded.json_ld import as_text
from parsers.generic.weights import reading_length
from parsers.page import Page
from parsers.scope import Scope
from parsers.titles.cleaning import clean_title, parts_beside, without_day
from parsers.titles.site_names import letters_of_site, site_names
from parsers.tree.elements import only_text

_TAIL = re.compile(r"\s+\([^)]*\)(?:\s*\d+)?|\s+\d+")
_MOST_CANDIDATES = 12
_LONGEST_LABEL = 25  #: characters
_LONGEST = 500  #: characters; a heading of more was never closed, and holds what follows it
_FEWEST_WORDS, _KICKER = 3, 2  #: words of a title, and of a label above it
_SHORTEST_UNPARTED = 20  #: of a title in a script without blanks, as `reading_length` counts


def shown_headline(scope: Scope) -> str | None:
    """The h1 whose words the metadata bear out."""
    declared, headings = _declared_titles(scope.page), _own_headings(scope)
    alike = [(max(likeness(line, title) for title in declared), line) for line in headings] if declared else []
    best = max(alike, default=(0.0, ""), key=lambda pair: (pair[0], len(pair[1].split()) > _KICKER))
    if best[0] < 0.5 or (best[0] < 1.0 and len(best[1].split()) < 2) or _is_of_the_site(scope, best[1], declared):
        return None
    others = (title for title in declared if best[1] not in title)
    return without_day(_without_kicker(best[1], (clean_title(title, site_names(scope.page)) for title in others)))


def sole_headline(scope: Scope) -> str | None:
    """The only h1, where it stands above the text, is long enough, and no heading holds what is declared.

    Nor is that a line of its own beside it, as where the h1 is what all texts of a place stand under.
    """
    headings = set(_own_headings(scope))
    line = headings.pop() if len(headings) == 1 else ""
    if not (len(line.split()) >= _FEWEST_WORDS or reading_length(line) >= _SHORTEST_UNPARTED):
        return None
    if not scope.page.main_blocks or heading_above_text(scope.page) != line:
        return None
    names = site_names(scope.page)
    titles = [letters_only(clean_title(title, names)) for title in _declared_titles(scope.page)]
    shown = [letters_only(heading) for heading in (line, *_headings(scope))]
    beside = {letters_only(each) for each in lines_beside_headline(scope.page)}
    is_shown = any(title in beside or any(title in heading for heading in shown) for title in titles)
    return None if is_shown else line


def _own_headings(scope: Scope) -> list[str]:
    """The lines of each h1 that is neither the name of the site nor a link to its front page."""
    house = letters_of_site(scope.page)
    lines = (scope.line(node) for node in scope.headlines()[:_MOST_CANDIDATES] if not _leads_home(scope, node))
    return [line for line in lines if 0 < len(line) <= _LONGEST and letters_only(line) not in house]


def _leads_home(scope: Scope, heading: LexborNode) -> bool:
    """Whether a heading is nothing but a link to the front page, as the name of a site is."""
    link = heading.css_first("a[href]") if only_text(heading) is None else None
    if link is None or clean_line(link.text()) != clean_line(heading.text()):
        return False
    address = scope.page.absolute(link.attributes.get("href"))
    return address is not None and address != scope.page.url and urlsplit(address).path.strip("/") == ""


def _is_of_the_site(scope: Scope, line: str, titles: tuple[str, ...]) -> bool:
    """Whether a heading is what a title adds to the headline, or a word or two from within one."""
    if line in titles:
        return False
    if any(clean_line(title).startswith(f"{line}: ") and _behind_colon(scope, title) for title in titles):
        return True
    beside = {letters_only(part): len(part) for title in titles for part in parts_beside(line, title)}
    if not beside:
        is_label = len(line.split()) <= _KICKER and len(line) <= _LONGEST_LABEL
        return is_label and any(_is_within(line, title) for title in titles)
    longer = {part for part, length in beside.items() if length > len(line)}
    told = longer and {letters_only(title) for title in (*titles, *_headings(scope))}
    return "" not in beside and bool(longer & set(told))


def _is_within(line: str, title: str) -> bool:
    """Whether a title has a line somewhere between its beginning and its end."""
    folded, whole = letters_only(line), letters_only(title)
    return folded in whole and not whole.startswith(folded) and not whole.endswith(folded)


def _without_kicker(line: str, titles: Iterable[str]) -> str:
    """A heading without the label before it, a word or two, where a declared title is what follows.

    So too without what counts or names sources after it: The ferry (harbour.example) 139.
    """
    titles = tuple(titles)
    for title in titles:
        if len(title.split()) >= _FEWEST_WORDS and line.startswith(title) and _TAIL.fullmatch(line[len(title) :]):
            return title
    endings = (title for title in titles if line.endswith(title) and title != line)
    fitting = (title for title in endings if len(title.split()) >= _FEWEST_WORDS)
    return next((title for title in fitting if len(line[: -len(title)].split()) <= _KICKER), line)


def _declared_titles(page: Page) -> tuple[str, ...]:
    node = page.root.css_first("title")
    titles = (as_text(page.linked.article.get("headline")), page.meta("og:title"), node.text() if node else None)
    return tuple(title for title in titles if title and 0 < len(title.strip()) <= _LONGEST)


def linked_headline(scope: Scope) -> str | None:
    """The headline in JSON-LD."""
    return as_text(scope.page.linked.article.get("headline"))


def shared_title(scope: Scope) -> str | None:
    """og:title or twitter:title, without the site's name."""
    title = scope.page.meta("og:title", "twitter:title", "title")
    return _cleaned(scope, title) if title else None


def window_title(scope: Scope) -> str | None:
    """The title element, without the site's name."""
    node = scope.page.root.css_first("title")
    title = _cleaned(scope, node.text()) if node else ""
    return title if 0 < len(title) <= _LONGEST else None


def first_heading(scope: Scope) -> str | None:
    """The first h1 or h2 with words."""
    return next(iter(_headings(scope)), None)


def _cleaned(scope: Scope, title: str) -> str:
    """A declared title without the site's name, which readers may be shown it without, and without the day."""
    headline = _behind_colon(scope, title)
    return headline or without_day(clean_title(title, site_names(scope.page), _headings(scope)))


def _behind_colon(scope: Scope, title: str) -> str | None:
    """What follows the first colon of a title, where readers are shown that alone: Harbour Blog: The ferry."""
    _, _, headline = clean_line(title).partition(": ")
    return headline if headline and headline in _headings(scope, "h1, h2, h3") else None


def _headings(scope: Scope, orders: str = "h1, h2") -> tuple[str, ...]:
    headings = (node for node in scope.all(orders)[:_MOST_CANDIDATES] if not _leads_home(scope, node))
    return tuple(without_day(line) for node in headings if 0 < len(line := scope.line(node)) <= _LONGEST)
