"""Telegram's public preview of a channel."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from model.documents import Credit, SourceCredit
from parsers.fields import by, moment, place, text
from parsers.forums.engine import ForumEngine
from parsers.forums.rows import Row
from parsers.page import Page
from parsers.scope import Scope


def earlier_messages(scope: Scope) -> str | None:
    """The address of the messages before these."""
    node = scope.page.root.css_first("a.tme_messages_more[data-before]")
    before = node.attributes.get("data-before") if node else None
    return scope.page.absolute("?" + urlencode({"before": before})) if before else None


class Telegram(ForumEngine):
    """A channel's messages, oldest first. A forwarded message credits the channel it is from; a poll asks something."""

    hints = ("tgme_widget_message",)
    row = ".tgme_widget_message[data-post]:not(.service_message)"
    content = ".tgme_widget_message_text.js-message_text, .tgme_widget_message_poll"
    quote = ".tgme_widget_message_reply"
    drop = (
        ".tgme_widget_message_link_preview", ".tgme_widget_message_poll_type",
        ".tgme_widget_message_poll_option_percent", ".tgme_widget_message_poll_votes",
    )  # fmt: skip

    author = text(".tgme_widget_message_owner_name") | text(".tgme_widget_message_author")
    posted_at = moment("a.tgme_widget_message_date time", "datetime")
    permalink = place("a.tgme_widget_message_date")

    title = text(".tgme_channel_info_header_title") | ForumEngine.title
    next_url = by(earlier_messages)

    def marks(self, page: Page) -> bool:
        """Whether the page has the widget's messages."""
        return page.root.css_first(".tgme_widget_message[data-post]") is not None

    def leads_to(self, page: Page, address: str | None) -> str | None:
        """Where a link in a message leads: its address is escaped twice."""
        return super().leads_to(page, (address or "").replace("&amp;", "&"))

    def read_row(self, scope: Scope) -> Row | None:
        """A message, with the channel that it was forwarded from."""
        row = super().read_row(scope)
        node = scope.node.css_first(".tgme_widget_message_forwarded_from_name")
        if row is None or node is None:
            return row
        name = scope.line(node)
        credit = SourceCredit(
            Credit.REPRINT, said=name, url=scope.page.absolute(node.attributes.get("href")), name=name or None
        )
        return replace(row, origins=(*row.origins, credit))
