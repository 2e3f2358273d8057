"""Through a real SOCKS5 proxy on loopback: the proxy is configured, where it leads is checked."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any

import pytest
from pydantic import ValidationError

from config.faults import faults_of
from config.settings import FetchSettings
from crawler.fetching import Request
from model.captures import Capture
from model.errors import FetchError
from model.outcomes import Outcome

PUBLIC = "http://93.184.215.14/page"


@dataclass
class Proxy:
    """A SOCKS5 and HTTP CONNECT proxy that notes what it is asked for and leads everything to one port."""

    to: Any
    reply: int = 0
    login: str | None = None
    port: int = 0
    asked: list[tuple[str, int]] = field(default_factory=list)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        talks: list[asyncio.Future[None]] = []

        def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            talks.append(asyncio.ensure_future(self._serve(reader, writer)))

        listening = await asyncio.start_server(begin, "127.0.0.1", 0)
        self.port = listening.sockets[0].getsockname()[1]
        yield
        listening.close()
        for talk in talks:
            talk.cancel()
        await asyncio.gather(*talks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._talk(reader, writer)
        finally:
            writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = await reader.readexactly(1)
        if first == b"\x05":
            await self._socks(reader, writer)
        else:
            await self._tunnel(reader, writer)

    async def _socks(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        ways = await reader.readexactly((await reader.readexactly(1))[0])
        way = 0 if self.login is None else 2 if 2 in ways else 255
        writer.write(bytes([5, way]))
        if way == 2 and not await self._is_known(reader, writer):
            return
        *_, kind = await reader.readexactly(4)
        length = {1: 4, 4: 16}.get(kind) or (await reader.readexactly(1))[0]
        said = await reader.readexactly(length)
        host = said.decode() if kind == 3 else str(ip_address(said))
        self.asked.append((host, int.from_bytes(await reader.readexactly(2))))
        writer.write(bytes([5, self.reply, 0, 1]) + bytes(6))
        if not self.reply:
            await self._join(reader, writer)

    async def _is_known(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        await reader.readexactly(1)
        said = [(await reader.readexactly((await reader.readexactly(1))[0])).decode() for _ in range(2)]
        known = ":".join(said) == self.login
        writer.write(bytes([1, not known]))
        return known

    async def _tunnel(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        host, _, port = head.split()[1].rpartition(":")
        self.asked.append((host, int(port)))
        wanted = b64encode((self.login or "").encode()).decode()
        if self.login and f"Proxy-Authorization: Basic {wanted}" not in head:
            writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
            return
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await self._join(reader, writer)

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, other = await asyncio.open_connection("127.0.0.1", self.to.port)

        async def pour(source: asyncio.StreamReader, into: asyncio.StreamWriter) -> None:
            while data := await source.read(65536):
                into.write(data)
                await into.drain()

        tasks = [asyncio.create_task(pour(reader, other)), asyncio.create_task(pour(there, writer))]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            other.close()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


def through(
    visitor: Any,
    scheme: str,
    *urls: str,
    reply: int = 0,
    login: str | None = None,
    given: str | None = None,
    **settings: Any,
) -> tuple[list[Any], Proxy]:
    """What requests give by way of a proxy that wants a login, and is given one; and the proxy."""
    proxy = Proxy(visitor.server, reply, login)

    async def scenario() -> list[Any]:
        async with visitor.server.running(), proxy.running():
            address = f"127.0.0.1:{proxy.port}"
            way, logins = f"{scheme}://{address}", {address: given} if given else {}
            async with visitor.client(**({"allow_addresses": (), "proxy_logins": logins} | settings)) as client:
                return [await visitor.result(client, Request(url=url, proxy=way)) for url in urls]

    return asyncio.run(scenario()), proxy


@pytest.mark.parametrize("scheme", ["socks5", "socks5h", "http"])
def test_a_page_and_its_robots_come_through_the_proxy(visitor: Any, scheme: str) -> None:
    (capture,), proxy = through(visitor, scheme, PUBLIC)
    assert isinstance(capture, Capture) and b"crane" in capture.body
    assert {*proxy.asked} == {("93.184.215.14", 80)}
    assert [each.path for each in visitor.server.log] == ["/robots.txt", "/page"]
    assert visitor.server.log[1].headers["host"] == "93.184.215.14"


LOGIN = "ferry:qu:ay-1974"


@pytest.mark.parametrize("scheme", ["socks5", "socks5h", "http"])
def test_a_proxy_that_wants_a_login_is_told_it(visitor: Any, scheme: str) -> None:
    (capture,), _ = through(visitor, scheme, PUBLIC, login=LOGIN, given=LOGIN)
    assert isinstance(capture, Capture) and b"crane" in capture.body


@pytest.mark.parametrize("scheme", ["socks5", "socks5h", "http"])
def test_a_proxy_that_wants_no_login_is_not_told_one_by_socks(visitor: Any, scheme: str) -> None:
    (capture,), _ = through(visitor, scheme, PUBLIC, given=LOGIN)
    assert isinstance(capture, Capture)


@pytest.mark.parametrize("scheme", ["socks5", "socks5h", "http"])
@pytest.mark.parametrize(("given", "said"), [(None, "wants a login"), ("ferry:wrong-1974", "does not take the login")])
def test_a_login_that_is_missing_or_wrong_is_told_without_any_of_it(
    visitor: Any, scheme: str, given: str | None, said: str
) -> None:
    (error,), proxy = through(visitor, scheme, PUBLIC, login=LOGIN, given=given)
    assert error.outcome is Outcome.CONNECT and said in error.reason
    assert not any(part in str(error) for part in ("ferry", "1974"))
    assert proxy.asked == [] or scheme == "http"


def test_a_login_is_no_part_of_a_proxys_address_and_no_error_of_the_configuration_says_it() -> None:
    for told in ({"proxy": f"socks5://{LOGIN}@127.0.0.1:9050"}, {"proxy_logins": {"127.0.0.1:9050": "ferry1974"}}):
        with pytest.raises(ValidationError) as caught:
            FetchSettings.model_validate(told)
        faults = faults_of(caught.value, "nightdesk.toml", FetchSettings)
        assert faults and not any("1974" in str(fault) for fault in faults)
    assert "1974" not in repr(FetchSettings.model_validate({"proxy_logins": {"127.0.0.1:9050": LOGIN}}))


@pytest.mark.parametrize("scheme", ["socks5", "socks5h", "http"])
@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:PORT/page",
        "http://10.1.2.3/page",
        "http://[::1]/page",
        "http://2130706433/page",
        "http://quay.localhost/",
    ],
)
def test_a_private_target_is_blocked_and_the_proxy_never_asked(visitor: Any, scheme: str, url: str) -> None:
    (error,), proxy = through(visitor, scheme, url)
    assert isinstance(error, FetchError) and error.outcome is Outcome.BLOCKED
    assert proxy.asked == []


def test_a_redirect_to_a_private_address_is_blocked_behind_the_proxy_too(visitor: Any) -> None:
    (error,), proxy = through(visitor, "socks5h", "http://93.184.215.14/to-private")
    assert error.outcome is Outcome.BLOCKED
    assert {host for host, _ in proxy.asked} == {"93.184.215.14"}


def test_names_are_looked_up_here_and_the_checked_address_is_passed_on(visitor: Any) -> None:
    (capture,), proxy = through(visitor, "socks5", "http://quay.localhost/page", allow_addresses=("127.0.0.0/8",))
    assert isinstance(capture, Capture)
    assert {*proxy.asked} == {("127.0.0.1", 80)}


def test_names_are_left_to_the_proxy_where_it_is_asked_to_look_them_up(visitor: Any) -> None:
    (capture,), proxy = through(visitor, "socks5h", "http://quayquayquay.onion/page")
    assert isinstance(capture, Capture)
    assert {*proxy.asked} == {("quayquayquay.onion", 80)}


@pytest.mark.parametrize("name", ["printer.local", "router", "db.internal", "nas.lan", "localhost"])
def test_local_names_are_not_left_to_the_proxy(visitor: Any, name: str) -> None:
    (error,), proxy = through(visitor, "socks5h", f"http://{name}/page")
    assert error.outcome is Outcome.BLOCKED
    assert proxy.asked == []


@pytest.mark.parametrize(("reply", "words"), [(2, "not allowed"), (4, "host unreachable"), (5, "refused"), (77, "77")])
def test_what_the_proxy_says_is_told(visitor: Any, reply: int, words: str) -> None:
    (error,), _ = through(visitor, "socks5", PUBLIC, reply=reply)
    assert error.outcome is Outcome.CONNECT
    assert words in error.reason


def test_a_proxy_that_is_not_there_is_a_failed_connection(visitor: Any) -> None:
    error = visitor.run(Request(url=PUBLIC, proxy="socks5://127.0.0.1:9", obey_robots=False))[0]
    assert error.outcome is Outcome.CONNECT and "the proxy 127.0.0.1:9 is not there" in error.reason


def test_what_is_no_proxy_is_told(visitor: Any) -> None:
    async def greet(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.example ESMTP ready\r\n")
        await writer.drain()
        writer.close()

    async def scenario() -> Any:
        listening = await asyncio.start_server(greet, "127.0.0.1", 0)
        way = f"socks5://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
        async with visitor.client() as client:
            given = await visitor.result(client, Request(url=PUBLIC, proxy=way, obey_robots=False))
        listening.close()
        return given

    error = asyncio.run(scenario())
    assert error.outcome is Outcome.CONNECT and "no SOCKS5 proxy" in error.reason


def test_a_source_may_leave_the_settings_proxy_aside(visitor: Any) -> None:
    settings = {"proxy": "socks5://127.0.0.1:9"}
    direct, proxied = visitor.run(
        Request(url="/page", proxy="direct", obey_robots=False), Request(url="/page", obey_robots=False), **settings
    )
    assert isinstance(direct, Capture)
    assert proxied.outcome is Outcome.CONNECT
