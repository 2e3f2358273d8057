"""Bytes to text, declared rightly, wrongly or not at all."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.encoding import decode

RUSSIAN = "Вечерний паром сорок минут ждал свадьбу, и никто из пассажиров не стал жаловаться на задержку."
CHINESE = "船长说，三十年前他也在这个码头上结婚，那时候也有人等他，所以今天他愿意等别人。"
THAI = "เรือเฟอร์รี่รอแขกงานแต่งงานสี่สิบนาที และไม่มีผู้โดยสารคนใดบ่น"
FRENCH = (
    "Le bac a attendu la noce, et personne n’a protesté : « c’était déjà l’été », a expliqué le capitaine à la mairie."
)


@pytest.mark.parametrize(
    ("text", "name"), [(RUSSIAN, "cp1251"), (CHINESE, "gb18030"), (THAI, "cp874"), (FRENCH, "cp1252")]
)
def test_an_undeclared_encoding_is_told_by_its_letters(text: str, name: str) -> None:
    assert decode(text.encode(name)) == text


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (CHINESE, "gb18030", "gb2312"),
        (THAI, "cp874", "TIS-620"),
        (FRENCH, "cp1252", "iso-8859-1"),
    ],
)
def test_a_declared_encoding_is_believed_where_it_fits(text: str, name: str, label: str) -> None:
    page = f'<meta charset="{label}"><p>{text}'

    assert decode(text.encode(name), f"text/html; charset={label}") == text
    assert decode(page.encode(name)) == page


@pytest.mark.parametrize("text", [RUSSIAN, CHINESE, THAI, FRENCH])
def test_utf8_mislabelled_as_latin_is_still_utf8(text: str) -> None:
    assert decode(text.encode(), "text/html; charset=ISO-8859-1") == text


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1"])
@pytest.mark.parametrize(("text", "name"), [(RUSSIAN, "cp1251"), (CHINESE, "gbk"), (THAI, "tis-620")])
def test_text_mislabelled_is_told_by_its_letters(declared: str, text: str, name: str) -> None:
    assert decode(text.encode(name), f"text/html; charset={declared}") == text


@pytest.mark.parametrize(
    ("mark", "name"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_a_byte_order_mark_overrules_every_declaration(mark: bytes, name: str) -> None:
    assert decode(mark + RUSSIAN.encode(name), "text/html; charset=windows-1251") == RUSSIAN


def test_a_page_cut_inside_its_last_character_keeps_the_rest() -> None:
    assert decode(RUSSIAN.encode()[:-1] + b"\xd0").startswith(RUSSIAN[:-1])


def test_a_utf8_page_with_one_broken_character_loses_only_that_one() -> None:
    assert decode(RUSSIAN.encode() + b" \xff " + RUSSIAN.encode()) == f"{RUSSIAN} \ufffd {RUSSIAN}"


@pytest.mark.parametrize("label", ["undefined", "hex", "rot13", "zlib", "idna", "punycode"])
def test_a_label_that_is_none_of_text_is_passed_over(label: str) -> None:
    assert decode("Старая переправа закрывается".encode("cp1251"), f"text/html; charset={label}") == (
        "Старая переправа закрывается"
    )


def test_an_unknown_label_is_no_reason_to_fail() -> None:
    assert decode(RUSSIAN.encode(), "text/html; charset=x-klingon") == RUSSIAN


@given(st.binary(max_size=300), st.sampled_from([None, "text/html; charset=utf-16", "text/html; charset=big5"]))
def test_any_bytes_become_some_text(body: bytes, content_type: str | None) -> None:
    assert isinstance(decode(body, content_type), str)
