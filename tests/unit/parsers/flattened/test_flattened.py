"""Plain text: PDF views and dumps."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

import parsers
from model.captures import RawPage
from model.documents import Document, Kind
from model.errors import ParseError
from parsers.flattened.lines import clean_lines, is_prose, join_paragraphs_again

PROSE = "The pilots have asked the river office to keep the buoys out until the end of November."
MORE = "The office said that it would answer within a month, as it has never been asked before."


def read(text: str, url: str | None = None) -> Document:
    return parsers.parse(RawPage(text.encode(), url, "text/plain; charset=utf-8")).document


def test_a_paragraph_cut_by_the_end_of_a_page_is_joined_again() -> None:
    assert join_paragraphs_again(("It was killed by the", "", "river office last year.", "", "Next.")) == (
        "It was killed by the river office last year.",
        "Next.",
    )


def test_a_headline_is_not_joined_to_the_paragraph_below() -> None:
    assert join_paragraphs_again(("A slow crossing", "", "The ferry was late.")) == (
        "A slow crossing",
        "The ferry was late.",
    )


def test_lines_cut_by_the_width_of_the_page_are_joined() -> None:
    first, second = "The pilots have asked the river office to keep all of the", "Dvina buoys out until November."

    assert join_paragraphs_again((first, second)) == (f"{first} {second}",)


def test_markdown_links_and_headings_lose_their_marks() -> None:
    assert clean_lines("# [Killed](#) by\n<https://a.example/x> ![pic](y.png)") == (
        "Killed by",
        "https://a.example/x pic",
    )


def test_a_sentence_is_prose_and_a_label_is_not() -> None:
    assert is_prose(PROSE)
    assert not is_prose("Str / AFP")
    assert is_prose("船长说，三十年前他也在这个码头上结婚，那时候也有人等他。")


def test_byline_and_day_above_the_text_are_read_and_left_out() -> None:
    document = read(f"A Longer Summer\n\nBy Ann Oak and Ben Elm\n\nOct. 12, 2023\n\n{PROSE}\n\n{MORE}")

    assert (document.title, document.authors) == ("A Longer Summer", ("Ann Oak", "Ben Elm"))
    assert document.published_at is not None
    assert document.published_at.iso() == "2023-10-12"
    assert document.text == f"{PROSE}\n\n{MORE}"


def test_the_day_of_an_update_is_not_the_day_of_publication() -> None:
    document = read(f"A Longer Summer\n\nUpdated: October 13, 2023\n\nOctober 12, 2023\n\n{PROSE}")

    assert document.published_at is not None
    assert document.published_at.iso() == "2023-10-12"


@pytest.mark.parametrize(
    "line",
    [
        "Ann Oak / AFP",
        "The river in spring. **Ann Oak / TASS**",
        "Related article: Another River",
        "Embed: a map",
        "Advertisement",
        "© 2023 River Post",
    ],
)
def test_captions_and_links_to_elsewhere_are_left_out(line: str) -> None:
    assert read(f"A Longer Summer\n\n{PROSE}\n\n{line}\n\n{MORE}").text == f"{PROSE}\n\n{MORE}"


@pytest.mark.parametrize("form", ["Original url: https://r.example/a", "Original url:\n\n<https://r.example/a>"])
def test_the_original_address_is_the_identity(form: str) -> None:
    document = read(f"A Longer Summer\n\n{PROSE}\n\n{form}", "https://r.example/a/pdf")

    assert (document.canonical_url, document.url) == ("https://r.example/a", "https://r.example/a/pdf")
    assert "r.example" not in document.text


def test_menus_between_paragraphs_are_left_out_and_single_headings_stay() -> None:
    document = read(f"A Longer Summer\n\n{PROSE}\nHome\nNews\nSport\nWeather\n{MORE}\nA heading\n{PROSE}")

    assert document.text == f"{PROSE}\n\n{MORE}\n\nA heading\n\n{PROSE}"


def test_text_without_a_sentence_is_of_unknown_kind() -> None:
    assert read("Home\nNews\nSport").kind is Kind.UNKNOWN


def test_a_board_text_gives_each_post_that_its_markers_part() -> None:
    head = "Jump to content\nA bay\nRecommended Posts\nPosted May 3, 2024"
    topic = f"{head}\n{PROSE}\nLike 2\nBest wishes\nPosted\n{MORE}\nSign In Now"

    document = read(topic)

    assert (document.kind, document.title) == (Kind.THREAD, "A bay")
    assert [post.text for post in document.posts] == [PROSE, MORE]
    assert document.published_at is not None
    assert document.published_at.iso() == "2024-05-03"


def test_blank_text_is_refused_with_a_reason() -> None:
    with pytest.raises(ParseError, match="empty"):
        read(" \n\n ")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300))
def test_any_text_is_a_document_or_a_named_error(text: str) -> None:
    with suppress(ParseError):
        assert read(text).kind in Kind
