"""Bytes to text: byte order mark, what was declared, and what the bytes themselves say.

Declarations are often wrong, so they are believed only where the bytes agree: valid UTF-8 is UTF-8 whatever the
header says, and a declared encoding that does not fit gives way to the likeliest one.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

from parsers.decoding.everyday_letters import commonness
from parsers.decoding.garbled import is_sound, ungarbled

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MARKS = tuple(mark for mark, _ in _BOMS)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w:.-]+)", re.IGNORECASE)
_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w.-]+)|<meta[^>]{0,300}charset\s*=\s*[\"']?\s*([\w:.-]+)",
    re.IGNORECASE,
)
#: The web reads these labels as a wider encoding than their name says (WHATWG Encoding Standard).
_WIDER = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "tis-620": "cp874",
    "big5": "big5hkscs", "cp950": "big5hkscs",
}  # fmt: skip
_WIDE = ("utf-16", "utf-32")
_HEAD_BYTES = 4096
_WIDE_MARKS, _WIDE_BEGINNINGS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE), (b"<\0", b"\0<")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_SAMPLE_BYTES = 200_000
_ASCII = bytes(range(128))

#: Encodings by the names that XML has for them.
_XML_NAMES = {
    "cp1251": "windows-1251", "cp1252": "windows-1252", "cp874": "tis-620", "gb18030": "gb18030", "koi8-r": "koi8-r",
    "big5hkscs": "big5",
}  # fmt: skip
_GUESSES = ("cp1252", "cp1251", "koi8-r", "gb18030", "big5hkscs", "cp874")
_CYRILLIC, _IN_PAIRS = ("cp1251", "koi8-r"), ("gb18030", "big5hkscs")
_UNPAIRED = 10  #: how much more a byte without its second speaks against these than an uncommon character does
_SHOUTED = 0.85  #: what letters count that are common only were they of the other case: few texts are in capitals


def decode(body: bytes, content_type: str | None = None) -> str:
    """The text of a page; bytes that no encoding explains become U+FFFD."""
    return decode_with_utf8(body, content_type)[0]


def page_in_utf8(body: bytes, content_type: str | None = None) -> bytes:
    """A page in UTF-8: as it came where it is that beyond doubt, as most are; then its text is made of no use."""
    if not body.startswith(_MARKS) and b"\0" not in body[:_HEAD_BYTES] and is_sound(body):
        return body
    text, utf8 = decode_with_utf8(body, content_type)
    return text.encode("utf-8", "ignore") if utf8 is None else utf8


def decode_with_utf8(body: bytes, content_type: str | None = None) -> tuple[str, bytes | None]:
    """The text of a page, and the body where that is the text in UTF-8, which then need not be written anew."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace"), None
    if b"\0" in body[:_HEAD_BYTES] and (wide := _declared(body, content_type)).startswith(_WIDE):
        return body.decode(wide, "replace"), None
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as fault:
        is_cut = fault.start >= len(body) - 3  # inside its last character
    else:
        mended = ungarbled(text, body)
        return mended, body if mended is text else None
    if is_cut:
        return body.decode("utf-8", "replace"), None
    declared = _declared(body, content_type)
    told = "" if declared.startswith(_WIDE) else declared  # it was read as ASCII, so it cannot be true
    return body.decode(_likeliest(body[:_SAMPLE_BYTES], told), "replace"), None


def narrow(body: bytes, content_type: str | None = None) -> bytes:
    """The body in UTF-8 where it is markup in UTF-16, by its mark or its first character; any other as it is.

    So feeds and sitemaps are known by their bytes whatever they are written in; an XML declaration, which then would
    not be true, is left out.
    """
    if body.startswith(_WIDE_MARKS):
        text = decode(body, content_type)
    elif body.startswith(_WIDE_BEGINNINGS):
        text = body.decode("utf-16-le" if body[:1] == b"<" else "utf-16-be", "replace")
    else:
        return body
    return _DECLARATION.sub("", text).encode("utf-8", "replace")


def told_by(sample: bytes, content_type: str | None = None) -> str | None:
    """The encoding of XML by its first bytes, by XML's name for it.

    None where they are ASCII or in UTF-16, so that they do not tell, or in what XML may have no name for.
    """
    if sample.isascii() or sample.startswith(_WIDE_MARKS) or b"\0" in sample:
        return None
    if _broken(sample, "utf-8") < 0.1:
        return "utf-8"
    return _XML_NAMES.get(_likeliest(sample, _declared(sample, content_type)))


def in_utf8(body: bytes, content_type: str | None = None) -> bytes:
    """XML in UTF-8, whatever it is written in, without a declaration that may say otherwise."""
    text, utf8 = decode_with_utf8(body, content_type)
    if utf8 is not None and not body.lstrip().startswith(b"<?xml"):
        return utf8
    return _DECLARATION.sub("", text).encode("utf-8", "replace")


def _declared(body: bytes, content_type: str | None) -> str:
    """The codec that the header or the document's first bytes name, "" where none is known."""
    found = _HEADER.search(content_type or "")
    labels = [found.group(1)] if found else []
    if inside := _DECLARED.search(body[:_HEAD_BYTES]):
        labels.append((inside.group(1) or inside.group(2)).decode("ascii"))
    for label in labels:
        if name := _codec(label):
            return _WIDER.get(name, name)
    return ""


@lru_cache(maxsize=64)
def _codec(label: str) -> str:
    """The codec of a label, "" where it is none of text: "undefined" and "hex" are codecs too."""
    try:
        name = codecs.lookup(label).name
        b"\xff\xff".decode(name, "replace")
    except (LookupError, UnicodeError):
        return ""
    return name


def _likeliest(sample: bytes, declared: str) -> str:
    """The codec that explains the bytes best; the declared one wins wherever it is plausible."""
    if _broken(sample, "utf-8") < 0.1:
        return "utf-8"
    plausible = declared not in ("", "utf-8") and _broken(sample, declared) < 0.01
    if plausible and (declared != "cp1252" or _score(sample, "cp1252") >= 0.5):
        return declared
    return max(_GUESSES, key=lambda name: _score(sample, name))


def _broken(sample: bytes, name: str) -> float:
    """The share of the bytes beyond ASCII that a codec cannot read."""
    high = len(sample.translate(None, _ASCII))
    return sample.decode(name, "replace").count("\ufffd") / high if high else 0.0


def _score(sample: bytes, name: str) -> float:
    """How much of the text beyond ASCII is common in the languages a codec is used for, from 0 to 1."""
    text = sample.decode(name, "replace")
    common = commonness(text, name)
    if name in _CYRILLIC:
        return max(common, _SHOUTED * commonness(text.swapcase(), name))
    return common * (1 - min(1, _UNPAIRED * _broken(sample, name))) if name in _IN_PAIRS else common
