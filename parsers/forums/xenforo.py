"""XenForo 2."""

from __future__ import annotations

from parsers.cards import Cards
from parsers.fields import address, by, moment, place, text, texts
from parsers.forums.engine import ForumEngine
from parsers.page import Page, Scope


def place_of_post(scope: Scope) -> str | None:
    """The place on the page that the post's element names."""
    name = scope.node.attributes.get("data-content")
    return scope.page.absolute_place(f"#{name}") if name else None


class Xenforo(ForumEngine):
    """Threads and forums. The poster's name is an attribute of the post."""

    hints = ('id="XF"', "id=XF", "message--post")
    row = "article.message--post"
    content = ".message-body .bbWrapper, .message-userContent .bbWrapper"
    quote = ".bbCodeBlock--quote"
    drop = (
        ".bbCodeBlock--unfurl", ".bbCodeBlock-expandLink", ".bbCodeBlock-title", ".message-lastEdit", ".js-unfurl",
        ".bbMediaWrapper", ".attachmentList",
    )  # fmt: skip
    title_drop = (".p-title-value .label", ".p-title-value .labelLink", ".p-title-value .label-append")
    cards = Cards(
        ".structItem--thread",
        url=address(".structItem-title a[data-preview-url]") | address('.structItem-title a[href*="/threads/"]'),
        title=text(".structItem-title a[data-preview-url]") | text('.structItem-title a[href*="/threads/"]'),
        published_at=moment(".structItem-startDate time", "datetime"),
    )

    author = text("article.message--post", "data-author") | text(".message-name")
    posted_at = moment(".message-attribution time.u-dt", "datetime") | moment("time.u-dt", "datetime")
    permalink = (
        place('.message-attribution a[href*="/post-"]')
        | place('.message-attribution-main a[href*="post-"], .message-attribution a[href*="#post-"]')
        | by(place_of_post)
    )
    quoted_name = text(".bbCodeBlock--quote", "data-quote") | text(".bbCodeBlock-title")
    quoted_url = address(".bbCodeBlock-sourceJump")

    title = text("h1.p-title-value") | ForumEngine.title
    section = text(".p-breadcrumbs li:last-of-type")
    tags = texts(".js-tagList .tagItem")
    next_url = address("a.pageNav-jump--next") | ForumEngine.next_url

    def marks(self, page: Page) -> bool:
        """Whether the page's html element is XenForo's."""
        return page.root.attributes.get("id") == "XF" or page.root.css_first("article.message--post") is not None
