"""Who asks: a session's cookie, a key, or whoever sits at this machine where nobody needs to sign in."""

from __future__ import annotations

import base64
import binascii
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request

from db.repositories.accounts import is_worth_noting
from db.store import Store
from model.clock import Clock
from web.security.passwords import hash_key, is_password, new_key

#: The account of whoever sits at this machine, and of the password in the configuration.
DESK = "desk"
COOKIE = "nightdesk_session"
_LASTS = timedelta(days=14)
#: How often it is looked whether there are accounts by now, in seconds.
_SELDOM = 5.0


@dataclass(frozen=True, slots=True)
class Identity:
    """An account and how it was shown: `here` (nobody needs to sign in), `session` or `key`."""

    account: str
    by: str
    session: str = ""


class Gatekeeper:
    """Tells who asks. `passwords` are the configuration's, by account and hashed; the store has others.

    One has to sign in where there is any password, or where that is so from the start (`closed`). `bond` is another
    where the configuration's password is another: sessions begun with the old one are none then.
    """

    def __init__(
        self, store: Store, clock: Clock, passwords: Mapping[str, str], *, closed: bool = False, bond: str = ""
    ) -> None:
        self._store, self._clock, self._passwords, self._bond = store, clock, passwords, bond
        self._closed, self._looked_at = closed or bool(passwords), -_SELDOM

    @property
    def closed(self) -> bool:
        """Whether one has to sign in; an account made while this runs is noticed within seconds."""
        now = time.monotonic()
        if not self._closed and now - self._looked_at >= _SELDOM:
            self._closed, self._looked_at = self._store.read(lambda uow: uow.accounts.any()), now
        return self._closed

    def who(self, request: Request) -> Identity | None:
        """Who asks, None for a stranger."""
        key = _key_of(request)
        if key is not None and ((found := self._of_key(key)) or self.closed):
            return found
        if not self.closed:  # be it with a password that is meant for a proxy in between
            return Identity(DESK, "here")
        cookie = request.cookies.get(COOKIE)
        if not cookie:
            return None
        hashes, now = self._hashes(cookie), self._clock()
        account = self._store.read(lambda uow: uow.accounts.signed_in(hashes, now))
        return Identity(account, "session", cookie) if account else None

    def sign_in(self, name: str, password: str) -> str | None:
        """A new session of an account, None where name and password do not belong together."""
        stored = self._store.read(lambda uow: uow.accounts.password(name))
        if not is_password(password, stored or self._passwords.get(name)):
            return None
        key, now = new_key(), self._clock()
        own, bound = self._hashes(key)
        self._store.write_now(lambda uow: uow.accounts.begin(own if stored else bound, name, now, now + _LASTS))
        return key

    def sign_out(self, session: str) -> None:
        """Ends a session."""
        self._store.write_now(lambda uow: uow.accounts.end(self._hashes(session)))

    def _hashes(self, session: str) -> tuple[str, str]:
        """What is stored of a session: of an account's of the store, and of one's of the configuration."""
        return hash_key(session), hash_key(session + self._bond)

    @property
    def lasts(self) -> timedelta:
        """How long a session lasts."""
        return _LASTS

    def _of_key(self, key: str) -> Identity | None:
        hashed, now = hash_key(key), self._clock()
        found = self._store.read(lambda uow: uow.accounts.holder(hashed))
        if found is None:
            return None
        if is_worth_noting(found, now):
            self._store.write_now(lambda uow: uow.accounts.used(found, now))
        return Identity(found.account, "key")


def _key_of(request: Request) -> str | None:
    """A key as programs and feed readers give it: as bearer, as the password of Basic, or in a feed's address."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and given:
        return given.strip()
    if scheme.lower() == "basic":
        return _password(given)
    if request.url.path.startswith("/feeds/"):
        return request.query_params.get("token")
    return None


def _password(given: str) -> str:
    try:
        return base64.b64decode(given, validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""
