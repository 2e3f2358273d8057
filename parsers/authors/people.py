"""Who is named beside a headline without a word for it: by what elements are called, by links, next to the day."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice

from selectolax.lexbor import LexborNode

from model.text import letters_only
from parsers.beside import blocks_beside_headline, frames_begun, lines_beside_headline
from parsers.lines.bylines import names_in
from parsers.page import Page, once
from parsers.scope import Scope
from parsers.titles.site_names import letters_of_site
from parsers.tree.elsewhere import ELSEWHERE, is_elsewhere

#: One list, for each look at every element takes its time.
_MARKED = (
    '[class*="author" i], [class*="Byline"], [class*="autor"], [class*="writer"], [class*="reporter"], '
    '[data-testid*="author" i], [data-testid*="byline" i], [data-hook="user-name"]'
)
#: Where links to somebody's page lead: /staff/ann-oak, /autoren/ann-eiche.
_PEOPLE = re.compile(
    r"/(?:(?:authors?|autor(?:en|es|i|a)?|auteurs?|autore|avtor[iy]?|redaktion|staff|(?:our-?)?team|our-?people|reporters?|"
    r"journalists?|writers?|columnists?|contributors?|producers?|profil|profiles?|users?|u|members?|persone?n?|bio|"
    r"instructors?|newsteam|experts?)/|@\w)",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    [
        "al",
        "ap",
        "bin",
        "binti",
        "da",
        "das",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "do",
        "dos",
        "du",
        "e",
        "el",
        "la",
        "le",
        "ten",
        "ter",
        "van",
        "von",
        "y",
        "zu",
    ]
)
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-])*")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,4}")
_MOST_WORDS, _MOST_CANDIDATES, _LONGEST = 4, 24, 60
_MOST_LINES, _MOST_BEFORE = 3, 1  #: blocks of the element that a link stands in, and words before the name there
_ACCOUNT = re.compile(
    r"/(?:users?|profiles?|profil|u|members?|redaktion|autor(?:en)?|authors?)/([\w.-]+)/?$", re.IGNORECASE
)
_PAGES = frozenset({"login", "register", "settings", "new", "all", "edit", "me", "search"})
_MINUTES = re.compile(r"\d\s*(?:min(?:utes?)?|мин(?:ут[аы]?)?|นาที|分钟)\b(?:\s+(?:read|чтения))?\s*[·|•]\s*([^·|•]+)$")
_LETTERS = re.compile(r"[^\W\d_]+")


def marked_people(scope: Scope) -> tuple[str, ...]:
    """The first persons that stand alone in an element whose name speaks of authors."""
    own = (node for node in scope.all(_MARKED)[:_MOST_CANDIDATES] if not is_elsewhere(node, ELSEWHERE))
    found = (_people(scope.page, scope.line(node, _LONGEST + 1)) for node in own)
    return next((people for people in found if people), ())


def linked_people(scope: Scope) -> tuple[str, ...]:
    """The persons to whose pages links beside the headline lead, which bear their names."""
    found = (
        name
        for node, text in _links(scope.page)
        for name in _people(scope.page, scope.line(node))
        if _leads_to(node, name) and _is_alone(name, text)
    )
    return tuple(dict.fromkeys(found))


def linked_accounts(scope: Scope) -> tuple[str, ...]:
    """The account to whose page a link beside the headline leads that is its name: /users/annoak."""
    for node, text in _links(scope.page):
        name, found = scope.line(node, _LONGEST), _ACCOUNT.search(node.attributes.get("href") or "")
        is_its_own = found is not None and letters_only(found.group(1)) == letters_only(name)
        if is_its_own and names_in([name]) and name.lower() not in _PAGES and _is_alone(name, text):
            return (name,)
    return ()


def people_after_minutes(scope: Scope) -> tuple[str, ...]:
    """The person at the end of a line beside the headline, after a day and how long the text takes to read."""
    lines = (_MINUTES.search(line) for line in lines_beside_headline(scope.page))
    return next((people for found in lines if found and (people := _people(scope.page, found.group(1)))), ())


@once
def _links(page: Page) -> tuple[tuple[LexborNode, str], ...]:
    """The first links beside the headline to what may be somebody's page, with the text they stand in."""
    outline = page.outline
    begun = ((at, outline.frames[at]) for at in frames_begun(outline, blocks_beside_headline(page)))
    near = {at: frame.first for at, frame in begun if 0 < frame.last - frame.first <= _MOST_LINES}
    anchors = (anchor for anchor in outline.anchors if anchor.frame in near)
    people = (anchor for anchor in anchors if _PEOPLE.search(anchor.node.attributes.get("href") or ""))
    return tuple((each.node, outline.blocks[near[each.frame]].text) for each in islice(people, _MOST_CANDIDATES))


def _is_alone(name: str, text: str) -> bool:
    """Whether hardly a word stands before a name, as in a sentence some would."""
    return len(_LETTERS.findall(text.partition(name)[0])) <= _MOST_BEFORE


def _leads_to(node: LexborNode, name: str) -> bool:
    """Whether the address of a link bears the first or the last word of a name, its accents apart."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().split() or [""]
    address = letters_only(node.attributes.get("href") or "")
    return any(len(word) > 1 and letters_only(word) in address for word in (plain[0], plain[-1]))


def _people(page: Page, line: str) -> tuple[str, ...]:
    """The names in a line that is nothing but names of persons."""
    names = names_in([line]) if len(line) <= _LONGEST else ()
    house = letters_of_site(page)
    return names if all(is_person(name) and letters_only(name) not in house for name in names) else ()


def is_person(name: str) -> bool:
    """Whether a name is written as those of persons are: two words and more with capitals, or a few Chinese letters."""
    words = name.split()
    if _HAN.fullmatch(name):
        return True
    if not 2 <= len(words) <= _MOST_WORDS or not all(map(_WORD.fullmatch, words)):
        return False
    return all(word[0].isupper() or word in _PARTICLES for word in words) and words[-1][0].isupper()


def holds_small_words(name: str) -> bool:
    """Whether a word is written small, as in a sentence or an account, that is none of those between names."""
    return any(word[0].islower() and word not in _PARTICLES for word in name.split())
