"""Posts and topics as themes and settings of boards show them that no saved page has."""

from __future__ import annotations

import pytest

from model.documents import Credit, Kind
from tests.unit.parsers.forums.boards import WORDS, XENFORO, post_of_xenforo, read, titles


def test_a_board_of_articles_lists_them_and_is_no_thread_of_their_first_lines() -> None:
    row = (
        '<article class="message message--article message--articlePreview" data-author="Zaw"><h2 class='
        '"articlePreview-title"><a href="/forums/news.3/?prefix_id=4" class="labelLink">Info</a><a href='
        f'"/threads/t.5/">Terminal closed</a></h2><div class="message-body"><div class="bbWrapper">{WORDS}</div></div>'
        '<ul class="articlePreview-meta"><li><time class="u-dt" datetime="2024-07-05T17:39:35-0400"></time></li></ul>'
    )
    document = read(f"{XENFORO}{row}</article>", "/forums/news.3/")
    (link,) = document.links

    assert (document.kind, link.url, link.title) == (
        Kind.LISTING,
        "https://board.example/threads/t.5/",
        "Terminal closed",
    )
    assert link.published_at is not None
    assert link.published_at.iso() == "2024-07-05T21:39:35Z"


@pytest.mark.parametrize(
    "part",
    [
        '<a href="/attachments/boat-jpg.17/" target="_blank">View attachment 17</a>',
        '<div class="bbOembed"><a href="https://x.example/status/1">https://x.example/status/1</a></div>',
    ],
)
def test_what_xenforo_writes_for_what_it_does_not_show_is_no_word_of_the_poster(part: str) -> None:
    posts = post_of_xenforo("message--post").replace(WORDS, f"{WORDS}<br>{part}")

    assert read(f"{XENFORO}{posts}", "/threads/t.5/").text == WORDS


@pytest.mark.parametrize("name", ["twitter-tweet", "instagram-media"])
def test_what_somebody_said_elsewhere_is_quoted_where_it_is_embedded(name: str) -> None:
    said = f'<blockquote class="{name}"><p>The boats are late.</p>&mdash; Harbour (@harbour)</blockquote>'
    document = read(f"{XENFORO}{post_of_xenforo('message--post').replace(WORDS, WORDS + said)}", "/threads/t.5/")

    assert document.text == WORDS
    assert [(credit.kind, credit.said) for credit in document.credits] == [
        (Credit.QUOTE, "The boats are late. — Harbour (@harbour)")
    ]


def test_topics_in_a_box_beside_a_board_of_invision_are_none_of_it() -> None:
    row = '<li class="ipsData__item"><h4 class="ipsData__title"><a href="/topic/{0}-t/">Topic {0}</a></h4></li>'
    body = f'<body class="ipsApp"><ol>{row.format(5)}</ol><aside><div><ul>{row.format(9)}</ul></div></aside>'

    assert titles(read(body, "/forum/3-news/")) == ["Topic 5"]


def test_a_post_that_is_nothing_but_a_quote_of_nobody_carries_a_text_over() -> None:
    quote = f'<blockquote class="bbCodeBlock bbCodeBlock--quote">{WORDS}</blockquote>'
    named = quote.replace("class=", 'data-quote="Aye" class=')
    posts = "".join(post_of_xenforo("message--post").replace(WORDS, words) for words in (quote, f"{quote}Yes.", named))
    document = read(f"{XENFORO}{posts}", "/threads/t.5/")

    assert [post.text for post in document.posts] == [WORDS, "Yes.", ""]
    assert document.text == WORDS


def test_an_advertisement_in_the_form_of_a_post_of_phpbb_is_none() -> None:
    row = '<div id="{}" class="post"><p class="author">by <strong>Zaw</strong></p><div class="content">{}</div></div>'
    document = read(
        f'<body id="phpbb">{row.format("p_ad", "Buy paint.")}{row.format("p902", WORDS)}', "/viewtopic.php?t=5"
    )

    assert [post.text for post in document.posts] == [WORDS]
    assert document.text == WORDS


@pytest.mark.parametrize(
    ("name", "leads_to"),
    [("ipsData__title", "?do=getLastComment"), ("ipsDataItem_title", "?do=getNewComment")],
)
def test_titles_of_invision_that_lead_to_the_last_post_are_topics_all_the_same(name: str, leads_to: str) -> None:
    icon = f'<a href="/topic/5-t/{leads_to}"><span></span></a>'
    title = f'<h4 class="{name}">{icon}<a href="/topic/5-t/{leads_to}">Terminal closed</a></h4>'
    row = f'<li class="{name.replace("__title", "__item").replace("_title", "")}" data-rowid="5">{title}</li>'
    (link,) = read(f'<body class="ipsApp"><ol>{row}</ol>', "/forum/3-news/").links

    assert (link.url, link.title) == ("https://board.example/topic/5-t/", "Terminal closed")


@pytest.mark.parametrize("name", ["ipsStreamItem_title", "ipsStreamItem__title"])
def test_a_stream_of_activity_lists_topics_and_does_not_date_them_by_their_answers(name: str) -> None:
    item = (
        f'<li class="ipsStreamItem"><div class="{name}"><h2><a href="/topic/5-t/?do=findComment'
        '&amp;comment=911">Terminal closed</a></h2></div><time datetime="2025-06-14T21:12:00Z"></time></li>'
    )
    (link,) = read(f'<body class="ipsApp"><ol>{item * 2}</ol>', "/discover/").links

    assert (link.url, link.title) == ("https://board.example/topic/5-t/", "Terminal closed")
    assert link.published_at is None


def test_a_theme_of_phpbb_may_give_the_number_of_a_post_to_an_anchor() -> None:
    post = (
        '<div class="post has-profile"><a class="anchor" id="p902"></a><div class="postbody"><div id="post_content902">'
        f'<p class="author">by <strong>Zaw</strong></p><div class="content">{WORDS}</div></div></div>'
    )
    document = read(f'<body id="phpbb">{post}</div>', "/viewtopic.php?t=5")

    assert (document.kind, document.authors, document.text) == (Kind.THREAD, ("Zaw",), WORDS)


def test_a_large_house_of_boards_of_phpbb_parts_the_number_of_a_post_from_its_letter() -> None:
    post = (
        '<div id="p_902" class="change_color post has-profile"><dl class="postprofile"><dt><span class="username">Zaw'
        '</span></dt></dl><div class="postbody"><p class="author"><a href="#p902">Jun 14, 2025</a></p><div class='
        f'"commenttext content">{WORDS}</div><div id="sig902" class="signature">Look twice</div></div></div>'
    )
    (found,) = read(f'<body id="phpbb">{post}', "/groups/boats/terminal-t5.html").posts

    assert (found.author, found.text) == ("Zaw", WORDS)
    assert found.permalink == "https://board.example/groups/boats/terminal-t5.html#p902"


@pytest.mark.parametrize(
    "said",
    ["Aye wrote:", "Aye писал(а):", "Aye писала:", "Aye hat geschrieben:", "Aye เขียน:", "Aye 写道：", "Aye a écrit :"],
)
@pytest.mark.parametrize(
    "rest", ["", ' <a href="./viewtopic.php?p=7#p7" data-post-id="7">↑</a><span>Sat Jun 14, 2025 9:12 am</span>']
)
def test_a_quote_of_phpbb_names_who_has_no_account_any_more(said: str, rest: str) -> None:
    quote = f"<blockquote><div><cite>{said}{rest}</cite>The boats are late.</div></blockquote>"
    row = (
        f'<div id="p902" class="post"><p class="author">by <strong>Zaw</strong></p><div class="content">{quote}{WORDS}'
    )
    (credit,) = read(f'<body id="phpbb">{row}</div></div>', "/viewtopic.php?t=5").credits

    assert credit.name == "Aye"


def test_a_theme_of_phpbb_may_make_panels_of_posts_and_a_table_of_topics() -> None:
    post = (
        '<div id="p902" class="clearfix"><article><div class="panel"><div class="panel-heading"><h3><a href="#p902">'
        'Terminal</a></h3>by <a class="username">Zaw</a></div><div class="postbody"><div id="post_content902"><span '
        f'class="post-date">- Sat Jun 14, 2025 9:12 pm</span><div class="content">{WORDS}</div></div></div>'
        "</div></article></div>"
    )
    row = '<tr><td>{}<a class="topictitle" href="./viewtopic.php?t=5">Terminal closed</a></td></tr>'
    thread = read(f'<body id="phpbb"><div id="page-body">{post}</div>', "/viewtopic.php?t=5")
    board = read(f'<body id="phpbb"><table>{row.format("")}</table>', "/viewforum.php?f=3")

    assert [(found.author, found.text) for found in thread.posts] == [("Zaw", WORDS)]
    assert thread.published_at is not None
    assert titles(board) == ["Terminal closed"]


def test_what_a_board_of_xenforo_asks_before_a_thread_is_no_word_of_its_first_post() -> None:
    asked = (
        '<div class="message-fields message-fields--before"><dl><dt>Source</dt><dd><div class="bbWrapper">Herald</div>'
    )
    post = (
        f'<div class="message-userContent">{asked}</dd></dl></div><article class="message-body"><div class="bbWrapper">'
    )
    row = f'<article class="message--post" data-author="Zaw" data-content="post-1">{post}{WORDS}</div></article></div>'

    assert read(f"{XENFORO}{row}</article>", "/threads/t.5/").text == WORDS


@pytest.mark.parametrize(
    "body",
    [
        '<div class="post"><div class="posttop"><i class="date">June 14</i></div><div class="posttext">{}</div></div>',
        '<div id="posts"><div class="postheader"><strong>Terminal</strong></div><div class="postbody">{}</div></div>',
        '<i class="postbody"></i><div class="post"><i class="date">June 14</i><div class="content">{}</div></div>',
    ],
)
def test_a_blog_whose_boxes_are_called_like_those_of_a_print_view_is_no_thread(body: str) -> None:
    assert read(body.format(WORDS), "/2025/06/terminal/").kind is not Kind.THREAD
