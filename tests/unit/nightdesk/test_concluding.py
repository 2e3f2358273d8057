"""How a visit ended, in one word and one sentence."""

from datetime import UTC, datetime

import pytest

from config.ladders import DiscoverKind
from crawler.discovery import Discovery
from crawler.discovery.findings import Step
from model.outcomes import Outcome, Visit
from nightdesk.bookkeeping.reports import Counts, PageNote, VisitReport
from nightdesk.visits.concluding import conclude

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LOST = Step(DiscoverKind.FEED, "https://quay.example/feed", Outcome.GONE, "404")
USED = Step(DiscoverKind.SITEMAP, "https://quay.example/map", Outcome.OK, "", found=3)
FELL = Discovery((), (LOST, USED), (), Visit.OK)
PAGE = PageNote("quay.example/1", "https://quay.example/1", "timeout", "no answer in time")


@pytest.mark.parametrize(
    ("counts", "ended", "said"),
    [
        (
            Counts(discovered=3, fetched=2, stored=2, failed=1),
            Visit.PARTIAL,
            "1 page missed: timeout: no answer in time",
        ),
        (Counts(discovered=3, fetched=2, stored=2, refused=3), Visit.PARTIAL, "3 pages refused"),
        (Counts(discovered=3, refused=3), Visit.REFUSED, "3 pages refused"),
        (Counts(), Visit.UNCHANGED, "nothing new"),
    ],
)
def test_a_list_that_was_lost_is_told_with_whatever_else_there_is_to_tell(
    counts: Counts, ended: Visit, said: str
) -> None:
    report = VisitReport("quay", NOON, counts=counts, pages=[PAGE])
    assert conclude(report, FELL) == (ended, f"{said}; feed: gone: 404")
    assert conclude(report, Discovery((), (USED,), (), Visit.OK)) == (ended, said)
