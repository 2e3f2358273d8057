"""Kill -9 while the daemon delivers: nothing is lost, and what comes twice has the same identifier."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from model.clock import system_clock

OpenOffice = Callable[..., Any]
STORIES, KILLS = 150, 5


def own_words(number: int) -> str:
    """A text that shares no words with those of other numbers."""
    chance = random.Random(number)
    return "A crane fell. " + " ".join("".join(chance.choices("abcdefghij", k=7)) for _ in range(60))


def write_configuration(folder: Path, hook: dict[str, Any]) -> None:
    (folder / "watches").mkdir(parents=True)
    (folder / "sources").mkdir()
    told = "\n".join(f"{name} = {json.dumps(value)}" for name, value in hook.items())
    (folder / "nightdesk.toml").write_text(f"[channels.desk]\n{told}\n")
    watch = 'id = "harbour"\ntitle = "The harbour"\nquery = "crane"\nchannels = ["feed", "desk"]\n'
    (folder / "watches" / "harbour.toml").write_text(watch)


def test_a_daemon_that_is_killed_again_and_again_delivers_everything(
    open_office: OpenOffice, receiver: Any, hook: dict[str, Any], clock: Any, tmp_path: Path, database: str
) -> None:
    clock.now = system_clock()
    office = open_office({"desk": hook})
    for number in range(STORIES):
        office.publish(f"number-{number}", text=own_words(number))
    receiver.delay = 0.15
    write_configuration(tmp_path / "conf", hook)
    base = ["--config", str(tmp_path / "conf"), "--database", database, "-q"]
    command = [sys.executable, "-m", "nightdesk", *base, "run", "--no-web"]
    chance, killed_at = random.Random(5), []
    for _ in range(KILLS):
        before, running = len(receiver.got), subprocess.Popen(command, env=os.environ)
        wait_for(lambda before=before: len(receiver.got) > before, 60)
        time.sleep(chance.uniform(0, 0.5))
        running.send_signal(signal.SIGKILL)
        running.wait()
        killed_at.append(len(receiver.got))
    running = subprocess.Popen(command, env=os.environ)
    wait_for(lambda: len(set(receiver.ids)) == STORIES, 60)
    running.send_signal(signal.SIGTERM)
    assert running.wait(60) == 0
    assert killed_at[-1] < STORIES + 8 * KILLS, "the kills came in the middle"
    wanted = {line.notice.uid for line in office.log()}
    assert set(receiver.ids) == wanted and len(wanted) == STORIES
    assert all(line.state.value == "sent" for line in office.log())


def wait_for(done: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.02)
