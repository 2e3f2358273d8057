"""What an error says can be shown and stored."""

from __future__ import annotations

import pickle

from model.errors import FetchError
from model.outcomes import Outcome

URL = "https://example.org/"


def test_the_reason_of_a_failed_fetch_is_one_line_that_steers_no_terminal() -> None:
    error = FetchError(URL, Outcome.NOT_HTML, "is image/\x1b[2J\x1b[31mred\r\nfine")
    assert error.reason == "is image/[2J[31mred fine"
    assert "\x1b" not in str(error)


def test_a_server_that_says_very_much_is_told_in_short() -> None:
    error = FetchError(URL, Outcome.NOT_HTML, "is image/" + "x" * 90_000)
    assert len(error.reason) == 500
    assert error.reason.endswith("xxx …")
    assert pickle.loads(pickle.dumps(error)).reason == error.reason
