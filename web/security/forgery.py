"""Tokens against forged forms: bound to the session, and masked anew on each page, so that packing tells nothing."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets

_SIZE = 32


class Forms:
    """The tokens that forms carry; they hold until this process ends."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(_SIZE)

    def token(self, session: str) -> str:
        """A token for the forms of a session."""
        mask = secrets.token_bytes(_SIZE)
        return base64.urlsafe_b64encode(mask + _mixed(self._own(session), mask)).decode()

    def holds(self, session: str, token: str) -> bool:
        """Whether a token was made for this session."""
        try:
            given = base64.urlsafe_b64decode(token.encode())
        except (binascii.Error, ValueError):
            return False
        mask, mixed = given[:_SIZE], given[_SIZE:]
        return len(mixed) == _SIZE and hmac.compare_digest(_mixed(mixed, mask), self._own(session))

    def _own(self, session: str) -> bytes:
        return hmac.digest(self._key, session.encode(), hashlib.sha256)


def _mixed(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
