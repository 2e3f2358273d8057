"""What went wrong on the wire, in the vocabulary of outcomes."""

from __future__ import annotations

import ssl
from enum import StrEnum

import httpcore2

from model.errors import FetchError
from model.outcomes import Outcome

_NO_FAULT = (ssl.SSLWantReadError, ssl.SSLWantWriteError)  # how a handshake waits for more bytes


#: How HTTP/2 says that no more of an answer comes.
_GIVEN_UP = ("<StreamReset", "<ConnectionTerminated", "Server disconnected")


class Phase(StrEnum):
    """How far a request had come."""

    SENDING = "connecting or waiting for the answer's head"
    READING = "reading the body"


def fetch_error(url: str, error: Exception, phase: Phase) -> FetchError:
    """The FetchError that an exception of the connection amounts to; whatever it is, it has a name."""
    if isinstance(error, FetchError):
        return FetchError(url, error.outcome, error.reason, status=error.status, retry_at=error.retry_at)
    outcome = _outcome(error, phase)
    return FetchError(url, outcome, f"{_words(error)}, while {phase}")


def _outcome(error: Exception, phase: Phase) -> Outcome:
    if isinstance(error, TimeoutError | httpcore2.TimeoutException):
        return Outcome.TIMEOUT
    if tls_fault(error) is not None:
        return Outcome.TLS
    if isinstance(error, httpcore2.NetworkError | OSError):
        return Outcome.TRUNCATED if phase is Phase.READING else Outcome.CONNECT
    if isinstance(error, UnicodeError | httpcore2.UnsupportedProtocol) or type(error).__name__ == "InvalidURL":
        return Outcome.BAD_URL
    return _protocol(str(error), phase)  # of HTTP/2 some faults come as they are, in no class of httpcore2's


def _protocol(said: str, phase: Phase) -> Outcome:
    # before Content-Length or the last chunk was reached; the second is HTTP/2's
    if said.startswith(("peer closed connection", "InvalidBodyLengthError")):
        return Outcome.TRUNCATED
    if phase is Phase.READING and said.startswith(_GIVEN_UP):
        return Outcome.TRUNCATED
    if said.startswith("Server disconnected"):
        return Outcome.CONNECT
    return Outcome.PROTOCOL


def tls_fault(error: BaseException) -> ssl.SSLError | None:
    """The TLS error behind an exception, None where there is none."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLError) and not isinstance(seen, _NO_FAULT):
            return seen
        seen = seen.__cause__ or seen.__context__
    return None


def _words(error: Exception) -> str:
    fault = tls_fault(error)
    if isinstance(fault, ssl.SSLCertVerificationError):
        return f"the certificate is not valid: {fault.verify_message}"
    if isinstance(error, TimeoutError | httpcore2.TimeoutException):
        return "no end within the deadline"
    said = " ".join(str(fault or error).split())[:200]
    return said if any(map(str.isalpha, said)) else f"{type(error.__cause__ or error).__name__} {said}".strip()
