"""Wording: a message as plain text, as HTML and as JSON. Every field is cleaned and escaped here, whatever it holds."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from alerts.dates import dates
from alerts.message import Elsewhere, Item, Message
from model.moments import iso_instant
from model.text import clean_line, join_paragraphs
from model.urls import web_url

Json = dict[str, object]
_HEAD = '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>'
_TAIL = "</body></html>"


def plain_text(message: Message) -> str:
    """The message to read as it is; its last line names it, so that one sent twice can be told."""
    told = "\n\n* * *\n\n".join("\n".join(_text_lines(item)) for item in message.items)
    return f"{told}\n\n--\nNightdesk {message.uid}\n"


def _text_lines(item: Item) -> Iterator[str]:
    yield clean_line(f"{item.called}: {item.headline}")
    if line := _about(item):
        yield line
    if url := web_url(item.url):
        yield url
    if item.words:
        yield from ("", join_paragraphs(item.words.splitlines()))
    yield from _block([f"  {clean_line(line)}" for line in item.lines])
    if item.excerpt:
        yield from ("", join_paragraphs(item.excerpt.split("\n\n")))
    yield from _block([_copy_line(copy) for copy in item.copies])


def _block(lines: list[str]) -> list[str]:
    return ["", *lines] if lines else []


def _copy_line(copy: Elsewhere) -> str:
    url = web_url(copy.url)
    return clean_line(f"- {copy.relation}: {copy.outlet}, {copy.title}" + (f" {url}" if url else ""))


def _about(item: Item) -> str:
    """Outlet and dates in a line."""
    told = [item.outlet, dates(item.published, item.first_seen_at) if item.first_seen_at else None]
    return clean_line(", ".join(part for part in told if part))


def html_text(message: Message) -> str:
    """The message as an HTML page without anything active; nothing of a page's markup gets into it."""
    told = "<hr>".join("".join(_html_parts(item)) for item in message.items)
    return f"{_HEAD}{told}<p><small>Nightdesk {escape(message.uid)}</small></p>{_TAIL}"


def _html_parts(item: Item) -> Iterator[str]:
    yield f"<h3>{_escaped(item.called)}: <bdi>{_linked(item.headline, item.url)}</bdi></h3>"
    if line := _about(item):
        yield f"<p>{escape(line)}</p>"
    if item.words:
        yield "".join(f"<p>{_escaped(line)}</p>" for line in item.words.splitlines())
    if item.lines:
        yield "<p>" + "<br>".join(map(_escaped, item.lines)) + "</p>"
    yield from (
        f'<p dir="auto">{_escaped(paragraph)}</p>' for paragraph in item.excerpt.split("\n\n") if paragraph.strip()
    )
    if item.copies:
        yield "<ul>" + "".join(map(_html_copy, item.copies)) + "</ul>"


def _html_copy(copy: Elsewhere) -> str:
    return f"<li>{_escaped(copy.relation)}: {_escaped(copy.outlet)}, {_linked(copy.title, copy.url)}</li>"


def _linked(text: str, url: str | None) -> str:
    address = web_url(url)
    return f'<a href="{escape(address, quote=True)}">{_escaped(text)}</a>' if address else _escaped(text)


def _escaped(text: str) -> str:
    return escape(clean_line(text))


def payload(message: Message) -> Json:
    """The message for programs."""
    return {
        "id": message.uid,
        "subject": message.subject,
        "thread": message.thread,
        "items": [_item_json(item) for item in message.items],
    }


def _item_json(item: Item) -> Json:
    return {
        "id": item.uid,
        "kind": item.kind.value,
        "at": iso_instant(item.at),
        "watch": item.watch_id,
        "watch_title": clean_line(item.watch) if item.watch else None,
        "story": item.story,
        "lane": "late" if item.late else "now",
        "headline": clean_line(item.headline),
        "url": web_url(item.url),
        "outlet": clean_line(item.outlet) if item.outlet else None,
        "published_at": item.published.iso() if item.published else None,
        "published_precision": item.published.precision.value if item.published else None,
        "first_seen_at": iso_instant(item.first_seen_at) if item.first_seen_at else None,
        "language": item.language,
        "excerpt": join_paragraphs(item.excerpt.split("\n\n")),
        "copies": [_copy_json(copy) for copy in item.copies],
        "lines": [clean_line(line) for line in item.lines],
        "words": join_paragraphs(item.words.splitlines()),
    }


def _copy_json(copy: Elsewhere) -> Json:
    outlet, title = clean_line(copy.outlet), clean_line(copy.title)
    return {"outlet": outlet, "relation": copy.relation, "title": title, "url": web_url(copy.url)}
