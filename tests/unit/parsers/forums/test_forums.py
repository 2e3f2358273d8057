"""What the engines of boards have in common, and where their versions and settings differ."""

from __future__ import annotations

from datetime import UTC, datetime
from time import process_time

import pytest

from model.captures import RawPage
from model.documents import Credit, Document
from parsers import parse

WORDS = "The council has closed the old terminal, and nobody knows when the new boats will come."


def read(body: str, url: str) -> Document:
    return parse(RawPage(f"<html lang=en>{body}".encode(), url, zone="Asia/Yangon")).document


def vbulletin3(number: int = 1, *, pager: str = "", quote: str = "") -> str:
    return (
        '<body><span class="navbar"><a href="index.php">Board</a></span> <span class="navbar">&gt; '
        '<a href="forumdisplay.php?f=3">News</a></span><table><td class="navbar"><strong>Terminal closed</strong></td>'
        f'</table><div class="pagenav"><table><td class="vbmenu_control">{pager}</td></table></div>'
        '<table id="post901"><tr><td class="thead"><a href="showpost.php?p=901" id="postcount901" name="1"><strong>'
        f'{number}</strong></a> 06-14-2025, 07:45 AM</td></tr><tr><td><a class="bigusername">Thandar</a></td></tr>'
        f'<tr><td><div id="post_message_901">{quote}{WORDS}</div></td></tr></table>'
    )


@pytest.mark.parametrize(
    ("body", "url"),
    [
        (vbulletin3(11), "https://board.example/showthread.php?p=901"),
        (vbulletin3(pager="Page 2 of 7"), "https://board.example/showthread.php?p=901"),
        ('<head><link rel="prev" href="/1">' + vbulletin3(), "https://board.example/showthread.php?p=901"),
        ('<head><link rel="canonical" href="/t/page2">' + vbulletin3(), "https://board.example/showthread.php?p=901"),
        (vbulletin3(), "https://board.example/showthread.php?t=5&page=2"),
        (vbulletin3(), "https://board.example/viewtopic.php?t=5&start=10"),
    ],
)
def test_the_first_post_of_a_later_page_is_never_the_article(body: str, url: str) -> None:
    document = read(body, url)

    assert document.page_number > 1
    assert (document.text, document.authors, document.published_at) == ("", (), None)
    assert [post.text for post in document.posts] == [WORDS]


def test_the_first_post_of_the_first_page_is() -> None:
    document = read(vbulletin3(pager="Page 1 of 7"), "https://board.example/showthread.php?t=5")

    assert (document.page_number, document.text, document.authors) == (1, WORDS, ("Thandar",))
    assert (document.title, document.section) == ("Terminal closed", "News")


def test_a_quote_of_vbulletin_leads_to_the_post_that_it_is_from() -> None:
    quote = (
        '<div><div class="smallfont">Quote:</div><table><td class="alt2"><div>Originally Posted by '
        '<strong>Zaw</strong> <a href="showthread.php?p=7#post7"><img alt="View"></a></div><div>I saw it.</div></td>'
        "</table></div>"
    )
    document = read(vbulletin3(quote=quote), "https://board.example/showthread.php?t=5")

    assert [(each.name, each.url) for each in document.credits] == [
        ("Zaw", "https://board.example/showthread.php?p=7#post7")
    ]
    assert document.text == WORDS


def test_a_board_of_vbulletin_4_is_called_by_its_name_and_dates_its_threads() -> None:
    board = (
        '<h1>Forum: <span class="forumtitle">News</span></h1><ol><li class="threadbit"><h3 class="threadtitle">'
        '<a href="/showthread.php?5" id="thread_title_5">Terminal closed</a></h3><div class="threadmeta"><span '
        'class="label">Started by <a>Thandar</a>, 06-14-2025 07:45 AM</span></div></li></ol>'
    )
    document = read(f"<body>{board}", "https://board.example/forumdisplay.php?3-News")
    (link,) = document.links

    assert document.title == "News"
    assert link.published_at is not None
    assert link.published_at.iso() == "2025-06-14T01:15:00Z"


def phpbb(foot: str = "", quote: str = "") -> str:
    return (
        '<body id="phpbb" class="section-viewtopic"><ul class="navlinks"><li><a href="./index.php">Board</a> <a '
        'href="./viewforum.php?f=3">News</a></li></ul><h2 class="topic-title">Terminal closed</h2><div id="p902" '
        'class="post"><div class="postbody"><p class="author"><a href="./viewtopic.php?p=902#p902">#</a> by <strong>'
        f'<a>Zaw</a></strong> &raquo; Sat Jun 14, 2025 9:12 pm</p><div class="content">{quote}{WORDS}</div></div></div>'
        f'<div id="page-footer"><li>{foot}</li></div>'
    )


@pytest.mark.parametrize(
    ("foot", "at"),
    [
        ("All times are UTC+06:30", "2025-06-14T14:42:00Z"),
        ("All times are UTC + 6:30 hours", "2025-06-14T14:42:00Z"),
        ("All times are UTC - 5 hours [ DST ]", "2025-06-15T01:12:00Z"),
        ("All times are UTC", "2025-06-14T21:12:00Z"),
        ("", "2025-06-14T14:42:00Z"),
        ("All times are UTC + 15 hours", "2025-06-14T14:42:00Z"),
    ],
)
def test_the_foot_of_phpbb_tells_the_zone_else_the_source_does(foot: str, at: str) -> None:
    document = read(phpbb(foot), "https://board.example/viewtopic.php?t=5")

    assert document.published_at is not None
    assert document.published_at.iso() == at
    assert document.section == "News"


@pytest.mark.parametrize(
    ("shown", "at"),
    [
        ("Today, 07:45 AM", "2025-06-15T01:15:00Z"),
        ("Yesterday, 09:12 PM", "2025-06-14T14:42:00Z"),
        ("Вчера, 21:12", "2025-06-14T14:42:00Z"),
        ("Позавчера, 21:12", "2025-06-13T14:42:00Z"),
        ("Yesterday 09:12 PM", "2025-06-14T14:42:00Z"),
    ],
)
@pytest.mark.parametrize("board", ["vbulletin", "phpbb"])
def test_a_day_told_by_how_long_ago_it_was_is_counted_from_when_the_page_was_seen(
    board: str, shown: str, at: str
) -> None:
    page = vbulletin3().replace("06-14-2025, 07:45 AM", shown)
    if board == "phpbb":
        page = phpbb().replace("Sat Jun 14, 2025 9:12 pm", shown)
    seen_at = datetime(2025, 6, 14, 20, tzinfo=UTC)  # it is the 15th in Yangon
    raw = RawPage(f"<html lang=en>{page}".encode(), "https://board.example/t/5", zone="Asia/Yangon", seen_at=seen_at)
    published_at = parse(raw).document.published_at

    assert published_at is not None
    assert published_at.iso() == at
    assert read(page, "https://board.example/t/5").published_at is None


def test_the_boards_own_clock_tells_what_day_it_is() -> None:
    page = phpbb("All times are UTC").replace("Sat Jun 14, 2025 9:12 pm", "Today, 19:12")
    seen_at = datetime(2025, 6, 14, 20, tzinfo=UTC)
    raw = RawPage(f"<html>{page}".encode(), "https://board.example/t/5", zone="Asia/Yangon", seen_at=seen_at)
    published_at = parse(raw).document.published_at

    assert published_at is not None
    assert published_at.iso() == "2025-06-14T19:12:00Z"


def test_a_quote_of_phpbb_tells_its_post_and_its_time() -> None:
    quote = (
        '<blockquote><div><cite><a href="./memberlist.php?u=7">Thandar</a> wrote: <a href="./viewtopic.php?p=901#p901" '
        'data-post-id="901">↑</a><span class="responsive-hide">Wed Jun 04, 2025 7:45 am</span></cite>I saw it.</div>'
        "</blockquote>"
    )
    (credit,) = read(phpbb("All times are UTC", quote), "https://board.example/viewtopic.php?t=5").credits

    assert (credit.kind, credit.name) == (Credit.QUOTE, "Thandar")
    assert credit.url == "https://board.example/viewtopic.php?p=901#p901"
    assert credit.published_at is not None
    assert credit.published_at.iso() == "2025-06-04T07:45:00Z"


def invision(content: str, name: str = "Zaw") -> str:
    return (
        '<body class="ipsApp"><h1 class="ipsType_pageTitle">Terminal closed</h1><article id="elComment_911" '
        f'class="ipsComment"><div data-quotedata=\'{{"username": "{name}", "timestamp": 1749915720}}\'>'
        f'<div data-role="commentContent">{content}</div></div></article>'
    )


def test_posts_and_quotes_of_invision_are_found_by_their_numbers_on_any_page() -> None:
    quote = (
        '<blockquote class="ipsQuote" data-ipsquote-contentid="5" data-ipsquote-contentcommentid="901" '
        'data-ipsquote-username="Thandar"><div>I saw it.</div></blockquote>'
    )
    document = read(invision(f"{quote}<p>{WORDS}</p>"), "https://board.example/topic/5-terminal/?page=2")

    assert document.posts[0].permalink == "https://board.example/topic/5-terminal/?do=findComment&comment=911"
    assert document.credits[0].url == "https://board.example/topic/5-terminal/?do=findComment&comment=901"


def test_a_name_with_half_of_a_character_can_be_stored() -> None:
    document = read(invision(f"<p>{WORDS}</p>", name=r"Zaw \ud83d"), "https://board.example/topic/5-terminal/")

    assert document.posts[0].author == "Zaw \ufffd"


def test_a_picture_that_was_made_smaller_keeps_the_name_it_came_with() -> None:
    picture = f'<img alt="" data-src="/uploads/ferry-feat-1140x570.thumb.jpg.{"0a" * 16}.jpg">'
    document = read(invision(f"<p>{picture}</p><p>{WORDS}</p>"), "https://board.example/topic/5-terminal/")

    assert [credit.said for credit in document.credits] == ["ferry-feat-1140x570.jpg"]


def test_posts_and_quotes_of_discourse_are_found_by_their_numbers_from_any_post() -> None:
    post = (
        '<div id="post_21" class="topic-body crawler-post"><span class="creator">zaw</span><div class="post">'
        '<aside class="quote" data-username="thandar" data-post="1" data-topic="5"><blockquote>I saw it.</blockquote>'
        f"</aside><p>{WORDS}</p></div></div>"
    )
    body = f'<head><meta name="generator" content="Discourse 3"></head><body>{post}'
    document = read(body, "https://talk.example/t/terminal-closed/5/21")

    assert document.posts[0].permalink == "https://talk.example/t/terminal-closed/5/21"
    assert document.credits[0].url == "https://talk.example/t/5/1"
    assert document.text == ""


def test_a_message_that_ends_with_a_link_to_a_host_names_its_source() -> None:
    message = (
        '<div class="tgme_widget_message" data-post="news/41"><div class="tgme_widget_message_text js-message_text">'
        f'{WORDS}<br><br><a href="https://post.example/x?a=1&amp;amp;b=2">post.example</a></div></div>'
    )
    document = read(f"<body>{message}", "https://t.me/s/news")
    (credit,) = document.credits

    assert document.posts[0].text == WORDS
    assert (credit.kind, credit.url) == (Credit.ORIGINAL, "https://post.example/x?a=1&b=2")


@pytest.mark.parametrize("board", ["vbulletin", "phpbb"])
def test_what_holds_for_a_whole_page_is_looked_for_once_and_not_for_each_of_its_posts(board: str) -> None:
    one = vbulletin3().partition("<body>")[2] if board == "vbulletin" else phpbb().partition('section-viewtopic">')[2]
    start = "<body>" if board == "vbulletin" else '<body id="phpbb" class="section-viewtopic">'
    began = process_time()

    assert len(read(start + one * 1500, "https://board.example/t/5").posts) == 1500
    assert process_time() - began < 1.5
