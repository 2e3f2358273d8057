import time

from nightdesk.demo.press import WATCH


def test_the_demo_shows_stories_refusals_and_where_to_look_further(nightdesk) -> None:
    begun = time.monotonic()
    done = nightdesk("demo", "--once")
    assert done.returncode == 0, done.stderr
    assert time.monotonic() - begun < 30
    assert "Traceback" not in done.stderr and "Warning" not in done.stderr
    for word in ("original", "repost", "copy", "The Moscow Courier", "Siam Board", "Martaban Review", "Andaman Daily"):
        assert word in done.stdout
    assert "fortress: refused: " in done.stderr and "cracked: failed: " in done.stderr
    assert f"feed {WATCH} --format atom" in done.stderr


def test_the_commands_the_demo_names_do_look_further(nightdesk) -> None:
    nightdesk("demo", "--once")
    found = nightdesk("--database", "data/demo.db", "search", "Rosatom", "--format", "json")
    assert "Junta Chief Lands in Moscow" in found.stdout
    feed = nightdesk("--database", "data/demo.db", "feed", WATCH, "--format", "atom")
    assert feed.stdout.count("<entry") == 4


def test_the_demo_can_be_run_again(nightdesk) -> None:
    first, second = nightdesk("demo", "--once"), nightdesk("demo", "--once")
    assert (first.returncode, second.returncode) == (0, 0)
    assert "10 documents stored" in first.stderr and "10 documents stored" in second.stderr
