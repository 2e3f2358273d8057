"""What is told of a pass, while it goes on and at its end."""

from datetime import UTC, datetime, timedelta

from rich.console import Console

from model.outcomes import Visit
from nightdesk.bookkeeping.reports import Counts, PassReport, VisitReport
from nightdesk.cli.crawl import summary
from nightdesk.cli.progress import Board

NOW = datetime(2026, 8, 1, 12, tzinfo=UTC)


def visit(name: str, outcome: Visit = Visit.UNCHANGED, reason: str = "nothing new", **counts: int) -> VisitReport:
    return VisitReport(name, NOW, outcome, reason, NOW, Counts(**counts))


def told(*visits: VisitReport) -> str:
    return summary(PassReport(NOW, NOW + timedelta(seconds=2), visits))


def test_nothing_new_is_told_from_could_not_look() -> None:
    assert told(visit("quay")) == "1 of 1 sources looked at in 2.0 s: nothing new, 0 kB received"
    blind = told(visit("quay", Visit.REFUSED, "403"))
    assert "nothing new" not in blind and "could not look at quay (refused)" in blind
    both = told(visit("quay"), visit("berth", Visit.FAILED, "dns"))
    assert "1 of 2 sources looked at" in both and "nothing new" in both and "could not look at berth (failed)" in both


def test_one_document_is_told_as_one() -> None:
    assert ": 1 document stored, 1 alert, " in told(visit("quay", Visit.OK, stored=1, alerts=1))
    assert ": 2 documents stored, 1 gone, " in told(visit("quay", Visit.OK, stored=2, gone=1))


def test_of_many_that_could_not_be_looked_at_a_few_are_named() -> None:
    assert told(*(visit(f"s{n}", Visit.FAILED, "dns") for n in range(9))).endswith("and 4 more")


def shown(board: Board, width: int = 100) -> list[str]:
    console = Console(width=width, height=20, record=True, file=None, force_terminal=False)
    with console.capture() as captured:
        console.print(board)
    return captured.get().splitlines()


def test_the_table_grows_with_a_visit_and_keeps_what_could_not_be_looked_at() -> None:
    board, quay, berth = Board(3), visit("quay"), visit("berth", Visit.FAILED, "dns: berth.example is not found")
    board.begun(quay)
    board.begun(berth)
    quay.counts.fetched, quay.counts.stored = 7, 5
    board.ended(berth)
    lines = shown(board)
    assert lines[0].startswith("1 of 3 sources") and "5 stored" in lines[0] and "1 failed" in lines[0]
    (row,) = [line.split() for line in lines if line.startswith("quay")]
    assert row == ["quay", "0", "7", "5", "0", "visiting"]
    assert any(line.startswith("berth") and "berth.example is not found" in line for line in lines)
    board.ended(quay)
    assert not [line for line in shown(board) if line.startswith("quay")]


def test_a_long_reason_leaves_the_numbers_their_room_and_steers_no_terminal() -> None:
    board = Board(1)
    board.ended(visit("quay", Visit.FAILED, "x\x1b[2J" + "long " * 60))
    (row,) = [line for line in shown(board, 80) if line.startswith("quay")]
    assert len(row) <= 80 and "\x1b" not in row
