"""What every page may tell in a standard way: JSON-LD, OpenGraph and meta, microdata, and what readers see.

Each function is one rule; the base parser joins them into fields in order of trust.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from model.moments import Moment
from model.text import clean_line, letters_only
from parsers.languages import language_tag, latin_language, script_language
from parsers.linked import as_text, as_things
from parsers.markup import paragraphs_in_markup
from parsers.page import Page, Scope
from parsers.prose import split_block
from parsers.site_names import site_names
from parsers.titles import clean_title, likeness

PUBLISHED = (
    "article:published_time", "og:published_time", "article:published", "datepublished", "parsely-pub-date",
    "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "dc.date.issued",
    "cxenseparse:recs:publishtime", "published_time_telegram",
    "article.published", "lead:published_at", "originalpublicationdate", "bt:pubdate",
    "mediator_published_time", "published", "published-date", "published_date", "published_on",
    "og:article:published_time", "uploaddate",
)  # fmt: skip
#: Dates of the file as often as of the publication.
CREATED = ("dcterms.created", "dcterms.date", "dc.date", "date", "dc.date.created", "datecreated")
MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod", "dcterms.modified")
_BETWEEN_TAGS = re.compile("[,;，；]")
_MOST_CANDIDATES = 12
_SHORTEST_BODY = 300
_FEWEST_WORDS, _KICKER = 3, 2  #: words of a title, and of a label above it


def shown_headline(scope: Scope) -> str | None:
    """The h1 whose words the metadata bear out."""
    declared = _declared_titles(scope.page)
    house = {letters_only(name) for name in site_names(scope.page)}
    lines = (scope.line(node) for node in scope.all("h1")[:_MOST_CANDIDATES] if not _leads_home(scope, node))
    headings = [line for line in lines if line and letters_only(line) not in house]
    alike = [(max(likeness(line, title) for title in declared), line) for line in headings] if declared else []
    best = max(alike, default=(0.0, ""), key=lambda pair: pair[0])
    if best[0] < 0.5 or (best[0] < 1.0 and len(best[1].split()) < 2):
        return None
    others = (title for title in declared if best[1] not in title)
    return _without_kicker(best[1], (clean_title(title, site_names(scope.page)) for title in others))


def _leads_home(scope: Scope, heading: LexborNode) -> bool:
    """Whether a heading is nothing but a link to the front page, as the name of a site is."""
    link = heading.css_first("a[href]")
    if link is None or clean_line(link.text()) != clean_line(heading.text()):
        return False
    address = scope.page.absolute(link.attributes.get("href"))
    return address is not None and address != scope.page.url and urlsplit(address).path.strip("/") == ""


def _without_kicker(line: str, titles: Iterable[str]) -> str:
    """A heading without the label before it, a word or two, where a declared title is what follows."""
    endings = (title for title in titles if line.endswith(title) and title != line)
    fitting = (title for title in endings if len(title.split()) >= _FEWEST_WORDS)
    return next((title for title in fitting if len(line[: -len(title)].split()) <= _KICKER), line)


def _declared_titles(page: Page) -> tuple[str, ...]:
    node = page.root.css_first("title")
    titles = (as_text(page.linked.article.get("headline")), page.meta("og:title"), node.text() if node else None)
    return tuple(title for title in titles if title and title.strip())


def linked_headline(scope: Scope) -> str | None:
    """The headline in JSON-LD."""
    return as_text(scope.page.linked.article.get("headline"))


def shared_title(scope: Scope) -> str | None:
    """og:title or twitter:title, without the site's name."""
    title = scope.page.meta("og:title", "twitter:title", "title")
    return clean_title(title, site_names(scope.page), _headings(scope)) if title else None


def window_title(scope: Scope) -> str | None:
    """The title element, without the site's name."""
    node = scope.page.root.css_first("title")
    return clean_title(node.text(), site_names(scope.page), _headings(scope)) or None if node else None


def first_heading(scope: Scope) -> str | None:
    """The first h1 or h2 with words."""
    return next(iter(_headings(scope)), None)


def _headings(scope: Scope) -> tuple[str, ...]:
    headings = (node for node in scope.all("h1, h2")[:_MOST_CANDIDATES] if not _leads_home(scope, node))
    return tuple(line for node in headings if (line := scope.line(node)))


def linked_moment(key: str) -> Callable[[Scope], Moment | None]:
    """The rule that reads a date of the article in JSON-LD."""

    def find(scope: Scope) -> Moment | None:
        told = as_text(scope.page.linked.article.get(key))
        return scope.page.moment(told) if told else None

    return find


def linked_text(*keys: str) -> Callable[[Scope], str | None]:
    """The rule that reads a text of the article in JSON-LD."""

    def find(scope: Scope) -> str | None:
        return next((text for key in keys if (text := as_text(scope.page.linked.article.get(key)))), None)

    return find


def linked_image(scope: Scope) -> str | None:
    """The first image of the article in JSON-LD."""
    for image in as_things(scope.page.linked.article.get("image")):
        url = image.get("url") or image.get("contentUrl") if isinstance(image, dict) else image
        if absolute := scope.page.absolute(as_text(url)):
            return absolute
    return None


def linked_tags(scope: Scope) -> tuple[str, ...]:
    """The keywords of the article in JSON-LD."""
    words = scope.page.linked.article.get("keywords")
    return _once(_BETWEEN_TAGS.split(words) if isinstance(words, str) else [as_text(w) or "" for w in as_things(words)])


def meta_tags(scope: Scope) -> tuple[str, ...]:
    """The article:tag metas, or the news_keywords and keywords ones."""
    metas = scope.page.metas
    listed = metas.get("article:tag") or metas.get("news_keywords", ())[:1] or metas.get("keywords", ())[:1]
    return _once(word for line in listed for word in _BETWEEN_TAGS.split(line))


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for word in words if (tag := clean_line(word))))


def main_text(scope: Scope) -> tuple[str, ...]:
    """The page's main text, found without rules for its site."""
    return tuple(line for block in scope.page.main_blocks for line in split_block(block))


def linked_body(scope: Scope) -> tuple[str, ...]:
    """The text that JSON-LD holds, where the page itself shows less than half of it: scripts draw the rest."""
    told = scope.page.linked.article.get("articleBody")
    if not isinstance(told, str) or len(told) < _SHORTEST_BODY:
        return ()
    shown = sum(len(block.text) for block in scope.page.main_blocks)
    return () if shown * 2 > len(told) else paragraphs_in_markup(told)


def declared_language(scope: Scope) -> str | None:
    """The language of html lang, og:locale or JSON-LD."""
    page = scope.page
    html = page.root.attributes.get("lang") or page.root.attributes.get("xml:lang")
    told = (
        html,
        page.meta("og:locale", "content-language", "dc.language"),
        as_text(page.linked.article.get("inLanguage")),
    )
    return next((tag for name in told if (tag := language_tag(name))), None)


def language_for(declared: str | None, text: str, fallback: str | None) -> str | None:
    """The language of a document: a script overrules a declaration that it contradicts."""
    written = script_language(text)
    if written and written != declared and declared not in _SHARED_SCRIPTS.get(written, ()):
        return written
    return declared or fallback or latin_language(text)


_SHARED_SCRIPTS = {
    "ru": ("uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg"),
    "ar": ("fa", "ur", "ps", "ku"),
    "my": ("shn", "mnw", "ksw"),
    "hi": ("mr", "ne"),
    "zh": ("ja", "yue"),
}
