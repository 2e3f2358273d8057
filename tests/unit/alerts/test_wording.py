"""Wording: any string whatever gives well-formed text, HTML, JSON and mail."""

import json
from datetime import UTC, datetime
from email import message_from_bytes, policy
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from alerts.channels.mail import Letterhead, compose_letter
from alerts.channels.webhook import webhook_body
from alerts.message import Elsewhere, Item, Message
from alerts.wording import html_text, payload, plain_text
from model.moments import Moment
from model.notices import NoticeKind

NOON = datetime(2026, 3, 1, 12, 0, 5, tzinfo=UTC)
HEAD = Letterhead("Desk <desk@desk.example>", ("reader@desk.example",), "desk")
#: Every code point, lone surrogates among them.
ANYTHING = st.text(st.characters(codec=None, categories=None), max_size=40) | st.sampled_from(
    [
        "<script>window.x=1</script>",
        "a\r\nBcc: all@x.example",
        "=?utf-8?q?=0D=0ABcc:_all@x.example?=",
        "\u202egnp.exe",
        "javascript:alert(1)",
        "=cmd|'x'!A1",
    ]
)
OURS = {"bdi", "html", "head", "meta", "body", "h3", "p", "a", "ul", "li", "hr", "small", "br"}


class Tags(HTMLParser):
    """Which elements and addresses a page has."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]


def item(said: str, kind: NoticeKind = NoticeKind.NEW, **more: object) -> Item:
    fields: dict[str, object] = {
        "watch": said,
        "url": said,
        "outlet": said,
        "published": Moment.parse("2021-06-22"),
        "first_seen_at": NOON,
        "excerpt": said,
        "copies": (Elsewhere(said, "repost", said, said),),
        "lines": (said,),
        "words": said,
    } | more
    return Item("1111", kind, NOON, said, **fields)  # type: ignore[arg-type]  # the fields above are Item's


def message(*items: Item, thread: str | None = None) -> Message:
    return Message("1111", NOON, items, thread)


@given(st.lists(ANYTHING, min_size=1, max_size=3))
def test_any_string_gives_well_formed_messages(said: list[str]) -> None:
    told = message(*map(item, said))
    tags = Tags()
    tags.feed(html_text(told))
    assert tags.names <= OURS
    assert all(link.startswith(("http://", "https://")) for link in tags.links)
    assert json.loads(webhook_body(told))["data"]["id"] == "1111"
    letter = message_from_bytes(compose_letter(told, HEAD).as_bytes(), policy=policy.default)
    assert letter["To"] == "reader@desk.example" and letter["Bcc"] is None and not letter.defects
    assert "\n" not in letter["Subject"] and plain_text(told).encode()


def test_a_headline_that_reads_as_an_encoded_word_adds_no_header_to_a_mail() -> None:
    for encoded in (
        "=?utf-8?q?=0D=0ABcc:_all@x.example?=",
        "Crane =?utf-8?b?DQoNCjxwPg==?= é",
        "=\u200b?utf-8?q?=0AX:_1?=",
    ):
        raw = compose_letter(message(item(encoded)), HEAD).as_bytes()
        head, _, _ = raw.partition(b"\r\n\r\n")
        plain, _, _ = compose_letter(message(item("Crane")), HEAD).as_bytes().partition(b"\r\n\r\n")
        names = [line.partition(b":")[0] for line in head.splitlines() if line[:1] != b" "]
        assert names == [line.partition(b":")[0] for line in plain.splitlines() if line[:1] != b" "]


def test_a_day_is_told_as_a_day_and_an_instant_as_an_instant() -> None:
    day, instant = item("Crane"), item("Crane", published=Moment(NOON))
    assert "published 2021-06-22 (day only); first seen 2026-03-01 12:00 UTC" in plain_text(message(day))
    assert "published 2026-03-01 12:00 UTC" in plain_text(message(instant))
    (said,) = payload(message(day))["items"]  # type: ignore[misc]  # a list of one
    assert (said["published_at"], said["published_precision"]) == ("2021-06-22", "day")


def test_what_was_found_late_says_so() -> None:
    assert "New (found late): Crane" in plain_text(message(item("Crane", late=True)))


def test_what_changed_and_what_is_wrong_is_told() -> None:
    revised = item("Crane", NoticeKind.REVISED, lines=("- 40 people", "+ 46 people"))
    trouble = item("channel:desk", NoticeKind.TROUBLE, words="It has been failing.")
    assert "+ 46 people" in plain_text(message(revised)) and "+ 46 people" in html_text(message(revised))
    assert "It has been failing." in plain_text(message(trouble))
    assert message(trouble).type == "service.trouble" and message(revised, trouble).type == "digest"


def test_texts_that_run_from_right_to_left_do_so_in_a_mail() -> None:
    told = html_text(message(item("عودة الرافعة", excerpt="عادت الرافعة إلى الرصيف.")))
    assert "New: <bdi>" in told and '<p dir="auto">عادت' in told


def test_a_long_headline_is_cut_in_the_subject() -> None:
    assert len(message(item("Crane " * 90)).subject) == 150


def test_hostile_strings_become_text(eval_data: Path) -> None:
    written = json.loads((eval_data / "injection_strings.json").read_text())
    for strings in (value for value in written.values() if isinstance(value, list)):
        for said in map(str, strings):
            tags = Tags()
            told = message(item(said))
            tags.feed(html_text(told))
            assert tags.names <= OURS
            assert all(link.startswith(("http://", "https://")) for link in tags.links)
            assert compose_letter(told, HEAD).as_bytes()


def test_the_howto_names_every_field_of_an_item() -> None:
    howto = (Path(__file__).parents[3] / "docs" / "howto" / "channels.md").read_text()
    (said,) = payload(message(item("Crane")))["items"]  # type: ignore[misc]  # a list of one
    assert [field for field in said if f"`{field}`" not in howto] == []
