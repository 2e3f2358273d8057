"""Which of the headings of a page is its headline, and where it ends."""

from __future__ import annotations

import pytest

from parsers.base import NewsParser
from parsers.page import Page
from parsers.scope import Scope

TITLE = "Cranes share a mast with gulls"


def headline(head: str, body: str) -> str | None:
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    return NewsParser.title.read(Scope.of(Page(html, url="https://www.harbour-sheet.example/a"))).value


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (f"<title>{TITLE} - pier.example</title>", f"<h1>pier.example</h1><h2>{TITLE}</h2>"),
        (f'<title>{TITLE} | Ann Oak\'s Pier Blog</title><meta property="og:title" content="{TITLE}">',
         f"<h1>Ann Oak's Pier Blog</h1><h2>{TITLE}</h2>"),
        (f"<title>{TITLE} – Forum of the Pier</title>", f"<h1>Forum</h1><h1>{TITLE}</h1>"),
        (f'<title>{TITLE} : birds</title><meta property="og:title" content="{TITLE}">', "<h1>birds</h1>"),
    ],
)  # fmt: skip
def test_what_a_title_adds_to_the_headline_is_the_name_of_the_site(head: str, body: str) -> None:
    assert headline(head, body) == TITLE


def test_a_word_from_within_the_title_is_a_heading_of_the_text() -> None:
    told = "How gulls, cranes and herons came to share one mast"

    assert headline(f"<title>{told}</title>", "<h1>cranes</h1><h1>herons</h1>") == told


@pytest.mark.parametrize("short", ["Cranes", "Cranes ashore"])
def test_a_short_headline_may_be_a_part_of_the_title_or_its_end(short: str) -> None:
    assert headline(f"<title>{short} - Birds of the Harbour</title>", f"<h1>{short}</h1>") == short
    assert headline(f"<title>{short}: birds of the harbour at night</title>", f"<h1>{short}</h1>") == short
    assert headline(f"<title>Birds of the harbour: {short}</title>", f"<h1>{short}</h1>") == short


def test_a_headline_without_blanks_is_not_short() -> None:
    told = "等候婚礼队伍的渡轮感动全城市民 码头上没有一个人抱怨，船长这样说"

    assert headline("<title>等候婚礼队伍的渡轮感动全城市民--港湾网</title>", f"<h1>{told}</h1>") == told


@pytest.mark.parametrize("tail", [" (gulls.example) 139", " 139", " (gulls.example)"])
def test_a_headline_ends_before_its_source_and_what_counts(tail: str) -> None:
    assert headline(f"<title>{TITLE} - Harbour Sheet</title>", f"<h1><a>{TITLE}</a><small>{tail}</small></h1>") == TITLE


def test_a_heading_that_was_never_closed_gives_way_to_what_is_declared() -> None:
    body = f"<h1>{TITLE}<p>" + "<p>".join(
        f"Gull {number} came to the mast, and a crane with it." for number in range(20)
    )

    assert headline(f"<title>{TITLE} - Harbour Sheet</title>", body) == TITLE
    assert headline("", body) is None


@pytest.mark.parametrize(
    "dated",
    [f"23.01.2022 - {TITLE}", f"<span>23.01.2022</span>{TITLE}", f"(2022-01-23) | {TITLE}", f"23/01/2022: {TITLE}"],
)
def test_the_day_before_a_headline_is_none_of_its_words(dated: str) -> None:
    assert headline(f"<title>{TITLE}</title>", f"<h1>{dated}</h1>") == TITLE
    assert headline("", f"<h1>{dated}</h1>") == TITLE


@pytest.mark.parametrize("title", ["23.01.2022 was a night of gulls", "9.5.1945-9.5.2025 in pictures", "24.12.2021"])
def test_a_day_that_a_headline_speaks_of_stays(title: str) -> None:
    assert headline(f"<title>{title}</title>", f"<h1>{title}</h1>") == title


PROSE = "<p>The night watch of the port counted forty gulls on one mast, and a crane that would not move.</p>" * 6


@pytest.mark.parametrize("line", [TITLE, "海鸥与鹤同栖一根桅杆令港口值夜人惊讶不已整夜"])
def test_the_only_headline_above_a_text_is_its_title_whatever_is_declared(line: str) -> None:
    head = (
        '<title>7 birds you may meet | Harbour Sheet</title><meta property="og:title" content="7 birds you may meet">'
    )

    assert headline(head, f"<h1>{line}</h1>{PROSE}") == line
    assert headline(head, f"{PROSE}<h1>{line}</h1>{PROSE}") == "7 birds you may meet"
    assert headline(head, f"<h1>{line}</h1>") == "7 birds you may meet"


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>All the news of the shore</h1><h2>{TITLE}</h2>{PROSE}",
        f"<h1>All the news of the shore</h1><h3>{TITLE}</h3>{PROSE}",
        f"<h1>All the news of the shore</h1><div class=name>{TITLE}</div>{PROSE}",
        f"<h1>Birds of May</h1><h1>Birds of June</h1>{PROSE}",
        f"<h1>Birds</h1>{PROSE}",
    ],
)
def test_a_heading_over_the_headline_or_one_of_several_or_of_a_word_gives_way_to_what_is_declared(body: str) -> None:
    assert headline(f'<title>{TITLE}</title><meta property="og:title" content="{TITLE}">', body) == TITLE


@pytest.mark.parametrize("order", ["h2", "h3"])
def test_a_title_begins_behind_a_colon_where_readers_are_shown_only_that(order: str) -> None:
    body = f"<h1>Pier Blog</h1><{order}>{TITLE}</{order}>{PROSE}"

    assert headline(f"<title>Pier Blog: {TITLE}</title>", body) == TITLE
    assert headline(f"<title>Gulls: {TITLE}</title>", PROSE) == f"Gulls: {TITLE}"
