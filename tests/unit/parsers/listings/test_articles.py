"""Which addresses speak of one article."""

from __future__ import annotations

import pytest

from parsers.listings.articles import tells_article


@pytest.mark.parametrize(
    "path",
    [
        "/2026/03/01/crane", "/news/20260301/crane", "/news/123456", "/world/the-crane-at-the-quay", "/a/c4d9mz1kqlvo",
        "/articles/HBR2Q5CRN7MOL.html", "/articles/hbr2q5crn7mol.htm",
    ],
)  # fmt: skip
def test_an_address_with_a_day_a_number_an_identifier_or_a_headline_speaks_of_an_article(path: str) -> None:
    assert tells_article(f"https://gazette.example{path}")


@pytest.mark.parametrize(
    "path", ["/", "/world", "/archive2026.html", "/harbournews.html", "/tag/crane-at-the-quay", "/page/123456"]
)
def test_an_index_or_a_section_speaks_of_none(path: str) -> None:
    assert not tells_article(f"https://gazette.example{path}")
