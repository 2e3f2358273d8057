"""Text that was once read by the wrong table of characters and written down so: ÄúºÃ and Р’РµС‡РµСЂ undone.

Tools that save pages guess their encoding, and when they guess wrong, what they save is valid UTF-8 that nobody can
read. Each table gives every byte a character, so that the bytes can be had again, and read by what explains them.
Common words for it: mojibake, кракозябры, 乱码.
"""

from __future__ import annotations

import re
from codecs import utf_8_decode
from functools import lru_cache
from itertools import pairwise

from parsers.decoding.everyday_letters import commonness

_ASCII = bytes(range(128))
_LOOKED_AT, _PIECE = 200_000, 4000  #: bytes, the one a multiple of the other
#: Characters that none of the tables has: those of other alphabets, and most signs.
_OF_NO_TABLE = re.compile("[\u0370-\u03ff\u0500-\u1fff\u2123-\U0010ffff]")
_FEWEST_LETTERS, _ENOUGH = 12, 400  #: beyond ASCII
_CAPITALS = 0.35  #: a language has fewer among its letters beyond ASCII, unless it shouts
_SIGNS = 0.15  #: nor has it so many signs among them
_DENSE = 0.05  #: a language in Latin letters has fewer beyond ASCII, as a share of a page's bytes
_RUN = re.compile(r"[^\x00-\x7f]{2,}")
_RUNS, _FEWEST_PAIRS = 60, 12
_IRREGULAR, _BESIDE = 0.15, 0.6  #: the shares of pairs that are odd, and of accents one beside the other
_MARKS = frozenset("\xa0«»·‘’“”„–—…№")
_LONG_RUN = 3.0  #: characters on average, where a whole script was garbled and not accents alone
#: A stretch of text with characters beyond ASCII at both ends; of some encodings half of a character is within it.
_STRETCH = re.compile(r"[^\x00-\x7f](?:[^<>\n]{0,60}[^\x00-\x7f])?")
_STRETCHES = 40
_TABLES = ("cp1252", "cp1251", "ptcp154")
#: How bytes may be read, and as which of them the letters are judged.
_READINGS = {"utf-8": "", "gb18030": "gb18030", "cp1251": "cp1251", "koi8-r": "cp1251", "cp874": "cp874"}
_READABLE = 0.75  #: how common the letters must be
_LOST, _CUT = 0.01, 0.1  #: the share of the bytes that may have been spoilt: of a text, and of stretches cut from it


def is_sound(body: bytes) -> bool:
    """Whether a body is in UTF-8 and surely was never garbled. No text is made of all of it, which would cost twice."""
    beyond = rest = b""
    for begin in range(0, len(body), _PIECE):
        piece = rest + body[begin : begin + _PIECE]
        if piece.isascii():
            continue
        try:
            _, end = utf_8_decode(piece)
        except UnicodeDecodeError:
            return False
        rest = piece[end:]
        if begin < _LOOKED_AT and len(beyond) < 2 * _ENOUGH:
            beyond += piece[:end].translate(None, _ASCII)
    return not rest and not _letters_in(_sample(beyond))


def ungarbled(text: str, body: bytes) -> str:
    """The text as it was first written, where it is garbled beyond doubt; any other as it is. `body` is it in UTF-8."""
    if len(body) - len(text) < _FEWEST_LETTERS or not _is_unlikely(body[:_LOOKED_AT]):
        return text
    runs = _found(_RUN, text, _RUNS)
    if not _is_odd(runs):
        return text
    sample, long = " ".join(_found(_STRETCH, text, _STRETCHES)), sum(map(len, runs)) >= _LONG_RUN * len(runs)
    common, table, name = max(
        (_readable(sample, table, name), table, name)
        for table in _TABLES
        for name in (_READINGS if long else ("utf-8",))
        if name != table
    )
    if common < _READABLE:
        return text
    return _run_by_run(text, table) if name == "utf-8" else _as_a_whole(text, table, name)


def _run_by_run(text: str, table: str) -> str:
    """The text with what a table made of UTF-8 read again, and what was never garbled as it is."""

    def again(run: re.Match[str]) -> str:
        try:
            return _bytes(run.group(), table, 0).decode("utf-8") or run.group()
        except UnicodeDecodeError:
            return run.group()

    return _RUN.sub(again, text)


def _as_a_whole(text: str, table: str, name: str) -> str:
    mended = _bytes(text, table, _LOST).decode(name, "replace")
    spoilt = mended.count("\ufffd") - text.count("\ufffd")
    beyond = sum(len(run) for run in _RUN.findall(text))
    return mended if mended and spoilt <= _LOST * beyond else text


def _is_unlikely(body: bytes) -> bool:
    """Whether the letters beyond ASCII are such as tables of single bytes have, and oddly many or large."""
    found = _beyond_ascii(body)
    beyond = _sample(found)
    letters = _letters_in(beyond)
    if not letters:
        return False
    signs = len(beyond) - letters - sum(map(_MARKS.__contains__, beyond))
    if sum(map(str.isupper, beyond)) > _CAPITALS * letters or signs > _SIGNS * len(beyond):
        return True
    return len(found) > _DENSE * len(body) and max(beyond) < "\u0180"


def _sample(beyond: bytes) -> str:
    return beyond[: 2 * _ENOUGH].decode("utf-8", "ignore")


def _letters_in(beyond: str) -> int:
    """How many letters there are, 0 where they are few or some character is of no table."""
    letters = sum(map(str.isalpha, beyond))
    return 0 if letters < _FEWEST_LETTERS or _OF_NO_TABLE.search(beyond) else letters


def _beyond_ascii(body: bytes) -> bytes:
    """The bytes beyond ASCII: that a piece holds none is told sooner than they are taken out."""
    pieces = (body[begin : begin + _PIECE] for begin in range(0, len(body), _PIECE))
    return b"".join([piece.translate(None, _ASCII) for piece in pieces if not piece.isascii()])


def _found(pattern: re.Pattern[str], text: str, most: int) -> list[str]:
    return [piece.group() for piece, _ in zip(pattern.finditer(text, 0, _LOOKED_AT), range(most), strict=False)]


def _is_odd(runs: list[str]) -> bool:
    """Whether letters stand as in no language: a capital after a small one or a sign between two of them, or one
    accented Latin letter beside the other.
    """
    pairs = [pair for run in runs for pair in pairwise(run)]
    if len(pairs) < _FEWEST_PAIRS:
        return False
    irregular = sum(_is_irregular(one, other) for one, other in pairs)
    beside = sum("\xc0" <= one <= "\xff" and "\xc0" <= other <= "\xff" for one, other in pairs)
    return irregular > _IRREGULAR * len(pairs) or beside > _BESIDE * len(pairs)


def _is_irregular(one: str, other: str) -> bool:
    if one in _MARKS or other in _MARKS:
        return False
    if one.isalpha() != other.isalpha():
        return True
    return one.islower() and other.isupper()


def _readable(sample: str, table: str, name: str) -> float:
    """How common the letters are, from 0 to 1, that the bytes stand for which a table read as the sample."""
    raw = _bytes(sample, table, _CUT)
    text = raw.decode(name, "replace")
    if not raw or text.count("\ufffd") > _CUT * len(raw):
        return 0.0
    return commonness(text, _READINGS[name]) if _READINGS[name] else 1.0


def _bytes(text: str, table: str, lost: float) -> bytes:
    """The bytes that a table reads as this text, none where more than that share of them is lost."""
    known = _bytes_of(table)
    found = [known.get(char, -1) for char in text]
    return bytes(63 if byte < 0 else byte for byte in found) if found.count(-1) <= lost * len(text) else b""


@lru_cache(maxsize=len(_TABLES))
def _bytes_of(table: str) -> dict[str, int]:
    """The byte of every character; a control character is that of its number, as tools have it that read Latin-1."""
    table_of = {bytes([byte]).decode(table, "ignore"): byte for byte in range(256)}
    return {chr(byte): byte for byte in range(0x80, 0xA0)} | table_of
