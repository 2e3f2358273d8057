"""Channels are left alone for as long as was asked, whatever the clock does."""

from datetime import UTC, datetime, timedelta

from nightdesk.delivery.rests import Rests

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def test_the_longest_of_several_rests_counts_from_when_it_was_asked_for() -> None:
    clock = Clock()
    rests = Rests(clock)
    rests.rest("desk", timedelta(seconds=9))
    clock.forward(2)
    rests.rest("desk", timedelta(seconds=5))
    clock.forward(6)
    assert rests.is_resting("desk")
    clock.forward(1)
    assert not rests.is_resting("desk")


def test_a_clock_that_is_put_back_makes_no_rest_longer() -> None:
    clock = Clock()
    rests = Rests(clock)
    rests.rest("desk", timedelta(seconds=5))
    clock.forward(-86400)
    assert rests.resting() == set()
    rests.rest("desk", timedelta(seconds=5))
    clock.forward(5)
    assert rests.resting() == set()
