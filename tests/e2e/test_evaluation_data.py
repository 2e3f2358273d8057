"""What is held on real pages, which belong to their publishers and lie in no clone; NIGHTDESK_EVAL_DATA names them."""

import json
from pathlib import Path

import pytest


@pytest.mark.parametrize("name", ["moscow-times", "asean-now"])
@pytest.mark.parametrize("form", ["txt", "html"])
def test_both_forms_of_both_seeds_are_read_exactly(nightdesk, eval_data: Path, name: str, form: str) -> None:
    seeds = (eval_data / "seeds").resolve()
    want = json.loads((seeds / f"{name}.expected.json").read_text())
    want |= want.get(form, {})
    url = json.loads((seeds / f"{name}.{form}.json").read_text())["url"]
    got = json.loads(nightdesk("parse", str(seeds / f"{name}.{form}"), "--url", url, "--format", "json").stdout)
    for key in ("title", "published_at", "authors", "language", "text", "canonical_url", "kind"):
        assert got[key] == want[key], key
    assert not [words for words in want["without"] if words in got["text"]]
    for credit in want.get("credits", []):
        assert any(credit.items() <= row.items() for row in got["credits"])


def test_the_seeds_match_the_shipped_watch_and_the_forums_is_a_repost(nightdesk, eval_data: Path) -> None:
    path = str((eval_data / "seeds").resolve())
    done = nightdesk("crawl", "--replay", path, "--sources-from-replay", "--format", "json")
    assert done.returncode == 0 and json.loads(done.stdout)["totals"]["matched"] == 2
    rows = {row["source"]: row for row in map(json.loads, nightdesk("export", "documents").stdout.splitlines())}
    assert rows.keys() == {"moscow-times", "asean-now"}, "each seed's two forms are one document"
    assert rows["asean-now"]["relation"] == "repost"
    assert rows["asean-now"]["evidence"] == ["says The Irrawaddy, 2025-05-07"]


def test_every_saved_page_ends_in_a_document_or_a_named_reason(nightdesk, eval_data: Path) -> None:
    pages = (eval_data / "pages").resolve()
    done = nightdesk("crawl", "--replay", str(pages), "--sources-from-replay", "--format", "json")
    assert done.returncode in {0, 4} and "Traceback" not in done.stderr
    told = [page for source in json.loads(done.stdout)["sources"] for page in source["pages"]]
    files = [file for file in pages.rglob("*.json") if not file.name.endswith(".truth.json")]
    assert len(told) == len(files)
    assert all(page["reason"] for page in told)
