import pytest

from model.documents import Document, Kind
from nightdesk.visits.looking import no_document


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (Document(None, Kind.LISTING, "generic"), "a listing with 0 links, no article"),
        (Document(None, Kind.UNKNOWN, "generic"), "a page of unknown kind with 0 links, no article"),
        (Document(None, Kind.THREAD, "generic", page_number=2), "page 2 of a thread, whose first page is its document"),
        (Document(None, Kind.ARTICLE, "generic"), "an article without text"),
        (Document(None, Kind.ARTICLE, "generic", text="A crane fell."), None),
    ],
)
def test_a_page_that_is_no_document_says_in_words_why(document: Document, why: str | None) -> None:
    assert no_document(document) == why
