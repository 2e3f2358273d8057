"""Health: how a source stands, decided from what is known of it. Pure: time is an argument."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from config.sources import Source
from crawler.rhythm import falls, quiet_limit
from model.health import Facts, Health, Standing
from model.moments import span_words

#: So many visits in a row that fail are no accident.
_LASTING = 3
#: A visit may begin so much later than it was due before we call ourselves late.
_PATIENCE = timedelta(minutes=2)


def judge_all(sources: Iterable[Source], facts: Mapping[str, Facts], now: datetime) -> list[Standing]:
    """How every source stands, in their order."""
    return [judge(source, facts.get(source.id), now) for source in sources]


def judge(source: Source, facts: Facts | None, now: datetime) -> Standing:
    """How a source stands, in a word, a sentence and the command that helps.

    What the source does to us comes before what we fail to do, and that before what its pages lack.
    """
    if not source.enabled:
        return Standing(source.id, Health.DISABLED, source.reason or "", None)
    if facts is None or facts.visited_at is None:
        return _unseen(source, facts, now)
    for decide in (_rejected, _late, _stale, _silent, _drifting):
        if found := decide(source, facts, now):
            return found
    told = f"{facts.reason}; " if facts.reason else ""
    return Standing(source.id, Health.OK, f"{told}{_last(facts, now)}")


def _unseen(source: Source, facts: Facts | None, now: datetime) -> Standing:
    due = facts.next_visit_at if facts else None
    if due is not None and now - due > _allowance(source, facts):
        words = f"was due {span_words(now - due)} ago and has never been visited"
        return Standing(source.id, Health.LATE, words, "nightdesk doctor")
    return Standing(source.id, Health.NEW, "not visited yet", f"nightdesk crawl {source.id}")


def _rejected(source: Source, facts: Facts, now: datetime) -> Standing | None:
    if facts.outcome not in {"refused", "failed"}:
        return None
    health = Health.REFUSED if facts.outcome == "refused" else Health.BROKEN
    tries = f"{facts.failures} times in a row" if facts.failures > 1 else "once"
    ok = f"; it was last well {span_words(now - facts.ok_at)} ago" if facts.ok_at else ""
    words = f"{facts.reason} ({tries}){ok}; {_last(facts, now)}"
    helps = (
        f"nightdesk robots {source.home}"
        if "robots" in (facts.reason or "")
        else f"nightdesk sources check {source.id}"
    )
    return Standing(source.id, health, words, helps, firm=facts.failures >= _LASTING)


def _late(source: Source, facts: Facts, now: datetime) -> Standing | None:
    due = facts.next_visit_at
    if due is None or now - due <= _allowance(source, facts):
        return None
    words = f"was due {span_words(now - due)} ago; {_last(facts, now)}"
    return Standing(source.id, Health.LATE, words, "nightdesk doctor")


def _stale(source: Source, facts: Facts, now: datetime) -> Standing | None:
    if facts.stale is None:
        return None
    return Standing(source.id, Health.STALE, f"{facts.stale}; {_last(facts, now)}", _check(source))


def _silent(source: Source, facts: Facts, now: datetime) -> Standing | None:
    if facts.outcome == "silent":
        words = f"its lists are empty: {facts.reason}; {_last(facts, now)}"
        return Standing(source.id, Health.SILENT, words, _check(source))
    limit = quiet_limit(facts.spells, facts.interval or source.schedule.every)
    if limit is None or facts.ok_at is None or facts.new_at is None:
        return None
    quiet = facts.ok_at - facts.new_at  # until we last looked: while we do not look, nobody is silent
    if quiet <= limit:
        return None
    days, longest = len(facts.spells), span_words(max(facts.spells.values()))
    words = f"nothing new for {span_words(quiet)}; on {days} days before it was never quiet for longer than {longest}"
    return Standing(source.id, Health.SILENT, words, _check(source))


def _drifting(source: Source, facts: Facts, _now: datetime) -> Standing | None:
    found = falls(facts.fields)
    if not found:
        return None
    told = "; ".join(
        f"{each.field} found on {each.now} of the last {each.of} pages, before on {each.share:.0%}" for each in found
    )
    return Standing(source.id, Health.DRIFTING, told, _check(source))


def _allowance(source: Source, facts: Facts | None) -> timedelta:
    interval = facts.interval if facts and facts.interval else source.schedule.every
    return max(interval, _PATIENCE)


def _last(facts: Facts, now: datetime) -> str:
    return f"last visited {span_words(now - facts.visited_at)} ago" if facts.visited_at else "never visited"


def _check(source: Source) -> str:
    return f"nightdesk sources check {source.id}"
