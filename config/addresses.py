"""Addresses as people write them in configuration: of pages, hosts, paths, proxies."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from config.faults import SECRET
from model.urls import web_url

_PROXY = re.compile(r"^(socks5h?|http)://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\]):\d{1,5}$")


def _http_url(value: str) -> str:
    if web_url(value) is None:
        raise ValueError("an address begins with http:// or https:// and names a host")
    return value


WebUrl = Annotated[str, AfterValidator(_http_url)]
UrlPath = Annotated[str, Field(pattern=r"^/\S*$")]
Host = Annotated[str, Field(pattern=r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$")]


def parse_proxy(value: object) -> object:
    """A proxy's URL with its port, or "direct". Raises ValueError."""
    if value is None or (isinstance(value, str) and (value == "direct" or _PROXY.match(value))):
        return value
    if isinstance(value, str) and "@" in value:
        raise PydanticCustomError(SECRET, "the login of a proxy is no part of its address: it goes to proxy_logins")
    raise ValueError('a proxy is written "socks5://127.0.0.1:9050", "socks5h://…" or "http://…", with its port')


Proxy = Annotated[
    str, BeforeValidator(parse_proxy), WithJsonSchema({"type": "string", "examples": ["socks5h://127.0.0.1:9050"]})
]
