import csv
import io
import json
import shutil
import socket
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
from jsonschema import Draft202012Validator

from model.clock import system_clock
from nightdesk.demo.press import WATCH, Press

COUNTS = {"discovered", "fetched", "not_modified", "stored", "duplicates", "matched"}


def test_a_crawl_accounts_for_itself_in_the_fields_of_the_contract(
    nightdesk, configuration: Path, any_database: str
) -> None:
    done = nightdesk("--config", str(configuration), "--database", any_database, "crawl", "courier", "--format", "json")
    report = json.loads(done.stdout)
    assert done.returncode == 0
    assert {"started_at", "finished_at", "sources", "totals"} == report.keys()
    (source,) = report["sources"]
    assert {"id", "outcome", "reason", "seconds"} | COUNTS <= source.keys()
    assert COUNTS | {"stories", "alerts", "bytes"} <= report["totals"].keys()
    assert (source["outcome"], source["stored"], source["matched"]) == ("ok", 4, 2)


def test_when_every_source_fails_the_exit_code_is_five(nightdesk, configuration: Path) -> None:
    assert nightdesk("--config", str(configuration), "crawl", "fortress", "cracked").returncode == 5


def test_a_crawl_of_nothing_says_why_there_is_nothing(nightdesk, crawled: tuple[str, ...]) -> None:
    ahead = nightdesk(*crawled, "crawl", "--since", "2999-01-01")
    assert ahead.returncode == 2 and "yet to come" in ahead.stderr
    for told in (Path(crawled[1]) / "sources").glob("*.toml"):
        told.write_text('enabled = false\nreason = "behind a wall"\n' + told.read_text())
    done = nightdesk(*crawled, "crawl", "--all")
    assert (done.returncode, done.stderr) == (0, "The configuration names no source that is enabled.\n")


def test_a_dry_run_shows_new_links_and_fetches_no_page(nightdesk, configuration: Path, press: Press) -> None:
    done = nightdesk("--config", str(configuration), "crawl", "courier", "--dry-run", "--format", "json")
    assert len(json.loads(done.stdout)) == 4
    assert {path for _, path, _, _ in press.requests} == {"/robots.txt", "/rss/news"}


def test_a_dry_run_says_which_sources_could_not_be_looked_at(nightdesk, configuration: Path) -> None:
    dry = ("--config", str(configuration), "crawl", "--dry-run")
    some, none = nightdesk(*dry, "courier", "fortress"), nightdesk(*dry, "fortress", "cracked")
    assert (some.returncode, none.returncode) == (4, 5)
    assert "fortress: refused: feed: refused: 403" in some.stderr and "cracked: failed: " in none.stderr


@pytest.mark.parametrize("form", ["atom", "rss", "json"])
def test_the_feed_is_the_same_at_every_reading(nightdesk, crawled: tuple[str, ...], form: str) -> None:
    first, second = (nightdesk(*crawled, "feed", WATCH, "--format", form).stdout for _ in range(2))
    assert first == second
    if form == "json":
        items = json.loads(first)["items"]
        assert len(items) == 4 and all(item["id"].startswith("urn:uuid:") for item in items)
    else:
        parsed = feedparser.parse(first)
        assert not parsed.bozo and len(parsed.entries) == 4


def test_export_gives_every_document_with_its_story(nightdesk, crawled: tuple[str, ...]) -> None:
    lines = [json.loads(line) for line in nightdesk(*crawled, "export", "documents").stdout.splitlines()]
    assert len(lines) == 15
    assert all(
        {"source", "story", "relation", "watches", "text", "published_precision"} <= line.keys() for line in lines
    )
    table = list(csv.DictReader(io.StringIO(nightdesk(*crawled, "export", "documents", "--format", "csv").stdout)))
    assert [row["title"] for row in table] == [line["title"] for line in lines]
    stories = [json.loads(line) for line in nightdesk(*crawled, "export", "stories").stdout.splitlines()]
    alerts = [json.loads(line) for line in nightdesk(*crawled, "export", "alerts").stdout.splitlines()]
    assert {alert["story"] for alert in alerts} <= {story["story"] for story in stories}


def test_lists_and_status_speak_json(nightdesk, crawled: tuple[str, ...]) -> None:
    sources = json.loads(nightdesk(*crawled, "sources", "list", "--format", "json").stdout)
    assert {row["id"]: row["outcome"] for row in sources}["fortress"] == "refused"
    (watch,) = json.loads(nightdesk(*crawled, "watch", "list", "--format", "json").stdout)
    assert watch["id"] == WATCH
    status = json.loads(nightdesk(*crawled, "status", "--format", "json").stdout)
    assert {row["id"]: row["state"] for row in status["sources"]}["cracked"] == "broken"
    assert status["totals"]["documents"] == 15


def test_a_source_that_is_switched_off_after_it_was_visited_has_no_next_visit(
    nightdesk, crawled: tuple[str, ...]
) -> None:
    told = Path(crawled[1]) / "sources" / "courier.toml"
    told.write_text('enabled = false\nreason = "behind a wall"\n' + told.read_text())
    for rows in (
        json.loads(nightdesk(*crawled, "sources", "list", "--format", "json").stdout),
        json.loads(nightdesk(*crawled, "status", "--format", "json").stdout)["sources"],
    ):
        due = {row["id"]: row["next_visit_at"] for row in rows}
        assert due.pop("courier") is None and all(due.values())


def test_status_says_of_which_database_it_speaks(nightdesk, configuration: Path) -> None:
    told = nightdesk("--config", str(configuration), "--database", "mistyped.db", "status").stderr
    assert "0 documents" in told and "sqlite:///mistyped.db" in told


def test_one_of_a_sort_is_told_as_one(nightdesk, configuration: Path) -> None:
    nightdesk("--config", str(configuration), "crawl", "northwire")
    told = nightdesk("--config", str(configuration), "status").stderr
    assert "1 document, 1 story, 1 alert in " in told


def test_status_says_in_words_what_could_not_be_looked_at(nightdesk, crawled: tuple[str, ...]) -> None:
    shown = nightdesk(*crawled, "status").stdout
    assert "403 Forbidden" in shown


def test_a_stored_document_is_shown_by_its_address(nightdesk, crawled: tuple[str, ...]) -> None:
    (found, *_) = json.loads(nightdesk(*crawled, "search", "Vnukovo", "--format", "json").stdout)
    shown = nightdesk(*crawled, "stories", "show", found["url"] + "?utm_source=x", "--format", "json")
    assert json.loads(shown.stdout)["id"] == found["id"]
    for nowhere in ("https://nowhere.example/", "http://[::1"):
        assert nightdesk(*crawled, "stories", "show", nowhere).returncode == 2


def test_an_id_that_is_unknown_or_means_more_than_one_document_is_a_usage_error_and_does_nothing(
    nightdesk, crawled: tuple[str, ...]
) -> None:
    ids = [json.loads(line)["id"] for line in nightdesk(*crawled, "export", "documents").stdout.splitlines()]
    first = next(each[0] for each in ids if sum(other.startswith(each[0]) for other in ids) > 1)
    show, split, why = ("stories", "show"), ("stories", "split"), ("watch", "why", WATCH)
    unknown, several = "no story or document", "more than one"
    for asked, given, says in (
        (show, "", unknown), (split, "zzz", unknown), (why, "zzz", unknown), (show, first, several),
        (split, first, several), (why, first, several),
    ):  # fmt: skip
        told = nightdesk(*crawled, *asked, given)
        assert (told.returncode, told.stdout) == (2, "") and says in told.stderr, (asked, given)
    assert several in nightdesk(*crawled, "evidence", "export", first, "bundle").stderr


def test_the_database_is_sound_after_a_crawl(nightdesk, crawled: tuple[str, ...]) -> None:
    assert nightdesk(*crawled, "db", "check").returncode == 0


def test_how_old_is_old_enough_to_let_go_of_may_be_nothing_and_is_never_an_empty_word(nightdesk, crawled) -> None:
    prune = (*crawled, "db", "prune", "--format", "json", "--older-than")
    usual, now = (json.loads(nightdesk(*prune, span).stdout) for span in ("90d", "0s"))
    assert usual["visits"] == 0 < now["visits"]
    assert nightdesk(*prune, "").returncode == nightdesk(*prune, "99999999d").returncode == 2


def test_a_faulty_configuration_tells_every_fault_and_ends_with_three(nightdesk, configuration: Path) -> None:
    courier = configuration / "sources" / "courier.toml"
    courier.write_text(courier.read_text().replace('kind = "outlet"', 'kind = "paper"') + 'colour = "red"\n')
    watch = configuration / "watches" / f"{WATCH}.toml"
    watch.write_text(watch.read_text().replace("@min_aung_hlaing", "@min_aung_hlain", 1))
    done = nightdesk("--config", str(configuration), "crawl")
    assert done.returncode == 3
    assert "sources/courier.toml: kind" in done.stderr and "schedule.colour: unknown key" in done.stderr


def test_a_fault_in_a_query_is_told_with_its_place(nightdesk, configuration: Path) -> None:
    (configuration / "watches" / "odd.toml").write_text('id = "odd"\ntitle = "Odd"\nquery = "@nobody AND (a"\n')
    done = nightdesk("--config", str(configuration), "config", "check")
    assert done.returncode == 3 and "watches/odd.toml: query" in done.stderr
    (configuration / "sources" / "odd.toml").write_text('id = "odd"\n')
    both = nightdesk("--config", str(configuration), "sources", "list")
    assert both.returncode == 3
    assert "watches/odd.toml: query" in both.stderr and "sources/odd.toml: name: is missing" in both.stderr


@pytest.mark.parametrize("words", ["watch list", "parse page.html", "--help"])
def test_an_output_that_cannot_be_written_is_told_in_one_line(tmp_path: Path, words: str) -> None:
    (tmp_path / "page.html").write_text("<title>Crane</title><p>" + "A crane fell. " * 30)
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "nightdesk", *words.split()]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=tmp_path)
    assert done.stderr == "nightdesk: the output cannot be written: No space left on device\n"
    assert done.returncode == 1


def test_a_folder_that_cannot_be_written_to_is_told_in_one_line(nightdesk, configuration: Path, tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text(
        '<opml version="2.0"><body><outline text="Quay" xmlUrl="https://quay.example/feed"/></body></opml>'
    )
    shutil.rmtree(configuration / "sources")
    (configuration / "sources").symlink_to("/sys")  # where nobody makes a file
    done = nightdesk("--config", str(configuration), "sources", "import", "feeds.opml")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"nightdesk: {configuration}/sources/quay-example.toml cannot be written: ")


def test_a_command_whose_streams_are_closed_does_its_work(tmp_path: Path) -> None:
    command = f"{sys.executable} -m nightdesk --database desk.db status <&- >&- 2>&-"
    assert subprocess.run(command, shell=True, cwd=tmp_path).returncode == 0
    assert (tmp_path / "desk.db").exists()


def test_a_page_that_cannot_be_read_is_told_in_words(nightdesk, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    done = nightdesk("parse", "www.gazette.example/1", "folder", "")
    assert done.returncode == 5 and "Errno" not in done.stderr
    assert "www.gazette.example/1: no such file; an address begins with http" in done.stderr
    assert "folder: Is a directory" in done.stderr and "an empty name: no such file" in done.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("crawl", "courrier"), 2),
        (("feed", "nothing"), 2),
        (("nonsense",), 2),
        (("parse",), 2),
        (("crawl", "--sources-from-replay"), 2),
        (("--config", "nowhere", "crawl"), 3),
        (("--database", "/proc/desk.db", "status"), 6),
        (("search", "a", "--limit", "9" * 24), 2),
        (("stories", "list", "--limit", "9" * 24), 2),
        (("alerts", "list", "--limit", "9" * 24), 2),
        (("alerts", "replay", "9" * 24), 2),
        (("--config", "long" * 750, "status"), 2),
        (("db", "backup", "long" * 750), 2),
        (("--help",), 0),
        (("crawl", "--help"), 0),
        (("--version",), 0),
    ],
)
def test_the_kind_of_end_has_its_exit_code(nightdesk, words: tuple[str, ...], code: int) -> None:
    done = nightdesk(*words)
    assert done.returncode == code
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "address",
    [
        "mysql://desk/x",
        "nothing://desk",
        "postgresql+asyncpg://desk/x",
        "postgresql://a:hush@desk:port/x",
        "sqlite://desk.db",
        "sqlite://data/desk.db",
        "sqlite:///desk.db?timeout=long",
    ],
)
def test_a_database_that_is_not_spoken_to_is_told_in_words(nightdesk, address: str) -> None:
    done = nightdesk("--database", address, "status")
    assert done.returncode == 6 and "Traceback" not in done.stderr and "hush" not in done.stderr
    assert "write sqlite:///file.db or postgresql+psycopg://" in done.stderr


def test_a_port_that_is_taken_is_told_with_what_to_do(nightdesk, crawled: tuple[str, ...]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = nightdesk(*crawled, "serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1 and "Address already in use; give another --port" in done.stderr


def test_a_mistyped_source_is_answered_with_the_nearest(nightdesk, configuration: Path) -> None:
    done = nightdesk("--config", str(configuration), "crawl", "courrier")
    assert "did you mean courier?" in done.stderr


@pytest.mark.parametrize("name", ["source", "watch", "settings"])
def test_the_schemas_are_valid_and_published_as_generated(nightdesk, name: str) -> None:
    schema = json.loads(nightdesk("config", "schema", name).stdout)
    Draft202012Validator.check_schema(schema)
    published = Path(__file__).parents[2] / "docs" / "schema" / f"{name}.json"
    assert json.loads(published.read_text()) == schema, "make schema writes it anew"
    shapes = schema.get("$defs", {})
    for table in (schema, *shapes.values()):
        for key, value in table.get("properties", {}).items():
            fits = Draft202012Validator({**value, "$defs": shapes}).is_valid(value.get("default"))
            assert fits or "default" not in value, f"an editor would write what is refused: {key}"


def test_a_batch_keeps_its_order_and_outlives_bad_lines(nightdesk, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html><title>From a file</title><body><p>" + "words and words. " * 30)
    rows = [
        '{"id": "a", "url": null, "path": "page.html"}',
        "no json",
        '{"id": "c", "url": "https://a.example/", "html": "<title>Inline</title><p>' + "some more words. " * 30 + '"}',
        '{"id": "d"}',
        '{"id": "e", "path": "absent.html"}',
    ]
    (tmp_path / "batch.jsonl").write_text("\n".join(rows))
    done = nightdesk("parse", "--batch", "batch.jsonl", "--format", "json")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["id"] for line in lines] == ["a", "2", "c", "d", "e"]
    assert [line.get("title") for line in lines] == ["From a file", None, "Inline", None, None]
    assert [line.get("error", {}).get("type") for line in lines[1::2]] == ["BatchError", "BatchError"]
    assert done.returncode == 0


@pytest.mark.parametrize("words", [("cluster", "--format", "json"), ("match", "myanmar-russia")])
def test_a_document_whose_fields_are_of_another_kind_is_told_and_stops_no_other(
    nightdesk, tmp_path: Path, words
) -> None:
    rows = [{"id": "a", "text": "Crane"}, {"id": "b", "text": "Crane", "url": 5, "kind": []}, {"id": "\ud800"}]
    (tmp_path / "odd.jsonl").write_text("\ufeff" + "\n".join(map(json.dumps, rows)))
    done = nightdesk(*words, "odd.jsonl")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a", "\ufffd"]
    assert done.stderr.strip() == "line 2: kind is a list and should be text or null" and done.returncode == 4


def test_what_is_no_address_is_told_so_and_a_page_is_read_without_it(nightdesk, tmp_path: Path) -> None:
    page = "<title>Crane</title><h1>Crane</h1><article><p>" + "A crane fell. " * 40
    rows = [{"id": url, "html": page, "url": url} for url in ("http://[::1", "https://a.example:port/", "//[", "crane")]
    (tmp_path / "batch.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (tmp_path / "page.html").write_text(page)
    read = [json.loads(line) for line in nightdesk("parse", "--batch", "batch.jsonl").stdout.splitlines()]
    assert [(line.get("title"), line["url"]) for line in read] == [("Crane", None)] * 4
    assert nightdesk("parse", "page.html", "--url", "a.example/crane").returncode == 2
    (verdict,) = json.loads(nightdesk("robots", "http://[::1", "--format", "json").stdout)
    assert verdict["allowed"] is False and "no web address" in verdict["reason"]


def test_parse_explains_each_field(nightdesk, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        "<html lang='en'><title>Crane</title><h1>Crane</h1><article><p>" + "A crane fell into the harbour. " * 20
    )
    shown = nightdesk("parse", "page.html", "--explain").stdout
    assert "title" in shown and "missed:" in shown


def test_a_saved_wall_is_told_to_be_none_of_the_pages_of_its_site(nightdesk, tmp_path: Path) -> None:
    (tmp_path / "saved.html").write_text("<title>Just a moment...</title><p>Wait until we know who reads here.</p>")
    done = nightdesk("parse", "saved.html")
    assert (done.returncode, done.stderr.count("\n")) == (0, 1)
    assert "saved.html: a challenge page of Cloudflare" in done.stderr


def test_robots_are_judged_in_batches(nightdesk, tmp_path: Path) -> None:
    line = {
        "id": 1,
        "robots": "User-agent: *\nDisallow: /x\nCrawl-delay: 3",
        "agent": "Nightdesk",
        "url": "https://a.example/x/1",
    }
    (tmp_path / "batch.jsonl").write_text(json.dumps(line) + "\n")
    verdict = json.loads(nightdesk("robots", "--batch", "batch.jsonl").stdout)
    assert (verdict["id"], verdict["allowed"], verdict["delay"]) == (1, False, 3.0)
    assert "/x" in verdict["rule"]


def test_documents_of_a_file_become_stories_line_by_line(nightdesk, tmp_path: Path) -> None:
    text = " ".join(f"word{number} of sentence {number // 7}" for number in range(90))
    rows = [
        {"id": "a", "text": text, "url": "https://gazette.example/1", "published_at": "2026-03-01"},
        {"id": "b", "text": "Something else was printed here, which nobody else ever printed anywhere at all."},
        {"id": "c", "text": text + " And more.", "host": "review.example", "published_at": "2026-03-02"},
    ]
    file = tmp_path / "documents.jsonl"
    file.write_text("\n".join([*map(json.dumps, rows), "no json"]) + "\n")
    done = nightdesk("cluster", str(file), "--format", "json")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 4 and "line 4" in done.stderr
    assert [(row["id"], row["story"], row["relation"], row["of"]) for row in found] == [
        ("a", "a", "original", None), ("b", "b", "original", None), ("c", "a", "copy", "a"),
    ]  # fmt: skip
    assert found[2]["share"] > 0.9 and "gazette.example" in found[2]["evidence"][0]


def test_a_story_is_told_explained_and_grouped_again(nightdesk, crawled: tuple[str, ...]) -> None:
    (found, *_) = json.loads(nightdesk(*crawled, "search", "Vnukovo", "--format", "json").stdout)
    told = nightdesk(*crawled, "stories", "show", found["id"][:12]).stdout
    assert "publishes: " in told and "reposts The Moscow Courier's text" in told
    assert "words" in nightdesk(*crawled, "stories", "why", found["story"]).stdout
    assert nightdesk(*crawled, "regroup").stdout == ""
    assert "Every document stays where it is" in nightdesk(*crawled, "regroup", "--apply").stderr


def test_coverage_says_of_every_source_whether_it_was_looked_at(nightdesk, crawled: tuple[str, ...]) -> None:
    now = system_clock()  # midnight may have passed since the crawl
    days = [[], *([at.date().isoformat()] for at in (now - timedelta(days=1), now))]
    told = [json.loads(nightdesk(*crawled, "coverage", *day, "--format", "json").stdout) for day in days]
    rows = {row["id"]: row for day in told for row in day["sources"]}
    assert rows["courier"]["looked"] and not rows["fortress"]["looked"] and not rows["cracked"]["looked"]
    assert "403" in rows["fortress"]["says"]
    ahead = nightdesk(*crawled, "coverage", "9999-12-31")
    assert ahead.returncode == 2
    assert "9999-12-31 is ahead: give a day up to today, " in " ".join(ahead.stderr.split())


def test_the_doctor_names_what_wants_a_look_and_the_command_that_helps(nightdesk, crawled: tuple[str, ...]) -> None:
    done = nightdesk(*crawled, "doctor", "--format", "json")
    found = {row["check"]: row for row in json.loads(done.stdout)}
    assert done.returncode == 4, done.stderr
    assert found["database"]["well"] and found["parsers"]["well"]
    assert not found["sources"]["well"] and found["sources"]["helps"] == "nightdesk status"
    assert not found["daemon"]["well"] and found["daemon"]["helps"] == "nightdesk run"
