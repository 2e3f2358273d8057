"""Text that was read by the wrong table once, and saved so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.decoding.encoding import decode

RUSSIAN = "Вечерний паром сорок минут ждал свадьбу, и никто из пассажиров не стал жаловаться на задержку."
CHINESE = "船长说，三十年前他也在这个码头上结婚，那时候也有人等他，所以今天他愿意等别人。"
THAI = "เรือเฟอร์รี่รอแขกงานแต่งงานสี่สิบนาที และไม่มีผู้โดยสารคนใดบ่น"
BURMESE = "ညနေကူးတို့သင်္ဘောသည် မင်္ဂလာဆောင်အဖွဲ့ကို မိနစ်လေးဆယ် စောင့်ခဲ့သည်။"
FRENCH = (
    "Le bac a attendu la noce, et personne n’a protesté : « c’était déjà l’été », a dit le capitaine à la mairie. " * 2
)
QUOTED = "It’s late, and “we’ll wait for the bride’s mother”, the captain’s mate said. " * 2


def garbled(text: str, written: str, read: str) -> str:
    """A text as a table reads its bytes; what the table leaves open stays the character of its number."""
    found = ((bytes([byte]).decode(read, "replace"), byte) for byte in text.encode(written))
    return "".join(chr(byte) if char == "\ufffd" else char for char, byte in found)


@pytest.mark.parametrize(
    ("text", "written", "read"),
    [
        (RUSSIAN, "utf-8", "cp1252"), (RUSSIAN, "utf-8", "cp1251"), (RUSSIAN, "cp1251", "cp1252"),
        (RUSSIAN, "koi8-r", "cp1252"), (CHINESE, "utf-8", "cp1252"), (CHINESE, "gb18030", "cp1252"),
        (CHINESE, "gb18030", "cp1251"), (CHINESE, "gb18030", "ptcp154"), (THAI, "utf-8", "cp1252"),
        (THAI, "cp874", "cp1252"), (BURMESE, "utf-8", "cp1252"), (FRENCH, "utf-8", "cp1252"),
        (RUSSIAN, "utf-8", "latin-1"), (CHINESE, "utf-8", "latin-1"), (THAI, "utf-8", "latin-1"),
        (BURMESE, "utf-8", "latin-1"), (FRENCH, "utf-8", "latin-1"), (QUOTED, "utf-8", "latin-1"),
    ],
)  # fmt: skip
def test_what_a_tool_saved_by_the_wrong_table_is_read_as_it_was_written(text: str, written: str, read: str) -> None:
    page = f"<p>{garbled(text, written, read)}</p>"

    assert decode(page.encode(), "text/html; charset=utf-8") == f"<p>{text}</p>"


def test_what_stands_right_beside_what_is_garbled_stays() -> None:
    page = f"<h1>Le déjeuner</h1><p>{garbled(FRENCH, 'utf-8', 'cp1252')}</p>"

    assert decode(page.encode()) == f"<h1>Le déjeuner</h1><p>{FRENCH}</p>"


@pytest.mark.parametrize(
    "text",
    [
        RUSSIAN, RUSSIAN.upper(), CHINESE, THAI, BURMESE, FRENCH, FRENCH.upper(),
        "ΤΟ ΒΡΑΔΙΝΟ ΠΛΟΙΟ ΠΕΡΙΜΕΝΕ σαράντα λεπτά τον γάμο, και κανείς δεν διαμαρτυρήθηκε.",
        "Chuyến phà tối đã chờ đám cưới bốn mươi phút, và không hành khách nào phàn nàn về sự chậm trễ.",
        "Кешкі паром қырық минут үйлену тойын күтті, әрі ешкім шағымданған жоқ.",
        "“Ten €” – “twelve £” … ™ © § ° “Ten €” – “twelve £” … ™ © § °",
        "ÅÄÖ ÅNGBÅTEN VÄNTADE PÅ BRÖLLOPET I ÖREBRO, OCH ÄNDÅ ÄR INGEN ARG PÅ ÖN.",
    ],
)  # fmt: skip
def test_a_text_that_can_be_read_is_left_alone(text: str) -> None:
    assert decode(text.encode()) == text


@given(st.text())
def test_no_text_makes_it_raise_and_plain_ascii_stays(text: str) -> None:
    decode(text.encode("utf-8", "replace"))
    plain = text.encode("ascii", "ignore")
    assert decode(plain) == plain.decode()
