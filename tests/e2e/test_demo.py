import json
import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

from nightdesk.demo.press import WATCH


def test_the_demo_shows_stories_refusals_and_where_to_look_further(after_demo) -> None:
    done = after_demo
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr and "Warning" not in done.stderr
    for word in (
        "revised, version 2",
        "gone",
        "original",
        "repost",
        "copy",
        "The Moscow Courier",
        "Siam Board",
        "Martaban Review",
        "Andaman Daily",
    ):
        assert word in done.stdout
    assert "fortress: refused: " in done.stderr and "cracked: failed: " in done.stderr
    assert f"feed {WATCH} --format atom" in done.stderr


def test_the_commands_the_demo_names_do_look_further(nightdesk, after_demo) -> None:
    found = nightdesk("--database", "data/demo.db", "search", "Rosatom", "--format", "json")
    assert "Junta Chief Lands in Moscow" in found.stdout
    feed = nightdesk("--database", "data/demo.db", "feed", WATCH, "--format", "atom")
    assert feed.stdout.count("<entry") == 4


def test_the_demos_stories_read_like_chronicles(nightdesk, after_demo) -> None:
    listed = nightdesk("--database", "data/demo.db", "stories", "list", "--format", "json")
    demo = ("--config", "data/demo", "--database", "data/demo.db")
    wanted = [each["story"] for each in json.loads(listed.stdout) if re.search("Junta Chief|andaman", json.dumps(each))]
    shown = [nightdesk(*demo, "stories", "show", each).stdout for each in wanted]
    edited = next(one for one in shown if one.startswith("Myanmar Junta Chief"))
    assert "version 2, figures" in edited and "[-40-] {+46+}" in edited
    assert "related, perhaps a translation: Невский листок (ru)" in edited
    assert any("Andaman Daily takes it down" in one for one in shown)


def test_each_story_of_the_demo_has_who_published_first_and_who_has_it_from_whom(nightdesk, after_demo) -> None:
    rows = [line.split("\t")[1:3] for line in after_demo.stdout.splitlines()[1:]]
    board = ["repost", "Siam Board"]
    assert rows[:6] == [
        ["original", "The Moscow Courier"], board, ["original", "Невский листок"], board,
        ["original", "သံလွင်သတင်း (Salween)"], board,
    ]  # fmt: skip
    assert rows[6] == ["original", "Northwire"] and len(rows) == 11
    assert rows[7:] == [
        ["copy", "The Moscow Courier"], ["reprint", "Martaban Review"], board, ["copy", "Andaman Daily"],
    ]  # fmt: skip
    assert "andaman: ok; 0 stored, 1 gone, 0 matched" in after_demo.stderr


def test_the_demos_dispatch_is_one_story_of_the_agency_three_prints_and_a_repost(nightdesk, after_demo) -> None:
    demo = ("--config", "data/demo", "--database", "data/demo.db")
    listed = json.loads(nightdesk(*demo, "stories", "list", "--format", "json").stdout)
    (wire,) = [each for each in listed if "Dawei" in json.dumps(each, ensure_ascii=False)]
    shown = nightdesk(*demo, "stories", "show", wire["story"]).stdout
    assert "5 documents, 5 outlets" in shown
    for told in (
        "Northwire publishes: ",
        "The Moscow Courier copies Northwire's text: ",
        "Martaban Review reprints Northwire's text: ",
        "Andaman Daily copies Northwire's text: ",
        "Siam Board reposts Andaman Daily's text: ",
    ):
        assert shown.count(told) == 1
    assert shown.count("says Northwire") == 3 and shown.count("says Andaman Daily") == 1
    assert f"stories why {wire['story'][:8]}" in after_demo.stderr


def test_the_demo_can_be_run_again(nightdesk, after_demo) -> None:
    first, second = after_demo, nightdesk("demo", "--once")
    assert (first.returncode, second.returncode) == (0, 0)
    assert "15 documents stored" in first.stderr and "15 documents stored" in second.stderr


def test_the_demo_ends_with_the_address_of_a_dashboard_that_shows_it_all(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "nightdesk", "demo", "--port", "0"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as demo:
        assert demo.stderr is not None
        found = next(said for line in demo.stderr if (said := re.search(r"The dashboard is at (http://[^ ]+)/ ", line)))

        def get(path: str) -> str:
            with urllib.request.urlopen(found.group(1) + path, timeout=60) as answer:
                return str(answer.read().decode())

        (wire,) = [each for each in json.loads(get("/api/v1/stories"))["items"] if "Dawei" in each["title"]]
        by = [each["source"] for each in json.loads(get(f"/api/v1/stories/{wire['id']}"))["documents"]]
        assert by == ["northwire", "courier", "martaban", "siam-board", "andaman"]
        listed, sources = get(f"/?watch={WATCH}"), get("/sources")
        assert listed.count('class="story"') == 4 and "revised, v2" in listed and "taken down" in listed
        assert "403 Forbidden" in sources and "a page of kind unknown where a feed was expected" in sources
        second = subprocess.run([*command, "--once"], cwd=tmp_path, capture_output=True, text=True, timeout=60)
        assert second.returncode == 2 and "a demo runs in data already" in second.stderr
        edited = json.loads(get("/api/v1/stories?q=Rosatom&language=en"))["items"][0]["id"]
        assert "<del>40</del><ins>46</ins>" in get(f"/stories/{edited}")
        os.kill(demo.pid, signal.SIGTERM)
        assert demo.wait(60) == 0


def test_the_demo_takes_no_database_that_holds_documents_and_says_where_it_cannot_write(
    nightdesk, after_demo, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.db"
    shutil.copy(tmp_path / "data" / "demo.db", mine)
    held = mine.read_bytes()
    refused = nightdesk("--database", str(mine), "demo", "--once")
    assert refused.returncode == 2 and "mine.db holds documents already" in refused.stderr
    assert mine.read_bytes() == held
    nowhere = nightdesk("demo", "--once", NIGHTDESK_DATA="/proc/nowhere")
    assert nowhere.returncode == 6 and "cannot be written to" in nowhere.stderr
