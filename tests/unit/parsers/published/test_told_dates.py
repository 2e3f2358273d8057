"""When an article was published: by its address, its scripts, and what its readers are told."""

from __future__ import annotations

import gc
import weakref
from datetime import UTC, datetime

import pytest

from model.moments import Moment, Precision
from parsers.anything import Generic
from parsers.page import Page
from parsers.published.address_dates import address_day
from parsers.published.script_dates import script_moment
from parsers.published.told_dates import marked_moment, shown_moment
from parsers.scope import Scope

FERRY = "The evening ferry waited forty minutes for a wedding party on Friday, and nobody complained about it."
CAPTAIN = "The captain said that he had been married on the same pier thirty years ago, when somebody waited for him."
TEXT = f"<p>{FERRY}</p><p>{CAPTAIN}</p>"


def dated(body: str, url: str = "https://a.example/story", zone: str | None = None) -> Scope:
    return Scope.of(Page(body, url=url, zone=zone))


def test_an_address_may_tell_the_day() -> None:
    told = [
        address_day(dated("", f"https://a.example/{path}"))
        for path in ("2024/05/03/x", "20240503/x-1.html", "x-2024-05-03/", "2024/x")
    ]

    assert [moment.iso() if moment else None for moment in told] == ["2024-05-03"] * 3 + [None]


def test_the_date_beside_the_headline_goes_before_dates_elsewhere() -> None:
    body = (
        f"<h1>The ferry</h1><div>3 May 2024</div><p>{FERRY}</p><p>{CAPTAIN}</p><span class=date>1 January 2020</span>"
    )

    moment = marked_moment(dated(body))

    assert moment is not None
    assert moment.iso() == "2024-05-03"


def test_a_date_that_the_address_contradicts_is_about_something_else() -> None:
    moment = shown_moment(dated("<time>1 January 2020</time>", "https://a.example/2024/05/03/x"))

    assert moment is not None
    assert moment.iso() == "2024-05-03"


@pytest.mark.parametrize("folder", ["2024/05", "2024-05"])
def test_a_day_before_the_month_that_the_address_tells_is_about_something_else(folder: str) -> None:
    body = "<p class=date>1 January 2020</p><p class=date>3 May 2024</p>"
    moments = [shown_moment(dated(shown, f"https://a.example/{folder}/x")) for shown in (body, body[:34])]

    assert [moment.iso() if moment else None for moment in moments] == ["2024-05-03", None]


def test_six_figures_in_an_address_are_a_month_where_a_day_in_it_is_shown_else_perhaps_the_number_of_a_text() -> None:
    body = "<p class=date>1 January 2020</p><p class=date>3 May 2024</p>"
    moments = [shown_moment(dated(body, f"https://a.example/{number}/")) for number in ("202405", "204512", "202406")]

    assert [moment.iso() if moment else None for moment in moments] == ["2024-05-03", "2020-01-01", "2020-01-01"]


def test_a_day_after_the_month_that_the_address_tells_is_taken_for_want_of_one_in_it() -> None:
    body = "<p class=date>7 August 2024</p><p class=date>3 May 2024</p>"
    moments = [shown_moment(dated(shown, "https://a.example/2024/05/x")) for shown in (body, body[:33])]

    assert [moment.iso() if moment else None for moment in moments] == ["2024-05-03", "2024-08-07"]


@pytest.mark.parametrize(
    "place",
    [
        "<blockquote class=embed><p>A gull.</p>{}</blockquote>",
        "<aside class=widget_recent_entries><ul><li>{}</li></ul></aside>",
        "<ul><li><a href=/crane><div>A crane came by rail to the new pier</div>{}</a></li></ul>",
    ],
)
def test_the_days_of_what_is_quoted_and_of_other_texts_are_theirs(place: str) -> None:
    other = place.format("<time datetime=2020-01-01>1 January 2020</time>")

    assert shown_moment(dated(f"<h1>The ferry</h1>{TEXT}{other}")) is None


def test_a_day_that_is_nothing_but_a_link_to_the_texts_of_that_day_is_the_articles() -> None:
    days = ("<time>1 January 2020</time>", "<time>1 January 2020</time><time class=updated>3 February 2021</time>")
    moments = [shown_moment(dated(f"<h1>The ferry</h1>{TEXT}<a href=/2020/1>{each}</a>")) for each in days]

    assert [moment.iso() if moment else None for moment in moments] == ["2020-01-01"] * 2


def test_the_data_for_scripts_tell_the_instant_of_the_day_that_readers_are_shown() -> None:
    script = '<script>var x = {"publishDate":"2024-05-03T10:00:00Z"}</script>'
    moments = [marked_moment(dated(f"<h1>The ferry</h1><p>{day} May 2024</p>{TEXT}{script}")) for day in (3, 5)]

    assert [moment.iso() if moment else None for moment in moments] == ["2024-05-03T10:00:00Z", "2024-05-05"]


def test_the_data_for_scripts_do_not_go_against_the_address() -> None:
    body = '<script>var x = {"publishDate":"2019-02-12"}</script>'

    assert script_moment(dated(body, "https://a.example/2024/05/03/x")) is None


@pytest.mark.parametrize("stamp", ["data-timestamp='1714730400000'", "data-time='1714730400'"])
def test_an_element_may_tell_scripts_the_instant_whose_day_it_shows(stamp: str) -> None:
    moment = shown_moment(dated(f"<h1>The ferry</h1><time {stamp}>May 3</time><p>{FERRY}</p>"))

    assert moment is not None
    assert moment.iso() == "2024-05-03T10:00:00Z"


def test_an_updated_line_is_no_publication() -> None:
    assert shown_moment(dated(f"<h1>The ferry</h1><div>Updated: 3 May 2024</div><p>{FERRY}</p>")) is None


@pytest.mark.parametrize(
    "line",
    [
        "Updated: May 6, 2024 at 9:10 pm Published: May 3, 2024 at 2:30 pm",
        "Last updated May 6, 2024 – originally published May 3, 2024",
        "Обновлено 6 мая 2024. Опубликовано 3 мая 2024",
        "最后更新：2024年5月6日 发布：2024年5月3日",
    ],
)
def test_a_line_that_begins_with_a_revision_may_go_on_with_the_publication(line: str) -> None:
    moment = shown_moment(dated(f"<h1>The ferry</h1><div>{line}</div><p>{FERRY}</p>"))

    assert moment is not None
    assert moment.iso() == "2024-05-03"


def test_the_data_in_scripts_may_tell_the_date() -> None:
    moment = script_moment(dated('<script>var x = {"publishDate":"2024-05-03T10:00:00Z"}</script>'))

    assert moment is not None
    assert moment.iso() == "2024-05-03T10:00:00Z"


def test_a_line_that_calls_itself_the_date_is_one_wherever_it_stands() -> None:
    text = "".join(f"<p>{FERRY}</p>" for _ in range(6))
    moment = shown_moment(dated(f"<h1>The ferry</h1>{text}<p>Veröffentlicht am: 03.05.2024</p>"))

    assert moment is not None
    assert moment.iso() == "2024-05-03"


def test_a_discussion_is_dated_by_its_first_post_and_not_by_a_comment() -> None:
    comment = '<span itemprop="datePublished" content="2024-06-01">1 June</span>'
    asked = '<time itemprop="dateCreated" datetime="2024-05-03">May</time>'
    moment = marked_moment(Scope.of(Page(f'<body class="question-page"><h1>Why?</h1>{asked}{comment}')))

    assert moment is not None
    assert moment.iso() == "2024-05-03"


def test_a_line_that_says_what_it_is_goes_before_another_date_beside_the_headline() -> None:
    dates = "<div>Joined: 4 July 2012</div><div>Weekly report of 7 May 2024</div><div>Published 3 May 2024</div>"
    moment = marked_moment(dated(f"<h1>The ferry</h1>{dates}<p>{FERRY}</p><p>{CAPTAIN}</p>"))

    assert moment is not None
    assert moment.iso() == "2024-05-03"


@pytest.mark.parametrize("day", ["Harbourtown, (12.11.2021).", "(12. November 2021)", "（2021年11月12日）"])
def test_the_day_at_the_head_of_the_text_is_a_last_resort(day: str) -> None:
    body = f"<p>{day} {FERRY} {FERRY}</p><p>{CAPTAIN}</p>"
    moment = shown_moment(dated(body))

    assert moment is not None
    assert moment.iso() == "2021-11-12"


def day_of(html: str, url: str = "https://a.example/story") -> str | None:
    """What the generic parser says of a page's publication."""
    published = Generic().parse(Page(html, url=url)).document.published_at
    return published.iso() if published else None


def declaring(published: str) -> str:
    return f'<meta property="article:published_time" content="{published}">'


@pytest.mark.parametrize(
    "path", ["2024/05/20240503-ferry.html", "2024/05/240503-ferry", "2024/05/030524-Ferry.html", "news-20240503-ferry"]
)
def test_an_address_may_write_the_day_in_one_number(path: str) -> None:
    day = address_day(dated("", f"https://a.example/{path}"))

    assert day is not None
    assert day.iso() == "2024-05-03"


def test_the_clock_in_a_menu_and_the_dates_of_teasers_and_comments_are_not_the_articles() -> None:
    clock = '<header><div class="navbar"><time datetime="2024-06-09T08:00:00Z">9 June 2024</time></div></header>'
    teaser = '<div class="related-news"><time datetime="2023-01-01">1 January 2023</time></div>'
    comment = '<div class="comment"><span class="date">7 May 2024</span></div>'
    menu = '<div><a href="/harbour">Harbour</a></div>' * 8

    assert day_of(f"{clock}{teaser}{menu}<h1>The ferry</h1>{TEXT}{TEXT}{TEXT}{teaser}{comment}") is None


def test_a_place_that_holds_the_headline_is_the_articles_whatever_it_is_called() -> None:
    body = f'<div class="teaser"><span class="date">3 May 2024</span><h1>The ferry</h1>{TEXT}</div>'

    assert day_of(body) == "2024-05-03"


def test_what_readers_are_told_goes_before_an_attribute_that_says_another_day() -> None:
    body = f'<article><header><h1>The ferry</h1><time datetime="2024-05-09T10:00:00Z">3 May 2024</time></header>{TEXT}'

    assert day_of(body) == "2024-05-03"


def test_a_date_below_the_headline_goes_before_one_above_it() -> None:
    assert day_of(f"<div>Monday, 9 June 2024</div><h1>The ferry</h1><div>3 May 2024</div>{TEXT}") == "2024-05-03"


def test_a_page_published_again_is_of_the_day_that_it_shows() -> None:
    page = f"{declaring('2025-06-12T09:30:21Z')}<h1>The ferry</h1><div>3 May 2024</div>{TEXT}"

    assert day_of(page) == "2024-05-03"


@pytest.mark.parametrize(
    "shown",
    ["<div>9 July 2025</div>", "<div>3 May 2024</div><div>7 May 2024</div>", "<div>Updated 3 May 2024</div>"],
    ids=["a later day", "several days", "a day of revision"],
)
def test_a_declared_moment_stands_against(shown: str) -> None:
    page = f"{declaring('2025-06-12T09:30:21Z')}<h1>The ferry</h1>{shown}{TEXT}"

    assert day_of(page) == "2025-06-12T09:30:21Z"


def test_a_declared_moment_whose_day_is_shown_anywhere_stands() -> None:
    page = f"{declaring('2025-06-12T09:30:21Z')}<h1>The ferry</h1><div>3 May 2024</div>{TEXT}<p>Of 12 June 2025</p>"

    assert day_of(page) == "2025-06-12T09:30:21Z"


def test_a_page_filed_under_an_earlier_day_came_out_on_that() -> None:
    page = f"{declaring('2025-06-12T09:30:21Z')}<h1>The ferry</h1>{TEXT}"

    assert day_of(page, "https://a.example/blog/2024/5/3/ferry") == "2024-05-03"


def test_a_local_midnight_in_utc_is_the_day_that_is_shown() -> None:
    page = f"{declaring('2024-05-02T16:00:00Z')}<h1>The ferry</h1><div>3 May 2024</div>{TEXT}"

    assert day_of(page) == "2024-05-03"


def test_a_clock_time_stands_although_the_day_that_is_shown_is_the_local_one() -> None:
    page = f"{declaring('2024-05-02T16:20:07Z')}<h1>The ferry</h1><div>3 May 2024</div>{TEXT}"

    assert day_of(page) == "2024-05-02T16:20:07Z"


@pytest.mark.parametrize(
    ("language", "told", "day"),
    [
        ("de", "2024-05-02T22:00:00Z", "2024-05-03"),
        ("de-AT", "2024-01-02T23:00Z", "2024-01-03"),
        ("fr-FR", "2024-05-02T22:00:00Z", "2024-05-03"),
        ("fr-CA", "2024-05-02T22:00:00Z", "2024-05-02T22:00:00Z"),
        ("en", "2024-05-02T22:00:00Z", "2024-05-02T22:00:00Z"),
        ("de", "2024-05-03T01:00:00+03:00", "2024-05-02T22:00:00Z"),
        ("de", "2024-05-02T22:00:01Z", "2024-05-02T22:00:01Z"),
    ],
)
def test_a_midnight_where_the_pages_language_is_at_home_is_a_day(language: str, told: str, day: str) -> None:
    assert day_of(f'<html lang="{language}">{declaring(told)}<h1>The ferry</h1>{TEXT}') == day


@pytest.mark.parametrize(
    ("page", "day"),
    [
        (f"{declaring('03-09-2024')}<h1>The ferry</h1>{TEXT}", "2024-09-03"),
        (f"<html lang=en-US>{declaring('03-09-2024')}<h1>The ferry</h1>{TEXT}", "2024-03-09"),
        (f"{declaring('03-09-2024')}<h1>The ferry</h1>{TEXT}{TEXT}<p>See 02/28/2024</p>", "2024-03-09"),
        (f"<html lang=en-US>{declaring('03-09-2024')}<h1>The ferry</h1>{TEXT}{TEXT}<p>28/02/2024</p>", "2024-09-03"),
    ],
    ids=["by default", "by region", "by another date", "by another date against the region"],
)
def test_the_page_tells_whether_the_month_comes_first(page: str, day: str) -> None:
    assert day_of(page) == day


@pytest.mark.parametrize(
    "script",
    [
        r'self.__next_f.push([1,"{\"datePublished\":\"2024-05-03T10:00:00Z\"}"])',
        'window.__NUXT__=(function(){return {publication_date:"2024-05-03T10:00:00Z"}}())',
        "dataLayer = [{'articlePublishDate': '2024-05-03T10:00:00Z', 'createdAt': '2020-01-01'}]",
    ],
)
def test_scripts_may_write_the_date_in_their_own_ways(script: str) -> None:
    assert day_of(f"<h1>The ferry</h1>{TEXT}<script>{script}</script>") == "2024-05-03T10:00:00Z"


def test_many_dates_of_one_name_are_those_of_a_list() -> None:
    listed = ",".join(f'{{"publishDate":"2014-05-{day:02}"}}' for day in range(1, 9))

    assert script_moment(dated(f"<script>var sources = [{listed}]</script>")) is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Last updated: 3 May 2024", "2024-05-03"),
        ("This page was last modified on 3 May 2024, at 19:23.", "2024-05-03"),
        ("Diese Seite wurde zuletzt am 3. Mai 2024 um 13:22 Uhr geändert.", "2024-05-03"),
        ("Последнее обновление: 3 мая 2024 г.", "2024-05-03"),
        ("最終更新日：2024年5月3日", "2024-05-03"),
    ],
)
def test_a_page_that_tells_only_its_revision_is_dated_by_that_and_says_so(line: str, day: str) -> None:
    page = Page(f"<h1>The ferry</h1>{TEXT}{TEXT}{TEXT}<footer><p>{line}</p></footer>")
    parsed = Generic().parse(page)
    account = {reading.field: reading.rule for reading in parsed.readings}

    assert parsed.document.published_at == parsed.document.modified_at == Moment.parse(day)
    assert account["published_at"] == "day of revision for want of another"


def test_the_clock_time_of_a_revision_is_none_of_the_publication() -> None:
    page = Page(f"<h1>The ferry</h1><div>Updated 3 May 2024, 16:20</div>{TEXT}", zone="Asia/Yangon")
    document = Generic().parse(page).document

    assert (document.published_at, document.modified_at) == (
        Moment.parse("2024-05-03"),
        Moment(datetime(2024, 5, 3, 9, 50, tzinfo=UTC), Precision.MINUTE),
    )


def test_several_days_of_revision_away_from_the_headline_are_those_of_other_texts() -> None:
    notes = "<p>Updated 3 May 2024</p><p>Updated 9 May 2024</p>"

    assert day_of(f"<h1>The ferry</h1>{TEXT}{TEXT}{TEXT}{notes}") is None


def test_a_day_in_a_sentence_of_the_text_is_about_something_else() -> None:
    assert day_of(f"<h1>The ferry</h1><p>The next dance on the pier is on 3 May 2024, from eight.</p>{TEXT}") is None


def test_a_day_beside_the_headline_has_the_clock_time_of_the_element_that_shows_it() -> None:
    other = '<p>Also: <time datetime="2024-05-01T07:00:00Z">1 May 2024</time></p>'
    line = '<div>By <a href="/mira">Mira Sol</a> <time datetime="2024-05-03T09:28:25+02:00">3 May 2024</time></div>'

    assert day_of(f"<h1>The ferry</h1>{line}{TEXT}{other}") == "2024-05-03T07:28:25Z"


def test_a_day_stands_before_the_revision_that_a_line_or_another_line_tells() -> None:
    same = f"<h1>The ferry</h1><div>3 May 2024, updated 9 May 2024</div>{TEXT}"
    other = f"<h1>The ferry</h1><div>Home | By Mira Sol of the harbour desk | 3 May 2024</div>{TEXT}"

    assert day_of(same) == "2024-05-03"
    assert day_of(f"{other}<p>Article updated on 9 May 2024</p>") == "2024-05-03"


@pytest.mark.parametrize(
    "foot",
    [
        "<dl><dt>Publication date:</dt><dd>3 May 2024</dd></dl>",
        "<p><b>(Re)Published:</b><br>3 May 2024</p><p><b>Last edit:</b><br>9 May 2024</p>",
        f"<p>This entry was posted on Friday, May 3rd, 2024 at 10:00 and is filed under Harbour. {FERRY}</p>",
    ],
    ids=["a term and its day", "a label on a line of its own", "the foot of an old blog"],
)
def test_a_label_tells_the_day_wherever_it_stands(foot: str) -> None:
    assert day_of(f"<h1>The ferry</h1>{TEXT}{TEXT}{TEXT}{foot}") == "2024-05-03"


def test_a_label_may_stand_after_a_name() -> None:
    foot = "<p>[keep this text] harbour_cat 发表于 2024年05月03日 11:57 AM</p>"

    assert day_of(f"<h1>The ferry</h1>{TEXT}{TEXT}{TEXT}{foot}") == "2024-05-03"


def test_a_label_in_a_comment_is_the_comments() -> None:
    comment = '<div class="comments"><p>Posted on 3 May 2024 by a reader</p></div>'

    assert day_of(f"<h1>The ferry</h1>{TEXT}{TEXT}{TEXT}{comment}") is None


def test_a_headline_that_is_no_h1_is_known_by_the_title_that_is_declared() -> None:
    title = "Ferry waits forty minutes for a wedding"
    lists = "".join(f"<div><p>{FERRY}</p></div>" for _ in range(9))
    head = f'<meta property="og:title" content="{title}">'
    scope = dated(f"{head}{lists}<h3>Harbour - {title}</h3><div>Fr 03.05.24 | 14:07 Uhr | Mira Sol</div>{TEXT}")
    moment = marked_moment(scope)

    assert moment is not None
    assert moment.iso() == "2024-05-03"


def test_noon_in_utc_is_how_a_system_writes_the_day_that_it_shows() -> None:
    shown = '<article><header><time datetime="2024-05-03T12:00:00Z">May 3, 2024</time></header><h1>The ferry</h1>'

    assert day_of(f"{shown}{TEXT}</article>") == "2024-05-03"


@pytest.mark.parametrize(
    "note",
    [
        'Updated <time datetime="2026-01-16T05:00:35Z">January 16, 2026</time>',
        '<span>Last updated on:</span> <time datetime="2026-01-16T05:00:35Z">January 16, 2026</time>',
        '<time datetime="2026-01-16T05:00:35Z">Updated January 16, 2026</time>',
    ],
    ids=["words before", "a label before", "words within"],
)
def test_an_element_that_tells_of_a_revision_is_none_of_publication(note: str) -> None:
    published = '<p>Posted on: <time datetime="2024-05-03T08:15:00Z">May 3, 2024</time></p>'
    page = f"<article><header><p>{note}</p><h1>The ferry</h1></header>{TEXT}{TEXT}{TEXT}{published}</article>"

    assert day_of(page) == "2024-05-03T08:15:00Z"


def test_a_page_does_not_outlive_its_reading() -> None:
    page = Page(f"<h1>The ferry</h1><div>03/09/2024</div>{TEXT}")
    gone = weakref.ref(page)
    gc.disable()
    try:
        Generic().parse(page)
        del page
        assert gone() is None, "something of the page refers to it, so that it waits for the collector"
    finally:
        gc.enable()


def test_a_line_in_chinese_numerals_tells_the_day() -> None:
    moment = marked_moment(dated(f"<h1>The ferry</h1><div>二〇二四年五月三日</div><p>{FERRY}</p>"))

    assert moment is not None
    assert moment.iso() == "2024-05-03"
