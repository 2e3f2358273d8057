"""The body of an entry as HTML: fixed fields, every one escaped."""

from __future__ import annotations

from html import escape

from alerts.excerpts import as_html, marked
from alerts.feeds.entry import Copy, Entry, address, writable


def html_body(entry: Entry) -> str:
    """Outlet and dates, a passage of the text with what met the watch marked, and where else the story stands."""
    paragraphs = [f"<p><b>{as_html(entry.outlet)}</b>, {entry.dates}</p>"]
    paragraphs += [f"<p>{marked(part, entry.marks)}</p>" for part in entry.excerpt.split("\n\n") if part]
    if entry.copies:
        paragraphs.append("<ul>" + "".join(map(_line, entry.copies)) + "</ul>")
    return writable("".join(paragraphs))


def _line(copy: Copy) -> str:
    url, title = address(copy.url), as_html(copy.title)
    link = f'<a href="{escape(url, quote=True)}">{title}</a>' if url else title
    gone = " (taken down)" if copy.gone else ""
    return f"<li>{as_html(copy.relation)}: {as_html(copy.outlet)}, {link}{gone}</li>"
