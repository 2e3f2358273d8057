from datetime import UTC, datetime, timedelta

from model.health import Facts, Health, Standing
from nightdesk.notices.announcing import begun, ended, recovering

NOON, MINUTE = datetime(2026, 8, 1, 12, tzinfo=UTC), timedelta(minutes=1)


def standing(name: str, health: Health = Health.BROKEN, *, firm: bool = True) -> Standing:
    return Standing(name, health, "feed: no answer", f"nightdesk sources check {name}", firm=firm)


def test_each_ill_source_is_told_once_with_the_command_that_helps() -> None:
    told = begun([standing("quay"), standing("berth", Health.OK)], set())
    assert told == {
        "source:quay": "The source quay is broken: feed: no answer. `nightdesk sources check quay` tells more."
    }
    assert begun([standing("quay")], {"source:quay"}) == {}


def test_what_may_pass_by_itself_calls_nobody_and_ends_nothing() -> None:
    assert begun([standing("quay", firm=False)], set()) == {}
    assert ended([standing("quay", firm=False)], {"source:quay"}) == []


def test_a_trouble_ends_when_its_source_is_well_or_gone_and_others_are_left_alone() -> None:
    assert ended([standing("quay", Health.OK)], {"source:quay", "source:removed", "channel:desk"}) == [
        "source:quay",
        "source:removed",
    ]


def test_a_source_is_recovering_until_it_is_visited_again_since_it_stands_well() -> None:
    def after(minutes: int, health: Health = Health.OK, since: datetime = NOON) -> set[str]:
        facts = {"quay": Facts("quay", visited_at=NOON + minutes * MINUTE), "berth": Facts("berth")}
        found = [Standing(name, health, "", since=since) for name in ("quay", "berth", "removed")]
        return recovering(found, facts, NOON + 5 * MINUTE)

    assert after(-1) == after(0) == {"quay"} and after(1) == set()
    assert after(-1, Health.DISABLED) == after(-1, Health.BROKEN) == set()
    assert after(-1, since=NOON + 9 * MINUTE) == set(), "the clock was put back"
    assert ended([standing("quay", Health.OK)], {"source:quay"}, {"quay"}) == []


def test_many_sources_with_one_complaint_are_one_trouble() -> None:
    many = [standing(f"paper-{number:02}", Health.LATE) for number in range(12)]
    told = begun(many, set())
    assert list(told) == ["sources:late"]
    named = "paper-00, paper-01, paper-02, paper-03, paper-04 and 7 more"
    assert told["sources:late"] == f"12 sources are late: {named}. `nightdesk status` tells of each."
    assert ended(many, {"sources:late"}) == []
    assert ended(many[:4], {"sources:late"}) == ["sources:late"]
