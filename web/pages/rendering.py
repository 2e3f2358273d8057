"""Rendering: templates, with everything that came from outside escaped, and times written for readers."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from model.moments import Moment, Precision, iso_instant
from model.text import clean_line
from model.urls import host_of, web_url
from web.reasons import Part

_FOLDER = Path(__file__).parent.parent
STATIC = _FOLDER / "static"
#: Lines, and the joiners that scripts need.
_KEPT = "\n\u200c\u200d"
_LANGUAGES = {
    "ar": "Arabic", "be": "Belarusian", "bn": "Bengali", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "fa": "Persian", "fr": "French", "he": "Hebrew", "hi": "Hindi", "id": "Indonesian",
    "it": "Italian", "ja": "Japanese", "km": "Khmer", "ko": "Korean", "lo": "Lao", "ms": "Malay", "my": "Burmese",
    "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "shn": "Shan", "ta": "Tamil", "th": "Thai",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def instant(at: datetime | None, form: str = "full") -> Markup:
    """An instant, in UTC for those who run no script; the script writes it in the reader's zone."""
    if at is None:
        return Markup('<span class="none">never</span>')
    shown = {"time": f"{at:%H:%M}", "day": day_words(at)}.get(form, f"{day_words(at)}, {at:%H:%M} UTC")
    utc = f"{at:%Y-%m-%d %H:%M:%S} UTC"
    return Markup('<time datetime="{}" data-form="{}" title="{}">{}</time>').format(iso_instant(at), form, utc, shown)


def told(moment: Moment | None) -> Markup:
    """When something was published, as precisely as it was told."""
    if moment is None:
        return Markup('<span class="none">no date given</span>')
    if moment.precision is Precision.DAY:
        return Markup('<time datetime="{}">{}</time>, day only').format(moment.iso(), day_words(moment.at))
    own = f", {day_words(moment.own_day)} there" if moment.own_day else ""
    return instant(moment.at) + own


def day_words(at: date) -> str:
    """A day in words."""
    return f"{at.day} {at:%B %Y}"


def ago(at: datetime | None, now: datetime) -> Markup:
    """How long ago, or in how long, with the instant behind it."""
    if at is None:
        return Markup('<span class="none">never</span>')
    seconds = int((now - at).total_seconds())
    told_in = span_words(abs(seconds))
    said = f"{told_in} ago" if seconds >= 0 else f"in {told_in}"
    utc = f"{at:%Y-%m-%d %H:%M:%S} UTC"
    return Markup('<time datetime="{}" title="{}">{}</time>').format(iso_instant(at), utc, said)


def due(at: datetime, now: datetime) -> Markup:
    """When something is due, or since when it is."""
    return Markup("due {}").format(ago(at, now)) if at < now else ago(at, now)


def span_words(seconds: int) -> str:
    """A span of time in its largest unit."""
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"


def marks(parts: Sequence[Part]) -> Markup:
    """Pieces of a text, those that are marked in <mark>."""
    return Markup("").join(map(_mark, parts))


def _mark(part: Part) -> Markup:
    text = escape(clean(part.text))
    return Markup("<mark>{}</mark>").format(text) if part.marked else text


def clean(text: str) -> str:
    """A piece of a text without what steers terminals and turns writing round; its blanks and lines stay."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() or sign in _KEPT else " " if sign.isspace() else "" for sign in text)


def language(code: str | None) -> str:
    """A language by its English name."""
    return _LANGUAGES.get((code or "").partition("-")[0], code or "unknown language")


def share(value: float) -> str:
    """A part of a whole, in hundredths."""
    return f"{value * 100:.0f} %"


@cache
def static(name: str) -> str:
    """The address of a static file, which changes with it."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


@pass_context
def _ago(context: Context, at: datetime | None) -> Markup:
    return ago(at, context["now"])


@pass_context
def _due(context: Context, at: datetime) -> Markup:
    return due(at, context["now"])


def _span(span: timedelta) -> str:
    return span_words(int(span.total_seconds()))


def _environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    filters = {"line": lambda text: clean_line(text or ""), "href": web_url, "host": host_of, "instant": instant}
    found.filters |= filters | {
        "told": told,
        "ago": _ago,
        "due": _due,
        "span": _span,
        "marks": marks,
        "language": language,
        "share": share,
    }
    found.filters |= {"iso": iso_instant, "clean": clean, "day": day_words}
    found.globals |= {"static": static}
    return found


_TEMPLATES = _environment()


def render(template: str, **context: object) -> str:
    """A page, or a part of one."""
    return _TEMPLATES.get_template(template).render(context | {"now": context.get("now") or datetime.now(UTC)})
