"""The hostile benchmark in short: every fault as a source at once beside a good one."""

import pytest

from benchmarks.hostile import measure


@pytest.mark.slow
@pytest.mark.timeout(150)
def test_every_fault_is_named_and_the_good_source_keeps_its_time_beside_them() -> None:
    found = measure(seconds=15, bomb=40, port=8730, patience=75)
    wrong = [row for row in found["rows"] if not row[3]]
    assert not wrong
    assert found["good_late_s"] < 6, "the aim is 2; other work on the machine moves it"
    assert found["good_articles"] > 5
    assert found["peak_mb"] < 320, "the aim is 250; other work on the machine moves it"
