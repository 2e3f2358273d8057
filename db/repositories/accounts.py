"""Accounts: who may sign in, who is signed in, and the keys of programs. Secrets are here as hashes only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from db.tables import account, session, token
from db.upsert import put

#: The use of a key is written down so often at most.
_SELDOM = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Token:
    """A key of an account, without the key."""

    id: int
    account: str
    name: str
    created_at: datetime
    used_at: datetime | None


class Accounts:
    """Accounts on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, name: str, password: str, at: datetime) -> None:
        """A new account, or a new password (as a hash); whoever is signed in with the old one is signed out."""
        put(self._connection, account, {"name": name, "password": password, "created_at": at}, ["name"])
        self._connection.execute(delete(session).where(session.c.account == name))

    def remove(self, name: str) -> bool:
        """Ends an account, its sessions and keys; False where there is none."""
        for table in (session, token):
            self._connection.execute(delete(table).where(table.c.account == name))
        return bool(self._connection.execute(delete(account).where(account.c.name == name)).rowcount)

    def names(self) -> list[str]:
        """Every account."""
        return list(self._connection.execute(select(account.c.name).order_by(account.c.name)).scalars())

    def password(self, name: str) -> str | None:
        """The hash of an account's password."""
        found: str | None = self._connection.execute(select(account.c.password).where(account.c.name == name)).scalar()
        return found

    def any(self) -> bool:
        """Whether anybody can sign in."""
        return self._connection.execute(select(account.c.name).limit(1)).first() is not None

    def any_token(self) -> bool:
        """Whether a key was given out."""
        return self._connection.execute(select(token.c.id).limit(1)).first() is not None

    def begin(self, hashed: str, name: str, now: datetime, until: datetime) -> None:
        """Signs an account in; sessions that ended are forgotten."""
        self._connection.execute(delete(session).where(session.c.expires_at <= now))
        row = {"hash": hashed, "account": name, "created_at": now, "expires_at": until}
        self._connection.execute(insert(session).values(**row))

    def end(self, hashes: Collection[str]) -> None:
        """Signs a session out, by any of its hashes."""
        self._connection.execute(delete(session).where(session.c.hash.in_(hashes)))

    def signed_in(self, hashes: Collection[str], now: datetime) -> str | None:
        """Whose session it is that has one of these hashes."""
        own = session.c.hash.in_(hashes) & (session.c.expires_at > now)
        found: str | None = self._connection.execute(select(session.c.account).where(own)).scalar()
        return found

    def add_token(self, hashed: str, name: str, called: str, at: datetime) -> None:
        """A new key of an account."""
        row = {"hash": hashed, "account": name, "name": called, "created_at": at}
        self._connection.execute(insert(token).values(**row))

    def remove_token(self, name: str, number: int) -> bool:
        """Ends a key; False where it is not this account's."""
        own = (token.c.account == name) & (token.c.id == number)
        return bool(self._connection.execute(delete(token).where(own)).rowcount)

    def tokens(self, name: str) -> list[Token]:
        """The keys of an account."""
        rows = self._connection.execute(select(token).where(token.c.account == name).order_by(token.c.id))
        return [Token(row.id, row.account, row.name, row.created_at, row.used_at) for row in rows]

    def holder(self, hashed: str) -> Token | None:
        """The key of that hash."""
        row = self._connection.execute(select(token).where(token.c.hash == hashed)).first()
        return Token(row.id, row.account, row.name, row.created_at, row.used_at) if row else None

    def used(self, key: Token, at: datetime) -> None:
        """Writes down that a key was used."""
        self._connection.execute(update(token).where(token.c.id == key.id).values(used_at=at))


def is_worth_noting(key: Token, now: datetime) -> bool:
    """Whether the use of a key is to be written down: not at every request."""
    return key.used_at is None or now - key.used_at > _SELDOM
