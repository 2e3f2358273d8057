"""What a feed must be: the rules of RFC 4287, RFC 5005, RSS 2.0 with the RSS Advisory Board's profile, JSON Feed 1.1.

Each check gives its complaints about one document; a feed that a validator has nothing to say about gives none.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

ATOM, MEDIA = "{http://www.w3.org/2005/Atom}", "{http://search.yahoo.com/mrss/}"
DC, TERMS = "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/dc/terms/}"
ARCHIVE = "{http://purl.org/syndication/history/1.0}archive"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
Check = Callable[[ET.Element, bytes], Iterable[str]]

#: RFC 3986: a scheme, and after it the characters that addresses are made of, per cent signs with two digits.
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9;/?:@&=+$.\-_!~*'(),#]|%[0-9A-Fa-f]{2})+")
#: Hosts of IPv6 stand in brackets.
IPV6 = re.compile(r"^(https?://)\[[0-9A-Fa-f:.]+\]")
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
RFC822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d? [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (GMT|[+-]\d{4})")
TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")
#: What no text of a feed should hold: C1 controls, the sign of a lost character, what is no character.
BAD = re.compile("[\u0080-\u009f\ufffd\ufdd0-\ufdef\ufffe\uffff]")
RELATIONS = {
    "alternate",
    "current",
    "first",
    "hub",
    "last",
    "next",
    "next-archive",
    "prev-archive",
    "previous",
    "related",
    "self",
}
PAGING = RELATIONS - {"alternate", "hub", "related", "self"}
SAFE_HTML = {"p": set(), "b": set(), "strong": set(), "ul": set(), "li": set(), "a": {"href"}}
MARKUP = re.compile(r"</\w+>|&#?\w+;?|<[/a-zA-Z]")
MAIL = re.compile(r"<[^<>@\s]+@[^<>\s]+>")
OLDEST = datetime(1990, 1, 1, tzinfo=UTC)


def is_uri(text: str | None) -> bool:
    """Whether a text is a whole address."""
    return text is not None and URI.fullmatch(IPV6.sub(r"\1host", text)) is not None


def texts_of(root: ET.Element) -> Iterator[tuple[str, str]]:
    """Every text and attribute of a document, with where it stands."""
    for node in root.iter():
        yield node.tag, node.text or ""
        yield from ((f"{node.tag}/{name}", value) for name, value in node.attrib.items())


class Html(HTMLParser):
    """Complaints about a piece of HTML: foreign elements and attributes, elements not closed, relative addresses."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.complaints: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        self.complaints += [f"<{name}> is not closed" for name in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(tag)
        allowed = SAFE_HTML.get(tag)
        if allowed is None or any(name not in allowed for name, _ in attrs):
            self.complaints.append(f"<{tag}> with {attrs} is not safe")
        self.complaints += [f"{value!r} is no address" for name, value in attrs if name == "href" and not is_uri(value)]

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.complaints.append(f"</{tag}> closes nothing")


def encoding(root: ET.Element, body: bytes) -> Iterator[str]:
    """UTF-8, said so at the very beginning; no declaration of types; every text free of what readers choke on."""
    if not body.startswith(b'<?xml version="1.0" encoding="utf-8"?>') or b"<!DOCTYPE" in body:
        yield "the declaration"
    body.decode("utf-8")
    yield from (f"{where}: {BAD.search(text)}" for where, text in texts_of(root) if BAD.search(text))


def links(root: ET.Element, _: bytes) -> Iterator[str]:
    """RFC 4287 §4.2.7, RFC 5005: whole addresses, known relations, nothing in them, paging on the feed alone."""
    entries = {id(link) for tag in (f"{ATOM}entry", "item") for item in root.iter(tag) for link in item.iter()}
    for link in root.iter(f"{ATOM}link"):
        relation = link.get("rel", "alternate")
        if not is_uri(link.get("href")) or relation not in RELATIONS or link.text or len(link):
            yield f"link {link.attrib}"
        if link.get("type") is not None and not MEDIA_TYPE.fullmatch(link.get("type", "")):
            yield f"type {link.get('type')}"
        if link.get("title") is not None and not link.get("title", "").strip():
            yield "a link with a blank title"
        if relation in PAGING and id(link) in entries:
            yield f"{relation} in an entry"


def feed_links(root: ET.Element, _: bytes) -> Iterator[str]:
    """One link to itself, no two of one relation and type; an archive document says which feed is current."""
    head = root if root.tag == f"{ATOM}feed" else root[0]
    kinds = [(link.get("rel"), link.get("type")) for link in head.findall(f"{ATOM}link")]
    relations = [relation for relation, _ in kinds]
    if relations.count("self") != 1 or len(kinds) != len(set(kinds)):
        yield f"links {kinds}"
    if head.find(ARCHIVE) is not None and ("current" not in relations or "hub" in relations):
        yield "an archive document without its current feed"


def images(root: ET.Element, _: bytes) -> Iterator[str]:
    """Media RSS: a whole address, a known medium."""
    for image in root.iter(f"{MEDIA}content"):
        if not is_uri(image.get("url")) or image.get("medium") != "image":
            yield f"image {image.attrib}"


def atom_elements(root: ET.Element, _: bytes) -> Iterator[str]:
    """RFC 4287 §4.1.1 and §4.1.2: what must be there, what may be there once, entries after all else."""
    for node in (root, *root.iter(f"{ATOM}entry")):
        tags = [child.tag.removeprefix(ATOM) for child in node]
        yield from (f"{name} {tags.count(name)} times" for name in ("id", "title", "updated") if tags.count(name) != 1)
        yield from (f"{name} twice" for name in ("published", "content", "generator") if tags.count(name) > 1)
        if "author" not in tags:
            yield "no author"
        if "entry" in tags and set(tags[tags.index("entry") :]) != {"entry"}:
            yield "something after an entry"


def atom_entries(root: ET.Element, _: bytes) -> Iterator[str]:
    """An entry has content, at most one alternate of a type and language, and an identifier of its own."""
    known = [node.text for node in root.iter(f"{ATOM}id")]
    yield from (f"id {one}" for one in known if not _is_urn(one or ""))
    if len(set(known)) != len(known):
        yield "two with one id"
    for entry in root.iter(f"{ATOM}entry"):
        if entry.find(f"{ATOM}content") is None:
            yield "no content"
        alternates = [link.get("type") for link in entry.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        if len(alternates) != len(set(alternates)):
            yield "two alternates of a type"
        if entry.get(LANG) is not None and not TAG.fullmatch(entry.get(LANG, "")):
            yield f"language {entry.get(LANG)}"


def _is_urn(text: str) -> bool:
    """Whether it is a UUID in the one form that is compared by characters (RFC 9562 §4)."""
    return text.startswith("urn:uuid:") and str(uuid.UUID(text.removeprefix("urn:uuid:"))) == text[9:]


def atom_dates(root: ET.Element, _: bytes) -> Iterator[str]:
    """RFC 3339 with a zone, and plausible: not before there was a web, nothing published after it was last changed."""
    for name in ("updated", "published"):
        for node in root.iter(f"{ATOM}{name}"):
            if not RFC3339.fullmatch(node.text or "") or datetime.fromisoformat(node.text or "") < OLDEST:
                yield f"{name} {node.text}"


def atom_texts(root: ET.Element, _: bytes) -> Iterator[str]:
    """§3.1: no blank text; what looks like markup says of which type it is; HTML is sound and safe."""
    for node in root.iter():
        name = node.tag.removeprefix(ATOM)
        if name in {"title", "name", "generator", "id"} and not (node.text or "").strip():
            yield f"a blank {name}"
        if node.get("type") == "html":
            yield from Html(node.text or "").complaints
        elif name in {"title", "generator"} and MARKUP.search(node.text or ""):
            yield f"{name} holds undeclared markup: {node.text}"
        if name == "name" and MAIL.search(node.text or ""):
            yield f"a mail address in {node.text}"
        if name == "category" and not node.get("term", "").strip():
            yield "a category without term"


def rss_elements(root: ET.Element, _: bytes) -> Iterator[str]:
    """RSS 2.0: title, link and description of the channel; title or description of each item; each once; items last."""
    if root.tag != "rss" or root.get("version") != "2.0":
        yield "version"
    channel = root[0]
    tags = [child.tag for child in channel]
    yield from (
        f"{name} {tags.count(name)} times" for name in ("title", "link", "description") if tags.count(name) != 1
    )
    if "item" in tags and set(tags[tags.index("item") :]) != {"item"}:
        yield "something after an item"
    for item in root.iter("item"):
        names = [child.tag for child in item]
        once = ("title", "link", "description", "guid", "pubDate", f"{TERMS}modified", f"{DC}language")
        yield from (f"{name} twice" for name in once if names.count(name) > 1)
        if "title" not in names and "description" not in names:
            yield "neither title nor description"
        if "author" in names and f"{DC}creator" in names:
            yield "author said twice"


def rss_items(root: ET.Element, _: bytes) -> Iterator[str]:
    """Each item has a guid of its own that does not pretend to be an address; whole links; dates of RFC 822."""
    guids = [node.text or "" for node in root.iter("guid")]
    if len(guids) != sum(1 for _ in root.iter("item")) or len(set(guids)) != len(guids):
        yield "guids"
    yield from (f"guid {text}" for text in guids if not _is_urn(text))
    yield from (f"guid {node.attrib}" for node in root.iter("guid") if node.get("isPermaLink") != "false")
    yield from (f"link {node.text}" for node in root.iter("link") if not is_uri(node.text))
    for node in (*root.iter("pubDate"), *root.iter("lastBuildDate")):
        text = node.text or ""
        if (
            not RFC822.fullmatch(text)
            or parsedate_to_datetime(text) < OLDEST
            or f"{parsedate_to_datetime(text):%a}" != text[:3]
        ):
            yield f"date {text}"
    yield from (
        f"modified {node.text}" for node in root.iter(f"{TERMS}modified") if not RFC3339.fullmatch(node.text or "")
    )
    yield from (f"language {node.text}" for node in root.iter(f"{DC}language") if not TAG.fullmatch(node.text or ""))


def rss_texts(root: ET.Element, body: bytes) -> Iterator[str]:
    """Nothing blank; the description is sound, safe HTML; elsewhere & and < are plain text in the profile's writing."""
    for node in root.iter():
        if node.tag in {"title", "category", f"{DC}creator", "generator"} and not (node.text or "").strip():
            yield f"a blank {node.tag}"
    for item in root.iter("item"):
        yield from Html(item.findtext("description") or "").complaints
    for name in (b"title", b"category", b"dc:creator"):
        for written in re.findall(b"<" + name + b">(.*?)</", body, re.DOTALL):
            if b"&amp;" in written or b"&lt;" in written:
                yield f"{name!r} is not in the profile's writing: {written!r}"


ATOM_RULES: tuple[Check, ...] = (
    encoding,
    links,
    feed_links,
    images,
    atom_elements,
    atom_entries,
    atom_dates,
    atom_texts,
)
RSS_RULES: tuple[Check, ...] = (encoding, links, feed_links, images, rss_elements, rss_items, rss_texts)


def complaints(form: str, body: bytes) -> list[str]:
    """Everything a validator would say about a document."""
    if form == "json":
        return list(json_rules(json.loads(body)))
    root = ET.fromstring(body)
    return [
        f"{check.__name__}: {said}"
        for check in (ATOM_RULES if form == "atom" else RSS_RULES)
        for said in check(root, body)
    ]


def json_rules(feed: dict[str, object]) -> Iterator[str]:
    """JSON Feed 1.1: top level."""
    known = {"version", "title", "home_page_url", "feed_url", "next_url", "hubs", "items"}
    yield from (
        f"{name} is not in the specification" for name in feed if name not in known and not name.startswith("_")
    )
    if feed.get("version") != "https://jsonfeed.org/version/1.1" or not str(feed.get("title", "")).strip():
        yield "version or title"
    yield from (
        f"{name} {feed[name]}"
        for name in ("home_page_url", "feed_url", "next_url")
        if name in feed and not is_uri(str(feed[name]))
    )
    if feed.get("next_url") == feed.get("feed_url"):
        yield "the next page is this one"
    hubs = feed.get("hubs", [])
    assert isinstance(hubs, list)
    yield from (f"hub {hub}" for hub in hubs if set(hub) != {"type", "url"} or not is_uri(hub["url"]))
    items = feed.get("items")
    assert isinstance(items, list)
    if len({item["id"] for item in items}) != len(items):
        yield "two with one id"
    for item in items:
        yield from _json_item(item)


def _json_item(item: dict[str, object]) -> Iterator[str]:
    """An item: an identifier and content; dates of RFC 3339, whole addresses, names of people, a language."""
    known = {
        "id",
        "url",
        "title",
        "content_html",
        "date_published",
        "date_modified",
        "authors",
        "language",
        "tags",
        "image",
    }
    yield from (
        f"{name} is not in the specification" for name in item if name not in known and not name.startswith("_")
    )
    if not _is_urn(str(item.get("id", ""))) or not item.get("content_html"):
        yield "id or content"
    yield from Html(str(item["content_html"])).complaints
    yield from (f"{name} {item[name]}" for name in ("url", "image") if name in item and not is_uri(str(item[name])))
    dates = [str(item[name]) for name in ("date_published", "date_modified") if name in item]
    yield from (f"date {text}" for text in dates if not RFC3339.fullmatch(text))
    if "language" in item and not TAG.fullmatch(str(item["language"])):
        yield f"language {item['language']}"
    authors, tags = item.get("authors", []), item.get("tags", [])
    assert isinstance(authors, list)
    assert isinstance(tags, list)
    yield from (f"author {one}" for one in authors if set(one) != {"name"} or not one["name"].strip())
    yield from (f"tag {one!r}" for one in tags if not isinstance(one, str) or not one.strip())
    yield from (
        f"{text!r}" for text in (str(item.get("title", "x")), *map(str, tags)) if BAD.search(text) or not text.strip()
    )
