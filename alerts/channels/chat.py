"""Chat services through Apprise, in a process of its own: Apprise makes its connections by itself.

One line of JSON to the process is a message, one line back says what became of it. The address with its secrets goes
over the pipe, never over the command line.
"""

from __future__ import annotations

import asyncio
import json
import os
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from datetime import timedelta

from alerts.message import Message
from alerts.wording import plain_text
from model.errors import DeliveryError

_TIMEOUT = 60.0
_LONGEST_WAIT = timedelta(days=1)
_LONGEST_LINE = 1 << 20
#: Of the environment the process sees so much; no proxy and no secret of ours.
_KEPT = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "VIRTUAL_ENV",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "REQUESTS_CA_BUNDLE",
)
_PASSING = frozenset({408, 409, 423, 425, 429})


class Chat:
    """A channel through Apprise. `command` is the process, which refuses addresses that may not be reached."""

    def __init__(self, url: str, command: Sequence[str]) -> None:
        self._url, self._command = url, tuple(command)
        self._process: Process | None = None
        self._turn = asyncio.Lock()

    async def send(self, message: Message) -> None:
        """Hands a message to the process. Raises DeliveryError."""
        line = {"url": self._url, "title": message.subject, "body": plain_text(message)}
        async with self._turn:
            try:
                async with asyncio.timeout(_TIMEOUT):
                    answer = await self._ask(json.dumps(line).encode() + b"\n")
            except BaseException as error:
                await self._end()
                if isinstance(error, TimeoutError):
                    raise DeliveryError("no answer in time") from None
                raise
        if not answer.get("ok"):
            raise _refusal(answer)

    async def _ask(self, line: bytes) -> dict[str, object]:
        process = await self._running()
        if process.stdin is None or process.stdout is None:
            raise DeliveryError("the process has no pipes")
        try:
            process.stdin.write(line)
            await process.stdin.drain()
            answer = await process.stdout.readline()
            said: dict[str, object] = json.loads(answer)
        except (OSError, ValueError):
            raise DeliveryError("the process that speaks to chat services has ended") from None
        return said

    async def _running(self) -> Process:
        if self._process is None or self._process.returncode is not None:
            environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
            self._process = await asyncio.create_subprocess_exec(
                *self._command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=environment, limit=_LONGEST_LINE
            )
        return self._process

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            process.kill()
            await process.wait()

    async def aclose(self) -> None:
        """Ends the process."""
        await self._end()


def _refusal(answer: dict[str, object]) -> DeliveryError:
    status = answer.get("status")
    reason = str(answer.get("reason") or "the service did not take it")
    if not isinstance(status, int):
        return DeliveryError(reason, permanent=bool(answer.get("permanent")))
    lasting = 400 <= status < 500 and status not in _PASSING
    wait = answer.get("retry_after")
    asked = min(timedelta(seconds=wait), _LONGEST_WAIT) if isinstance(wait, int) else None
    return DeliveryError(f"{reason} ({status})", permanent=lasting, retry_after=asked)
