"""Invision Community, versions 4 and 5."""

from __future__ import annotations

import re
from typing import Any

from model.moments import Moment
from parsers.dates.reading import read_moment
from parsers.decoding.bounds import load_json
from parsers.fields import address, by, moment, place, text, texts
from parsers.forums.engine import ForumEngine
from parsers.listings.cards import Cards
from parsers.page import Page
from parsers.scope import Scope

#: The title of a topic, and neither its first unread post nor a tag.
_TOPIC = "a[href]:not([href*='do=get']):not([rel=tag])"
#: The same where the board has titles lead to the last post, and in a stream of activity, where they lead to its post.
_POST_OF_TOPIC = ", ".join(
    f".{name} a[href*='topic/'][href*='do={leads_to}']"
    for name in ("ipsDataItem_title", "ipsData__title", "ipsStreamItem_title", "ipsStreamItem__title")
    for leads_to in ("get", "find")
)
_POST = re.compile(r"[?&]do=(?:get|find)\w+.*")
_PAGE = re.compile(r"(?:page/\d+/?(?:\?.*)?|[?&]page=\d+.*)$")


def quotedata_name(scope: Scope) -> str | None:
    """The poster's name in the data that the quote button uses."""
    name = _quotedata(scope).get("username")
    return name if isinstance(name, str) else None


def quotedata_time(scope: Scope) -> Moment | None:
    """The unix time in the data that the quote button uses."""
    at = _quotedata(scope).get("timestamp")
    return read_moment(str(at)) if at else None


def found_by_number(scope: Scope) -> str | None:
    """The address that leads to a post by its number, which the post's element bears."""
    return _place_of(scope, (scope.node.attributes.get("id") or "").removeprefix("elComment_"))


def quoted_place(scope: Scope) -> str | None:
    """The address of the post that a quote is from, where that stands in the same topic."""
    told = scope.node.attributes
    topic = told.get("data-ipsquote-contentid") or ""
    is_here = topic.isdecimal() and re.search(rf"topic/{topic}-", scope.page.url or "")
    return _place_of(scope, told.get("data-ipsquote-contentcommentid") or "") if is_here else None


def _place_of(scope: Scope, number: str) -> str | None:
    topic = _PAGE.sub("", (scope.page.url or "").partition("#")[0])
    if not number.isdecimal() or not topic:
        return None
    return scope.page.absolute(f"{topic}{'&' if '?' in topic else '?'}do=findComment&comment={number}")


def forum_in_breadcrumbs(scope: Scope) -> str | None:
    """The last link of the breadcrumbs but the first, which is the front page."""
    crumbs = scope.page.root.css_first("nav.ipsBreadcrumb ol, nav.ipsBreadcrumb ul[data-role=breadcrumbList]")
    names = [scope.line(link) for link in crumbs.css("li a[href]")] if crumbs else []
    return names[-1] or None if len(names) > 1 else None


def _quotedata(scope: Scope) -> dict[str, Any]:
    node = scope.node.css_first("[data-quotedata]")
    try:
        data = load_json(node.attributes.get("data-quotedata") or "") if node else {}
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


class Invision(ForumEngine):
    """Topics and forums. Texts print the time twice, long and short, so attributes are read."""

    hints = ("core.front.core", "ipsApp", "ipsLayout_body", "elComment_")
    row = 'article[id^="elComment_"]'
    content = '[data-role="commentContent"], .cPost_contentWrap .ipsType_richText'
    quote = "blockquote.ipsQuote, blockquote[data-ipsquote]"
    drop = (
        "[data-excludequote]", ".ipsEdited", ".ipsQuote_citation", ".ipsEmbeddedVideo", ".ipsEmbeddedOther",
        ".ipsEmbeddedBlock", "iframe", ".ipsAttachLink:not(.ipsAttachLink_image)", '[data-role="memberSignature"]',
        ".ipsSpoiler_header", ".ipsRichTextBox__title",
    )  # fmt: skip
    cards = Cards(
        "li.ipsDataItem[data-rowid], .ipsTopicSnippet, "
        "li.ipsData__item:not([data-forumid]):not(aside *, .ipsWidget *), .ipsStreamItem",
        url=address(f".ipsDataItem_title {_TOPIC}, .ipsData__title {_TOPIC}")
        | address("[class*='ipsTopicSnippet__title'] a[href]")
        | address(_POST_OF_TOPIC).map(lambda url: _POST.sub("", url)),
        title=text(f".ipsDataItem_title {_TOPIC}, .ipsData__title {_TOPIC}")
        | text("[class*='ipsTopicSnippet__title']")
        | text(_POST_OF_TOPIC),
        published_at=moment(".ipsDataItem_meta time, .ipsData__meta time", "datetime")
        | moment("time:not(.ipsStreamItem *)", "datetime"),
    )

    author = (
        by(quotedata_name, "data-quotedata username")
        | text(".cAuthorPane_author strong")  # beside which a reputation may stand
        | text(".cAuthorPane_author")
        | text(".ipsEntry__author-column .ipsEntry__username")
    )
    posted_at = (
        by(quotedata_time, "data-quotedata timestamp")
        | moment(".ipsComment_meta time[datetime], .ipsEntry__date time[datetime]", "datetime")
        | moment("time[datetime]", "datetime")
    )
    permalink = place(
        '.ipsComment_meta a[href*="comment="], .ipsEntry__date a, a[href*="findComment"], a[href*="#comment-"]'
    ) | by(found_by_number)
    quoted_name = text("blockquote", "data-ipsquote-username")
    quoted_at = moment("blockquote", "data-ipsquote-timestamp")
    quoted_url = address(".ipsQuote_citation a[href]") | by(quoted_place)

    title = (
        text("h1.ipsType_pageTitle .ipsType_break")
        | text('h1[data-ips-hook="title"]')
        | text("h1.ipsType_pageTitle, h1.ipsPageHeader__title")  # of a forum
        | ForumEngine.title
    )
    section = by(forum_in_breadcrumbs)
    tags = texts(".ipsTags a, .ipsTags__tag")
    pages = ".ipsPagination_page a:not(.ipsDataItem *), .ipsPagination__page a:not(.ipsData__item *)"
    current_page = text(".ipsPagination_active, .ipsPagination__active")
    next_url = (
        address("li.ipsPagination_next:not(.ipsPagination_inactive) a[href]")
        | address(".ipsPagination__next:not(.ipsPagination__inactive) a[href]")
        | ForumEngine.next_url
    )

    def marks(self, page: Page) -> bool:
        """Whether the page has the engine's containers."""
        return (
            page.root.css_first('[data-controller*="core.front.core"], .ipsApp, #ipsLayout_body, [id^="elComment_"]')
            is not None
        )
