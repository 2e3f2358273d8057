"""`nightdesk sources check`: one page of each source, field by field."""

from __future__ import annotations

from collections.abc import Sequence

from config.sources import Source
from crawler.asking import request_of
from crawler.discovery import discover
from model.documents import Parsed
from model.errors import FetchError, ParseError
from nightdesk.bootstrap import open_desk
from nightdesk.cli.context import Globals
from nightdesk.cli.output import err, write_json, write_table
from nightdesk.desk import Desk
from nightdesk.raw_pages import raw_page
from parsers.completeness import lacking

Row = dict[str, object]


async def check_sources(given: Globals, sources: Sequence[Source], form: str) -> int:
    """Checks sources and reports; gives the exit code. No document is stored."""
    with given.store() as store:
        async with open_desk(given.catalogue, given.watcher, store) as desk:
            reports = [await _check(desk, source) for source in sources]
    if form == "json":
        write_json(reports)
    else:
        for report in reports:
            _show(report)
    failed = sum("error" in report for report in reports)
    return 0 if not failed else 5 if failed == len(reports) else 4


async def _check(desk: Desk, source: Source) -> Row:
    """What a source's lists and one of its pages give, and what is particular to how it is asked."""
    particular = {"robots_override": source.fetch.robots_reason} if source.fetch.robots == "override" else {}
    return await _seen(desk, source) | particular


async def _seen(desk: Desk, source: Source) -> Row:
    found = await discover(source, {}, desk.fetcher, desk.parse, desk.clock, desk.catalogue.settings.fetch)
    steps = [step.as_json() for step in found.steps]
    urls = [link.url for link in found.links] or list(source.pages)
    if not urls:
        return {"id": source.id, "steps": steps, "error": found.reason or "no link was found"}
    try:
        parsed = await _parsed(desk, source, urls[0])
    except (FetchError, ParseError) as error:
        return {"id": source.id, "steps": steps, "url": urls[0], "error": str(error)}
    document = parsed.document
    fields = [
        {"field": r.field, "rule": r.rule, "value": r.value[:120], "missed": list(r.missed)} for r in parsed.readings
    ]
    told: Row = {
        "kind": document.kind.value,
        "parser": document.parser,
        "completeness": round(document.completeness, 2),
    }
    told |= {"lacks": list(lacking(document)), "partial": document.partial}
    return {"id": source.id, "steps": steps, "links": len(found.links), "url": urls[0], **told, "fields": fields}


async def _parsed(desk: Desk, source: Source, url: str) -> Parsed:
    got = await desk.fetcher.fetch(request_of(source, url))
    return await desk.parse(raw_page(source, got, frozenset()))


def _show(report: Row) -> None:
    err().print(f"{report['id']}: {report.get('error') or report['url']}")
    if agreed := report.get("robots_override"):
        err().print(f"  robots.txt is passed over: {agreed}")
    for step in report["steps"]:  # type: ignore[attr-defined]  # a list of plain rows
        err().print(f"  {step['kind']} {step['url']}: {step['outcome']}: {step['reason']}")
    if "error" not in report:
        without = f", without {', '.join(report['lacks'])}" if report["lacks"] else ""  # type: ignore[arg-type]
        err().print(f"  {report['kind']} by {report['parser']}, completeness {report['completeness']}{without}")
        if report["partial"]:
            err().print(f"  partial: {report['partial']}")
        rows = [(field["field"], field["rule"] or "not found", field["value"]) for field in report["fields"]]  # type: ignore[attr-defined]
        write_table(("field", "rule", "value"), rows, "no field was read")
