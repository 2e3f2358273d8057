"""Evidence: the chain of captures verified, and bundles of them that other tools can read."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from db.repositories.captures import KeptCapture
from db.unit import UnitOfWork
from model.captures import header_bytes
from model.chain import BEGINNING, link_of
from model.moments import iso_instant


def faults_of(uow: UnitOfWork) -> Iterator[str]:
    """What is wrong with the chain of captures, in words; nothing where all is as it was stored.

    A body that does not have its hash was altered; a link that does not follow from the one before it tells of a row
    altered, taken out or put elsewhere.
    """
    before = BEGINNING
    try:
        for kept in uow.captures.all():
            yield from _faults(kept, before)
            before = kept.chain
    except ValueError as error:
        yield str(error)


def _faults(kept: KeptCapture, before: str) -> Iterator[str]:
    named = f"capture {kept.id} ({kept.capture.url})"
    if not kept.pruned and kept.capture.sha256 != kept.sha256:
        yield f"{named}: its body is not the one that was stored"
    if link_of(before, kept.source_id, kept.capture, kept.sha256) != kept.chain:
        yield f"{named}: the chain is broken: this row was altered, or one before it altered, removed or moved"


def head_of(uow: UnitOfWork) -> tuple[int, str]:
    """How many captures there are, and the last link: noted elsewhere, it shows later that none was cut off the end."""
    count, head = 0, BEGINNING
    for kept in uow.captures.all():
        count, head = count + 1, kept.chain
    return count, head


def write_bundle(captures: Iterable[KeptCapture], folder: Path) -> list[dict[str, object]]:
    """Writes captures as `captures.warc.gz` (WARC 1.1, ISO 28500:2017) and `manifest.json`; gives the manifest's rows.

    Bodies are as decoded, so content and transfer codings are left out of the headers; the original values stay
    under `X-Archive-Orig-` names. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rows: list[dict[str, object]] = []
    with (folder / "captures.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True, warc_version="1.1")
        for kept in captures:
            if not kept.pruned:
                writer.write_record(_record(writer, kept))
            rows.append(_manifest_row(kept))
    text = json.dumps({"captures": rows}, ensure_ascii=False, indent=1)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")
    return rows


class _AsReceived(StatusAndHeaders):  # type: ignore[misc]  # warcio has no types
    """Headers in the bytes they came in; warcio's own percent-encode what is not ASCII, and the quotes around it."""

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        lines = self.to_str(header_filter).split("\r\n")
        self.headers_buff = b"\r\n".join([*map(header_bytes, lines), b""])


_BLANKS = str.maketrans("\r\n\0", "   ")
_CODINGS = {"content-encoding", "transfer-encoding", "content-length"}


def _record(writer: WARCWriter, kept: KeptCapture) -> object:
    read = kept.capture
    said = [(_in_one_line(name), _in_one_line(value)) for name, value in read.headers]
    headers = [(f"X-Archive-Orig-{n}" if n.lower() in _CODINGS else n, value) for n, value in said]
    headers.append(("Content-Length", str(len(read.body))))
    head = _AsReceived(f"{read.status} Archived", headers, protocol="HTTP/1.1")
    warc_headers = {"WARC-Date": iso_instant(read.fetched_at)}
    return writer.create_warc_record(
        read.final_url,
        "response",
        payload=io.BytesIO(read.body),
        length=len(read.body),
        http_headers=head,
        warc_headers_dict=warc_headers,
    )


def _in_one_line(said: str) -> str:
    """A header's name or value without what would begin another line, or the body (RFC 9110, section 5.5)."""
    return said.translate(_BLANKS)


def _manifest_row(kept: KeptCapture) -> dict[str, object]:
    read = kept.capture
    return {
        "capture": kept.id,
        "source": kept.source_id,
        "url": read.url,
        "final_url": read.final_url,
        "redirects": list(read.redirects),
        "status": read.status,
        "requested_at": iso_instant(read.requested_at),
        "fetched_at": iso_instant(read.fetched_at),
        "bytes": None if kept.pruned else len(read.body),
        "sha256": kept.sha256,
        "chain": kept.chain,
    }
