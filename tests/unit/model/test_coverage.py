from datetime import UTC, date, datetime

from model.coverage import Gap, Receipt, receipt_words

DAY = date(2026, 8, 20)


def at(hour: int, day: int = 20) -> datetime:
    return datetime(2026, 8, day, hour, tzinfo=UTC)


def test_a_receipt_says_how_often_a_source_was_looked_at_and_what_was_missed() -> None:
    receipt = Receipt("quay", DAY, None, 9, 8, 0, 1, 4, 3, at(1), at(22), "timeout")
    words = receipt_words(receipt, [])
    assert words == "looked at 8 times, 01:00Z to 22:00Z: 3 new; 1 more visit could not: timeout"


def test_a_receipt_says_why_a_source_was_not_looked_at() -> None:
    assert receipt_words(Receipt("quay", DAY, "closed in 2025"), []) == "not to be visited: closed in 2025"
    assert receipt_words(Receipt("quay", DAY), []) == "not looked at: it was not due"
    refused = Receipt("quay", DAY, None, 3, 0, 3, 0, reason="403")
    assert receipt_words(refused, []) == "tried 3 times, never with success: 403"


def test_a_time_in_which_nothing_ran_is_named_within_its_day() -> None:
    gaps = [Gap(at(20, 19), at(4)), Gap(at(23), at(5, 21))]
    assert receipt_words(Receipt("quay", DAY), gaps).endswith("nothing ran from 00:00Z to 04:00Z, 23:00Z to 00:00Z")
