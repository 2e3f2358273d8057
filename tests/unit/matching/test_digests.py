"""Digests: where the items of one begin, and what is no digest."""

import pytest

from matching.digests import items

THREE = ("The harbour reopened on Monday.", "A bank in Oslo failed.", "Rain is expected in Lima.")


def begun(title: str, text: str) -> list[str]:
    starts = items(title, text)
    return [text[start:].lstrip("\n").split("\n")[0] for start in starts]


@pytest.mark.parametrize(
    "title",
    [
        "World news in brief",
        "Weekly round-up",
        "Дайджест недели",
        "Главные новости дня",
        "สรุปข่าวประจำวัน",
        "国际简讯",
        "國際簡訊",
        "သတင်းတို",
    ],
)
def test_a_digest_tells_itself_by_its_title(title: str) -> None:
    assert begun(title, "\n\n".join(THREE)) == list(THREE)


def test_a_first_line_may_be_the_title() -> None:
    assert begun("", "\n\n".join(("Morning briefs", *THREE))) == ["Morning briefs", *THREE[1:]]


def test_numbers_and_subjects_in_one_line_begin_items() -> None:
    assert len(items("", "Digest: 1) " + " 2) ".join(THREE[:2]) + " 3) " + THREE[2])) == 3
    assert len(items("", "Norway: a bank failed; Peru: rain fell; Kent: a whale was seen.")) == 3
    for talk in (
        "He paid in 1) and 3) of 7 cases.",
        "Anna: hello; Ben: hello; Anna: goodbye.",
        "Note: the crane fell.",
    ):
        assert items("", talk) == ()


def test_bullets_and_numbers_begin_items() -> None:
    assert begun("", "\n".join(f"• {line}" for line in THREE)) == [f"• {line}" for line in THREE]
    assert len(begun("", "\n".join(f"{number}. {line}" for number, line in enumerate(THREE, 1)))) == 3


def test_a_few_bullets_in_a_long_text_make_no_digest_of_it() -> None:
    listed = [f"• {line}" for line in THREE]
    assert begun("", "\n".join(["They agreed on this:", *listed, "It takes force today.", "Both sides signed."]))
    assert begun("", "\n".join([f"The mayor spoke of {number} boats." for number in range(4)] + listed)) == []


def test_rules_stand_between_items() -> None:
    assert begun("", "\n\n***\n\n".join(THREE)) == list(THREE[1:])


def test_a_place_at_the_head_of_every_paragraph_begins_an_item() -> None:
    text = "\n\n".join(f"{place} — {line}" for place, line in zip(("OSLO", "LIMA", "ROME"), THREE, strict=True))
    assert len(begun("", text)) == 3


def test_a_heading_belongs_to_the_paragraph_under_it() -> None:
    text = f"Norway\n\n{THREE[1]} It had been in trouble for long.\n\nPeru\n\n{THREE[2]} It is the season."
    assert begun("News digest", text) == ["Norway", "Peru"]


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(THREE),
        "Anna Bell: How are you?\n\nJo Hill: I am well.",
        "Anna: How are you?\n\nJo: Well.\n\nAnna: Good.",
        "One line alone.",
        "",
        "The list:\n- one\n- two\nand that was all there was to say about it.\nMore lines.\nAnd more.",
    ],
)
def test_an_article_or_a_talk_is_no_digest(text: str) -> None:
    assert items("The harbour", text) == ()
