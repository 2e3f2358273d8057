"""Under which addresses a page is known: its canonical URL names it where that is the page's own."""

from datetime import UTC, datetime

import pytest

from config.sources import Source
from model.captures import Capture
from model.documents import Document, Kind
from nightdesk.shelving import Reading, addresses_of

NOON = datetime(2026, 8, 1, 12, tzinfo=UTC)
SAID = {
    "id": "quay", "name": "Quay", "kind": "outlet", "home": "https://quay.example/",
    "hosts": ["quay.example", "old-quay.example"],
    "discover": [{"kind": "feed", "url": "https://quay.example/feed"}],
}  # fmt: skip


def addresses(canonical: str | None, **more: object) -> list[str]:
    """The URLs under which an answer is known whose page calls that its canonical one."""
    asked, answered = "https://quay.example/crane-7?from=feed", "https://quay.example/crane-7"
    page = Capture(asked, answered, 200, (), b"page", NOON, NOON)
    document = Document(answered, Kind.ARTICLE, "generic", "A crane", text="It fell.", canonical_url=canonical)
    return list(addresses_of(Reading(Source.model_validate(SAID | more), page, document, (), False)).values())


OWN = ["https://quay.example/crane-7", "https://quay.example/crane-7?from=feed"]


@pytest.mark.parametrize("canonical", ["https://quay.example/news/crane", "https://old-quay.example/?p=7"])
def test_a_canonical_url_of_the_source_comes_before_the_others(canonical: str) -> None:
    assert addresses(canonical) == [canonical, *OWN]


@pytest.mark.parametrize("canonical", [None, "https://agency.example/crane", "https://quay.example/"])
def test_one_of_another_house_or_of_the_front_page_names_no_page(canonical: str | None) -> None:
    assert addresses(canonical) == OWN


def test_where_items_are_numbered_one_with_another_number_is_not_this_page() -> None:
    assert "https://quay.example/other-8" in addresses("https://quay.example/other-8")
    assert "https://quay.example/other-8" not in addresses("https://quay.example/other-8", item_id=r"-(\d+)$")
