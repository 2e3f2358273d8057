"""The outlets of the miniature press: who prints what, in which markup, behind which lists."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape
from xml.etree import ElementTree as ET

from nightdesk.demo import articles
from nightdesk.demo.articles import Piece
from nightdesk.demo.markup import courier, invision, russian, wordpress

#: Names under `localhost` are loopback everywhere (RFC 6761, section 6.3).
DOMAIN = "press.localhost"


#: What a content system prints in place of its feed when it runs out of memory.
_PHP_FAULT = (
    b"<br />\n<b>Fatal error</b>: Allowed memory size of 134217728 bytes exhausted in <b>feed.php</b> on line <b>61</b>"
)


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet: its short name, which is its host's first label, and what its source entry says."""

    id: str
    name: str
    kind: str = "outlet"
    language: str = "en"
    step: str = "feed"
    path: str = "/feed/"

    @property
    def host(self) -> str:
        """Where it is served."""
        return f"{self.id}.{DOMAIN}"


NORTHWIRE = Outlet("northwire", "Northwire", kind="agency")
COURIER = Outlet("courier", "The Moscow Courier", path="/rss/news")
SALWEEN = Outlet("salween", "သံလွင်သတင်း (Salween)", language="my")
MARTABAN = Outlet("martaban", "Martaban Review")
ANDAMAN = Outlet("andaman", "Andaman Daily")
NEVSKY = Outlet("nevsky", "Невский листок", language="ru", path="/export/rss.xml")
SIAM_BOARD = Outlet("siam-board", "Siam Board", kind="forum", step="board", path="/forum/9-world-news/")
FORTRESS = Outlet("fortress", "The Fortress")
CRACKED = Outlet("cracked", "The Cracked Bell")
OUTLETS = (NORTHWIRE, COURIER, SALWEEN, MARTABAN, ANDAMAN, NEVSKY, SIAM_BOARD, FORTRESS, CRACKED)

#: What the forum's posters give the address of.
_LINKED = {"mah-moscow-visit": SALWEEN, "vizit-min-aun-khlaina": NEVSKY}


@dataclass(frozen=True, slots=True)
class Printed:
    """One address of the press: its path and what it answers."""

    path: str
    body: bytes
    content_type: str = "text/html; charset=utf-8"
    status: int = 200


def front_run(now: datetime) -> dict[Outlet, list[Piece]]:
    """Which pieces each outlet has printed when the demo begins."""
    return {
        NORTHWIRE: [articles.wire_story(now)],
        COURIER: [articles.wire_for_courier(now), articles.visit_story(now), *articles.unrelated(now)],
        SALWEEN: [articles.burmese_story(now)],
        MARTABAN: [articles.wire_for_martaban(now), articles.unrelated(now)[1]],
        ANDAMAN: [articles.wire_for_andaman(now), articles.unrelated(now)[0]],
        NEVSKY: [articles.russian_story(now)],
        SIAM_BOARD: [
            articles.visit_story(now),
            articles.wire_for_andaman(now),
            articles.burmese_story(now),
            articles.russian_story(now),
        ],
    }


def print_outlet(outlet: Outlet, pieces: Sequence[Piece], base: str) -> list[Printed]:
    """Every page an outlet serves: its list and its articles. `base` is its address without a slash at the end."""
    if outlet is FORTRESS:
        return [Printed(outlet.path, b"<h1>Forbidden</h1>", status=403)]
    if outlet is CRACKED:
        return [Printed(outlet.path, _PHP_FAULT, "application/rss+xml; charset=utf-8")]
    if outlet is SIAM_BOARD:
        return _board(outlet, pieces, base)
    pages = [Printed(path_of(outlet, piece), _page(outlet, piece, base)) for piece in pieces]
    if outlet is NEVSKY:
        pages = [Printed(page.path, page.body, "text/html") for page in pages]
    front = Printed("/", _front(outlet, pieces, base).encode())
    return [front, Printed(outlet.path, feed(outlet, pieces, base), "application/rss+xml; charset=utf-8"), *pages]


def _front(outlet: Outlet, pieces: Sequence[Piece], base: str) -> str:
    """A front page: its headlines, and the feed it announces."""
    cards = "".join(
        f'<article><h2><a href="{base + path_of(outlet, piece)}">{escape(piece.title)}</a></h2></article>'
        for piece in pieces
    )
    return f"""<!DOCTYPE html><html lang="{outlet.language}"><head><meta charset="utf-8"><title>{escape(outlet.name)}</title>
<link rel="alternate" type="application/rss+xml" title="News" href="{outlet.path}"></head>
<body><nav><a href="/about">About us</a></nav><main>{cards}</main></body></html>"""


def path_of(outlet: Outlet, piece: Piece) -> str:
    """The path of an article at its outlet."""
    if outlet is COURIER:
        return f"/{piece.published_at:%Y/%m/%d}/{piece.slug}-a{zlib.crc32(piece.slug.encode()) % 1_000_000}"
    return f"/{piece.published_at:%Y/%m}/{piece.slug}/"


def _page(outlet: Outlet, piece: Piece, base: str) -> bytes:
    url = base + path_of(outlet, piece)
    if outlet is COURIER:
        return courier.article(piece, url, outlet.name).encode()
    if outlet is NEVSKY:
        return russian.article(piece, outlet.name)
    themes = {SALWEEN: wordpress.jnews, ANDAMAN: wordpress.plain}
    return themes.get(outlet, wordpress.newspack)(piece, url, outlet.name, outlet.language).encode()


def _board(outlet: Outlet, pieces: Sequence[Piece], base: str) -> list[Printed]:
    topics = [_topic(number, piece, base) for number, piece in enumerate(pieces, 77)]
    pages = [Printed(topic.url.removeprefix(base), invision.topic(topic, outlet.name).encode()) for topic in topics]
    return [Printed(outlet.path, invision.board(topics, outlet.name).encode()), *pages]


def _topic(number: int, piece: Piece, base: str) -> invision.Topic:
    """A piece as it was posted: with the name of the outlet it was found at, or with its address there."""
    path, posted_at = f"/topic/{number}-{piece.slug}/", piece.published_at + timedelta(hours=1)
    named = COURIER if piece.slug == "junta-chief-lands-in-moscow" else ANDAMAN
    linked = _LINKED.get(piece.slug)
    address = base.replace(SIAM_BOARD.host, linked.host) + path_of(linked, piece) if linked else None
    return invision.Topic(piece, number, base + path, named.name, posted_at, address)


def feed(outlet: Outlet, pieces: Sequence[Piece], base: str) -> bytes:
    """An outlet's RSS feed; links carry the tracking parameters that such feeds append."""
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    for name, text in (("title", outlet.name), ("link", base + "/"), ("description", outlet.name)):
        ET.SubElement(channel, name).text = text
    for piece in pieces:
        item = ET.SubElement(channel, "item")
        url = base + path_of(outlet, piece)
        ET.SubElement(item, "title").text = piece.title
        ET.SubElement(item, "link").text = f"{url}?utm_source=rss&utm_medium=feed"
        ET.SubElement(item, "guid", isPermaLink="true").text = url
        ET.SubElement(item, "pubDate").text = format_datetime(piece.published_at.replace(microsecond=0))
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))
