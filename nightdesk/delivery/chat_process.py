"""The process that speaks to chat services: lines of JSON in and out, and no way to an address that is private.

Apprise connects by itself, so what it may reach is checked where the interpreter connects. Run with the networks that
are allowed as words: `python -m nightdesk.delivery.chat_process 127.0.0.1/32`.
"""

from __future__ import annotations

import json
import logging
import os
import re
import socket
import sys
from collections.abc import Sequence
from inspect import getattr_static
from ipaddress import ip_address, ip_network
from typing import Any

from crawler.addresses import Network, reason_to_refuse

_STATUS = re.compile(r"\b(?:error=|\()([45]\d\d)\b")
_WAIT = re.compile(r"retry[ _-]after\D{0,3}(\d{1,9})", re.IGNORECASE)
_CONNECTING = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
_STARTING = frozenset(
    {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty", "pty.spawn"}
)


class Told(logging.Handler):
    """Finds the status of an answer, and the wait it asks for, in what Apprise logs.

    Nothing else is kept: the rest may hold secrets.
    """

    def __init__(self) -> None:
        super().__init__()
        self.forget()

    def forget(self) -> None:
        """Begins anew, for the next message."""
        self.status: int | None = None
        self.wait: int | None = None
        self.blocked = False

    def emit(self, record: logging.LogRecord) -> None:
        """Looks at one line."""
        if found := _STATUS.search(record.getMessage()):
            self.status = int(found.group(1))
        if found := _WAIT.search(record.getMessage()):
            self.wait = int(found.group(1))


class Pieces:
    """Which pieces of messages that were refused in the middle had been taken, and where, as Apprise writes it down.

    A message that is tried again is the same while it says the same; of very many the oldest are forgotten.
    """

    def __init__(self, most: int = 200) -> None:
        self._most = most
        self._taken: dict[str, set[object]] = {}

    def of(self, line: dict[str, str]) -> set[object]:
        """What was taken of a message so far; to be added to."""
        key = json.dumps(line, sort_keys=True)
        self._taken[key] = taken = self._taken.pop(key, set())
        if len(self._taken) > self._most:
            del self._taken[next(iter(self._taken))]
        return taken

    def forget(self, line: dict[str, str]) -> None:
        """Nothing more is to be known of a message that was taken."""
        self._taken.pop(json.dumps(line, sort_keys=True), None)


def main(words: Sequence[str]) -> None:
    """Sends messages until there are no more."""
    allowed = tuple(ip_network(word) for word in words)
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a plugin prints is not an answer
    import apprise

    told, pieces = Told(), Pieces()
    logging.getLogger("apprise").addHandler(told)
    logging.getLogger("apprise").propagate = False
    apprise.Apprise().add("json://localhost")  # plugins are loaded before anything is forbidden
    _forbid(allowed, told)
    for line in sys.stdin:
        replies.write(json.dumps(_send(apprise, json.loads(line), told, pieces)) + "\n")
        replies.flush()


def _send(apprise: object, line: dict[str, str], told: Told, pieces: Pieces) -> dict[str, object]:
    told.forget()
    asset = apprise.AppriseAsset(app_id="Nightdesk", app_desc="Nightdesk", async_mode=False)  # type: ignore[attr-defined]
    service = apprise.Apprise(asset=asset)  # type: ignore[attr-defined]
    if not service.add(line["url"]):
        return {"ok": False, "permanent": True, "reason": "the address is none that Apprise knows"}
    try:
        _part(service, line, apprise.OverflowMode.SPLIT)  # type: ignore[attr-defined]
        _spare(apprise, pieces.of(line))
        ok = bool(service.notify(title=line["title"], body=line["body"], body_format="text"))
    except Exception as error:  # noqa: BLE001 - a plugin may throw anything; its words may hold secrets
        return {"ok": False, "reason": f"the plugin failed with {type(error).__name__}"}
    if told.blocked:
        return {"ok": False, "reason": "the address is not public; allow_addresses can let it through"}
    if ok:
        pieces.forget(line)
    return {"ok": ok, "status": told.status, "retry_after": told.wait}


def _spare(apprise: object, taken: set[object]) -> None:
    """Has Apprise pass over the pieces that were taken at earlier tries, as it does within the tries of its own."""
    tracker = getattr(apprise.plugins.base, "_delivery_tracker", None)  # type: ignore[attr-defined]
    if tracker is not None:
        tracker.set(taken)


def _part(service: Any, line: dict[str, str], split: object) -> None:
    """Lets what is longer than a service takes be several messages, unless the address says what then.

    It would be refused for good. Services count in UTF-16, where some signs count twice, Apprise counts characters;
    those plugins that reckon their own limit (Matrix, Mastodon) let nobody set it.
    """
    twice = sum(sign > "\uffff" for sign in line["title"] + line["body"])
    for each in service:
        if not isinstance(getattr_static(each, "body_maxlen"), property):
            each.body_maxlen = max(each.body_maxlen - twice, each.body_maxlen // 2)
        if "overflow=" not in line["url"]:
            each.overflow_mode = split


def _forbid(allowed: Sequence[Network], told: Told) -> None:
    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event in _STARTING:
            raise PermissionError(f"{event} is not allowed here")
        if event in _CONNECTING and not _may_reach(arguments, allowed):
            told.blocked = True
            raise PermissionError("the address is not to be reached")

    sys.addaudithook(hook)


def _may_reach(arguments: tuple[object, ...], allowed: Sequence[Network]) -> bool:
    """Whether a connection leads to an address that may be reached; names and socket files do not."""
    sock, target = arguments[0], arguments[1] if len(arguments) > 1 else None
    if not isinstance(sock, socket.socket) and getattr(sock, "family", None) not in {socket.AF_INET, socket.AF_INET6}:
        return False
    if not isinstance(target, tuple) or not target:
        return False
    try:
        address = ip_address(str(target[0]).partition("%")[0])
    except ValueError:
        return False
    return reason_to_refuse(address, allowed) is None


if __name__ == "__main__":
    main(sys.argv[1:])
