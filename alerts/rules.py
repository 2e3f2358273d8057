"""Rules: what is told, to whom, and under which identifier. Pure decisions; nothing is sent here."""

from __future__ import annotations

from dataclasses import dataclass

from model.identifiers import stable_uid
from model.notices import Notice, NoticeKind
from stories.revisions import Change

#: Changes of an article that are worth telling; a typing error, another headline or layout are not.
_OF_SUBSTANCE = frozenset({Change.SUBSTANTIVE, Change.CORRECTION, Change.FIGURES})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a channel is told: kinds of notices, and whether also what was found long after it was published."""

    kinds: frozenset[NoticeKind]
    late: bool = False


def wanted(notice: Notice, by: Wanted) -> bool:
    """Whether a notice is for a channel."""
    return notice.kind in by.kinds and (by.late or notice.lane == "now")


def arrival(*, first_of_story: bool, state_outlet: bool, state_had_it: bool) -> NoticeKind:
    """What it is when a document meets a watch: news, or one more outlet that has the story, the state's for once."""
    if first_of_story:
        return NoticeKind.NEW
    return NoticeKind.PICKED_UP if state_outlet and not state_had_it else NoticeKind.COPY


def is_told(change: Change) -> bool:
    """Whether a revision is one of substance."""
    return change in _OF_SUBSTANCE


def notice_uid(kind: NoticeKind, *of: object) -> str:
    """The identifier of a notice: equal for the same thing, however often it is found out."""
    return stable_uid("notice", kind.value, *map(str, of))


def alert_uid(watch_id: str, story_uid: str) -> str:
    """The identifier of what is told to a watch about a story."""
    return stable_uid("alert", watch_id, story_uid)


def feed_uid(watch_id: str) -> str:
    """The identifier of a watch's feed."""
    return stable_uid("feed", watch_id)
