"""Bytes to text, declared rightly, wrongly or not at all."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.decoding.encoding import decode, page_in_utf8

RUSSIAN = "Вечерний паром сорок минут ждал свадьбу, и никто из пассажиров не стал жаловаться на задержку."
CHINESE = "船长说，三十年前他也在这个码头上结婚，那时候也有人等他，所以今天他愿意等别人。"
TRADITIONAL = "船長說，三十年前他也在這個碼頭上結婚，那時候也有人等他，所以今天他願意等別人。"
THAI = "เรือเฟอร์รี่รอแขกงานแต่งงานสี่สิบนาที และไม่มีผู้โดยสารคนใดบ่น"
FRENCH = (
    "Le bac a attendu la noce, et personne n’a protesté : « c’était déjà l’été », a expliqué le capitaine à la mairie."
)


#: What each encoding is used for, in phrases that may stand in any order.
PHRASES = {
    "cp1251": (
        "паром ждал свадьбу",
        "мост закрыт до осени",
        "Город ищет новый причал",
        "Никто не жаловался",
        "Всё это видел капитан",
    ),
    "gb18030": ("船长等了四十分钟", "旧桥将关闭到秋天", "没有人抱怨", "市政府正在寻找新的码头", "记者在现场看到"),
    "big5": ("船長等了四十分鐘", "舊橋將關閉到秋天", "沒有人抱怨", "市政府正在尋找新的碼頭", "記者在現場看到"),
    "cp874": ("เรือรอแขกงานแต่งงาน", "สะพานเก่าจะปิดจนถึงฤดูใบไม้ร่วง", "ไม่มีใครบ่น", "เมืองกำลังหาท่าเรือใหม่", "กัปตันกล่าว"),
    "cp1252": (
        "le bac a attendu la noce",
        "l’été est déjà passé",
        "Àpropos du café",
        "Århus wartet",
        "größere Fähre – «så»",
    ),
}
PHRASES["koi8-r"] = PHRASES["cp1251"]
TEXTS = [
    (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (CHINESE, "gb18030"), (TRADITIONAL, "big5"), (THAI, "cp874"),
    (FRENCH, "cp1252"),
]  # fmt: skip
MARKUP = (
    '<div class="card"><a href="/news/2026/05/harbour-bridge.html">Read more</a><img src="/i/1.png" alt=""></div>\n'
)


@pytest.mark.parametrize(("text", "name"), TEXTS)
def test_an_undeclared_encoding_is_told_by_its_letters(text: str, name: str) -> None:
    assert decode(text.encode(name)) == text


@pytest.mark.parametrize(("text", "name"), TEXTS)
def test_an_undeclared_encoding_is_told_in_a_page_of_little_but_markup(text: str, name: str) -> None:
    page = f"<html><body>{MARKUP * 300}<p>{text}</p>{MARKUP * 300}</body></html>"

    assert decode(page.encode(name)) == page


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Мост закрыт до осени", "cp1251"),
        ("Мост закрыт до осени", "koi8-r"),
        ("旧桥将关闭到秋天", "gb18030"),
        ("舊橋將關閉到秋天", "big5"),
        ("สะพานเก่าจะปิดจนถึงฤดูใบไม้ร่วง", "cp874"),
        ("La fête du café", "cp1252"),
        ("Århus: brücke gesperrt", "cp1252"),
        ("© 2026 The Harbour Times", "cp1252"),
        ("Étretat – Évreux", "cp1252"),
        ("A picture of 600 × 400 pixels", "cp1252"),
    ],
)
def test_a_title_is_enough_to_tell_an_undeclared_encoding(title: str, name: str) -> None:
    page = f"<html><head><title>{title}</title></head><body></body></html>"

    assert decode(page.encode(name)) == page


@pytest.mark.parametrize("name", ["cp1251", "koi8-r"])
def test_russian_in_capitals_is_told_by_its_letters_too(name: str) -> None:
    assert decode(RUSSIAN.upper().encode(name)) == RUSSIAN.upper()


@given(st.sampled_from(sorted(PHRASES)), st.data())
def test_phrases_in_any_order_tell_their_encoding(name: str, data: st.DataObject) -> None:
    phrases = data.draw(st.lists(st.sampled_from(PHRASES[name]), min_size=4, max_size=30))
    text = data.draw(st.sampled_from([", ", "</p>\n<p>", ". "])).join(phrases)

    assert decode(text.encode(name)) == text


def test_a_few_broken_characters_do_not_hide_an_encoding_of_pairs() -> None:
    cut = b"<p>" + (CHINESE * 5).encode("gb18030")[:-1] + b"</p>"

    assert decode(cut).startswith(f"<p>{CHINESE}")


def test_big5_is_read_as_the_web_does_with_the_characters_that_came_later() -> None:
    text = f"{TRADITIONAL}在碼頭裏面，恒生銀行旁邊。"

    assert decode(text.encode("cp950"), "text/html; charset=big5") == text


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (CHINESE, "gb18030", "gb2312"),
        (TRADITIONAL, "big5", "big5"),
        (THAI, "cp874", "TIS-620"),
        (FRENCH, "cp1252", "iso-8859-1"),
    ],
)
def test_a_declared_encoding_is_believed_where_it_fits(text: str, name: str, label: str) -> None:
    page = f'<meta charset="{label}"><p>{text}'

    assert decode(text.encode(name), f"text/html; charset={label}") == text
    assert decode(page.encode(name)) == page


@pytest.mark.parametrize("text", [RUSSIAN, CHINESE, TRADITIONAL, THAI, FRENCH])
def test_utf8_mislabelled_as_latin_is_still_utf8(text: str) -> None:
    assert decode(text.encode(), "text/html; charset=ISO-8859-1") == text


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1"])
@pytest.mark.parametrize(("text", "name"), TEXTS[:-1])
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


LONG = st.lists(st.sampled_from(["quay ", "x" * 3997, "É", "паром ", "船", "🚢", "\ufeff"]), max_size=40).map("".join)


@given(LONG)
def test_a_page_in_utf8_is_taken_as_it_came_whatever_its_pieces_begin_with(text: str) -> None:
    body = b"<p>" + text.encode()

    assert page_in_utf8(body) is body


@given(LONG, st.sampled_from(["utf-8", "cp1251", "gb18030", "utf-16"]), st.integers(0, 20_000))
def test_a_page_in_anything_else_is_written_in_utf8(text: str, name: str, cut: int) -> None:
    body = f"<p>{text}".encode(name, "ignore")[:cut]

    assert page_in_utf8(body) == decode(body).encode()
