import json
import re
from pathlib import Path

import pytest

from db.store import Store
from nightdesk.demo.press import WATCH

NARROW = 'id = "harbour"\ntitle = "The harbour"\nquery = "crane AND harbour"\n'
ROWS = [
    {"id": "a", "title": "A crane", "text": "The crane fell into the harbour.", "language": "en", "source": "gazette",
     "published_at": "2025-03-04"},
    {"id": "b", "title": "Ferry", "text": "A ferry left the harbour.\x1b[31m", "language": "en", "source": "gazette",
     "published_at": "2025-04-01T05:00:00Z"},
    {"id": "c", "title": "Кран", "text": "Кран упал.", "language": "ru", "url": "https://news.example/c"},
]  # fmt: skip


@pytest.fixture
def harbour(tmp_path: Path) -> tuple[str, ...]:
    watches = tmp_path / "config" / "watches"
    watches.mkdir(parents=True)
    (watches / "harbour.toml").write_text(NARROW)
    (tmp_path / "other.toml").write_text(NARROW.replace("crane AND harbour", "ferry OR кран"))
    (tmp_path / "documents.jsonl").write_text("\n".join(json.dumps(row) for row in ROWS) + "\nno json\n")
    return "--config", "config"


def test_a_trial_counts_by_source_language_and_month(nightdesk, harbour: tuple[str, ...]) -> None:
    done = nightdesk(*harbour, "watch", "test", "harbour", "documents.jsonl", "--format", "json")
    report = json.loads(done.stdout)
    assert (report["documents"], report["matched"], report["near"]) == (3, 1, 1)
    assert report["source"]["gazette"] == {"documents": 2, "matched": 1, "near": 1}
    assert report["source"]["news.example"]["documents"] == 1
    assert report["language"]["ru"] == {"documents": 1, "matched": 0, "near": 0}
    assert report["month"].keys() == {"2025-03", "2025-04", "unknown"}
    assert report["near_misses"][0]["missing"] == ["crane is not there"]
    assert "line 4 is no JSON" in done.stderr


def test_a_trial_shows_samples_with_the_words_marked_and_no_control_characters(nightdesk, harbour) -> None:
    shown = nightdesk(*harbour, "watch", "test", "harbour", "documents.jsonl").stdout
    assert "title: A «crane»" in shown and "text: The «crane» fell into the «harbour»." in shown
    assert "missing: crane is not there" in shown
    assert "\x1b" not in shown


def test_two_versions_of_a_watch_are_compared(nightdesk, harbour: tuple[str, ...]) -> None:
    words = (*harbour, "watch", "test", "harbour", "documents.jsonl", "--against", "other.toml")
    report = json.loads(nightdesk(*words, "--format", "json").stdout)
    assert (report["gained"], report["lost"]) == (["b", "c"], ["a"])
    assert "gained by the other version: 2" in nightdesk(*words).stdout


def test_a_faulty_other_version_is_told_like_a_faulty_configuration(nightdesk, harbour, tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text(NARROW.replace("crane AND", "(crane AND"))
    done = nightdesk(*harbour, "watch", "test", "harbour", "documents.jsonl", "--against", "other.toml")
    assert done.returncode == 3 and "other.toml: query: a ) is missing" in done.stderr


def test_matches_are_explained_with_the_words_marked(nightdesk, harbour: tuple[str, ...]) -> None:
    shown = nightdesk(*harbour, "match", "harbour", "documents.jsonl", "--explain").stdout
    assert "text: The «crane» fell into the «harbour»." in shown


def test_a_stored_document_is_explained_by_its_id_and_by_its_address(nightdesk, crawled: tuple[str, ...]) -> None:
    rows = [json.loads(line) for line in nightdesk(*crawled, "export", "documents").stdout.splitlines()]
    met = next(row for row in rows if row["watches"])
    unmet = next(row for row in rows if not row["watches"])
    by_id = nightdesk(*crawled, "watch", "why", WATCH, met["id"][:12]).stdout
    assert "matched, score" in by_id and "met: " in by_id and "«" in by_id
    assert nightdesk(*crawled, "watch", "why", WATCH, met["url"]).stdout == by_id
    assert "missing: " in nightdesk(*crawled, "watch", "why", WATCH, unmet["id"]).stdout
    assert nightdesk(*crawled, "watch", "why", WATCH, "nothing").returncode == 2


def test_a_trial_runs_over_the_stored_history(nightdesk, crawled: tuple[str, ...]) -> None:
    rows = [json.loads(line) for line in nightdesk(*crawled, "export", "documents").stdout.splitlines()]
    report = json.loads(nightdesk(*crawled, "watch", "test", WATCH, "--format", "json").stdout)
    assert report["documents"] == len(rows)
    assert report["matched"] == sum(bool(row["watches"]) for row in rows)
    assert report["source"].keys() == {row["source"] for row in rows}


def test_a_trial_without_any_document_says_so_once(nightdesk) -> None:
    told = nightdesk("watch", "test", WATCH)
    assert (told.returncode, told.stdout) == (0, "") and told.stderr.startswith("No document to try it on.")
    assert len(told.stderr.splitlines()) == 1


def test_rematching_an_unchanged_watch_changes_nothing(nightdesk, crawled: tuple[str, ...]) -> None:
    report = json.loads(nightdesk(*crawled, "watch", "rematch", WATCH, "--format", "json").stdout)
    assert (report["gained"], report["lost"], report["altered"], report["late_alerts"]) == ([], [], 0, 0)
    assert report["same"] > 0


def test_a_changed_watch_is_matched_anew_without_flooding_the_feed(nightdesk, crawled: tuple[str, ...]) -> None:
    feed = nightdesk(*crawled, "feed", WATCH, "--format", "json").stdout
    file = Path(crawled[1]) / "watches" / f"{WATCH}.toml"
    file.write_text(file.read_text("utf-8").replace("OR (@myanmar", "OR kind:article OR (@myanmar"), "utf-8")
    dry = json.loads(nightdesk(*crawled, "watch", "rematch", WATCH, "--dry-run", "--format", "json").stdout)
    done = json.loads(nightdesk(*crawled, "watch", "rematch", WATCH, "--format", "json").stdout)
    assert dry["gained"] == done["gained"] != [] and dry["late_alerts"] == 0 < done["late_alerts"]
    rows = {row["id"]: row for row in map(json.loads, nightdesk(*crawled, "export", "documents").stdout.splitlines())}
    assert all(rows[id_]["watches"] == [WATCH] for id_ in done["gained"])
    with Store(crawled[3]) as store:
        late = store.read(lambda uow: uow.alerts.newest(WATCH, 999, "late"))
    assert len(late) == done["late_alerts"]
    items = [
        json.loads(text)["items"] for text in (feed, nightdesk(*crawled, "feed", WATCH, "--format", "json").stdout)
    ]
    assert [item["id"] for item in items[0]] == [item["id"] for item in items[1]]


def test_what_a_watch_no_longer_means_is_taken_away(nightdesk, crawled: tuple[str, ...]) -> None:
    file = Path(crawled[1]) / "watches" / f"{WATCH}.toml"
    changed = re.sub(r"query = '''.*?'''", 'query = "lang:zz AND @russia"', file.read_text("utf-8"), flags=re.DOTALL)
    file.write_text(changed, "utf-8")
    report = json.loads(nightdesk(*crawled, "watch", "rematch", WATCH, "--format", "json").stdout)
    assert report["lost"]
    rows = [json.loads(line) for line in nightdesk(*crawled, "export", "documents").stdout.splitlines()]
    assert {row["id"] for row in rows if not row["watches"]} >= set(report["lost"])
    again = nightdesk(*crawled, "watch", "rematch", WATCH)
    assert again.returncode == 0 and "0 gained, 0 lost" in again.stderr
