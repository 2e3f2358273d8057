import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.documents import Document, Kind
from model.moments import Moment
from stories.grouping import place
from stories.provenance import Member
from stories.signatures import Page, sign

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def listed(
    uid: str, text: str, *, turn: int = 0, title: str = "A crane fell", page: str = "", host: str = ""
) -> Member:
    """A document of a list that says of none of its documents when it was seen."""
    address = page or f"https://{uid}.example/crane"
    document = Document(address, Kind.ARTICLE, "generic", title=title, text=text)
    signature = sign(text, title, Page(host or uid, address))
    return Member(uid, uid.title(), document, NOON + timedelta(minutes=turn), signature, in_turn=True)


def in_turn(*members: Member) -> list[Member]:
    return [replace(one, first_seen_at=NOON + timedelta(minutes=turn)) for turn, one in enumerate(members)]


def told(members: list[Member]) -> dict[str, tuple[str, str | None]]:
    return {uid: (each.relation.value, each.of) for uid, each in place(members).items()}


@pytest.fixture
def report(sentences: Callable[..., list[str]]) -> list[str]:
    return [f"{line} They said “{number} of them”." for number, line in enumerate(sentences("report", 30))]


def test_of_equal_texts_that_nobody_dates_the_one_that_the_others_write_like_is_first_in_any_order(
    report: list[str],
) -> None:
    text = " ".join(report)
    first, part = listed("courier", text), listed("herald", " ".join(report[:9]))
    copied = listed("mirror", text.replace("room", "ro\u00adom").replace("“", '"'), title="A CRANE FELL")
    for order in permutations((first, copied, part)):
        assert told(in_turn(*order)) == {
            "courier": ("original", None), "mirror": ("copy", "courier"), "herald": ("excerpt", "courier"),
        }  # fmt: skip


def test_the_evidence_says_that_the_others_write_otherwise(report: list[str]) -> None:
    text = " ".join(report)
    members = in_turn(
        listed("mirror", text.replace("room", "ro\u00adom")),
        listed("courier", text),
        listed("herald", " ".join(report[:9])),
    )
    assert place(members)["mirror"].evidence == ("same text as Courier", "the others write as Courier does")


def test_nothing_is_said_of_the_others_where_all_write_alike(report: list[str]) -> None:
    text = " ".join(report)
    members = in_turn(listed("courier", text), listed("mirror", text), listed("herald", " ".join(report[:9])))
    assert place(members)["mirror"].evidence == ("same text as Courier",)


def test_of_equal_texts_without_a_third_the_first_of_the_list_is_first(report: list[str]) -> None:
    text = " ".join(report)
    members = in_turn(listed("mirror", text.replace("room", "ro\u00adom")), listed("courier", text))
    assert told(members) == {"mirror": ("original", None), "courier": ("copy", "mirror")}


def test_of_equal_texts_the_one_whose_page_was_worked_on_is_first_where_nothing_else_tells(report: list[str]) -> None:
    text, page = " ".join(report), "https://courier.example/a"
    later = listed(
        "second", " ".join([*report[:12], "The minister had nothing to say of it."]), page=page, host="courier"
    )
    members = in_turn(listed("mirror", text), later, listed("courier", text, page=page))
    assert told(members) == {
        "courier": ("original", None), "mirror": ("copy", "courier"), "second": ("revision", "courier"),
    }  # fmt: skip


def test_of_versions_that_nobody_dates_the_one_that_was_copied_is_the_first_in_any_order(
    report: list[str], sentences: Callable[..., list[str]]
) -> None:
    page, added = "https://courier.example/a", sentences("added", 8)
    first = listed("one", " ".join(report), page=page, host="courier")
    later = listed("two", " ".join([*report[:20], *added]), page=page, host="courier")
    cut = listed("herald", " ".join(report[10:]))
    for order in permutations((first, later, cut)):
        assert told(in_turn(*order))["two"] == ("revision", "one")


def test_when_versions_were_seen_tells_more_than_what_was_copied(report: list[str]) -> None:
    page = "https://courier.example/a"
    early = listed("two", " ".join(report[:20]), page=page, host="courier")
    late = listed("one", " ".join(report), page=page, host="courier", turn=9)
    cut = listed("herald", " ".join(report[5:]), turn=12)
    seen = [replace(one, in_turn=False) for one in (late, cut, early)]
    assert told(seen)["one"] == ("revision", "two")


def test_hundreds_of_versions_that_nobody_dates_hold_nobody_up(report: list[str]) -> None:
    versions = [
        listed(f"{n}", " ".join(report[n % 3 :]), page="https://courier.example/a", host="courier") for n in range(300)
    ]
    copies = [listed(f"herald{n}", " ".join(report)) for n in range(12)]
    begun = time.process_time()
    assert len(place(in_turn(*copies, *versions))) == 312
    assert time.process_time() - begun < 3


def test_of_undated_texts_the_one_seen_days_before_the_other_is_first_and_hours_tell_nothing(report: list[str]) -> None:
    whole, cut = listed("courier", " ".join(report)), listed("daily", " ".join([*report[:10], *report[14:]]))
    part = listed("herald", " ".join(report[8:20]), turn=9999)

    def after(hours: int) -> tuple[str, str | None]:
        later = replace(whole, first_seen_at=NOON + timedelta(hours=hours))
        return told([replace(one, in_turn=False) for one in (cut, later, part)])["courier"]

    assert after(3) == ("original", None)
    assert after(30)[1] == "daily"


def test_an_undated_text_was_out_when_it_was_seen_so_that_one_published_later_is_no_original(report: list[str]) -> None:
    text = " ".join(report)
    seen = replace(listed("mirror", text), in_turn=False)
    dated = replace_date(listed("courier", text), Moment(NOON + timedelta(hours=1)))
    assert told([dated, seen])["courier"] == ("copy", "mirror")
    assert told([replace_date(dated, Moment(NOON - timedelta(hours=1))), seen])["mirror"] == ("copy", "courier")


def test_what_has_less_of_what_the_others_have_is_not_the_first(report: list[str]) -> None:
    cut = listed("daily", " ".join([*report[:10], *report[14:]]))
    members = in_turn(cut, listed("courier", " ".join(report)), listed("herald", " ".join(report[8:20])))
    assert told(members)["courier"] == ("original", None)


def test_a_text_with_other_words_around_it_is_a_copy_and_one_with_a_seam_is_not(
    report: list[str], sentences: Callable[..., list[str]]
) -> None:
    around, beside = sentences("read us every day", 4), sentences("write to us", 4)
    dated = Moment(NOON)
    first = replace_date(listed("courier", " ".join([*report, *around])), dated)
    framed = listed("mirror", " ".join([*report, *beside]))
    seam = listed("daily", " ".join([*report[:15], *report[16:], *beside]))
    places = told([first, framed, seam])
    assert (places["mirror"][0], places["daily"][0]) == ("copy", "reprint")


def replace_date(one: Member, moment: Moment) -> Member:
    return replace(one, document=replace(one.document, published_at=moment))


WORDS = ["crane", "ferry", "harbour", "minister", "river", "bridge", "market", "pilot"]


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=20, max_size=60), min_size=2, max_size=6), st.randoms())
def test_whoever_comes_in_whatever_order_one_stands_first_and_each_has_a_place(
    texts: list[list[str]], rng: object
) -> None:
    members = [listed(f"outlet{n}", " ".join(words), page=f"https://{n % 3}.example/") for n, words in enumerate(texts)]
    rng.shuffle(members)  # type: ignore[attr-defined]
    places = place(in_turn(*members))
    assert places.keys() == {one.uid for one in members}
    assert sum(each.of is None for each in places.values()) == 1
    assert all(each.of != uid for uid, each in places.items())
