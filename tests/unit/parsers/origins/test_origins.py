"""Evidence of origin: source lines, reprint notes, and the customs of those who repost."""

from __future__ import annotations

import pytest

from model.documents import Credit
from parsers.origins.credits import canonical_elsewhere, reprint_notes, source_line, take_sources
from parsers.origins.reposts import Line, original_picture, paragraphs_in, picture_credit, read_repost
from parsers.page import Page
from parsers.scope import Scope

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


@pytest.mark.parametrize(
    ("line", "name", "day"),
    [
        ("-- The Andaman Gazette 2024-05-03", "The Andaman Gazette", "2024-05-03"),
        ("-- © Copyright Bangsaen Post 2024-05-03", "Bangsaen Post", "2024-05-03"),
        ("(Bangsaen Post, 3 May 2024)", "Bangsaen Post", "2024-05-03"),
        ("Bangsaen Post | May 3, 2024", "Bangsaen Post", "2024-05-03"),
        ("From The Andamanian", "The Andamanian", None),
        ("Courtesy of Bangsaen Post", "Bangsaen Post", None),
    ],
)
def test_the_outlet_may_stand_with_its_day_and_with_words_that_lead_to_it(
    line: str, name: str, day: str | None
) -> None:
    for lines in ([LONG.strip(), line], [line, LONG.strip()]):
        kept, (credit,) = read_repost(list(map(Line, lines)))

        assert [each.text for each in kept] == [LONG.strip()]
        assert (credit.kind, credit.said, credit.name) == (Credit.REPRINT, line, name)
        assert (credit.published_at.iso() if credit.published_at else None) == day


@pytest.mark.parametrize(
    "mark", ["Full story", "Read more", "Continue reading here", "Link", "Читать далее", "อ่านต่อ", "阅读原文"]
)
def test_a_link_that_is_marked_as_the_whole_story_is_the_original(mark: str) -> None:
    kept, (credit,) = read_repost([Line(LONG.strip()), Line(f"{mark}: https://bangsaen.example/1")])

    assert len(kept) == 1
    assert (credit.kind, credit.url, credit.name) == (
        Credit.ORIGINAL, "https://bangsaen.example/1", "bangsaen.example",
    )  # fmt: skip


def test_source_outlet_and_day_are_found_in_any_order() -> None:
    rights, source = Line("-- © Copyright Bangsaen Post 2024-05-03"), Line("Source: https://bangsaen.example/1")

    for lines in ([rights, source], [source, rights]):
        kept, found = read_repost([Line(LONG.strip()), Line(""), *lines])

        assert paragraphs_in(kept) == (LONG.strip(),)
        assert {(credit.kind, credit.name) for credit in found} == {
            (Credit.REPRINT, "Bangsaen Post"), (Credit.ORIGINAL, "bangsaen.example"),
        }  # fmt: skip


def test_a_source_may_be_told_with_its_day() -> None:
    (credit,) = read_repost([Line(LONG.strip()), Line("Источник: Андаманская газета, 3 мая 2024")])[1]

    assert (credit.name, credit.published_at and credit.published_at.iso()) == ("Андаманская газета", "2024-05-03")


@pytest.mark.parametrize(
    "line", ["3 May 2024", "John Smith, 3 May 2024", "Read more: it is worth it.", "From my window I saw it all."]
)
def test_what_names_no_outlet_stays_in_the_text(line: str) -> None:
    kept, found = read_repost([Line(LONG.strip()), Line(""), Line(line)])

    assert found == ()
    assert kept[-1].text == line


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
