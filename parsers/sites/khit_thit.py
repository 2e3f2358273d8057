"""Khit Thit Media: WordPress with tagDiv's theme. Posts open or end with lines of hashtags."""

from __future__ import annotations

from parsers.families.wordpress import TagDiv


def without_hashtags(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The paragraphs without those that are nothing but hashtags."""
    return tuple(line for line in lines if not all(word.startswith("#") for word in line.split()))


class KhitThit(TagDiv):
    """As tagDiv, without the hashtags."""

    hosts = ("yktnews.com", "www.yktnews.com")

    body = TagDiv.body.map(without_hashtags)
