"""Messages: what a channel is handed: fixed fields, no template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from model.moments import Moment
from model.notices import NoticeKind
from model.text import clean_line

_LONGEST_SUBJECT = 150
#: What each kind of notice is called.
CALLED = {
    NoticeKind.NEW: "New",
    NoticeKind.COPY: "Also published",
    NoticeKind.PICKED_UP: "Picked up by a state outlet",
    NoticeKind.REVISED: "Revised",
    NoticeKind.GONE: "Taken down",
    NoticeKind.RETURNED: "There again",
    NoticeKind.TROUBLE: "Trouble",
    NoticeKind.ENDED: "Trouble over",
    NoticeKind.TEST: "Test",
    NoticeKind.FEED: "Feeds changed",
}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where else a story stands."""

    outlet: str
    relation: str
    title: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One notice, told. `lines` are what changed in an article, `words` what is wrong with the service."""

    uid: str
    kind: NoticeKind
    at: datetime
    headline: str
    watch_id: str | None = None
    watch: str | None = None
    story: str | None = None
    late: bool = False
    url: str | None = None
    outlet: str | None = None
    published: Moment | None = None
    first_seen_at: datetime | None = None
    language: str | None = None
    excerpt: str = ""
    copies: tuple[Elsewhere, ...] = ()
    lines: tuple[str, ...] = ()
    words: str = ""

    @property
    def called(self) -> str:
        """The kind of the notice in words."""
        return CALLED[self.kind] + (" (found late)" if self.late else "")


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent at once: one notice, or a digest. `uid` is the same however often it is sent.

    `thread` is the uid of the message that began what this one goes on with.
    """

    uid: str
    at: datetime
    items: tuple[Item, ...]
    thread: str | None = None

    @property
    def subject(self) -> str:
        """The message in a line."""
        first, more = self.items[0], len(self.items) - 1
        told = f"{more + 1} notices: {first.headline}" if more else f"{first.called}: {first.headline}"
        line = clean_line(f"[{(not more and first.watch) or 'Nightdesk'}] {told}")
        return line if len(line) <= _LONGEST_SUBJECT else line[: _LONGEST_SUBJECT - 1] + "…"

    @property
    def type(self) -> str:
        """What sort of message it is, for programs: `story.new`, `service.trouble`, `digest`."""
        if self.items[1:]:
            return "digest"
        kind = self.items[0].kind
        service = kind in {NoticeKind.TROUBLE, NoticeKind.ENDED, NoticeKind.TEST}
        return f"{'service' if service else 'story'}.{kind.value}"
