"""Which names of authors are only half of one: those of accounts and of bodies, and first names alone."""

from __future__ import annotations

import re
from collections.abc import Callable

from model.agencies import agency_named
from model.text import letters_only
from parsers.authors.declared_authors import linked_authors, meta_authors
from parsers.authors.people import is_person, linked_people, marked_people
from parsers.authors.told_authors import reporters_told, shown_authors, signed, told_at_end, told_authors
from parsers.fields import Field, Rule
from parsers.lines.bylines import names_in
from parsers.page import Page
from parsers.scope import Scope
from parsers.titles.site_names import letters_of_host
from parsers.tree.elsewhere import COMMENTS, blocks_elsewhere

#: What ends or is the name of a body: a legal form, an office of the house.
_BODY = re.compile(
    r"(?:^|.*[\s-])(?:e\.?\s?v|gmbh|ag|ltd|inc|llc|verlag|stiftung|verband|redaktion|redacción|rédaction|redazione|редакция|"
    r"team|staff|admin|administrator|webmaster|editors|desk|编辑部|กองบรรณาธิการ)\.?",
    re.IGNORECASE,
)
_CHINESE_BODY = re.compile(
    "[\u4e00-\u9fff]{2,}(?:网|网站|报|社|集团|公司|电视台|电台|总台|部|中心|客户端|频道|政府|委员会|办公室)"
)
#: How accounts are called: a_oak, ann.oak, AnnO; one word with marks in it, or a capital at its end.
_ACCOUNT = re.compile(r"\S*[\w][._@\[]\S+|[^\W\d_]*[a-z][A-Z]|[a-z]\w*\d+")
_ARTICLE = re.compile(r"^(?:the|die|der|das|el|la|le|les|il|los)\s+", re.IGNORECASE)
_LONGEST, _SHORTEST = 60, 3  #: characters of a line that holds the fuller name, and of a first name


def is_stopgap(name: str) -> bool:
    """Whether a name is that of an account or of a body, for which the person's on the page is better."""
    is_body = _BODY.fullmatch(name) or _CHINESE_BODY.fullmatch(name)
    return bool(_ACCOUNT.fullmatch(name)) or (bool(is_body) and not agency_named(name))


def told_not_declared(scope: Scope) -> tuple[str, ...]:
    """The persons whom readers are told, where JSON-LD or the metas name an account, a body, or one for all pages."""
    linked = linked_authors(scope)
    declared = linked or meta_authors(scope)
    if not declared:
        return ()
    if all(is_stopgap(name) or _is_the_host(scope.page, name) for name in declared):
        return _told_for(scope, declared)
    return () if linked else _told_instead(scope, declared)


def _is_the_host(page: Page, name: str) -> bool:
    """Whether a name, its article apart, is what the site's host is called: Die Fähre on diefaehre.example."""
    hosts = letters_of_host(page)
    return letters_only(name) in hosts or letters_only(_ARTICLE.sub("", name)) in hosts


def _told_for(scope: Scope, stopgaps: tuple[str, ...]) -> tuple[str, ...]:
    """The persons for accounts and bodies; a body may well have written it, and others be marked for their help."""
    finds: list[Callable[[Scope], tuple[str, ...]]] = [shown_authors, told_authors, reporters_told, told_at_end, signed]
    if all(map(_ACCOUNT.fullmatch, stopgaps)):
        finds += [marked_people, linked_people]
    found = (find(scope) for find in finds)
    return next(
        (names for names in found if names and all(is_person(name) and not is_stopgap(name) for name in names)), ()
    )


def _told_instead(scope: Scope, declared: tuple[str, ...]) -> tuple[str, ...]:
    """The persons in the byline beside the headline, where those in the metas share no part of a name with them."""
    told = told_authors(scope)
    known = {word for name in declared for word in name.casefold().split()}
    is_other = known.isdisjoint(word for name in told for word in name.casefold().split())
    return told if is_other and all(map(is_person, told)) else ()


def fully_named(field: Field[tuple[str, ...]]) -> Field[tuple[str, ...]]:
    """The same rules; a first name alone is told in full where the page does so elsewhere."""
    return Field(tuple(Rule(rule.label, _completing(rule.find)) for rule in field.rules))


def _completing(find: Callable[[Scope], tuple[str, ...] | None]) -> Callable[[Scope], tuple[str, ...] | None]:
    def found(scope: Scope) -> tuple[str, ...] | None:
        names = find(scope)
        is_first = (
            names and len(names) == 1 and len(names[0]) >= _SHORTEST and names[0].isalpha() and names[0].istitle()
        )
        return (_completed(scope.page, names[0]),) if names and is_first else names

    return found


def _completed(page: Page, first: str) -> str:
    """The one fuller name that short lines of the page begin or end with, the first name itself where there is none."""
    outline = page.outline
    if any(block.text == first for block in outline.blocks):
        return first  # what follows it elsewhere is another thing: Ann Ferries
    texts = (
        (number, block.text)
        for number, block in enumerate(outline.blocks)
        if len(block.text) <= _LONGEST and first in block.text
    )
    is_comment = blocks_elsewhere(outline, -1, COMMENTS)
    own = (text for number, text in texts if not is_comment(number))
    fuller = {name for text in own for name in names_in([text]) if name.startswith(f"{first} ") and is_person(name)}
    return fuller.pop() if len(fuller) == 1 else first
