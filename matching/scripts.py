"""Scripts: which write words with spaces, and where a word may begin and end."""

from __future__ import annotations

import re
import unicodedata

#: Ranges of the scripts that write without spaces between words, for use inside a character class.
UNSPACED = (
    "\u0e00-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece"  # Thai, Lao
    "\u1000-\u103f\u1050-\u109f"  # Burmese
    "\u1780-\u17d3"  # Khmer
    "\u3005\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Han
)
BURMESE_LETTERS = "\u1000-\u102a\u103f"
HAN = "\u3400-\u4dbf\u4e00-\u9fff"

#: One letter or digit of a script with words.
WORD_SIGN = f"[^\\W_{UNSPACED}]"

_UNSPACED = re.compile(f"[{UNSPACED}]")
_KILLED = re.compile(f"[{BURMESE_LETTERS}][\u103a\u1039]")
THAI_FOLLOWING_VOWELS = "\u0e30\u0e32\u0e33\u0e45"
THAI_LEADING_VOWELS = "\u0e40\u0e41\u0e42\u0e43\u0e44"
_BURMESE_STACKER = "\u1039"
_BURMESE_CREAK = "\u1037"  # marks the possessive: it may follow a name


def has_unspaced(text: str) -> bool:
    """Whether any of the text is in a script without spaces between words."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def is_unspaced(sign: str) -> bool:
    """Whether a character belongs to a script without spaces between words."""
    return sign >= "\u0e00" and _UNSPACED.match(sign) is not None


def begins(text: str, at: int) -> bool:
    """Whether something may begin at `at`: not inside a word, a stack or a Thai syllable."""
    if at == 0 or (before := text[at - 1]) == " ":
        return True
    if is_unspaced(text[at]):
        return before != _BURMESE_STACKER and before not in THAI_LEADING_VOWELS
    return not _in_word(before)


def ends(text: str, at: int) -> bool:
    """Whether something may end before `at`: no letter of its word and no mark of its syllable follows."""
    if at >= len(text) or (after := text[at]) == " ":
        return True
    if not is_unspaced(text[at - 1]):
        return not _in_word(after)
    if after in THAI_FOLLOWING_VOWELS or _KILLED.match(text, at):
        return False
    return after == _BURMESE_CREAK or not unicodedata.category(after).startswith("M")


def _in_word(sign: str) -> bool:
    if sign.isascii():
        return sign.isalnum()
    return not is_unspaced(sign) and unicodedata.category(sign)[0] in "LMN"
