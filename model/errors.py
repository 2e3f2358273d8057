"""Every error we raise, in one tree.

NightdeskError
+ ConfigError            every fault of a configuration at once, with file and key
+ QueryError             a watch's query that cannot be read, with the position
+ FetchError             a request that gave no usable response, with url and outcome
+ ParseError             a page no document could be read from, with url
  + QuarantinedError     a page that was the end of two parsers, with its hash
+ StorageError           the database is missing, locked, full or of another revision
+ DeliveryError          a channel that did not take an alert
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from model.outcomes import Disposition, Outcome
from model.text import clean_line

#: What a server says of itself may stand in a reason, and be 100 kB long; so many characters of it are told.
_LONGEST_REASON = 500
_REFUSALS = frozenset({Outcome.REFUSED, Outcome.CHALLENGE, Outcome.ROBOTS})
_PASSING = frozenset(
    {
        Outcome.DNS,
        Outcome.CONNECT,
        Outcome.TLS,
        Outcome.TIMEOUT,
        Outcome.TRUNCATED,
        Outcome.PROTOCOL,
        Outcome.EMPTY,
        Outcome.HTTP,
        Outcome.FAULT,
    }
)


class NightdeskError(Exception):
    """Anything Nightdesk itself raises."""


@dataclass(frozen=True, slots=True)
class ConfigFault:
    """One thing wrong with a configuration: where, what, and what would be right."""

    file: str
    key: str
    problem: str
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.file}: {self.key}" if self.key else self.file
        return f"{where}: {self.problem}" + (f" ({self.hint})" if self.hint else "")


class ConfigError(NightdeskError):
    """The configuration is not valid."""

    def __init__(self, faults: Sequence[ConfigFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)) or self.__doc__)

    def __reduce__(self) -> tuple[type[ConfigError], tuple[tuple[ConfigFault, ...]]]:
        """Sent to another process, it keeps its faults."""
        return type(self), (self.faults,)


class QueryError(NightdeskError):
    """A query that cannot be read. `position` counts characters of `query` from 0."""

    def __init__(self, problem: str, query: str, position: int, hint: str = "") -> None:
        self.problem, self.query, self.position, self.hint = problem, query, position, hint
        super().__init__(f"{problem} at character {position + 1}" + (f"; {hint}" if hint else ""))


class FetchError(NightdeskError):
    """A request that gave no usable response: a result to record, not a fault of the program.

    `reason` is one line of bounded length, whatever words of the server's are in it: it is stored with every visit, and
    shown on terminals. `retry_at` is what the server asked for (Retry-After), where it did.
    """

    def __init__(
        self,
        url: str,
        outcome: Outcome,
        reason: str,
        *,
        status: int | None = None,
        retry_at: datetime | None = None,
    ) -> None:
        self.url, self.outcome, self.reason = url, outcome, _in_short(reason)
        self.status, self.retry_at = status, retry_at
        super().__init__(f"{outcome}: {self.reason}: {url}")

    def __reduce__(self) -> tuple[object, ...]:
        return _fetch_error, (self.url, self.outcome, self.reason, self.status, self.retry_at)

    @property
    def refused(self) -> bool:
        """Whether the other side said no (as opposed to failing)."""
        return self.outcome in _REFUSALS

    @property
    def disposition(self) -> Disposition:
        """What follows: retry, back off or drop."""
        if self.refused:
            return Disposition.BACK_OFF
        return Disposition.RETRY if self.outcome in _PASSING else Disposition.DROP


def _in_short(reason: str) -> str:
    line = clean_line(reason)
    return line if len(line) <= _LONGEST_REASON else f"{line[: _LONGEST_REASON - 2]} …"


def _fetch_error(url: str, outcome: Outcome, reason: str, status: int | None, retry_at: datetime | None) -> FetchError:
    return FetchError(url, outcome, reason, status=status, retry_at=retry_at)


class ParseError(NightdeskError):
    """A page that no document could be read from."""

    def __init__(self, reason: str, url: str | None = None) -> None:
        self.reason, self.url = reason, url
        super().__init__(f"{reason}: {url}" if url else reason)

    def __reduce__(self) -> tuple[object, ...]:
        return ParseError, (self.reason, self.url)


class QuarantinedError(ParseError):
    """A page that was the end of two parsers, known by the SHA-256 of its bytes, and is not tried again."""

    def __init__(self, reason: str, sha256: str, url: str | None = None) -> None:
        self.cause, self.sha256 = reason, sha256
        super().__init__(f"quarantined as {sha256[:12]}: the page {reason}", url)

    def __reduce__(self) -> tuple[object, ...]:
        return QuarantinedError, (self.cause, self.sha256, self.url)


class StorageError(NightdeskError):
    """The database cannot be used; or it can, but does not take what it was given, which is `rejected`."""

    def __init__(self, reason: str, *, rejected: bool = False) -> None:
        self.rejected = rejected
        super().__init__(reason)


class DeliveryError(NightdeskError):
    """A channel did not take a message. `reason` holds no secret: neither the address nor a key.

    `retry_after` is what the other end asked for; `permanent` says that it will never take this message, `gone` that it
    wants no message any more.
    """

    def __init__(
        self, reason: str, *, retry_after: timedelta | None = None, permanent: bool = False, gone: bool = False
    ) -> None:
        self.reason, self.retry_after, self.permanent, self.gone = reason, retry_after, permanent, gone
        super().__init__(reason)
