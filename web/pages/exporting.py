"""A story to take along: JSON, CSV, plain text, or everything kept of it as one bundle."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from db.unit import UnitOfWork
from model.stories import StoredDocument, lead_first
from web.means import Dashboard
from web.site import missing, site_of
from web.tables import csv_answer

_COLUMNS = (
    "id", "source", "relation", "of", "share", "published_at", "published_precision",
    "published_day", "first_seen_at", "gone_at", "language", "title", "url", "version", "watches", "evidence",
)  # fmt: skip


def export(request: Request) -> Response:
    """A story in the form that its address names."""
    dash, uid, form = site_of(request).dash, request.path_params["uid"], request.path_params["form"]
    documents = dash.store.read(lambda uow: lead_first(uow.reading.story(uid)))
    if not documents or form not in {"csv", "json", "txt"}:
        return missing(request, "There is no such story, or not in this form.")
    name = f"story-{uid[:8]}"
    if form == "csv":
        found = [dash.document_json(each) for each in documents]
        rows = [["; ".join(map(str, v)) if isinstance(v := row[n], list) else v for n in _COLUMNS] for row in found]
        return csv_answer(f"{name}.csv", _COLUMNS, rows)
    if form == "json":
        return _kept(f"{name}.json", _json(dash, documents), "application/json")
    return _kept(f"{name}.txt", dash.store.read(lambda uow: _text(uow, dash, documents)), "text/plain; charset=utf-8")


def bundle(request: Request) -> Response:
    """The captures of a story as WARC with a manifest of their hashes, and the story itself, in one archive."""
    dash, uid = site_of(request).dash, request.path_params["uid"]
    documents = dash.store.read(lambda uow: lead_first(uow.reading.story(uid)))
    if not documents:
        return missing(request, "There is no such story.")
    packed = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        uids = [each.uid for each in documents]
        dash.store.read(lambda uow: dash.write_bundle(uow.captures.of_documents(uids), Path(folder)))
        for file in sorted(Path(folder).iterdir()):
            archive.write(file, file.name)
        archive.writestr("story.json", _json(dash, documents))
        archive.writestr("story.txt", dash.store.read(lambda uow: _text(uow, dash, documents)))
    return _kept(f"story-{uid[:8]}.zip", packed.getvalue(), "application/zip")


def _kept(name: str, content: bytes, media_type: str) -> Response:
    return Response(content, 200, {"Content-Disposition": f'attachment; filename="{name}"'}, media_type)


def _json(dash: Dashboard, documents: list[StoredDocument]) -> bytes:
    told = {"story": documents[0].story_uid, "documents": [dash.document_json(each) for each in documents]}
    return json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _text(uow: UnitOfWork, dash: Dashboard, documents: list[StoredDocument]) -> bytes:
    lines = [documents[0].document.title or "no title", f"story {documents[0].story_uid}", ""]
    for event in dash.chronicle(uow, documents):
        lines += [f"{event.when}  {event.said}", *(f"    {detail}" for detail in event.details)]
    lines += ["", documents[0].document.text, ""]
    return "\n".join(lines).encode("utf-8", "replace")
