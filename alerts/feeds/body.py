"""The body of an entry as HTML: fixed fields, every one escaped."""

from __future__ import annotations

from html import escape

from alerts.excerpts import marked
from alerts.feeds.entry import Copy, Entry, writable
from model.urls import web_url


def html_body(entry: Entry) -> str:
    """Outlet and dates, the beginning of the text with what met the watch marked, and where else the story stands."""
    paragraphs = [f"<p><b>{escape(entry.outlet)}</b>, {escape(entry.dates)}</p>"]
    paragraphs += [f"<p>{marked(part, entry.marks)}</p>" for part in entry.excerpt.split("\n\n") if part]
    if entry.copies:
        paragraphs.append("<ul>" + "".join(map(_line, entry.copies)) + "</ul>")
    return writable("".join(paragraphs))


def _line(copy: Copy) -> str:
    address = web_url(copy.url)
    title = escape(copy.title)
    link = f'<a href="{escape(address, quote=True)}">{title}</a>' if address else title
    return f"<li>{escape(copy.relation)}: {escape(copy.outlet)}, {link}</li>"
