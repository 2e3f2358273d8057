"""Chronicles: what happened to a story, in the order it happened: who had it when, what changed, what went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from db.repositories.history import Version
from db.unit import UnitOfWork
from model.document_json import Json
from model.moments import Moment, Precision, iso_instant
from model.stories import Relation, StoredDocument
from stories.revisions import Change, Hunk, Revision, compare

#: Changes shown of one revision; the rest are counted.
_SHOWN = 6
_VERBS = {
    Relation.ORIGINAL: "publishes",
    Relation.COPY: "copies",
    Relation.REPRINT: "reprints",
    Relation.EXCERPT: "prints an excerpt of",
    Relation.REPOST: "reposts",
    Relation.REVISION: "prints again",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened: when, told in one sentence, with what can be looked at beside it."""

    at: datetime
    when: str
    kind: str
    document: str
    said: str
    details: tuple[str, ...] = ()
    capture_id: int | None = None
    by: datetime | None = None  #: when it had happened at the latest, where that is not `at`

    def as_json(self) -> Json:
        """The entry for programs."""
        return {
            "at": iso_instant(self.at),
            "kind": self.kind,
            "document": self.document,
            "said": self.said,
            "details": list(self.details),
            "capture": self.capture_id,
        }


def chronicle(uow: UnitOfWork, story: Sequence[StoredDocument], names: Mapping[str, str]) -> list[Entry]:
    """Everything that happened to the documents of a story, the earliest first."""
    outlets = {each.uid: names.get(each.source_id, each.source_id) for each in story}
    entries = []
    for each in story:
        versions = uow.history.versions(each.uid)
        entries.append(_published(each, outlets, versions[0].title))
        entries += _revisions(each, outlets[each.uid], versions)
        entries += _events(uow, each, outlets[each.uid])
    return sorted(entries, key=lambda entry: (entry.by or entry.at, entry.kind != "published"))


def _published(each: StoredDocument, outlets: Mapping[str, str], title: str | None) -> Entry:
    """What came out, under the title that it had then."""
    place, told = each.membership, each.document.published_at
    verb, title = _VERBS[place.relation], title or "no title"
    of = f" {outlets[place.of]}'s text" if place.of is not None and place.of in outlets else ""
    said = f"{outlets[each.uid]} {verb}{of}: {title}" if of else f"{outlets[each.uid]} {verb}: {title}"
    seen = (
        f"first seen {moment_words(Moment(each.first_seen_at))}" if told else "told no time; this is when it was seen"
    )
    details = (*place.evidence, seen, each.document.url or "")
    shown = told or Moment(each.first_seen_at)
    said_by = tuple(filter(None, details))
    return Entry(shown.at, moment_words(shown), "published", each.uid, said, said_by, by=each.out_by)


def _revisions(each: StoredDocument, outlet: str, versions: Sequence[Version]) -> list[Entry]:
    entries = []
    for old, new in pairwise(versions):
        found = compare(old.title, old.text, new.title, new.text)
        said = f"{outlet} changes it (version {new.number}, {found.kind.value})"
        when = moment_words(Moment(new.seen_at))
        entries.append(Entry(new.seen_at, when, "revised", each.uid, said, revision_words(found), new.capture_id))
    return entries


def _events(uow: UnitOfWork, each: StoredDocument, outlet: str) -> list[Entry]:
    words = {"gone": "takes it down", "returned": "puts it up again"}
    return [
        Entry(event.at, moment_words(Moment(event.at)), event.kind, each.uid, f"{outlet} {words[event.kind]}")
        for event in uow.history.events(each.uid)
    ]


def revision_words(found: Revision) -> tuple[str, ...]:
    """A revision in lines: the headline, then each change in its place."""
    headline = (f"headline: [-{found.headline[0]}-] {{+{found.headline[1]}+}}",) if found.headline else ()
    if found.kind is Change.LAYOUT:
        return (*headline, "only punctuation and blanks")
    more = (f"and {len(found.hunks) - _SHOWN} more changes",) if len(found.hunks) > _SHOWN else ()
    return (*headline, *(hunk_words(hunk) for hunk in found.hunks[:_SHOWN]), *more)


def hunk_words(hunk: Hunk) -> str:
    """A change in its place: taken out words in [- -], put in words in {+ +}."""
    old = f"[-{hunk.old}-]" if hunk.old else ""
    new = f"{{+{hunk.new}+}}" if hunk.new else ""
    return " ".join(filter(None, (f"… {hunk.before}" if hunk.before else "", old, new, hunk.after, "…")))


def moment_words(moment: Moment) -> str:
    """A moment for people: a day stays a day; the outlet's own stands beside it where it is another than in UTC."""
    if moment.precision is Precision.DAY:
        return moment.iso()
    own = f" ({moment.own_day} there)" if moment.own_day else ""
    return f"{moment.at:%Y-%m-%d %H:%MZ}{own}"
