"""Webhooks as the Standard Webhooks specification has them: signed, with an id that a receiver tells doubles by."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from alerts.channels.channel import Answer, Post
from alerts.message import Message
from alerts.wording import payload
from model.clock import Clock
from model.errors import DeliveryError
from model.moments import iso_instant

_PREFIX = "whsec_"
_GONE = 410
#: Answers of the 4xx that may be another tomorrow: a timeout, a conflict, too early, too many.
_PASSING = frozenset({408, 409, 421, 423, 425, 429})
_LONGEST_WAIT = timedelta(days=1)


def signing_key(secret: str) -> bytes:
    """The bytes of a `whsec_…` secret. Raises ValueError where it is none."""
    text = secret.strip().removeprefix(_PREFIX)
    try:
        key = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("a signing key is written whsec_ and base64") from None
    if not key:
        raise ValueError("a signing key is not empty")
    return key


def signature(key: bytes, message_id: str, timestamp: int, body: bytes) -> str:
    """The signature of one key, `v1,…`."""
    signed = hmac.new(key, f"{message_id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return "v1," + base64.b64encode(signed).decode("ascii")


class Webhook:
    """A webhook: each key signs, so that a receiver can be given a new one before the old one goes."""

    def __init__(self, url: str, secrets: Sequence[str], post: Post, clock: Clock) -> None:
        self._url, self._keys, self._post, self._clock = url, tuple(map(signing_key, secrets)), post, clock

    async def send(self, message: Message) -> None:
        """Posts a message. Raises DeliveryError for everything but an answer of the 2xx."""
        body = webhook_body(message)
        timestamp = int(self._clock().timestamp())
        headers = {
            "content-type": "application/json; charset=utf-8",
            "webhook-id": message.uid,
            "webhook-timestamp": str(timestamp),
        }
        if self._keys:
            headers["webhook-signature"] = " ".join(signature(key, message.uid, timestamp, body) for key in self._keys)
        judge(await self._post(self._url, headers, body), self._clock())

    async def aclose(self) -> None:
        """Holds nothing open."""


def webhook_body(message: Message) -> bytes:
    """The body: the same bytes however often the message is sent."""
    document = {"type": message.type, "timestamp": iso_instant(message.at), "data": payload(message)}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def judge(answer: Answer, now: datetime) -> None:
    """Raises DeliveryError for every answer but one of the 2xx."""
    status = answer.status
    if 200 <= status < 300:
        return
    said = f"answered {status}"
    if status == _GONE:
        raise DeliveryError(f"{said}: it wants no messages any more", gone=True)
    if 300 <= status < 400:
        raise DeliveryError(f"{said}, a redirect; those are not followed", permanent=True)
    if 400 <= status < 500 and status not in _PASSING:
        raise DeliveryError(said, permanent=True)
    raise DeliveryError(said, retry_after=asked_wait(answer.headers.get("retry-after"), now))


def asked_wait(text: str | None, now: datetime) -> timedelta | None:
    """The wait a Retry-After header asks for, in seconds or by a date, at most a day."""
    said = (text or "").strip()
    if said.isascii() and said.isdigit():
        return min(timedelta(seconds=int(said[:9])), _LONGEST_WAIT)
    try:
        at = parsedate_to_datetime(said) if said else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if at is None:
        return None
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    return min(max(at - now, timedelta(0)), _LONGEST_WAIT)
