"""Evidence of origin: source lines, reprint notes, and the customs of those who repost."""

from __future__ import annotations

import pytest

from model.documents import Credit
from parsers.credits import canonical_elsewhere, reprint_notes, source_line, take_sources
from parsers.page import Page, Scope
from parsers.reposts import Line, original_picture, paragraphs_in, picture_credit, read_repost

HASH = "0123456789abcdef0123456789abcdef"
LONG = "The fishermen have voted for quieter engines, and the dolphins may come back. " * 8


def scope(html: str = "", url: str = "https://here.example/a") -> Scope:
    return Scope.of(Page(html, url=url))


@pytest.mark.parametrize(
    ("line", "name", "url"),
    [
        ("Source: Delta Gazette", "Delta Gazette", None),
        ("Original url: https://delta.example/a", "delta.example", "https://delta.example/a"),
        ("Источник: РИА Новости", "РИА Новости", None),
        ("来源：中国日报网", "中国日报网", None),
        ("Source: Delta Gazette - https://delta.example/a", "Delta Gazette", "https://delta.example/a"),
    ],
)
def test_a_line_that_only_names_a_source_is_a_credit(line: str, name: str, url: str | None) -> None:
    credit = source_line(line)

    assert credit is not None
    assert (credit.kind, credit.name, credit.url, credit.said) == (Credit.ORIGINAL, name, url, line)


@pytest.mark.parametrize(
    "line", ["A source said so.", "Source: nobody in the whole of the office would tell us who it was."]
)
def test_a_sentence_about_sources_is_no_credit(line: str) -> None:
    assert source_line(line) is None


def test_closing_source_lines_leave_the_text() -> None:
    page = scope('<p>Text.</p><p>Source: <a href="https://delta.example/a">Delta Gazette</a></p>')

    kept, (credit,) = take_sources(page, ("Text.", "Source: Delta Gazette"))

    assert kept == ("Text.",)
    assert credit.url == "https://delta.example/a"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("This story was first published by The Delta Gazette.", "The Delta Gazette"),
        ("This article originally appeared in Delta Review, and is used here.", "Delta Review"),
        ("Republished with permission from Delta Review.", "Delta Review"),
    ],
)
def test_a_reprint_note_names_the_outlet_and_its_link(line: str, name: str) -> None:
    page = scope(f"<p>{line.replace(name, f'<a href=https://delta.example/>{name}</a>')}</p>")

    (credit,) = reprint_notes(page, ("Text.", line))

    assert (credit.kind, credit.name, credit.url) == (Credit.REPRINT, name, "https://delta.example/")


def test_a_canonical_address_counts_only_on_another_host() -> None:
    page = scope(url="https://www.here.example/a").page

    assert canonical_elsewhere(page, "https://here.example/b") == ()
    assert [credit.name for credit in canonical_elsewhere(page, "https://there.example/b")] == ["there.example"]


def test_outlet_day_and_pictures_leave_the_text_as_one_credit_and_a_clue() -> None:
    picture = f"quiet-engines-vote-750x500.jpg.{HASH}.jpg"
    lines = [
        Line(picture),
        Line("Andaman Gazette"),
        Line(""),
        Line(LONG.strip()),
        Line(f"logo.png.{HASH}.png"),
        Line("-2024-05-03"),
    ]

    kept, (credit, clue) = read_repost(lines)

    assert paragraphs_in(kept) == (LONG.strip(),)
    assert (credit.name, credit.published_at and credit.published_at.iso()) == ("Andaman Gazette", "2024-05-03")
    assert clue.said == "quiet-engines-vote-750x500.jpg"


def test_an_outlet_below_a_long_text_counts_and_its_link_is_kept() -> None:
    kept, (credit,) = read_repost([Line(LONG.strip()), Line("Bangsaen Post", "https://bangsaen.example/1")])

    assert len(kept) == 1
    assert (credit.name, credit.url) == ("Bangsaen Post", "https://bangsaen.example/1")


def test_a_bare_address_at_the_end_is_the_original() -> None:
    kept, (credit,) = read_repost([Line(LONG.strip()), Line("https://bangsaen.example/1")])

    assert (credit.kind, credit.url, len(kept)) == (Credit.ORIGINAL, "https://bangsaen.example/1", 1)


def test_a_post_that_is_only_an_address_keeps_it() -> None:
    kept, found = read_repost([Line("https://bangsaen.example/1"), Line("")])

    assert (kept[0].text, found) == ("https://bangsaen.example/1", ())


def test_a_line_of_capitals_is_judged_at_once() -> None:
    line = Line("ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVW!")

    assert read_repost([line, Line(LONG.strip())])[1] == ()


@pytest.mark.parametrize("line", ["Hi guys", "Good morning,", "Kind Regards", "I agree.", "Sun Rises Over The Bay"])
def test_a_greeting_is_no_outlet(line: str) -> None:
    kept, found = read_repost([Line(line), Line(LONG.strip())])

    assert found == ()
    assert kept[0].text == line


def test_a_short_post_keeps_its_first_line() -> None:
    assert read_repost([Line("The Times"), Line("are changing.")])[1] == ()


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (f"a.jpg.{HASH}.jpg", "a.jpg"),
        (f"a.thumb.jpg.{HASH}.jpg", "a.jpg"),
        ("photo.png", "photo.png"),
        ("I saw it in photo.png", None),
        ("A sentence.", None),
    ],
)
def test_a_file_name_alone_on_a_line_is_a_picture(line: str, name: str | None) -> None:
    assert original_picture(line) == name


def test_a_hotlinked_picture_with_the_size_of_another_system_is_evidence() -> None:
    credit = picture_credit("https://delta.example/uploads/blue-hulls-1140x570.jpg?x=1")

    assert credit is not None
    assert credit.said == "blue-hulls-1140x570.jpg"
    assert picture_credit("https://delta.example/IMG_1.jpg") is None
