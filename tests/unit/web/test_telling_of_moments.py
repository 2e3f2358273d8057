"""Moments on the dashboard and in chronicles: as precisely as they were told, with the outlet's own day."""

from __future__ import annotations

import pytest

from model.moments import Moment
from nightdesk.notices.chronicles import moment_words
from web.pages.rendering import told


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2025-05-08T01:00:00+06:30", "2025-05-07 18:30Z (2025-05-08 there)"),
        ("2025-05-08T12:00:00+06:30", "2025-05-08 05:30Z"),
        ("2025-05-08", "2025-05-08"),
    ],
)
def test_a_chronicle_gives_the_day_of_the_outlet_where_it_is_another(moment: str, words: str) -> None:
    assert moment_words(Moment.parse(moment)) == words


def test_a_page_gives_the_day_of_the_outlet_where_it_is_another() -> None:
    assert str(told(Moment.parse("2025-05-08T01:00:00+06:30"))).endswith(
        "7 May 2025, 18:30 UTC</time>, 8 May 2025 there"
    )
    assert "there" not in str(told(Moment.parse("2025-05-08T12:00:00+06:30")))
    assert str(told(Moment.parse("2025-05-08"))).endswith("8 May 2025</time>, day only")
