"""Pages without what they declare of themselves, as if nothing but their text and looks told title, authors and day."""

from __future__ import annotations

import re

_JSON_LD = re.compile(r"<script[^>]*ld\+json[^>]*>.*?</script>", re.DOTALL | re.IGNORECASE)
_METAS = re.compile(
    r"<meta\b[^>]*(?:date|time|author|creator|publish|title|sailthru|parsely|article:|byl)[^>]*>", re.IGNORECASE
)


def without_metadata(html: str) -> str:
    """A page without its JSON-LD and without the metas that tell titles, authors and dates."""
    return _METAS.sub("", _JSON_LD.sub("", html))
