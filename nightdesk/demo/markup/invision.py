"""A forum on Invision Community 4: a board of topics, and a topic whose first post carries another outlet's article."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape

from nightdesk.demo.articles import Piece

_HASH = "5f3c9a7be01d42c6a8f0134b97de6a21"


@dataclass(frozen=True, slots=True)
class Topic:
    """A piece that somebody posted: its number, its address on the board, the outlet it is from, and when.

    Where the poster gave the article's address, that stands in place of the outlet's name and the day.
    """

    piece: Piece
    number: int
    url: str
    outlet: str
    posted_at: datetime
    address: str | None = None


def topic(of: Topic, name: str) -> str:
    """A topic: the repost, an answer that quotes it, and the chrome round them."""
    piece, url = of.piece, of.url
    first = _carried_over(of)
    answer = f"""<blockquote class="ipsQuote" data-ipsquote="" data-ipsquote-username="newsroom" data-ipsquote-contentcommentid="501">
<div class="ipsQuote_citation">newsroom said:</div><div class="ipsQuote_contents"><p>{escape(piece.paragraphs[1])}</p></div></blockquote>
<p>Sleet is the only honest critic left.</p>"""
    posts = _post(url, 501, "newsroom", of.posted_at, first) + _post(
        url, 502, "old_ferryman", of.posted_at + timedelta(minutes=40), answer
    )
    return f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8">
<title>{escape(piece.title)} - World News - {escape(name)}</title><link rel="canonical" href="{url}">
<meta property="og:title" content="{escape(piece.title)}"><meta property="og:site_name" content="{escape(name)}"></head>
<body class="ipsApp ipsApp_front" data-controller="core.front.core.app"><a href="#ipsLayout_mainArea" id="elSkipNav">Jump to content</a>
<nav class="ipsBreadcrumb"><ul data-role="breadcrumbList"><li><a href="/">Home</a></li></ul></nav><main id="ipsLayout_body">
<div class="ipsPageHeader"><h1 class="ipsType_pageTitle"><span class="ipsType_break ipsContained"><span>{escape(piece.title)}</span></span></h1></div>
<div id="comments" data-controller="core.front.core.commentFeed,forums.front.topic.view" data-feedid="topic-{of.number}" data-baseurl="{url}">
<div class="ipsRecommendedComments ipsHide"><h2>Recommended Posts</h2></div><div id="elPostFeed" data-role="commentFeed">{posts}</div>
<div class="cTopicPostArea"><div class="cGuestTeaser"><h2>Create an account or sign in to comment</h2></div></div></div>
<div class="cWidgetContainer"><ul><li data-blockid="app_core_activeUsers_x"><h3>Recently Browsing</h3><p>0 members</p></li></ul></div>
</main><a href="#">Create New...</a></body></html>"""


def _carried_over(of: Topic) -> str:
    """The text of the first post, and where the poster has it from."""
    body = "".join(f"<p>{escape(paragraph)}</p><p>&nbsp;</p>" for paragraph in of.piece.paragraphs)
    if of.address:
        return f'{body}<p>Original url: <a href="{of.address}" rel="external nofollow">{of.address}</a></p>'
    image = f"{of.piece.slug}-feat-1140x570.jpg.{_HASH}.jpg"
    return f"""<p><a class="ipsAttachLink ipsAttachLink_image" href="/uploads/{image}"><img alt="{image}"
 class="ipsImage ipsImage_thumbnailed" data-src="/uploads/{image}" src="/spacer.png"></a><br><em>{escape(of.outlet)}</em></p>
{body}<p>-{of.piece.published_at:%Y-%m-%d}</p>"""


def board(topics: Sequence[Topic], name: str) -> str:
    """A board and its topics."""
    rows = "".join(map(_row, topics))
    return f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8"><title>World News - {escape(name)}</title></head>
<body class="ipsApp ipsApp_front" data-controller="core.front.core.app"><main id="ipsLayout_body">
<div class="ipsPageHeader"><h1 class="ipsType_pageTitle">World News</h1></div>
<ol class="ipsDataList ipsDataList_zebra cForumTopicTable" data-role="tableRows">{rows}</ol></main></body></html>"""


def _row(of: Topic) -> str:
    return f"""<li class="ipsDataItem" data-rowid="{of.number}"><div class="ipsDataItem_main"><h4 class="ipsDataItem_title">
<span class="ipsType_break ipsContained"><a href="{of.url}" data-ipshover>{escape(of.piece.title)}</a></span></h4>
<div class="ipsDataItem_meta">By newsroom, <time datetime="{of.posted_at.isoformat()}">today</time></div></div></li>"""


def _post(url: str, number: int, author: str, at: datetime, body: str) -> str:
    data = json.dumps(
        {"userid": number, "username": author, "timestamp": int(at.timestamp()), "contentcommentid": number}
    )
    return f"""<a id="comment-{number}"></a><article id="elComment_{number}" class="cPost ipsBox ipsComment ipsComment_parent">
<aside class="ipsComment_author cAuthorPane"><h3 class="cAuthorPane_author"><a href="/profile/{number}">{author}</a></h3></aside>
<div id="comment-{number}_wrap" class="ipsComment_content" data-quotedata='{data}'>
<div class="ipsComment_meta"><a href="{url}?do=findComment&amp;comment={number}">Posted
<time datetime="{at.isoformat()}">today</time></a></div><div class="cPost_contentWrap">
<div data-role="commentContent" class="ipsType_normal ipsType_richText ipsContained">{body}</div></div>
<div class="ipsItemControls"><div class="ipsReact"><span>Like</span> <span>1</span></div></div>
<div data-role="memberSignature" class="ipsType_richText"><p>Rivers do not hurry.</p></div></div></article>"""
