from dataclasses import replace

import pytest

from model.documents import Credit, Document, Kind, SourceCredit
from model.moments import Moment
from stories.attribution import attribution
from stories.boards import is_board

ARTICLE = Document(
    "https://gazette.example/1", Kind.ARTICLE, "generic", title="Pilot Maung Htut Meets Kazan Mayor",
    published_at=Moment.parse("2026-03-01"),
    text="On Friday, pilot Maung Htut met Mayor Rustam of Kazan at the Volga Terminal. They signed for 14 aircraft.",
)  # fmt: skip
POST = Document(
    "https://board.example/7", Kind.THREAD, "phpbb", title="Kazan sells aircraft",
    published_at=Moment.parse("2026-03-02"),
    credits=(SourceCredit(Credit.REPRINT, "The Gazette", name="The Gazette", published_at=Moment.parse("2026-03-01")),),
    text="A deal was struck: according to reports Maung Htut bought 14 planes when he saw Rustam in Kazan last week.",
)  # fmt: skip


def test_a_post_in_other_words_is_tied_by_outlet_day_and_names() -> None:
    found = attribution(POST, ARTICLE, "Gazette")
    assert found is not None and "14" in found[1] and "Htut" in found[1]


@pytest.mark.parametrize(
    ("post", "outlet"),
    [
        (POST, "The Review"),
        (replace(POST, credits=()), "Gazette"),
        (replace(POST, credits=(replace(POST.credits[0], kind=Credit.QUOTE),)), "Gazette"),
        (replace(POST, text="Somebody wrote about something else that day, in London and in Paris."), "Gazette"),
        (replace(POST, credits=(replace(POST.credits[0], published_at=Moment.parse("2026-02-20")),)), "Gazette"),
    ],
)
def test_a_post_is_not_tied_by_less(post: Document, outlet: str) -> None:
    assert attribution(post, ARTICLE, outlet) is None


def test_a_post_without_a_day_may_carry_what_is_a_few_days_old() -> None:
    credit = replace(POST.credits[0], published_at=None)
    post = replace(POST, credits=(credit,))
    assert attribution(post, ARTICLE, "Gazette")
    assert not attribution(replace(post, published_at=Moment.parse("2026-03-20")), ARTICLE, "Gazette")


LINK = SourceCredit(Credit.ORIGINAL, "Source", url="http://www.gazette.example/1/?utm_source=board")
LINKING = replace(POST, credits=(LINK,), published_at=Moment.parse("2027-01-05"))


def test_a_post_in_other_words_is_tied_by_the_address_it_gives_as_its_source_however_late() -> None:
    found = attribution(LINKING, ARTICLE, "Whoever")
    assert found is not None and found[1].startswith("links it as its source; ") and "Htut" in found[1]
    moved = replace(ARTICLE, url="https://gazette.example/moved", canonical_url="https://gazette.example/1")
    assert attribution(LINKING, moved, "Whoever")


@pytest.mark.parametrize(
    "post",
    [
        replace(LINKING, credits=(replace(LINK, kind=Credit.QUOTE),)),
        replace(LINKING, credits=(replace(LINK, url="https://gazette.example/2"),)),
        replace(LINKING, published_at=Moment.parse("2026-02-20")),
        replace(LINKING, text="Read what they wrote of this in London and in Paris, it is worth it."),
    ],
)
def test_a_link_alone_ties_no_post(post: Document) -> None:
    assert attribution(post, ARTICLE, "Whoever") is None


def test_boards_are_known_by_host_or_path() -> None:
    assert is_board("forum.gazette.example") and is_board(
        "gazette.example", "https://gazette.example/viewtopic.php?t=1"
    )
    assert not is_board("gazette.example", "https://gazette.example/2026/keyboard-forumla/")
