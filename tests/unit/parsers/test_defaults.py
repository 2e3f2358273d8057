"""What pages tell in standard ways."""

from __future__ import annotations

import json

import pytest

from parsers.anything import Generic
from parsers.base import NewsParser
from parsers.embedded.json_ld import as_text, read_linked_data
from parsers.page import Page, once
from parsers.scope import Scope


def page(head: str = "", body: str = "", url: str = "https://www.harbour-sheet.example/a") -> Scope:
    return Scope.of(Page(f"<html><head>{head}</head><body>{body}</body></html>", url=url))


def linked(**article: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **article})}</script>'


def test_broken_json_ld_beside_a_sound_one_does_no_harm() -> None:
    data = read_linked_data(
        ["{broken", '<!-- {"@graph": [{"@type": "https://schema.org/NewsArticle", "headline": "A"}]} -->']
    )

    assert data.article["headline"] == "A"


@pytest.mark.parametrize(
    ("before", "after"),
    [("", ""), ("\n<!-- ", "\n -->" + " " * 90), ("//<![CDATA[\n", "\n//]]>\n"), ("<![CDATA[", "]]>"), (" ", ";\n")],
)
def test_what_scripts_are_wrapped_in_is_no_part_of_json_ld(before: str, after: str) -> None:
    data = read_linked_data([before + '{"@type": "NewsArticle", "headline": "A --> B"}' + after])

    assert data.article == {"@type": "NewsArticle", "headline": "A --> B"}


def test_what_several_rules_ask_of_a_page_is_found_once() -> None:
    asked: list[Page] = []
    first, second = page().page, page().page
    count = once(lambda each: (asked.append(each), len(asked))[1])

    assert [count(first), count(first), count(second), count(first)] == [1, 1, 2, 1]


def test_a_menu_that_is_never_closed_may_hold_the_text() -> None:
    text = "<p>The ferry came in the morning, and a crane lifted its cargo to the quay.</p>" * 5

    assert len(page(body=f"<nav><a href=/a>Home</a></nav>{text}").page.outline.blocks) == 5
    assert len(page(body=f"<nav><a href=/a>Home</a><div>{text}</div>").page.outline.blocks) == 6


def test_values_of_json_ld_are_texts_however_they_are_wrapped() -> None:
    assert [as_text(value) for value in ("a &amp; b", {"name": "n"}, [{"@value": "v"}], [], None, True, 5)] == [
        "a & b",
        "n",
        "v",
        None,
        None,
        None,
        "5",
    ]


def test_the_headline_shown_goes_before_the_one_declared_where_they_agree() -> None:
    scope = page(
        linked(headline="Cranes share a mast with gulls") + "<title>Cranes share a mast - Harbour Sheet</title>",
        "<h1>Harbour Sheet</h1><h1>Cranes share a tall mast</h1>",
    )

    assert NewsParser.title.read(scope).value == "Cranes share a tall mast"


def test_a_label_above_the_headline_is_no_part_of_it() -> None:
    scope = page("<title>Cranes share a mast - Harbour Sheet</title>", "<h1><b>Port news</b> Cranes share a mast</h1>")
    assert NewsParser.title.read(scope).value == "Cranes share a mast"

    scope = page("<title>share a mast</title>", "<h1>All the cranes of the port share a mast</h1>")
    assert NewsParser.title.read(scope).value == "All the cranes of the port share a mast"


def test_a_heading_that_nothing_bears_out_gives_way_to_json_ld() -> None:
    scope = page(linked(headline="Cranes share a mast"), "<h1>Our newspaper today</h1>")

    assert NewsParser.title.read(scope).value == "Cranes share a mast"


def test_a_site_called_after_its_writer_is_the_writers() -> None:
    page_of = Page('<meta name="author" content="Ann Oak"><p>Cranes.</p>', url="https://annoak.example/a")
    assert Generic().authors.read(Scope.of(page_of)).value == ("Ann Oak",)


def test_the_outlet_itself_is_no_author() -> None:
    scope = page(
        linked(author=[{"@type": "Organization", "name": "Harbour Sheet"}, {"@type": "Person", "name": "Ann Oak"}])
    )

    assert NewsParser.authors.read(scope).value == ("Ann Oak",)


def test_an_agency_is_an_author() -> None:
    scope = page(linked(author={"@type": "Organization", "name": "Agence France-Presse"}))

    assert NewsParser.authors.read(scope).value == ("Agence France-Presse",)


def test_a_byline_that_readers_see_is_the_last_resort() -> None:
    found = NewsParser.authors.read(page(body='<div class="byline">By Ann Oak and Ben Elm</div>'))

    assert found.value == ("Ann Oak", "Ben Elm")
    assert found.missed == ("JSON-LD author", "meta author")


def test_dates_come_from_json_ld_then_metas() -> None:
    meta = '<meta property="article:published_time" content="2024-05-03T10:00:00Z">'

    first, second = (
        NewsParser.published_at.read(page(head)) for head in (linked(datePublished="2024-05-02") + meta, meta)
    )

    assert first.value is not None
    assert second.value is not None
    assert (first.value.iso(), second.value.iso()) == ("2024-05-02", "2024-05-03T10:00:00Z")


def test_a_variant_is_known_by_the_articles_own_address() -> None:
    document = (
        NewsParser()
        .parse(Page('<link rel="canonical" href="/a/b/amp/"><p>x', url="https://h.example/a/b/amp/"))
        .document
    )

    assert document.canonical_url == "https://h.example/a/b"


def test_a_script_overrules_a_declared_language() -> None:
    html = '<html lang="en-US"><body><p>' + "လှေသမားတွေဟာ လှေတွေကို အပြာရောင် သုတ်ထားကြပါတယ်။ " * 3 + "</p></body></html>"

    assert NewsParser().parse(Page(html)).document.language == "my"


def test_a_source_may_tell_the_language_that_a_page_does_not() -> None:
    assert NewsParser().parse(Page("<p>Xyz</p>", language="de")).document.language == "de"


def test_keywords_are_parted_by_commas_or_semicolons_and_listed_ones_are_whole() -> None:
    in_head = page('<meta name="keywords" content="harbour; cranes,ferry；码头">')
    in_data = page(linked(keywords="harbour; cranes"))
    listed = page(linked(keywords=["Harl, County", "cranes"]))

    assert NewsParser.tags.read(in_head).value == ("harbour", "cranes", "ferry", "码头")
    assert NewsParser.tags.read(in_data).value == ("harbour", "cranes")
    assert NewsParser.tags.read(listed).value == ("Harl, County", "cranes")


def test_a_heading_that_leads_to_the_front_page_is_the_name_of_the_site() -> None:
    scope = page(
        "<title>Cranes share a mast &laquo; Harbour Sheet</title>",
        "<h1><a href='/'>Harbour Sheet</a></h1><h2>Cranes share a mast</h2>",
    )

    assert NewsParser.title.read(scope).value == "Cranes share a mast"
