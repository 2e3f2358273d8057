"""The body of an entry as HTML: fixed fields, every one escaped."""

from __future__ import annotations

from html import escape

from alerts.feeds.entry import Copy, Entry, writable


def html_body(entry: Entry) -> str:
    """Outlet and dates, the beginning of the text, and where else the story stands."""
    paragraphs = [f"<p><b>{escape(entry.outlet)}</b>, {escape(entry.dates)}</p>"]
    paragraphs += [f"<p>{escape(paragraph)}</p>" for paragraph in entry.excerpt.split("\n\n") if paragraph]
    if entry.copies:
        paragraphs.append("<ul>" + "".join(map(_line, entry.copies)) + "</ul>")
    return writable("".join(paragraphs))


def _line(copy: Copy) -> str:
    link = f'<a href="{escape(copy.url, quote=True)}">{escape(copy.title)}</a>'
    return f"<li>{escape(copy.relation)}: {escape(copy.outlet)}, {link}</li>"
