import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from model.clock import system_clock
from nightdesk.demo.articles import Piece
from nightdesk.demo.outlets import COURIER
from nightdesk.demo.press import Press

ARTICLES = 40


def test_kill_nine_in_the_middle_of_crawls_loses_nothing_and_doubles_nothing(
    press: Press, configuration: Path, tmp_path: Path, nightdesk, any_database: str
) -> None:
    now = system_clock()
    for number in range(ARTICLES):
        words = f"Article {number}: Min Aung Hlaing spoke in Moscow of matter {number}. " * 8
        press.publish(COURIER, Piece(f"a-{number}", f"Moscow talk number {number}", (words,), "A. Writer", now))
    base = ("--config", str(configuration), "--database", any_database)
    chance, kills = random.Random(7), 0
    for _ in range(6):
        crawling = subprocess.Popen(
            [sys.executable, "-m", "nightdesk", *base, "-q", "crawl", "courier"],
            cwd=tmp_path, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        time.sleep(chance.uniform(0.9, 1.8))
        if crawling.poll() is None:
            kills += 1
            os.killpg(crawling.pid, signal.SIGKILL)
        crawling.wait()
    done = nightdesk(*base, "crawl", "courier", "--format", "json")
    assert done.returncode == 0, done.stderr
    nightdesk(*base, "crawl", "courier")
    rows = [json.loads(line) for line in nightdesk(*base, "export", "documents").stdout.splitlines()]
    titles = [row["title"] for row in rows if row["title"].startswith("Moscow talk")]
    assert sorted(titles) == sorted(f"Moscow talk number {number}" for number in range(ARTICLES))
    alerts = [json.loads(line) for line in nightdesk(*base, "export", "alerts").stdout.splitlines()]
    told = [document for alert in alerts for document in alert["documents"]]
    matched = [row["id"] for row in rows if row["watches"]]
    assert sorted(told) == sorted(matched)
    assert nightdesk(*base, "db", "check").returncode == 0
    assert kills >= 3, "the kills came in the middle"
