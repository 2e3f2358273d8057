"""What messages of the service itself are called."""

from datetime import UTC, datetime

import pytest

from model.notices import Notice, NoticeKind
from nightdesk.delivery.composing import Names, Told, item_of

NAMES = Names({}, {"gazette": "The Harbour Gazette"})


@pytest.mark.parametrize(
    ("subject", "headline"),
    [
        ("source:gazette", "The Harbour Gazette"),
        ("source:taken-out", "the source taken-out"),
        ("sources:stale feed", "sources: stale feed"),
        ("channel:desk", "channel desk"),
        ("disk", "disk"),
    ],
)
def test_a_trouble_is_called_as_readers_know_what_it_is_of(subject: str, headline: str) -> None:
    trouble = Notice("n", NoticeKind.TROUBLE, datetime(2026, 3, 1, tzinfo=UTC), detail={"subject": subject})
    assert item_of(trouble, Told({}, {}), NAMES).headline == headline
