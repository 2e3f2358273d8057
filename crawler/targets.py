"""Which URLs may be asked for at all, before any name is looked up."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from crawler.addresses import literal_address
from model.errors import FetchError
from model.outcomes import Outcome
from model.urls import web_url

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_NAME = re.compile(r"^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*$")
_MAX_LENGTH = 8000
_DEFAULT_PORTS = {"http": 80, "https": 443}


def checked_target(text: str, base: str | None = None) -> str:
    """The URL in the form it is sent, host in IDNA, path encoded, without user name and fragment.

    Raises FetchError: BLOCKED for schemes other than http and https, BAD_URL for what is no URL.
    """
    said = text.strip()
    if _CONTROL.search(said) or len(said) > _MAX_LENGTH:
        raise FetchError(said[:_MAX_LENGTH], Outcome.BAD_URL, "holds control characters or is over-long")
    scheme = _SCHEME.match(said)
    if scheme and scheme.group(1).lower() not in _DEFAULT_PORTS:
        raise FetchError(said, Outcome.BLOCKED, f"the scheme {scheme.group(1).lower()}: is never followed")
    url = web_url(said, base)
    if url is None or not _names_a_host(said, url) or urlsplit(url).port == 0:
        raise FetchError(said, Outcome.BAD_URL, "is not an http or https address")
    return url


def _names_a_host(said: str, url: str) -> bool:
    host = urlsplit(url).hostname or ""
    if re.match(r"^(https?:)?///", said, re.IGNORECASE):  # a missing host must not be filled in from the base
        return False
    try:
        return literal_address(host) is not None or bool(_NAME.match(host))
    except ValueError:
        return False


def redirect_target(location: str, base: str) -> str:
    """The URL a Location header means, its bytes read as UTF-8 where they are. Raises FetchError as above."""
    try:
        said = location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        said = location
    if not said.strip():
        raise FetchError(base, Outcome.BAD_URL, "an empty redirect")
    try:
        urljoin(base, said)
    except ValueError as error:
        raise FetchError(said, Outcome.BAD_URL, f"a malformed redirect: {error}") from error
    return checked_target(said, base)


def host_key(url: str) -> str:
    """The host of a URL for pacing: with its port where that is not the scheme's own."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    return host if parts.port in (None, _DEFAULT_PORTS.get(parts.scheme)) else f"{host}:{parts.port}"


def origin_of(url: str) -> str:
    """Scheme, host and port of a URL: whose robots.txt holds (RFC 9309, section 2.3)."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
