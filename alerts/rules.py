"""Rules: what is told, and under which identifier. Pure decisions; nothing is sent here."""

from __future__ import annotations

from model.identifiers import stable_uid


def alert_uid(watch_id: str, story_uid: str) -> str:
    """The identifier of what is told to a watch about a story."""
    return stable_uid("alert", watch_id, story_uid)


def feed_uid(watch_id: str) -> str:
    """The identifier of a watch's feed."""
    return stable_uid("feed", watch_id)
