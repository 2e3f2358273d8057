"""The main text of pages without rules."""

from __future__ import annotations

from parsers.generic import select_blocks
from parsers.kinds import kind_of
from parsers.page import Page, Scope
from parsers.told_dates import address_day, marked_moment, script_moment, shown_moment

FERRY = "The evening ferry waited forty minutes for a wedding party on Friday, and nobody complained about it."
CAPTAIN = "The captain said that he had been married on the same pier thirty years ago, when somebody waited for him."
OTHER = "This is a long teaser of another story, which has nothing to do with the ferry and ends in a full stop."


def text_of(body: str) -> list[str]:
    return [block.text for block in select_blocks(Page(f"<body>{body}</body>").outline)]


def test_navigation_sidebars_and_feet_are_no_text() -> None:
    chrome = f'<nav><p>{OTHER}</p></nav><div class="sidebar"><p>{OTHER}</p></div><footer><p>{OTHER}</p></footer>'

    assert text_of(f"{chrome}<div><p>{FERRY}</p><p>{CAPTAIN}</p></div>") == [FERRY, CAPTAIN]


def test_boxes_inside_the_text_are_left_out() -> None:
    box = f'<div class="related-stories"><p>{OTHER}</p></div><figure><figcaption>{OTHER}</figcaption></figure>'

    text = f"<p>{FERRY}</p><p>{CAPTAIN}</p>"

    assert text_of(f"<article>{text}{box}{text}{text}</article>") == [FERRY, CAPTAIN] * 3


def test_a_bad_name_does_not_cost_most_of_the_text() -> None:
    assert text_of(f'<div class="promo"><p>{FERRY}</p><p>{CAPTAIN}</p></div>') == [FERRY, CAPTAIN]


def test_a_text_in_several_boxes_is_found_whole() -> None:
    assert text_of(f"<div><div><p>{FERRY}</p><p>{FERRY}</p></div><div><p>{CAPTAIN}</p></div></div>") == [
        FERRY,
        FERRY,
        CAPTAIN,
    ]


def test_the_names_of_a_posts_tags_say_nothing_of_its_place() -> None:
    post = f'<article class="post tag-newsletter category-related"><p>{FERRY}</p><p>{CAPTAIN}</p></article>'

    assert text_of(f"{post}<div><p>{OTHER}</p></div>")[:2] == [FERRY, CAPTAIN]


def test_headings_between_paragraphs_stay_and_lists_of_links_go() -> None:
    links = "<ul>" + "".join(f"<li><a href=/{n}>Another story, number {n}</a></li>" for n in range(5)) + "</ul>"

    assert text_of(f"<div><p>{FERRY}</p>{links}<h2>Later</h2><p>{CAPTAIN}</p></div>") == [FERRY, "Later", CAPTAIN]


def test_a_short_closing_sentence_belongs_to_the_text() -> None:
    assert text_of(f"<div><p>{FERRY}</p><p>Nobody missed a train.</p><p>More stories</p></div>") == [
        FERRY,
        "Nobody missed a train.",
    ]


def test_unspaced_scripts_weigh_as_much_as_they_say() -> None:
    line = "船长说，三十年前他也在这个码头上结婚，那时候也有人等他。"

    assert text_of(f"<div><p>{line}</p></div>") == [line]


def test_a_page_of_labels_has_no_text() -> None:
    assert text_of("<div><p>Home</p><p>News</p></div>") == []


def test_a_declared_article_is_one_however_short() -> None:
    page = Page('<meta property="og:type" content="article"><p>Short.</p>')

    assert kind_of(page, ("Short.",), ()).value == "article"


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


def test_an_updated_line_is_no_publication() -> None:
    assert shown_moment(dated(f"<h1>The ferry</h1><div>Updated: 3 May 2024</div><p>{FERRY}</p>")) is None


def test_the_data_in_scripts_may_tell_the_date() -> None:
    moment = script_moment(dated('<script>var x = {"publishDate":"2024-05-03T10:00:00Z"}</script>'))

    assert moment is not None
    assert moment.iso() == "2024-05-03T10:00:00Z"


def test_a_line_that_calls_itself_the_date_is_one_wherever_it_stands() -> None:
    text = "".join(f"<p>{FERRY}</p>" for _ in range(6))
    moment = shown_moment(dated(f"<h1>The ferry</h1>{text}<p>Veröffentlicht am: 03.05.2024</p>"))

    assert moment is not None
    assert moment.iso() == "2024-05-03"


def test_notes_above_the_text_are_left_out() -> None:
    notes = "<p>By Mira Sol</p><p>3 May 2024</p>"

    assert text_of(f"<article>{notes}<p>{FERRY}</p><p>{CAPTAIN}</p></article>") == [FERRY, CAPTAIN]


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


def test_the_day_at_the_head_of_the_text_is_a_last_resort() -> None:
    body = f"<p>Harbourtown, (12.11.2021). {FERRY} {FERRY}</p><p>{CAPTAIN}</p>"
    moment = shown_moment(dated(body))

    assert moment is not None
    assert moment.iso() == "2021-11-12"
