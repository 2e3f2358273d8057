"""XenForo 2, its offspring Fora, and XenForo 1."""

from __future__ import annotations

from typing import ClassVar

from model.moments import Moment
from model.urls import clean_url
from parsers.fields import Field, address, by, moment, place, text, texts
from parsers.forums.engine import ForumEngine
from parsers.listings.cards import Cards
from parsers.page import Page
from parsers.scope import Scope

_THREAD = ".structItem-title a:not(.labelLink), .articlePreview-title a:not(.labelLink)"


def place_of_post(scope: Scope) -> str | None:
    """The place on the page that the post's element names."""
    name = scope.node.attributes.get("data-content")
    return _place(scope.page, name)


def place_of_id(scope: Scope) -> str | None:
    """The place on the page that the id of the post's element is."""
    return _place(scope.page, scope.node.attributes.get("id"))


def _place(page: Page, name: str | None) -> str | None:
    return f"{clean_url(page.url)}#{name}" if name and page.url else None


def _written_at(selector: str) -> Field[Moment]:
    """The moment in an abbr's seconds, else in its title, else in its words."""
    return moment(selector, "data-time") | moment(selector, "title") | moment(selector)


class Xenforo(ForumEngine):
    """Threads and forums. The poster's name is an attribute of the post."""

    hints: ClassVar[tuple[str, ...]] = ('id="XF"', "id=XF", "message--post")
    row = "article.message--post, article.message--article:not(.message--articlePreview)"
    content = ".message-body .bbWrapper, .message-userContent .bbWrapper:not(.message-fields *)"
    quote = ".bbCodeBlock--quote"
    drop = (
        ".bbCodeBlock--unfurl", ".bbCodeBlock-expandLink", ".bbCodeBlock-title", ".message-lastEdit", ".js-unfurl",
        ".bbMediaWrapper", ".bbOembed", ".attachmentList", 'a[href*="attachments/"]:not(:has(img))',
    )  # fmt: skip
    title_drop = (".p-title-value .label", ".p-title-value .labelLink", ".p-title-value .label-append")
    cards = Cards(
        ".structItem--thread, .message--articlePreview",
        url=address(_THREAD),
        title=text(_THREAD),
        published_at=moment(".structItem-startDate time, .articlePreview-meta time", "datetime"),
    )

    author = text("article[data-author]", "data-author") | text(".message-name")
    posted_at = moment(".message-attribution time.u-dt", "datetime") | moment(
        'time.u-dt:not([itemprop="dateModified"])', "datetime"
    )
    opened_at = moment(".p-description time.u-dt", "datetime") | ForumEngine.opened_at
    permalink = (
        place('.message-attribution a[href*="/post-"]')
        | place('.message-attribution-main a[href*="post-"], .message-attribution a[href*="#post-"]')
        | by(place_of_post)
    )
    quoted_name = text(".bbCodeBlock--quote", "data-quote") | text(".bbCodeBlock-title")
    quoted_url = address(".bbCodeBlock-sourceJump")
    position = text(".message-attribution-opposite li:last-of-type a")

    title = text("h1.p-title-value") | ForumEngine.title
    section = text(".p-breadcrumbs li:last-of-type")
    tags = texts(".js-tagList .tagItem")
    pages = ".pageNav-page a"
    current_page = text(".pageNav-page--current")
    next_url = address("a.pageNav-jump--next") | ForumEngine.next_url

    def marks(self, page: Page) -> bool:
        """Whether the page's html element is XenForo's."""
        return page.root.attributes.get("id") == "XF" or page.root.css_first("article.message--post") is not None


class Fora(Xenforo):
    """XenForo 2 as the communities of Fora have changed it: a post is a card, its poster a name in the head of it."""

    hints = ("js-messageCard",)
    row = ".MessageCard.js-messageCard"

    author = text(".MessageCard__user-info__name") | text('[itemtype$="/Person"] meta[itemprop="name"]', "content")
    posted_at = moment(".MessageCard__date-created time", "datetime")
    permalink = place(".MessageCard__date-created") | place(".MessageCard__post-position")

    title = text(".MessageCard__thread-title") | Xenforo.title

    def marks(self, page: Page) -> bool:
        """Whether the page has such cards."""
        return page.root.css_first(self.row) is not None


class Xenforo1(ForumEngine):
    """XenForo 1, whose posts are list items; the year and the hour stand in a title, or in seconds since 1970."""

    hints = ('id="XenForo"', "id=XenForo")
    row = 'li.message[id^="post-"]'
    content = ".messageText"
    quote = ".bbCodeQuote"
    drop = (
        ".messageTextEndMarker", ".bbCodeSpoilerButton", ".bbCodeBlock.bbMediaWrapper", ".bbCodeBlock > .type",
        ".attachedFiles", 'a[href*="attachments/"]:not(:has(img))',
    )  # fmt: skip
    cards = Cards(
        "li.discussionListItem",
        url=address("h3.title a.PreviewTooltip") | address("h3.title a:last-of-type"),
        title=text("h3.title a.PreviewTooltip") | text("h3.title a:last-of-type"),
        published_at=_written_at(".posterDate .DateTime"),
    )

    author = text("li.message", "data-author") | text(".userText .username")
    posted_at = _written_at(".messageMeta .DateTime")
    permalink = place('.messageMeta a.datePermalink[href*="post"]') | by(place_of_id)
    quoted_name = text(".bbCodeQuote", "data-author") | text(".attribution")
    quoted_url = address("a.AttributionLink")
    position = text(".messageMeta .postNumber")

    title = text(".titleBar h1") | ForumEngine.title
    section = text("#pageDescription a")
    tags = texts(".tagList .tag")
    pages = ".PageNav nav a"
    current_page = text(".PageNav", "data-page")
    next_url = address(".PageNav nav a.text[href]:last-of-type") | ForumEngine.next_url

    def marks(self, page: Page) -> bool:
        """Whether the page's html element is the old XenForo's."""
        return page.root.attributes.get("id") == "XenForo"
