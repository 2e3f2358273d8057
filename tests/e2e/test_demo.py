import json
import time

from nightdesk.demo.press import WATCH


def test_the_demo_shows_stories_refusals_and_where_to_look_further(nightdesk) -> None:
    begun = time.monotonic()
    done = nightdesk("demo", "--once")
    assert done.returncode == 0, done.stderr
    assert time.monotonic() - begun < 30
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


def test_the_commands_the_demo_names_do_look_further(nightdesk) -> None:
    nightdesk("demo", "--once")
    found = nightdesk("--database", "data/demo.db", "search", "Rosatom", "--format", "json")
    assert "Junta Chief Lands in Moscow" in found.stdout
    feed = nightdesk("--database", "data/demo.db", "feed", WATCH, "--format", "atom")
    assert feed.stdout.count("<entry") == 4


def test_the_demos_stories_read_like_chronicles(nightdesk) -> None:
    nightdesk("demo", "--once")
    listed = nightdesk("--database", "data/demo.db", "stories", "list", "--format", "json")
    demo = ("--config", "data/demo", "--database", "data/demo.db")
    shown = [nightdesk(*demo, "stories", "show", each["story"]).stdout for each in json.loads(listed.stdout)]
    edited = next(one for one in shown if one.startswith("Myanmar Junta Chief"))
    assert "version 2, figures" in edited and "[-40-] {+46+}" in edited
    assert "related, perhaps a translation: Невский листок (ru)" in edited
    assert any("Andaman Daily takes it down" in one for one in shown)


def test_the_demo_can_be_run_again(nightdesk) -> None:
    first, second = nightdesk("demo", "--once"), nightdesk("demo", "--once")
    assert (first.returncode, second.returncode) == (0, 0)
    assert "11 documents stored" in first.stderr and "11 documents stored" in second.stderr
