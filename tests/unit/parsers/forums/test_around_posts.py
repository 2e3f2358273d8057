"""What stands around posts and topics is neither: reputations, labels, tags, answers, what was paid for."""

from __future__ import annotations

import pytest

from tests.unit.parsers.forums.boards import WORDS, XENFORO, post_of_xenforo, read, titles


def test_a_reputation_is_no_part_of_a_name_and_the_day_a_member_joined_no_day_of_a_post() -> None:
    document = read(
        '<body class="ipsApp"><article id="elComment_911"><aside><h3 class="cAuthorPane_author"><strong><a>Zaw</a>'
        '</strong> <a class="ipsRepBadge">1,234</a></h3><time datetime="2011-02-03T00:00:00Z"></time></aside>'
        '<div class="ipsComment_meta"><time datetime="2016-05-07T08:00:00Z"></time></div>'
        f'<div class="cPost_contentWrap"><div class="ipsType_richText">{WORDS}</div></div></article>',
        "/topic/5-terminal/",
    )

    assert document.authors == ("Zaw",)
    assert document.published_at is not None
    assert document.published_at.iso() == "2016-05-07T08:00:00Z"


@pytest.mark.parametrize(
    "label", ['<p class="ipsSpoiler_header">Spoiler</p>', '<p class="ipsRichTextBox__title">Spoiler</p>']
)
def test_what_opens_a_hidden_part_of_a_post_is_no_word_of_its_poster(label: str) -> None:
    post = f'<div data-role="commentContent"><p>{WORDS}</p>{label}<p>The boats are red.</p></div>'
    document = read(f'<body class="ipsApp"><article id="elComment_911">{post}</article>', "/topic/5-terminal/")

    assert document.text == f"{WORDS}\n\nThe boats are red."


def test_the_words_before_and_behind_a_quote_are_not_run_together() -> None:
    quote = '<blockquote class="bbCodeBlock bbCodeBlock--quote" data-quote="Aye">When?</blockquote>'
    post = post_of_xenforo("message--post").replace(WORDS, f"You ask{quote}Tomorrow")

    assert read(f"{XENFORO}{post}", "/threads/t.5/").text == "You ask\n\nTomorrow"


@pytest.mark.parametrize(
    "rows",
    [
        (
            '<li class="ipsDataItem" data-rowid="5"><h4 class="ipsDataItem_title"><a href="/topic/5-t?do=getNewComment"'
            '>New</a> <a href="/tags/x/" rel="tag">Harbour</a> <a href="/topic/5-t/">Terminal closed</a></h4></li>'
        ),
        (
            '<li class="ipsData__item" data-forumid="4"><h4 class="ipsData__title"><a href="/forum/4/">Boats</a></h4>'
            '</li><li class="ipsData__item" data-rowid="5"><h4 class="ipsData__title"><a href="/tags/x/" rel="tag">X'
            '</a><a href="/topic/5-t/">Terminal closed</a></h4></li>'
        ),
    ],
)
def test_a_board_of_invision_lists_topics_and_neither_their_tags_nor_its_boards(rows: str) -> None:
    document = read(f'<body class="ipsApp"><ol>{rows}</ol>', "/forum/3-news/")

    assert [link.url for link in document.links] == ["https://board.example/topic/5-t/"]
    assert titles(document) == ["Terminal closed"]


def test_a_thread_of_xenforo_that_is_an_article_begins_with_it() -> None:
    posts = post_of_xenforo("message--article") + post_of_xenforo("message--post")
    document = read(f"{XENFORO}{posts}", "/threads/t.5/")

    assert [post.author for post in document.posts] == ["Zaw", "Zaw"]
    assert document.text == WORDS


def test_a_post_without_a_time_is_not_of_its_revision_and_its_thread_of_when_it_was_opened() -> None:
    opened = '<div class="p-description"><time class="u-dt" datetime="2024-07-05T17:39:35-0400"></time></div>'
    edited = (
        '<p>Last edited: <time class="u-dt" datetime="2024-07-06T14:46:51-0400" itemprop="dateModified"></time></p>'
    )
    document = read(f"{XENFORO}{opened}{post_of_xenforo('message--post', edited)}", "/threads/t.5/")

    assert document.posts[0].posted_at is None
    assert document.published_at is not None
    assert document.published_at.iso() == "2024-07-05T21:39:35Z"


def test_the_label_before_a_thread_in_a_board_of_xenforo_is_no_thread() -> None:
    row = (
        '<div class="structItem--thread"><div class="structItem-title"><a href="/forums/news.3/?prefix_id=4" '
        'class="labelLink">Info</a><a href="/index.php?threads/terminal-closed.5/">Terminal closed</a></div></div>'
    )

    assert titles(read(f"{XENFORO}{row}", "/forums/news.3/")) == ["Terminal closed"]


def test_what_vbulletin_calls_a_block_of_code_is_no_word_of_the_poster() -> None:
    code = '<div><div class="smallfont">Code:</div><pre class="alt2" dir="ltr">ring bell</pre></div>'
    post = f'<a class="bigusername">Zaw</a><div id="post_message_901">{WORDS}{code}</div>'
    document = read(f'<body><table id="post901"><tr><td>{post}</td></tr></table>', "/showthread.php?t=5")

    assert document.text == f"{WORDS}\n\nring bell"


def test_a_comment_whose_writer_is_gone_is_not_by_whoever_answered_it() -> None:
    answer = (
        '<div class="thing comment" data-fullname="t1_b" data-author="Aye"><p class="tagline"><a class="author">Aye</a>'
        '</p><div class="usertext-body"><div class="md"><p>It was.</p></div></div></div>'
    )
    gone = (
        '<div class="thing comment" data-fullname="t1_a"><p class="tagline"><em>[deleted]</em></p><div '
        f'class="usertext-body"><div class="md"><p>[deleted]</p></div></div><div class="child">{answer}</div></div>'
    )
    document = read(f'<body><div class="commentarea">{gone}</div>', "/r/x/comments/a/t/")

    assert [post.author for post in document.posts] == [None, "Aye"]


def test_what_was_paid_for_is_no_submission_of_a_list() -> None:
    rows = (
        '<div class="thing link promoted" data-fullname="t3_p"><a class="title">Buy</a><a class="comments" href="/p">0'
        '</a></div><div class="thing link" data-fullname="t3_a"><a class="title">Terminal closed</a><a class="comments"'
        ' href="/r/x/comments/a/t/">2</a></div>'
    )

    assert titles(read(f'<body><div id="siteTable">{rows}</div>', "/r/x/")) == ["Terminal closed"]


def test_the_foot_of_phpbb_names_no_board() -> None:
    document = read(
        '<body id="phpbb"><p class="breadcrumbs"><span class="crumb"><a href="./index.php">Board index</a></span><span '
        'class="crumb" data-forum-id="3"><a href="./viewforum.php?f=3">News</a></span></p><div id="p902" class="post">'
        f'<div class="postbody"><p class="author">by <strong>Zaw</strong></p><div class="content">{WORDS}</div></div>'
        '</div><p class="breadcrumbs"><span class="crumb"><a href="./index.php">Board index</a></span></p>',
        "/viewtopic.php?t=5",
    )

    assert document.section == "News"


def test_the_session_of_one_visitor_is_no_part_of_a_topics_address() -> None:
    session = "sid=0311f125385c248eb11c61ee7339229a"
    document = read(
        f'<body id="phpbb"><li class="row"><a class="topictitle" href="./viewtopic.php?t=5&amp;{session}">Terminal</a>'
        f'</li><ul><li class="arrow next"><a href="./viewforum.php?f=3&amp;{session}&amp;start=25">Next</a></li></ul>',
        "/viewforum.php?f=3",
    )

    assert [link.url for link in document.links] == ["https://board.example/viewtopic.php?t=5"]
    assert document.next_url == "https://board.example/viewforum.php?f=3&start=25"


def test_a_poll_in_a_channel_of_telegram_is_its_question_and_the_answers_to_choose_from() -> None:
    named = "tgme_widget_message_poll_option"
    options = "".join(
        f'<div class="{named}"><div class="{named}_percent">{share}%</div><div class="{named}_value"><div class='
        f'"{named}_text">{answer}</div></div></div>'
        for share, answer in ((61, "The old one"), (39, "The new one"))
    )
    message = (
        '<div class="tgme_widget_message" data-post="boats/7"><a class="tgme_widget_message_owner_name">Boats</a>'
        '<div class="tgme_widget_message_poll"><div class="tgme_widget_message_poll_question">Which terminal?</div>'
        f'<div class="tgme_widget_message_poll_type">Anonymous Poll</div>{options}</div>'
        '<span class="tgme_widget_message_voters">12 voters</span></div>'
    )
    (post,) = read(message, "/s/boats").posts

    assert post.text == "Which terminal?\n\nThe old one\n\nThe new one"


def test_what_an_answer_sets_apart_is_what_it_is_about_and_quotes_nobody_on_the_board() -> None:
    answer = f'<div itemprop="text"><p>{WORDS}</p><blockquote><p>Error: no boat</p></blockquote></div>'
    question = f'<div itemscope itemtype="https://schema.org/Question">{answer}</div>'
    document = read(f'<div itemscope itemtype="https://schema.org/QAPage">{question}</div>', "/questions/5/terminal")

    assert (document.text, document.credits) == (f"{WORDS}\n\nError: no boat", ())
