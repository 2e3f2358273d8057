"""What a trial of a watch found, as tables with samples or as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import click

from matching.highlight import QUOTED, excerpts
from matching.watch import CompiledWatch
from nightdesk.cli.match import marks, one_line
from nightdesk.cli.output import err, write_json, write_table
from nightdesk.watches.trials import ASPECTS, Count, Difference, Judged, Trial, spans_for

_COLUMNS = ("documents", "matched", "near misses")


def write_trial(compiled: CompiledWatch, trial: Trial, change: Difference | None, samples: int, form: str) -> None:
    """Shows a trial; `change` is what another version of the watch would bring."""
    if form == "json":
        write_json(_as_json(compiled, trial, change, samples))
        return
    if not trial.total.documents:
        err().print("No document to try it on. `nightdesk crawl` stores some; a file of them can be named as well.")
        return
    write_table(_COLUMNS, [_row(trial.total)], "")
    for aspect in ASPECTS:
        counts = _ordered(trial.counts[aspect], by_value=aspect == "month")
        click.echo()
        write_table((aspect, *_COLUMNS), [(value, *_row(count)) for value, count in counts], "")
    _write_samples("matches", compiled, trial.matched, samples)
    _write_samples("near misses", compiled, trial.near, samples)
    if change is not None:
        _write_samples("gained by the other version", compiled, change.gained, samples)
        _write_samples("lost by the other version", compiled, change.lost, samples)


def _ordered(counts: Mapping[str, Count], *, by_value: bool) -> list[tuple[str, Count]]:
    """The counts by what they are of, or the largest first."""
    return sorted(counts.items(), key=lambda pair: (0 if by_value else -pair[1].documents, pair[0]))


def _row(count: Count) -> tuple[int, int, int]:
    return count.documents, count.matched, count.near


def _write_samples(what: str, compiled: CompiledWatch, found: Sequence[Judged], samples: int) -> None:
    click.echo(f"\n{what}: {len(found)}")
    for judged in spread(found, samples):
        for line in sample_lines(compiled, judged, marks()):
            click.echo(f"  {line}")


def spread(found: Sequence[Judged], samples: int) -> Iterable[Judged]:
    """So many of the documents, taken evenly from all of them."""
    step = max(1, len(found) // samples) if samples else 1
    return found[::step][:samples]


def sample_lines(compiled: CompiledWatch, judged: Judged, signs: tuple[str, str] = QUOTED) -> Iterator[str]:
    """A document with what was missing, if something was, and the words it was judged by."""
    yield f"{judged.item.id}  {one_line(judged.item.subject.title) or 'no title'}"
    yield from (f"  missing: {what}" for what in judged.result.missing)
    yield from (f"  {line}" for line in excerpts(judged.item.subject, spans_for(compiled, judged), signs))


def _as_json(compiled: CompiledWatch, trial: Trial, change: Difference | None, samples: int) -> dict[str, object]:
    def shown(found: Sequence[Judged]) -> list[dict[str, object]]:
        return [_sample(compiled, judged) for judged in spread(found, samples)]

    return {
        "watch": compiled.watch.id,
        **_counts(trial.total),
        **{aspect: {value: _counts(count) for value, count in trial.counts[aspect].items()} for aspect in ASPECTS},
        "matches": shown(trial.matched),
        "near_misses": shown(trial.near),
        "gained": [judged.item.id for judged in change.gained] if change else None,
        "lost": [judged.item.id for judged in change.lost] if change else None,
    }


def _counts(count: Count) -> dict[str, object]:
    return {"documents": count.documents, "matched": count.matched, "near": count.near}


def _sample(compiled: CompiledWatch, judged: Judged) -> dict[str, object]:
    return {
        "id": judged.item.id,
        "url": judged.item.url,
        "title": judged.item.subject.title,
        "missing": list(judged.result.missing),
        "shown": list(excerpts(judged.item.subject, spans_for(compiled, judged))),
    }
