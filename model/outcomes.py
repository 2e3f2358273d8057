"""Outcomes: the words for how a fetch and a visit ended."""

from __future__ import annotations

from enum import StrEnum


class Visit(StrEnum):
    """How a pass over one source ended."""

    OK = "ok"
    UNCHANGED = "unchanged"
    PARTIAL = "partial"
    REFUSED = "refused"
    FAILED = "failed"
    SILENT = "silent"


class Outcome(StrEnum):
    """How one fetch ended."""

    OK = "ok"
    UNCHANGED = "unchanged"
    DNS = "dns"
    CONNECT = "connect"
    TLS = "tls"
    TIMEOUT = "timeout"
    TOO_LARGE = "too_large"
    TRUNCATED = "truncated"
    PROTOCOL = "protocol"
    REDIRECT_LOOP = "redirect_loop"
    BAD_URL = "bad_url"
    HTTP = "http"
    CHALLENGE = "challenge"
    ROBOTS = "robots"
    REFUSED = "refused"
    BLOCKED = "blocked"
    NOT_HTML = "not_html"
    EMPTY = "empty"
    PARSE = "parse"
    GONE = "gone"
    MISSING = "missing"
    FAULT = "fault"  #: ours


class Disposition(StrEnum):
    """What follows from a failure."""

    RETRY = "retry"  #: passing fault: try again soon
    BACK_OFF = "back_off"  #: the other side wants fewer visits
    DROP = "drop"  #: this URL will not get better
