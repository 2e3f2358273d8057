"""Binary: bytes that are no text in any encoding, such as pictures and PDFs that are called a page."""

from __future__ import annotations

#: Control characters that text of no 8-bit encoding holds; ESC is left out for the sake of ISO-2022.
_CONTROLS = bytes([*range(0x09), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 4096


def binary(body: bytes, content_type: str | None) -> str | None:
    """What a body is that holds no text, by its first bytes; None where it does."""
    if body.startswith(b"%PDF-"):
        return "is a PDF"
    return "is binary" if _is_binary((content_type or "").lower(), body[:_HEAD]) else None


def _is_binary(content_type: str, head: bytes) -> bool:
    """Whether control characters are too many for text; a stray one is met in pages, and wide encodings have zeros."""
    if head.startswith(_BYTE_ORDER_MARKS) or "utf-16" in content_type or "utf-32" in content_type:
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls * 50 > len(head)
