"""Which page of a thread or a board a page is, what the next one is, and what the thread or board is called."""

from __future__ import annotations

import pytest

from tests.unit.parsers.forums.boards import WORDS, read

PHPBB = '<html><body id="phpbb" class="ltr"><div id="site-description"><h1>Harbour board</h1></div><div id="page-body">'


def phpbb(pager: str) -> tuple[str, str]:
    post = f'<div id="p902" class="post"><p class="author">by <strong>Zaw</strong></p><div class="content">{WORDS}'
    return (
        f'{PHPBB}<h2><a href="./viewtopic.php?t=5">Terminal</a></h2>{pager}{post}</div></div>',
        "/viewtopic.php?p=902",
    )


def vbulletin(pager: str) -> tuple[str, str]:
    title = '<table><tr><td class="navbar"><strong>Terminal</strong></td></tr></table>'
    post = f'<table id="post901"><tr><td><div id="post_message_901">{WORDS}</div></td></tr></table>'
    return f"<body>{title}{pager}{post}", "/showthread.php?p=901"


def xenforo(pager: str) -> tuple[str, str]:
    post = (
        f'<article class="message--post" data-author="Zaw"><div class="message-body"><p class="bbWrapper">{WORDS}</div>'
    )
    return f'<html id="XF"><body><h1 class="p-title-value">Terminal</h1>{pager}{post}</article>', "/threads/t.5/post-1"


def invision(pager: str) -> tuple[str, str]:
    post = f'<article id="elComment_911"><div data-role="commentContent"><p>{WORDS}</p></div></article>'
    return (
        f'<body class="ipsApp"><h1 class="ipsType_pageTitle">Terminal</h1>{pager}{post}',
        "/topic/5-t/?do=findComment",
    )


PHPBB_30 = (
    '<div class="pagination"><a href="#">Страница <strong>2</strong> из <strong>3</strong></a> <span><a href='
    '"/other?page=1">1</a>, <strong>2</strong>, <a href="/other?page=3">3</a></span></div>'
)
VBULLETIN_3 = (
    '<div class="pagenav"><table><tr><td class="vbmenu_control">หน้า 2 จาก 3</td><td><a href="/other?page=1">1</a></td>'
    '<td class="alt2"><strong>2</strong></td><td><a href="/other?page=3">3</a></td></tr></table></div>'
)
VBULLETIN_4 = (
    '<div class="pagination"><a class="popupctrl">第2页</a><span><a href="/other?page=1">1</a></span><span class='
    '"selected"><a>2</a></span><span><a href="/other?page=3">3</a></span></div>'
)
XENFORO_2 = (
    '<ul><li class="pageNav-page"><a href="/other?page=1">1</a></li><li class="pageNav-page pageNav-page--current"><a '
    'href="/x">2</a></li><li class="pageNav-page"><a href="/other?page=3">3</a></li></ul>'
)
INVISION_4 = (
    '<ul class="ipsPagination"><li class="ipsPagination_page"><a href="/other?page=1">1</a></li><li class='
    '"ipsPagination_page ipsPagination_active"><a href="/x">2</a></li><li class="ipsPagination_page"><a href='
    '"/other?page=3">3</a></li></ul>'
)


@pytest.mark.parametrize(
    ("body", "path"),
    [phpbb(PHPBB_30), vbulletin(VBULLETIN_3), vbulletin(VBULLETIN_4), xenforo(XENFORO_2), invision(INVISION_4)],
)
def test_a_pager_tells_by_its_numbers_which_page_this_is_and_which_is_next(body: str, path: str) -> None:
    document = read(body, path)

    assert (document.page_number, document.text, document.title) == (2, "", "Terminal")
    assert document.next_url == "https://board.example/other?page=3"


def test_a_number_in_thousands_is_that_of_a_later_post() -> None:
    position = '<ul class="message-attribution-opposite"><li><a>#1,021</a></li></ul>'
    body, path = xenforo("")

    assert read(body.replace('<div class="message-body">', f'{position}<div class="message-body">'), path).text == ""


def test_where_nothing_tells_which_later_page_this_is_no_number_is_the_next() -> None:
    pager = '<div class="pagination"><a href="/other?page=2">2</a> <a href="/other?page=3">3</a></div>'
    body, _ = phpbb(pager)
    document = read(body, "/viewtopic.php?t=5&start=60")

    assert document.page_number > 1
    assert document.next_url is None


def test_the_pages_of_a_topic_in_a_board_are_none_of_the_boards() -> None:
    row = (
        '<li class="row"><a class="topictitle" href="./viewtopic.php?t=5">Terminal</a><div class="pagination"><a href='
        '"./viewtopic.php?t=5&amp;start=15">2</a></div></li>'
    )
    board = f'{PHPBB}<h2 class="forum-title"><a href="./viewforum.php?f=3">News</a></h2>{row}'
    pager = (
        '<div class="pagination"><li class="active"><span>1</span></li><a href="./viewforum.php?f=3&amp;start=25">2</a>'
    )

    assert read(board, "/viewforum.php?f=3").next_url is None
    assert read(board + pager, "/viewforum.php?f=3").next_url == "https://board.example/viewforum.php?f=3&start=25"
    assert read(board, "/viewforum.php?f=3").title == "News"


def test_a_list_of_submissions_is_not_called_by_the_first_of_them() -> None:
    row = (
        '<div class="thing link" data-fullname="t3_a"><a class="title">Terminal</a><a class="comments" href="/a">1</a>'
    )
    body = f'<body><span class="redditname"><a href="/r/boats/">boats</a></span><div id="siteTable">{row}</div></div>'

    assert read(body, "/r/boats/").title == "boats"
