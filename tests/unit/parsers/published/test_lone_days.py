"""Days that stand in a line of their own, far from the headline, and nowhere is another."""

from __future__ import annotations

import pytest

from parsers.anything import Generic
from parsers.page import Page
from parsers.scope import Scope

FERRY = "The evening ferry waited forty minutes for a wedding party, and nobody on the pier complained about it."


def told(body: str, url: str | None = None) -> str | None:
    page = Page(url=url, html=f"<div>Word of the harbour</div><h1>The ferry</h1>{f'<p>{FERRY}</p>' * 8}{body}")
    moment = Generic().published_at.read(Scope.of(page)).value
    return moment.iso() if moment else None


@pytest.mark.parametrize("line", ["Apr 7, 2009", "2009-04-07", "7 апреля 2009 г.", "2009年4月7日", "(07.04.2009)"])
def test_the_only_day_in_a_line_of_its_own_is_that_of_the_article(line: str) -> None:
    assert told(f"<div>{line}</div>") == "2009-04-07"
    assert told(f"<div>{line}</div><p>{FERRY}</p><div>{line}</div>") == "2009-04-07"


def test_of_two_such_days_none_is_known_to_be_it() -> None:
    assert told(f"<div>Apr 7, 2009</div><p>{FERRY}</p><div>Apr 9, 2009</div>") is None


@pytest.mark.parametrize(
    "body",
    [
        "<div>Open since Apr 7, 2009</div>",
        "<div>Next ferry</div><div>Apr 7</div>",
        f"<section class=comments><div class=comment><div>Apr 7, 2009</div><p>{FERRY}</p></div></section>",
    ],
)
def test_a_day_with_words_or_without_a_year_or_of_a_comment_is_none(body: str) -> None:
    assert told(body) is None


def test_such_a_day_is_about_something_else_where_the_address_tells_a_later_month() -> None:
    assert told("<div>Apr 7, 2009</div>", "https://a.example/2009-05/ferry") is None
    assert told("<div>Apr 7, 2009</div>", "https://a.example/2009-04/ferry") == "2009-04-07"
