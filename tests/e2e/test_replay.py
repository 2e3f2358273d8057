import io
import json
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGE = (
    "<!DOCTYPE html><html lang='en'><head><title>Crane falls - The Gazette</title>"
    "<meta property='og:type' content='article'>"
    "<meta property='article:published_time' content='2026-03-01T12:00:00Z'></head>"
    "<body><article><h1>Crane falls</h1>"
    + "<p>Min Aung Hlaing saw a crane fall into the harbour on his way from Moscow, and nobody was hurt at all.</p>" * 6
    + "</article></body></html>"
)


def write_warc(file: Path) -> None:
    with file.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for number, status in ((1, "200 OK"), (2, "404 Not Found")):
            head = StatusAndHeaders(status, [("Content-Type", "text/html")], protocol="HTTP/1.1")
            body = io.BytesIO(PAGE.replace("crane", f"crane {number}").encode())
            record = writer.create_warc_record(
                f"https://gazette.example/{number}", "response", payload=body, http_headers=head
            )
            writer.write_record(record)


def write_folder(folder: Path) -> None:
    folder.mkdir()
    (folder / "one.html").write_text(PAGE)
    (folder / "one.html.json").write_text(json.dumps({"url": "https://gazette.example/1"}))
    (folder / "one.html.truth.json").write_text("{}")
    (folder / "two.html").write_text("<title>Not printed</title>")
    (folder / "two.html.json").write_text(json.dumps({"url": "https://gazette.example/2", "status": 410}))
    (folder / "no-sidecar.html").write_text(PAGE)


# warcio leaves its buffer open
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("kind", ["warc", "folder"])
def test_an_archive_is_crawled_as_if_it_were_the_web_and_every_page_accounted_for(
    nightdesk, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / ("archive.warc.gz" if kind == "warc" else "archive")
    write_warc(path) if kind == "warc" else write_folder(path)
    done = nightdesk("crawl", "--replay", str(path), "--sources-from-replay", "--format", "json")
    assert done.returncode == 4, done.stderr
    (source,) = json.loads(done.stdout)["sources"]
    assert sorted(page["outcome"] for page in source["pages"]) == ["gone", "stored"]
    assert source["matched"] == 1


def test_a_folder_without_a_page_that_says_where_it_was_is_told_of(nightdesk, tmp_path: Path) -> None:
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved" / "one.html").write_text(PAGE)
    done = nightdesk("crawl", "--replay", "saved", "--sources-from-replay")
    assert done.returncode == 3 and "holds no page with a sidecar" in done.stderr


def test_an_address_outside_the_archive_is_a_recorded_miss(nightdesk, tmp_path: Path, configuration: Path) -> None:
    write_folder(tmp_path / "archive")
    done = nightdesk("--config", str(configuration), "crawl", "--replay", "archive", "courier", "--format", "json")
    (source,) = json.loads(done.stdout)["sources"]
    assert done.returncode == 5
    assert source["outcome"] == "failed" and "is not in the archive" in source["reason"]


def test_a_path_that_is_no_archive_is_named(nightdesk, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no archive")
    done = nightdesk("crawl", "--replay", "notes.txt", "--sources-from-replay")
    assert done.returncode == 3 and "notes.txt" in done.stderr
