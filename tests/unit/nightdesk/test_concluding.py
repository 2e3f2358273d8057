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
FINE = PageNote("quay.example/2", "https://quay.example/2", "stored", "article by anything: A crane")
FOUND = Discovery((), (USED,), (), Visit.OK)
MISSED = "1 page missed: timeout: no answer in time"


@pytest.mark.parametrize(
    ("counts", "ended", "said"),
    [
        (Counts(discovered=3, fetched=2, stored=2, failed=1), Visit.PARTIAL, MISSED),
        (Counts(discovered=3, fetched=2, stored=2, refused=3), Visit.PARTIAL, "3 pages refused"),
        (Counts(discovered=3, refused=3), Visit.REFUSED, "3 pages refused"),
        (Counts(), Visit.UNCHANGED, "nothing new"),
    ],
)
def test_a_list_that_was_lost_is_told_with_whatever_else_there_is_to_tell(
    counts: Counts, ended: Visit, said: str
) -> None:
    report = VisitReport("quay", NOON, counts=counts, pages=[FINE, PAGE])
    assert conclude(report, FELL) == (ended, f"{said}; feed: gone: 404")
    assert conclude(report, FOUND) == (ended, said)


def lists(ended: Visit) -> Discovery:
    return Discovery((), (LOST,), (), ended, "feed: gone: 404")


@pytest.mark.parametrize(
    ("counts", "found", "ended"),
    [
        (Counts(), lists(Visit.FAILED), (Visit.FAILED, "feed: gone: 404")),
        (Counts(), lists(Visit.REFUSED), (Visit.REFUSED, "feed: gone: 404")),
        (Counts(fetched=1, revised=1), lists(Visit.FAILED), (Visit.PARTIAL, "feed: gone: 404")),
        (Counts(fetched=1), lists(Visit.SILENT), (Visit.SILENT, "feed: gone: 404")),
        (Counts(failed=1), FOUND, (Visit.PARTIAL, MISSED)),
        (Counts(failed=1, fetched=1), None, (Visit.PARTIAL, MISSED)),
        (Counts(failed=1, not_modified=1), None, (Visit.PARTIAL, MISSED)),
        (Counts(failed=1), None, (Visit.FAILED, MISSED)),
        (Counts(failed=1, refused=1), FOUND, (Visit.PARTIAL, MISSED.replace("1 page", "2 pages"))),
    ],
)
def test_a_visit_is_called_by_what_came_of_its_lists_and_of_its_pages(
    counts: Counts, found: Discovery | None, ended: tuple[Visit, str]
) -> None:
    assert conclude(VisitReport("quay", NOON, counts=counts, pages=[FINE, PAGE]), found) == ended


@pytest.mark.parametrize("came", ["stored", "revised", "discovered", "other", "gone"])
def test_a_visit_that_found_anything_new_went_well(came: str) -> None:
    report = VisitReport("quay", NOON, counts=Counts(**{came: 1}))
    assert [conclude(report, found)[0] for found in (FOUND, FELL, None)] == [Visit.OK] * 3
    assert conclude(report, FELL)[1] == "feed: gone: 404" and conclude(report, None)[1] is None
