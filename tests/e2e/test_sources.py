import json
import threading
import tomllib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.etree import ElementTree as ET

from config.catalogue import load_catalogue
from nightdesk.demo.press import Press

LOOPBACK = {"NIGHTDESK_FETCH__ALLOW_ADDRESSES": '["127.0.0.0/8"]', "NIGHTDESK_FETCH__PER_HOST_GAP": "0s"}


def test_a_plain_address_becomes_a_source_that_crawls(nightdesk, press: Press, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    url = f"http://martaban.press.localhost:{press.port}/"
    added = nightdesk("--config", "mine", "sources", "add", url, "--write", **LOOPBACK)
    assert added.returncode == 0, added.stderr
    assert "feed  http://martaban" in added.stderr and "ok" in added.stderr
    entry = tomllib.loads(added.stdout)
    assert (entry["id"], entry["name"], entry["language"]) == ("martaban-press-localhost", "Martaban Review", "en")
    assert entry["discover"][0]["url"].endswith("/feed/")
    assert "timezone" not in entry and "# timezone = " in added.stdout, "it is not known, and is to be said"
    again = nightdesk("--config", "mine", "sources", "add", url, "--write", **LOOPBACK)
    assert "is there already" in again.stderr
    crawled = nightdesk("--config", "mine", "crawl", "--all", "--format", "json", **LOOPBACK)
    assert json.loads(crawled.stdout)["totals"]["stored"] == 2


def test_an_address_that_leads_nowhere_says_so(nightdesk, press: Press, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    refused = nightdesk(
        "--config", "mine", "sources", "add", f"http://fortress.press.localhost:{press.port}/feed/", **LOOPBACK
    )
    assert refused.returncode == 5 and "403" in refused.stderr
    guarded = nightdesk("--config", "mine", "sources", "add", "http://127.0.0.1:9/")
    assert guarded.returncode == 5 and "blocked" in guarded.stderr and "allow_addresses" in guarded.stderr


def test_a_written_source_names_the_schema_where_it_lies_and_no_host_that_cannot_be(nightdesk, tmp_path: Path) -> None:
    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            item = "<item><title>Crane returns</title><link>/news/crane-returns-4711</link></item>"
            body = f"<rss version='2.0'><channel><title>The Quay</title>{item}</channel></rss>".encode()
            self.send_response(200 if self.path in {"/", "/feed/"} else 404)
            self.send_header("Content-Type", "application/rss+xml" if self.path == "/feed/" else "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    (tmp_path / "clone" / "docs" / "schema").mkdir(parents=True)
    (tmp_path / "clone" / "docs" / "schema" / "source.json").write_text("{}")
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        for folder, head in (("clone/config", "#:schema ../../docs/schema/source.json"), ("mine", 'id = "127-0-0-1"')):
            (tmp_path / folder).mkdir()
            url = f"http://127.0.0.1:{site.server_port}/"
            added = nightdesk("--config", folder, "sources", "add", url, "--write", **LOOPBACK)
            assert added.returncode == 0, added.stderr
            written = (tmp_path / folder / "sources" / "127-0-0-1.toml").read_text()
            assert written.startswith(head) and tomllib.loads(written)["hosts"] == ["127.0.0.1"]
        site.shutdown()


def test_a_check_tells_field_by_field_what_was_read(nightdesk, configuration: Path) -> None:
    done = nightdesk("--config", str(configuration), "sources", "check", "courier", "fortress", "--format", "json")
    courier, fortress = json.loads(done.stdout)
    assert done.returncode == 4 and "403" in fortress["error"]
    fields = {row["field"]: row for row in courier["fields"]}
    assert fields["title"]["rule"] and fields["published_at"]["value"]
    assert courier["kind"] == "article" and courier["links"] == 4
    assert fields["parser"]["value"] == courier["parser"] and courier["partial"] is None
    assert set(courier["lacks"]) <= {"authors", "canonical_url", "image", "language"}


def test_feeds_go_out_and_come_back_as_opml(nightdesk, configuration: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    exported = nightdesk("--config", str(configuration), "sources", "export")
    (tmp_path / "feeds.opml").write_text(exported.stdout, encoding="utf-8")
    told = nightdesk("--config", "mine", "sources", "import", "feeds.opml")
    assert told.returncode == 0, told.stderr
    ours, theirs = load_catalogue(configuration, {}).sources, load_catalogue(tmp_path / "mine", {}).sources
    feeds = {step.url for source in ours.values() for step in source.steps if step.kind == "feed"}
    assert {step.url for source in theirs.values() for step in source.steps} == feeds
    assert {source.name for source in theirs.values()} >= {"The Moscow Courier", "Невский листок"}


def test_one_odd_outline_does_not_stop_the_others(nightdesk, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "odd.opml").write_text(
        '<opml version="2.0"><body><outline text="Odd" xmlUrl="javascript:alert(1)"/><outline text="nested">'
        '<outline text="A" xmlUrl="https://a.example/feed"/></outline><outline xmlUrl="http://127.0.0.1/feed"/></body></opml>'
    )
    told = nightdesk("--config", "mine", "sources", "import", "odd.opml")
    assert told.returncode == 0 and "Odd: left out" in told.stderr
    assert {file.stem for file in (tmp_path / "mine" / "sources").glob("*.toml")} == {"a-example", "127-0-0-1"}


def test_what_is_no_opml_is_told_and_opens_no_file(nightdesk, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    outside = '<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body><outline text="&x;"/></body></opml>'
    for text in ("no markup", outside, '<rss version="2.0"><channel/></rss>', ""):
        (tmp_path / "odd.opml").write_text(text)
        told = nightdesk("--config", "mine", "sources", "import", "odd.opml")
        assert told.returncode == 2 and "odd.opml is no OPML" in told.stderr and "root:" not in told.stderr
    (tmp_path / "odd.opml").write_text("<opml><body/></opml>")
    told = nightdesk("--config", "mine", "sources", "import", "odd.opml")
    assert told.returncode == 0 and "no outline in it names a feed" in told.stderr


def test_the_exported_opml_is_well_formed_whatever_the_names(nightdesk, configuration: Path) -> None:
    entry = configuration / "sources" / "courier.toml"
    entry.write_text(entry.read_text().replace("The Moscow Courier", '<b>&\\"x'))
    root = ET.fromstring(nightdesk("--config", str(configuration), "sources", "export").stdout.encode())
    assert '<b>&"x' in {outline.get("title") for outline in root.iter("outline")}
