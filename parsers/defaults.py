"""What every page may tell in a standard way: JSON-LD, OpenGraph and meta, microdata, and what readers see.

Each function is one rule; the base parser joins them into fields in order of trust.
"""

from __future__ import annotations

from collections.abc import Callable

from model.moments import Moment
from model.text import clean_line, letters_only
from parsers.agencies import agency_named
from parsers.beside import lines_beside_headline
from parsers.bylines import byline_in, names_in
from parsers.dates import read_moment
from parsers.languages import language_of, language_tag, script_language
from parsers.linked import as_text, as_things, types_of
from parsers.markup import paragraphs_in_markup
from parsers.page import Page, Scope
from parsers.prose import split_block
from parsers.titles import clean_title, likeness, names_of_host

PUBLISHED = (
    "article:published_time", "og:published_time", "article:published", "datepublished", "parsely-pub-date",
    "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "dc.date.issued",
    "dcterms.created", "dcterms.date", "dc.date", "cxenseparse:recs:publishtime", "published_time_telegram",
    "article.published", "lead:published_at", "originalpublicationdate", "date", "bt:pubdate",
    "mediator_published_time",
)  # fmt: skip
MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod", "dcterms.modified")
_AUTHOR_METAS = ("author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "lead:author")
_BYLINES = (
    '[itemprop="author"] [itemprop="name"]', '[rel="author"]', '[itemprop="author"]', ".byline a", ".author-name",
    ".byline__name", ".byline", '[class*="byline"]', ".post-author", ".entry-author", '[class*="author-name"]',
    ".author", ".article-author", ".news-author",
)  # fmt: skip
_MOST_CANDIDATES = 12
_SHORTEST_BODY = 300
_LONGEST_BYLINE = 150


def site_names(page: Page) -> tuple[str, ...]:
    """What the site is called."""
    publisher = as_text(page.linked.article.get("publisher"))
    declared = (page.meta("og:site_name"), page.meta("application-name"), publisher)
    return (*filter(None, declared), *names_of_host(page.host))


def shown_headline(scope: Scope) -> str | None:
    """The h1 whose words the metadata bear out."""
    declared = _declared_titles(scope.page)
    house = {letters_only(name) for name in site_names(scope.page)}
    lines = (scope.line(node) for node in scope.all("h1")[:_MOST_CANDIDATES])
    headings = [line for line in lines if line and letters_only(line) not in house]
    alike = [(max(likeness(line, title) for title in declared), line) for line in headings] if declared else []
    best = max(alike, default=(0.0, ""), key=lambda pair: pair[0])
    return best[1] if (best[0] >= 0.5 and len(best[1].split()) > 1) or best[0] == 1.0 else None


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
    return tuple(line for node in scope.all("h1, h2")[:_MOST_CANDIDATES] if (line := scope.line(node)))


def linked_authors(scope: Scope) -> tuple[str, ...]:
    """The persons and agencies that JSON-LD names as authors."""
    found: list[str] = []
    for author in as_things(scope.page.linked.article.get("author"))[:_MOST_CANDIDATES]:
        name = as_text(author)
        if name and not _is_house(scope.page, author, name):
            found.append(name)
    return names_in(found)


def _is_house(page: Page, author: object, name: str) -> bool:
    """Whether an author is the outlet itself, which is no byline."""
    if name.startswith(("http://", "https://")):
        return True
    is_body = isinstance(author, dict) and bool(
        types_of(author) & {"Organization", "NewsMediaOrganization", "Corporation"}
    )
    if agency_named(name):
        return letters_only(name) in {letters_only(site) for site in site_names(page)}
    return is_body or letters_only(name) in {letters_only(site) for site in site_names(page)[:-3]}


def meta_authors(scope: Scope) -> tuple[str, ...]:
    """The names in the author metas."""
    metas = scope.page.metas
    named = (metas.get(name, ()) for name in _AUTHOR_METAS)
    lines = [line for lines in named for line in lines[:_MOST_CANDIDATES] if not line.startswith("http")]
    house = {letters_only(name) for name in site_names(scope.page)}
    return tuple(name for name in names_in(lines) if letters_only(name) not in house)


def shown_authors(scope: Scope) -> tuple[str, ...]:
    """The names in the first byline that readers see."""
    for selector in _BYLINES:
        lines = [scope.line(node, _LONGEST_BYLINE) for node in scope.all(selector)[:3]]
        if names := names_in(line for line in lines if 2 < len(line) < _LONGEST_BYLINE):
            return names
    return ()


def told_authors(scope: Scope) -> tuple[str, ...]:
    """The names in the first line beside the headline that begins as bylines do."""
    told = (byline_in(line) for line in lines_beside_headline(scope.page))
    return next((names for line in told if line and (names := names_in([line]))), ())


def linked_moment(key: str) -> Callable[[Scope], Moment | None]:
    """The rule that reads a date of the article in JSON-LD."""

    def find(scope: Scope) -> Moment | None:
        told = as_text(scope.page.linked.article.get(key))
        return read_moment(told, scope.page.zone) if told else None

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
    listed = words.split(",") if isinstance(words, str) else [as_text(word) or "" for word in as_things(words)]
    return tuple(dict.fromkeys(tag for word in listed if (tag := clean_line(word))))


def meta_tags(scope: Scope) -> tuple[str, ...]:
    """The article:tag metas, or the news_keywords and keywords ones."""
    metas = scope.page.metas
    listed = metas.get("article:tag") or metas.get("news_keywords", ())[:1] or metas.get("keywords", ())[:1]
    words = (word for line in listed for word in line.split(","))
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
    return declared or fallback or language_of(text)


_SHARED_SCRIPTS = {
    "ru": ("uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg"),
    "ar": ("fa", "ur", "ps", "ku"),
    "my": ("shn", "mnw", "ksw"),
    "hi": ("mr", "ne"),
    "zh": ("ja", "yue"),
}
