from datetime import UTC, datetime, timedelta

import pytest

from model.browsing import Place
from web.wishes import read_number, read_place, read_wish, write_place


def test_a_wish_is_read_and_written_as_it_was() -> None:
    given = {"q": "crane", "watch": "harbour", "from": "2026-03-01", "unread": "1", "limit": "5"}
    wish = read_wish(given, "ann", ["harbour"], [])
    assert wish.faults == () and wish.wanted.watch == "harbour" and wish.wanted.unread
    assert wish.query() == "?q=crane&watch=harbour&from=2026-03-01&unread=1"
    assert wish.query(watch=None, before="3") == "?q=crane&from=2026-03-01&unread=1&before=3"


def test_the_last_day_is_included() -> None:
    wanted = read_wish({"from": "2026-03-01", "to": "2026-03-01"}, "", [], []).wanted
    assert wanted.since and wanted.until and wanted.until - wanted.since == timedelta(days=1)


@pytest.mark.parametrize(
    "given",
    [
        {"watch": "x"},
        {"source": "x"},
        {"relation": "x"},
        {"from": "yesterday"},
        {"to": "9999-12-31"},
        {"from": "0001-01-01"},
    ],
)
def test_what_cannot_be_read_is_told_and_left_out(given: dict[str, str]) -> None:
    wish = read_wish(given, "", ["harbour"], ["gazette"])
    assert len(wish.faults) == 1 and wish.asked == {}


def test_a_place_goes_into_an_address_and_back() -> None:
    place = Place(datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC), 17)
    assert read_place(write_place(place)) == place
    for text in ("", "x", "1.", ".1", "1.x", "-1.2", "1e3.4", "٣.1", "9" * 20 + ".1", "1.2147483648"):
        assert read_place(text) is None


def test_a_number_is_one_that_a_row_can_have_in_any_database() -> None:
    assert [read_number(text) for text in ("7", "2147483647")] == [7, 2147483647]
    for text in ("0", "-1", "x", "", "²", "2147483648", "9" * 17, "9" * 30, "9" * 5000):
        assert read_number(text) is None
