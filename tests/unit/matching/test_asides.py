"""Asides: lines that point to other texts are blotted out, and everything else keeps its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.asides import without_asides


@pytest.mark.parametrize(
    "line",
    [
        "Read also: The harbour closes",
        "RELATED: The harbour closes",
        "*Related:* The harbour closes",
        "Читайте также: Гавань закрыта",
        "相关阅读：港口关闭",
        "ဆက်စပ်သတင်း: ဆိပ်ကမ်း",
    ],
)
def test_a_line_that_points_elsewhere_is_blotted_out(line: str) -> None:
    text = without_asides(f"Rain fell.\n{line}\nMore rain is expected.")
    assert text == f"Rain fell.\n{' ' * len(line)}\nMore rain is expected."


@pytest.mark.parametrize(
    ("before", "aside", "after"),
    [
        ("Rain fell.", " Read more: The harbour closes", ""),
        ("Rain fell.", " Related: The harbour closes", ". More rain came."),
        ("“Rain.”", " Also read: The harbour closes", "\nMore rain came."),
        ("Шёл дождь.", " Читайте также: Гавань закрыта", ""),
        ("下雨了。", "相关阅读：港口关闭", "。还下雨。"),
    ],
)
def test_a_sentence_that_points_elsewhere_is_blotted_out(before: str, aside: str, after: str) -> None:
    assert without_asides(before + aside + after) == before + " " * len(aside) + after


def test_a_heading_takes_the_headlines_under_it_along() -> None:
    text = "Rain fell.\n\nRelated articles\nThe harbour closes\nA bank fails\n\nThe rain will go on."
    assert without_asides(text).split() == ["Rain", "fell.", "The", "rain", "will", "go", "on."]


@pytest.mark.parametrize(
    "text",
    [
        "Related: one line",
        "Rain fell.\nRelated costs rose too.",
        "Rain fell.\nRead more books, he said.",
        "Rain\n\nMore news came.",
        "Rain fell. He was asked to read more: the harbour had a library.",
        "Rain fell, related: the harbour closed.",
        "Rain fell. Related: " + "the harbour closed and " * 20,
    ],
)
def test_what_only_begins_like_a_pointer_stays(text: str) -> None:
    assert without_asides(text) == text


@given(
    st.lists(
        st.sampled_from(
            ["Rain fell.", "\n", "Related:", "Read also: x", ". Related: y", " ", "Related articles", "A bank"]
        ),
        max_size=12,
    ).map("".join)
)
def test_every_other_character_keeps_its_place(text: str) -> None:
    blotted = without_asides(text)
    assert len(blotted) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, blotted, strict=True))
