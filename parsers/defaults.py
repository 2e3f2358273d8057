"""What every page may tell in a standard way: JSON-LD, OpenGraph and meta, microdata, and what readers see.

Each function is one rule; the base parser joins them into fields in order of trust.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from model.moments import Moment
from model.text import clean_line
from parsers.embedded.json_ld import as_text, as_things
from parsers.languages import language_tag, latin_language, script_language
from parsers.scope import Scope
from parsers.tree.markup import paragraphs_in_markup
from parsers.tree.prose import split_block

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
    listed = metas.get("article:tag") or metas.get("news_keywords")[:1] or metas.get("keywords")[:1]
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
