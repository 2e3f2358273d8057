"""Truth: the daemon on a press full of trouble, killed and locked out besides; does `nightdesk status` say what was done?"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from benchmarks.daemon.stage import Stage, kill, start
from benchmarks.daemon.trouble import TroubledPress

#: What is done to each outlet, and how it must stand at the end.
_DONE = {
    "courier": ("prints on", "ok"),
    "salween": ("answers 500 for a while, then is well", "ok"),
    "martaban": ("answers 503, which asks for fewer requests", "refused"),
    "nevsky": ("takes connections and never answers", "broken"),
    "siam-board": ("its board shows no topic any more", "broken"),
    "mute": ("its feed has no item", "silent"),
    "andaman": ("a new theme without dates and authors", "drifting"),
    "fortress": ("answers 403", "refused"),
    "cracked": ("a fault of PHP in place of its feed", "broken"),
    "closed": ("switched off in the configuration", "disabled"),
}
#: What is done to the service, and a word of the trouble that must stand at the end.
_SERVICE = {
    "its database is locked by another process for 15 s": "database",
    "its folder of copies cannot be written": "chore:backup",
}


def truth(seconds: float) -> bool:
    """Prints what was done and what status says of it; tells whether it says the truth of everything."""
    folder = Path(tempfile.mkdtemp(prefix="nightdesk-truth-"))
    with TroubledPress(seconds) as press:
        _configure(press, folder)
        stage, database = Stage(folder, press.port), str(folder / "desk.db")
        running = start(stage, database, "run", "--no-web")
        press.begin()
        killed = locked = False
        while press.share < 1:
            time.sleep(min(2.0, seconds / 200))
            press.print_more()
            if press.share > 0.4 and not killed:
                kill(running)
                running, killed = start(stage, database, "run", "--no-web"), True
            if press.share > 0.7 and not locked:
                _lock(database, 15)
                locked = True
        told = _status(folder, database)
        running.terminate()
        running.wait()
    return _compared(told)


def _configure(press: TroubledPress, folder: Path) -> None:
    press.write_configuration(folder)
    settings = (folder / "nightdesk.toml").read_text().replace("[fetch]\n", '[fetch]\ntimeout = "5s"\n')
    (folder / "copies").write_text("a file where a folder should be")
    (folder / "nightdesk.toml").write_text(f'{settings}[run]\nbackups = "{folder / "copies"}"\n')
    mute = (folder / "sources" / "salween.toml").read_text().replace("salween", "mute")
    (folder / "sources" / "mute.toml").write_text(mute)
    closed = (folder / "sources" / "courier.toml").read_text().replace("courier", "closed")
    closed = closed.replace("[[discover]]", 'enabled = false\nreason = "the publisher asked us to"\n[[discover]]')
    (folder / "sources" / "closed.toml").write_text(closed)


def _lock(database: str, seconds: float) -> None:
    with closing(sqlite3.connect(database, isolation_level=None, timeout=30)) as other:
        other.execute("BEGIN IMMEDIATE")
        time.sleep(seconds)
        other.execute("COMMIT")


def _status(folder: Path, database: str) -> dict[str, list[dict[str, str]]]:
    words = ["--config", str(folder), "--database", database, "status", "--format", "json"]
    done = subprocess.run([sys.executable, "-m", "nightdesk", *words], capture_output=True, text=True, check=True)
    told: dict[str, list[dict[str, str]]] = json.loads(done.stdout)
    return told


def _compared(told: dict[str, list[dict[str, str]]]) -> bool:
    """Prints each thing done beside what is said of it."""
    said = {row["id"]: row for row in told["sources"]}
    wrong = [name for name, (_, state) in _DONE.items() if said[name]["state"] != state]
    for name, (done, state) in _DONE.items():
        mark = "WRONG" if name in wrong else "true"
        print(f"{mark:6} {name:11} {done:40} wanted {state:9} said {said[name]['state']}: {said[name]['says']}")
    troubles = {each["subject"]: each["words"] for each in told["troubles"]}
    for done, subject in _SERVICE.items():
        words = troubles.get(subject)
        wrong += [] if words else [subject]
        print(f"{'true' if words else 'WRONG':6} service     {done:60} said: {words}")
    left = sorted(set(troubles) - set(_SERVICE.values()) - {f"source:{name}" for name in _DONE})
    print(f"troubles of nothing that was done: {left or 'none'}")
    ended = [name for name, (_, state) in _DONE.items() if state in {"ok", "disabled"} and f"source:{name}" in troubles]
    print(f"troubles told of what is well: {ended or 'none'}", flush=True)
    return not wrong and not left and not ended
