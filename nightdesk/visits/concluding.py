"""Concluding: how a visit ended, in one word and one sentence."""

from __future__ import annotations

from crawler.discovery import Discovery
from model.outcomes import Visit
from model.text import counted
from nightdesk.bookkeeping.reports import VisitReport

#: After so many refusals in one visit the rest of its pages wait for the next.
REFUSALS = 3


def conclude(report: VisitReport, found: Discovery | None) -> tuple[Visit, str | None]:
    """How a visit ended, in one word and one sentence; that tells of a list that was lost, whatever else it tells."""
    counts = report.counts
    if found is not None and found.outcome in {Visit.REFUSED, Visit.FAILED}:
        if counts.fetched == 0:
            return found.outcome, found.reason
        return Visit.PARTIAL, found.reason
    if counts.refused >= REFUSALS:
        ended = Visit.REFUSED if counts.fetched == 0 else Visit.PARTIAL
        return ended, _with_lists(f"{counts.refused} pages refused", found)
    missed = counts.failed + counts.refused
    if missed:
        everything = found is None and counts.fetched + counts.not_modified == 0
        return Visit.FAILED if everything else Visit.PARTIAL, _with_lists(_first_reason(report, missed), found)
    if found is not None and found.outcome is Visit.SILENT:
        return Visit.SILENT, found.reason
    new = counts.stored + counts.revised + counts.discovered + counts.other + counts.gone
    if new:
        return Visit.OK, found.fell if found is not None else None
    return Visit.UNCHANGED, _with_lists("nothing new", found)


def _with_lists(told: str, found: Discovery | None) -> str:
    """What is told, and why the ladder was gone down, if it was."""
    return f"{told}; {found.fell}" if found is not None and found.fell else told


def _first_reason(report: VisitReport, missed: int) -> str:
    fine = {"stored", "revised", "unchanged", "duplicate", "ok"}
    first = next((page for page in report.pages if page.outcome not in fine), None)
    told = f": {first.outcome}: {first.reason}" if first else ""
    return f"{counted(missed, 'page')} missed{told}"
