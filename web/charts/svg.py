"""SVG written piece by piece."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

Value = str | int | float


def element(name: str, inside: Iterable[Markup] | str = (), **attributes: Value | None) -> Markup:
    """An element; an attribute `class_` is written class, `a_b` is written a-b, None is left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_number(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    content = escape(inside) if isinstance(inside, str) else Markup("").join(inside)
    return Markup(f"<{name}{written}>{content}</{name}>")  # noqa: S704 - every part of it is escaped


def chart(width: Value, height: Value, label: str, inside: Iterable[Markup], *, kind: str = "") -> Markup:
    """A picture with its description."""
    view = f"0 0 {_number(width)} {_number(height)}"
    shown = [element("title", label), *inside]
    named = f"chart {kind}".strip()
    return element("svg", shown, class_=named, viewBox=view, width=width, height=height, role="img")


def _number(value: Value) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
