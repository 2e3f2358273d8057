"""Passwords and keys: argon2 for what people choose, SHA-256 for what is drawn at random."""

from __future__ import annotations

import hashlib
import secrets
from threading import Semaphore

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from config.settings import SHORTEST_PASSWORD

_PREFIX = "nd_"
_hasher = PasswordHasher()
#: Each check takes 64 MiB: so many at once.
_checks = Semaphore(2)
#: What is checked where there is no such account, so that the time taken tells nothing.
_NOBODY = _hasher.hash(secrets.token_urlsafe())


def hash_password(password: str) -> str:
    """The argon2 hash of a password. Raises ValueError for one that is too short."""
    if len(password) < SHORTEST_PASSWORD:
        raise ValueError(f"a password has at least {SHORTEST_PASSWORD} characters")
    return _hasher.hash(password)


def is_password(password: str, hashed: str | None) -> bool:
    """Whether it is the password of that hash; with none, as slow a no."""
    with _checks:
        try:
            return _hasher.verify(hashed or _NOBODY, password) and hashed is not None
        except (Argon2Error, InvalidHashError):
            return False


def new_key() -> str:
    """A key for a program or a session, drawn at random."""
    return _PREFIX + secrets.token_urlsafe(32)


def hash_key(key: str) -> str:
    """What is stored of a key."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
