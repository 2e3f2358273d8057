"""TLS: certificates are checked against the name that was asked for; HTTP/2 where the server speaks it."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import RequestReceived

from crawler.fetching import Request
from model.captures import Capture
from model.outcomes import Outcome

#: Self-signed for these tests alone: quay.localhost; elsewhere.test; quay.localhost until February 2020.
KEYS = Path(__file__).parent / "tls"
Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
QUAY = Request(url="https://quay.localhost:PORT/page", obey_robots=False)


def serving(name: str, *protocols: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(KEYS / f"{name}.pem")
    context.set_alpn_protocols(list(protocols) or ["http/1.1"])
    return context


def trusting(name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(KEYS / f"{name}.pem")
    return context


def fetch_over_tls(visitor: Any, name: str, *, trusted: str | None = None) -> Any:
    visitor.wire = {"tls": lambda: trusting(trusted or name)}

    async def scenario() -> Any:
        async with visitor.server.running(ssl=serving(name)), visitor.client() as client:
            return await visitor.result(client, QUAY)

    return asyncio.run(scenario())


def test_a_page_comes_over_tls_under_its_own_name(visitor: Any) -> None:
    capture = fetch_over_tls(visitor, "quay")
    assert isinstance(capture, Capture)
    assert visitor.server.log[0].headers["host"].startswith("quay.localhost:")


@pytest.mark.parametrize(
    ("name", "trusted", "words"),
    [
        ("elsewhere", "elsewhere", "Hostname mismatch"),
        ("expired", "expired", "certificate has expired"),
        ("quay", "elsewhere", "self-signed"),
    ],
)
def test_a_certificate_that_does_not_hold_is_a_tls_failure(visitor: Any, name: str, trusted: str, words: str) -> None:
    error = fetch_over_tls(visitor, name, trusted=trusted)
    assert error.outcome is Outcome.TLS
    assert words in error.reason
    assert visitor.server.log == []


def ask_at(visitor: Any, talk: Talk, *, serve: ssl.SSLContext | None = None, **settings: Any) -> Any:
    """What the client gets from a server that talks in its own way."""
    visitor.wire = {"tls": lambda: trusting("quay")}
    talks: list[asyncio.Future[None]] = []

    def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talks.append(asyncio.ensure_future(talk(reader, writer)))

    async def scenario() -> Any:
        listening = await asyncio.start_server(begin, "127.0.0.1", 0, ssl=serve)
        visitor.server.port = listening.sockets[0].getsockname()[1]
        async with visitor.client(**settings) as client:
            given = await visitor.result(client, QUAY)
        await asyncio.wait_for(asyncio.gather(*talks, return_exceptions=True), 60)
        listening.close()
        return given

    return asyncio.run(scenario())


async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"220 mail.example ESMTP ready\r\n")
    await reader.read()
    writer.close()


async def listen_only(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while await reader.read(1000):
        pass
    writer.close()


def test_a_server_that_speaks_no_tls_is_a_tls_failure(visitor: Any) -> None:
    assert ask_at(visitor, greet).outcome is Outcome.TLS


def test_a_handshake_without_end_is_cut_and_its_connection_closed(visitor: Any) -> None:
    """The server sees the end of the connection; else this would wait in vain."""
    error = ask_at(visitor, listen_only, timeout=timedelta(milliseconds=400))
    assert error.outcome is Outcome.TIMEOUT


async def speak_http2(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    talk = H2Connection(config=H2Configuration(client_side=False))
    talk.initiate_connection()
    writer.write(talk.data_to_send())
    while data := await reader.read(65536):
        for event in talk.receive_data(data):
            if isinstance(event, RequestReceived):
                talk.send_headers(event.stream_id, [(":status", "200"), ("content-type", "text/html")])
                talk.send_data(event.stream_id, b"<p>by frames", end_stream=True)
        writer.write(talk.data_to_send())
    writer.close()


def answering(*head: tuple[str, str], ends: bool = True, later: float = 0) -> Talk:
    """A server that answers with these headers and a short body, and ends the answer or the connection alone."""
    heedless = H2Configuration(client_side=False, validate_outbound_headers=False, normalize_outbound_headers=False)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        said = H2Connection(config=heedless)
        said.initiate_connection()
        writer.write(said.data_to_send())
        while not (asked := [e for e in said.receive_data(await reader.read(65536)) if isinstance(e, RequestReceived)]):
            writer.write(said.data_to_send())
        said.send_headers(asked[0].stream_id, [*head, ("content-type", "text/html")])
        writer.write(said.data_to_send())
        await asyncio.sleep(later)
        said.send_data(asked[0].stream_id, b"<p>by fra", end_stream=ends)
        writer.write(said.data_to_send())
        writer.close()

    return talk


@pytest.mark.parametrize("later", [0, 0.1], ids=["at once", "in pieces"])
@pytest.mark.parametrize("ends", [True, False], ids=["the answer ends", "the connection ends"])
def test_an_answer_over_http2_that_ends_early_is_truncated(visitor: Any, ends: bool, later: float) -> None:
    talk = answering((":status", "200"), ("content-length", "500"), ends=ends, later=later)
    error = ask_at(visitor, talk, serve=serving("quay", "h2"))
    assert error.outcome is Outcome.TRUNCATED, error


@pytest.mark.parametrize("status", ["abc", "", "2e2", "9" * 5000])
def test_a_status_over_http2_that_is_no_number_is_a_broken_protocol_and_not_a_bad_address(
    visitor: Any, status: str
) -> None:
    error = ask_at(visitor, answering((":status", status)), serve=serving("quay", "h2"))
    assert error.outcome is Outcome.PROTOCOL, error


@pytest.mark.parametrize(
    "header", [("etag", '"a"\r\nx-evil: 1'), ("x-odd", "a\0b"), ("x-odd", "a\nb"), ("x\rodd", "b"), ("x\0", "b")]
)
def test_a_header_over_http2_that_would_be_several_lines_elsewhere_is_refused(
    visitor: Any, header: tuple[str, str]
) -> None:
    error = ask_at(visitor, answering((":status", "200"), header), serve=serving("quay", "h2"))
    assert error.outcome is Outcome.PROTOCOL
    assert "holds a line break or a NUL" in error.reason


def test_a_page_comes_over_http2(visitor: Any) -> None:
    capture = ask_at(visitor, speak_http2, serve=serving("quay", "h2"))
    assert capture.body == b"<p>by frames"
    assert (capture.status, capture.header("content-type")) == (200, "text/html")
