from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from config.sources import Source
from crawler.health import judge
from crawler.rhythm import falls, quiet_limit, remembered
from model.health import Facts, Fields, Health

NOW = datetime(2026, 8, 20, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
QUAY = Source.model_validate(
    {
        "id": "quay",
        "name": "The Quay",
        "kind": "outlet",
        "home": "https://quay.example/",
        "hosts": ["quay.example"],
        "discover": [{"kind": "feed", "url": "https://quay.example/feed"}],
        "schedule": {"every": "30m"},
    }
)
DAYS = {f"2026-08-{number:02}": 9 * HOUR for number in range(1, 20)}
WHOLE = Fields.TEXT | Fields.TITLE | Fields.DATE | Fields.AUTHORS
SEEN = NOW - timedelta(minutes=10)
WELL = Facts(
    "quay", NOW + timedelta(minutes=20), SEEN, "unchanged", "nothing new", SEEN, NOW - 2 * HOUR, 0, HOUR / 2,
    DAYS, (WHOLE,) * 100,
)  # fmt: skip


def health(**changed: object) -> Health:
    return judge(QUAY, replace(WELL, **changed), NOW).health  # type: ignore[arg-type]


def test_a_source_that_keeps_its_rhythm_is_well() -> None:
    stands = judge(QUAY, WELL, NOW)
    assert stands.health is Health.OK and "last visited 10 min ago" in stands.words and stands.helps is None


def test_a_source_nobody_visited_is_new_and_one_switched_off_says_why() -> None:
    assert judge(QUAY, None, NOW).health is Health.NEW
    off = QUAY.model_copy(update={"enabled": False, "reason": "closed in 2025"})
    assert judge(off, WELL, NOW).words == "closed in 2025"


def test_a_source_that_was_not_visited_when_it_was_due_is_late() -> None:
    assert health(next_visit_at=NOW - timedelta(minutes=20)) is Health.OK
    late = judge(QUAY, replace(WELL, next_visit_at=NOW - 3 * HOUR), NOW)
    assert late.health is Health.LATE and "was due 3 h ago" in late.words and late.helps == "nightdesk doctor"
    assert health(next_visit_at=NOW - 3 * HOUR, interval=4 * HOUR) is Health.OK, "it is looked at every four hours"
    assert health(next_visit_at=NOW - 3 * HOUR, interval=None) is Health.LATE
    assert health(next_visit_at=None) is Health.OK


def test_a_source_that_was_never_visited_is_late_only_once_it_was_due() -> None:
    assert judge(QUAY, Facts("quay"), NOW).health is Health.NEW
    assert judge(QUAY, Facts("quay", NOW - HOUR / 3), NOW).health is Health.NEW
    late = judge(QUAY, Facts("quay", NOW - 3 * HOUR), NOW)
    assert late.health is Health.LATE and late.words == "was due 3 h ago and has never been visited"


@pytest.mark.parametrize(("outcome", "health"), [("refused", Health.REFUSED), ("failed", Health.BROKEN)])
def test_a_source_that_rejects_us_is_shown_at_once_and_told_when_it_lasts(outcome: str, health: Health) -> None:
    once = judge(QUAY, replace(WELL, outcome=outcome, reason="feed: 403", failures=1), NOW)
    assert (once.health, once.firm) == (health, False)
    lasting = judge(QUAY, replace(WELL, outcome=outcome, reason="feed: 403", failures=3, ok_at=NOW - DAY), NOW)
    assert lasting.firm and "feed: 403 (3 times in a row); it was last well 1 d ago" in lasting.words
    assert "feed: 403 (once); it was last well 10 min ago" in once.words
    assert once.helps == "nightdesk sources check quay"
    by_robots = judge(QUAY, replace(WELL, outcome=outcome, reason="disallowed by robots.txt"), NOW)
    assert by_robots.helps == "nightdesk robots https://quay.example/"


def test_a_source_is_silent_when_it_is_quiet_for_much_longer_than_ever() -> None:
    assert health(new_at=NOW - 13 * HOUR) is Health.OK
    silent = judge(QUAY, replace(WELL, new_at=NOW - 15 * HOUR), NOW)
    assert silent.health is Health.SILENT and silent.helps == "nightdesk sources check quay"
    assert "never quiet for longer than 9 h" in silent.words
    once = {**DAYS, "2026-08-03": HOUR}
    assert "than 9 h" in judge(QUAY, replace(WELL, new_at=NOW - 15 * HOUR, spells=once), NOW).words
    assert health(new_at=NOW - 13 * HOUR, spells=once) is Health.OK
    assert health(new_at=NOW - 15 * HOUR, interval=8 * HOUR) is Health.OK, "it was hardly looked at since"
    assert health(new_at=NOW - 15 * HOUR, interval=7 * HOUR) is Health.SILENT
    assert health(new_at=NOW - 15 * HOUR, interval=None) is Health.SILENT
    assert health(new_at=None) is Health.OK and health(ok_at=None) is Health.OK


def test_while_we_do_not_look_nobody_is_called_silent() -> None:
    assert health(new_at=NOW - 15 * HOUR, ok_at=NOW - 14 * HOUR) is Health.OK


def test_a_source_with_little_history_is_not_called_silent() -> None:
    few = dict(list(DAYS.items())[:3])
    assert health(spells=few, new_at=NOW - 30 * DAY) is Health.OK
    assert quiet_limit(dict(list(DAYS.items())[:5]), HOUR) == DAY, "nights and weekends are not known yet"


def test_empty_lists_and_lists_that_stand_still_are_told_apart() -> None:
    assert health(outcome="silent", reason="the list is empty") is Health.SILENT
    assert health(stale="feed https://quay.example/feed has had nothing since 2026-08-01") is Health.STALE


def test_a_field_that_is_no_longer_found_is_drift_and_names_itself() -> None:
    undated = (WHOLE,) * 80 + (WHOLE & ~Fields.DATE,) * 12
    drifting = judge(QUAY, replace(WELL, fields=undated), NOW)
    assert drifting.health is Health.DRIFTING
    assert drifting.words == "date found on 0 of the last 12 pages, before on 99%"


def test_a_few_misses_and_a_field_that_was_never_there_are_no_drift() -> None:
    assert not falls((WHOLE,) * 90 + (WHOLE & ~Fields.AUTHORS, WHOLE, WHOLE & ~Fields.AUTHORS))
    assert not falls((Fields.TEXT | Fields.TITLE,) * 120)
    assert not falls((WHOLE,) * 20 + (Fields.NONE,) * 12), "too little is known of what is usual"


def test_a_field_that_comes_and_goes_is_judged_by_chance() -> None:
    mixed = (WHOLE, WHOLE & ~Fields.AUTHORS) * 60
    assert not falls(mixed)
    assert [fall.field for fall in falls(mixed + (WHOLE & ~Fields.AUTHORS,) * 20)] == ["authors"]


def test_a_change_that_stays_becomes_the_custom() -> None:
    assert not falls((WHOLE & ~Fields.AUTHORS,) * 200)


def read_on(known: tuple[Fields, ...], pages: Fields, count: int, a_day: int) -> list[bool]:
    """Whether anything is lost after each of so many pages that come one a visit, so many visits a day."""
    found = []
    for number in range(count):
        known = remembered(known, [pages], new_day=number % a_day == 0)
        found.append(bool(falls(known)))
    return found


def test_a_loss_does_not_become_the_rule_by_going_on_and_ends_once_the_field_is_back() -> None:
    lost = read_on((WHOLE,) * 150, WHOLE & ~Fields.DATE, 1000, a_day=40)
    assert not any(lost[:3]) and all(lost[20:])
    known = (WHOLE,) * 150
    for _ in range(300):
        known = remembered(known, [WHOLE & ~Fields.DATE], new_day=False)
    assert falls(known) and not read_on(known, WHOLE, 20, a_day=40)[-1]
    assert falls(remembered((WHOLE,) * 150, [WHOLE & ~Fields.DATE] * 300, new_day=True)), "all of them by one visit"


def test_what_nobody_mends_for_months_is_the_rule_then() -> None:
    lost = read_on((WHOLE,) * 200, WHOLE & ~Fields.AUTHORS, 8000, a_day=40)
    assert lost[20 * 40] and not lost[-1]


def test_what_is_remembered_has_an_end() -> None:
    assert len(remembered((), [WHOLE] * 50, new_day=False)) == 50
    assert len(remembered((WHOLE,) * 200, [WHOLE] * 50, new_day=False)) == 200
    assert len(remembered((WHOLE,) * 180 + (Fields.TEXT,) * 20, [Fields.TEXT] * 50, new_day=False)) == 200
