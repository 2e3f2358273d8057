import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from nightdesk.demo.press import Press


def test_an_interrupted_crawl_says_so_and_the_next_one_goes_on(
    press: Press, configuration: Path, tmp_path: Path, nightdesk, any_database: str
) -> None:
    base = ("--config", str(configuration), "--database", any_database)
    slow = os.environ | {"NIGHTDESK_FETCH__PER_HOST_GAP": "2s"}
    crawling = subprocess.Popen(
        [sys.executable, "-m", "nightdesk", *base, "crawl"], cwd=tmp_path, env=slow, stderr=subprocess.PIPE, text=True
    )
    while not any(path == "/rss/news" for _, path, _, _ in press.requests):
        time.sleep(0.05)
    crawling.send_signal(signal.SIGINT)
    _, told = crawling.communicate(timeout=60)
    assert crawling.returncode == 130
    assert "interrupted" in told and "Traceback" not in told
    assert '"stored": 4' in nightdesk(*base, "crawl", "courier", "--format", "json").stdout
