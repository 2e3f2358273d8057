"""Documents as watches see them: on which day they were published."""

from __future__ import annotations

from datetime import date

import pytest

from model.documents import Document, Kind
from model.moments import Moment
from nightdesk.cli.match import subject_from
from nightdesk.watches.watching import subject_of

URL = "https://gazette.example/1"


def test_a_document_was_published_on_the_day_of_its_outlet() -> None:
    told = Document(URL, Kind.ARTICLE, "generic", "Crane falls", published_at=Moment.parse("2025-05-08T01:00:00+06:30"))

    assert subject_of(told, None, URL).published == date(2025, 5, 8)


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ({"published_at": "2025-05-07T18:30:00Z", "published_day": "2025-05-08"}, date(2025, 5, 8)),
        ({"published_at": "2025-05-07T18:30:00Z"}, date(2025, 5, 7)),
        ({"published_at": "soon"}, None),
        ({}, None),
    ],
)
def test_a_line_of_documents_may_tell_that_day(told: dict[str, str], day: date | None) -> None:
    assert subject_from(told).published == day
