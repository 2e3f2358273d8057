"""Stored documents as JSON: the document's own fields, and what the store knows of it."""

from __future__ import annotations

from model.document_json import Json, document_json
from model.moments import iso_instant
from model.stories import StoredDocument


def stored_json(stored: StoredDocument) -> Json:
    """The document with its source, story, relation, watches and times."""
    place = stored.membership
    return document_json(stored.document, stored.uid) | {
        "source": stored.source_id,
        "story": stored.story_uid,
        "relation": place.relation.value,
        "of": place.of,
        "share": place.share,
        "evidence": list(place.evidence),
        "watches": list(stored.watches),
        "first_seen_at": iso_instant(stored.first_seen_at),
        "fetched_at": iso_instant(stored.fetched_at),
        "changed_at": iso_instant(stored.changed_at),
        "version": stored.version,
        "gone_at": iso_instant(stored.gone_at) if stored.gone_at else None,
    }
