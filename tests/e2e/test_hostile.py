"""The hostile benchmark in short: every fault as a source at once beside a good one."""

import socket
from contextlib import suppress

import pytest

from benchmarks.hostile import measure


def three_ports() -> int:
    """The first of three free ports in a row."""
    while True:
        with socket.create_server(("127.0.0.1", 0)) as first, suppress(OSError, OverflowError):
            port = int(first.getsockname()[1])
            with socket.create_server(("127.0.0.1", port + 1)), socket.create_server(("127.0.0.1", port + 2)):
                return port


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_every_fault_is_named_and_the_good_source_keeps_its_time_beside_them() -> None:
    found = measure(seconds=15, bomb=40, port=three_ports(), patience=180)
    wrong = [row for row in found["rows"] if not row[3]]
    assert not wrong
    assert found["good_late_s"] < 9, "the aim is 2; other work on the machine moves it"
    assert found["good_articles"] > 5
    assert found["peak_mb"] < 320, "the aim is 250; other work on the machine moves it"
