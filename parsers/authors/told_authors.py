"""Who wrote an article, by what its readers are shown and told."""

from __future__ import annotations

import re
from itertools import islice, takewhile

from selectolax.lexbor import LexborNode

from model.agencies import agency_named
from model.text import clean_line
from parsers.authors.declared_authors import without_house
from parsers.authors.people import holds_small_words, is_person
from parsers.beside import lines_below_text, lines_beside_headline
from parsers.lines.bylines import byline_in, lines_that_may_name, may_label_else, names_in
from parsers.lines.leads import is_tool
from parsers.lines.signatures import heads_text, reporters_in, signature_in, writers_in
from parsers.page import Page, once
from parsers.scope import Scope
from parsers.tree.elsewhere import OTHER_TEXTS, is_elsewhere

_BYLINES = (
    '[itemprop="author"] [itemprop="name"]', '[rel="author"]', '[itemprop="author"]', ".byline a", ".author-name",
    ".byline__name", ".byline", '[class*="byline"]', ".post-author", ".entry-author", '[class*="author-name"]',
    '[class*="author_name"]', '[class*="author__name"]', '[class*="authorName"]', ".author", ".article-author",
    ".news-author", 'a[href*="/author/"]', 'a[href*="/authors/"]', '[class*="author"] a', '[class*="Author"]',
)  # fmt: skip
#: What matches wherever one of them does.
_ANY_BYLINE = '[itemprop="author"], [rel="author"], [class*="byline" i], [class*="author" i], a[href*="/author"]'
#: The attribute, where it is not the class, and the word in it by which a selector finds.
_CALLED = re.compile(r"(?:\[(\w+)\*?=\")?([\w/-]*(?:byline|author)[\w/-]*)", re.IGNORECASE)
_WORDS = {
    selector: (found[1] or "class", found[2].lower()) for selector in _BYLINES if (found := _CALLED.search(selector))
}
_NAMING = frozenset(key for key, _ in _WORDS.values())
_MOST_JUDGED, _MOST_SHOWN = 50, 6
_SHORTEST, _LONGEST = 3, 150  #: characters of a byline
_LONGEST_PLACE, _SHORTEST_TITLE = 30, 20
_PLAIN = re.compile(r"\w[\w\s.-]*")
_TOPMOST = frozenset({"html", "body", "main", "article"})
_OUTER = 2  #: blocks at either end of a text, and elements around a name


def shown_authors(scope: Scope) -> tuple[str, ...]:
    """The names in the first byline that readers see; what stands elsewhere on the page is another's."""
    for selector in _likely(scope):
        nodes = _together(_own(scope, selector))
        lines = [scope.line(node, _LONGEST) for node in nodes]
        own = (line for line in lines if _SHORTEST <= len(line) < _LONGEST and not is_tool(line))
        bylines = (without_house(scope.page, line) for line in own)
        if names := names_in(bylines):
            return _with_others(scope, nodes[0], names) if len(names) == 1 else names
    return ()


def _with_others(scope: Scope, node: LexborNode, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the whole byline in which only the last is linked or marked: By Ann Oak, Bo Elm and Cy Fir."""
    around: LexborNode | None = node.parent
    for _ in range(_OUTER):
        line = scope.line(around, _LONGEST) if around is not None and around.tag not in _TOPMOST else ""
        told = byline_in(line) if line.endswith(names) and len(line) < _LONGEST else None
        if told and (listed := names_in([told])) and names[0] in listed[1:] and all(map(is_person, listed)):
            return listed
        around = around.parent if around is not None else None
    return names


def _likely(scope: Scope) -> list[str]:
    """The selectors of bylines that may find something; each takes a look at every element, and most find nothing."""
    told = [node.attributes for node in scope.all(_ANY_BYLINE)]
    named = {key: " ".join([each.get(key) or "" for each in told]).lower() for key in _NAMING}
    return [selector for selector, (key, word) in _WORDS.items() if word in named[key]]


def _own(scope: Scope, selector: str) -> list[LexborNode]:
    """The first nodes that match, without the bylines of other texts, of what readers write, and of pictures."""
    found = scope.all(selector)
    if scope.page.is_discussion:
        return found[:_MOST_SHOWN]
    own = (node for node in found[:_MOST_JUDGED] if not (_is_of_a_picture(node) or is_elsewhere(node, OTHER_TEXTS)))
    return list(islice(own, _MOST_SHOWN))


def _is_of_a_picture(node: LexborNode) -> bool:
    """Whether a byline stands in a caption."""
    here: LexborNode | None = node
    while here is not None and here.tag != "figcaption":
        here = here.parent
    return here is not None


def _together(nodes: list[LexborNode]) -> list[LexborNode]:
    """The first of the nodes and those beside it, under the same element or its neighbours."""
    if not nodes:
        return []
    near = {around.mem_id for around in _around(nodes[0])}
    beside = (node for node in nodes[1:] if any(around.mem_id in near for around in _around(node)))
    return [nodes[0], *beside]


def _around(node: LexborNode) -> list[LexborNode]:
    parent = node.parent
    outer = parent.parent if parent is not None else None
    return [around for around in (parent, outer) if around is not None and around.tag not in _TOPMOST]


def told_authors(scope: Scope) -> tuple[str, ...]:
    """The names in the first line beside the headline that begins as bylines do."""
    return _told_beside(scope.page)


@once
def _told_beside(page: Page) -> tuple[str, ...]:
    lines = lines_beside_headline(page)
    named = lines_that_may_name(lines)
    told = ((line, (byline_in(line) if line in named else None) or _agency_line(line)) for line in lines)
    found = ((line, names_in([byline])) for line, byline in told if byline and not _is_title(page, line))
    return next((names for line, names in found if names and not _is_told_of(line, names)), ())


def _is_told_of(line: str, names: tuple[str, ...]) -> bool:
    """Whether a line tells of something in place of naming who wrote it: Report: crane falls."""
    return may_label_else(line) and any(map(holds_small_words, names))


def reporters_told(scope: Scope) -> tuple[str, ...]:
    """The reporters that the first or last lines of a Chinese text name, in it, in brackets at its end or below it."""
    blocks = scope.page.main_blocks
    lines = [line for block in (*blocks[:_OUTER], *blocks[-_OUTER:]) for line in (block.text, _bracket(block.text))]
    lines += lines_below_text(scope.page)
    return next((names for line in lines if (told := reporters_in(line)) and (names := names_in([told]))), ())


def told_at_end(scope: Scope) -> tuple[str, ...]:
    """The persons whom the last lines of a text, or those below it, name behind a word for who wrote it."""
    page = scope.page
    lines = (*(block.text for block in page.main_blocks[-_OUTER:]), *lines_below_text(page))
    named = (takewhile(_may_be_person, names_in([told])) for line in lines if (told := writers_in(line)))
    return next((people for found in named if (people := tuple(found))), ())


def _may_be_person(name: str) -> bool:
    """Whether a name is written as those of persons are, in a script that has capitals for them."""
    return is_person(name) or name.lower() == name.upper()


def signed(scope: Scope) -> tuple[str, ...]:
    """Who signed a Chinese or Russian text at its end, where headings have no capitals to look like names.

    A Chinese one may begin with the names of its writers instead.
    """
    blocks = scope.page.main_blocks
    last = blocks[-1].text if blocks else ""
    told = signature_in(_bracket(last) or last) or next(
        filter(None, (heads_text(b.text) for b in blocks[:_OUTER])), None
    )
    return names_in([told]) if told else ()


def _bracket(text: str) -> str:
    """What stands in brackets at the end of a text."""
    return text[max(text.rfind("("), text.rfind("（")) :] if text.endswith((")", "）")) else ""


def _is_title(page: Page, line: str) -> bool:
    """Whether a line is the headline, which may begin as bylines do: By the light of the harbour."""
    if len(line) < _SHORTEST_TITLE:
        return False
    window = page.root.css_first("title")
    return line in (page.meta("og:title") or "") or (window is not None and line in clean_line(window.text()))


def _agency_line(line: str) -> str | None:
    """The agency in a line that is its name and perhaps a place: AFP, MANILA."""
    name, _, place = line.partition(",")
    return name if agency_named(name) and _PLAIN.fullmatch(name) and len(place) < _LONGEST_PLACE else None
