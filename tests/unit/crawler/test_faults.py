"""What the connection throws has an outcome, and a reason in words."""

from __future__ import annotations

import httpcore2
import pytest

from crawler.faults import Phase, fetch_error
from model.outcomes import Outcome

URL = "https://example.org/"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (httpcore2.RemoteProtocolError("98"), "RemoteProtocolError 98"),
        (KeyError(7), "KeyError 7"),
        (httpcore2.ReadError(""), "ReadError"),
        (httpcore2.RemoteProtocolError("bad Content-Length"), "bad Content-Length"),
    ],
)
def test_a_fault_that_says_no_word_is_told_by_its_name(error: Exception, words: str) -> None:
    assert fetch_error(URL, error, Phase.READING).reason == f"{words}, while reading the body"


@pytest.mark.parametrize("phase", list(Phase))
def test_what_an_answer_throws_is_no_fault_of_the_address(phase: Phase) -> None:
    assert fetch_error(URL, ValueError("invalid literal for int()"), phase).outcome is Outcome.PROTOCOL
    assert fetch_error(URL, UnicodeError("label too long"), phase).outcome is Outcome.BAD_URL
