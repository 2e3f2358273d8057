"""E-mail: handed to a real mail server, over TLS and not, taken and refused."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword

from alerts.channels.mail import Letterhead, Mail, MailServer
from alerts.message import Item, Message
from model.clock import system_clock
from model.errors import DeliveryError
from model.notices import DeliveryState, NoticeKind

OpenOffice = Callable[..., Any]
CERTIFICATE = Path(__file__).parents[1] / "crawler" / "tls" / "quay.pem"
HEAD = Letterhead("Desk <desk@desk.example>", ("reader@desk.example",), "desk", "mailto:stop@desk.example")


class Sink:
    """Keeps what it is handed, and answers what it is told to."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.answers: list[str] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:  # noqa: N802 - its name there
        if self.answers:
            return self.answers.pop(0)
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        letter = message_from_bytes(content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        return "250 taken"


def served(sink: Sink, **options: Any) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(sink, hostname="127.0.0.1", port=port, **options)
    controller.start()
    yield port
    controller.stop()


@pytest.fixture
def sink() -> Sink:
    return Sink()


@pytest.fixture
def port(sink: Sink) -> Iterator[int]:
    yield from served(sink)


def context(*, server: bool) -> ssl.SSLContext:
    if not server:
        return ssl.create_default_context(cafile=str(CERTIFICATE))
    made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    made.load_cert_chain(CERTIFICATE)
    return made


@pytest.fixture
def secure_port(sink: Sink) -> Iterator[int]:
    def known(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        right = isinstance(data, LoginPassword) and data == LoginPassword(b"desk", b"S3CRETWORD")
        return AuthResult(success=right, handled=False)

    yield from served(
        sink, tls_context=context(server=True), require_starttls=True, authenticator=known, auth_required=True
    )


async def here(_host: str) -> list[str]:
    return ["127.0.0.1"]


def message(headline: str = "Crane falls") -> Message:
    now = system_clock()
    return Message("11111111-2222", now, (Item("11111111-2222", NoticeKind.NEW, now, headline),), "33333333-4444")


def mail_settings(port: int) -> dict[str, Any]:
    return {
        "kind": "email",
        "host": "127.0.0.1",
        "port": port,
        "security": "none",
        "sender": "Desk <desk@desk.example>",
        "to": ["reader@desk.example"],
        "kinds": ["new", "copy"],
        "unsubscribe": "mailto:stop@desk.example",
        "allow_addresses": ["127.0.0.0/8"],
    }


def test_a_story_and_its_copies_are_one_thread(open_office: OpenOffice, sink: Sink, port: int, clock: Any) -> None:
    office = open_office({"desk": mail_settings(port)})
    words = "A crane fell into the harbour on Monday, and nobody was hurt. " * 6
    office.publish("one", text=words)
    asyncio.run(office.deliver())
    clock.forward(minutes=5)
    office.publish("two", "review", text=words)
    asyncio.run(office.deliver())
    first, second = sink.letters
    assert second["In-Reply-To"] == second["References"] == first["Message-ID"] != second["Message-ID"]
    assert first["In-Reply-To"] is None
    assert first["Subject"] == "[The harbour] New: Crane one"
    assert first["List-Id"] == "<desk.nightdesk.desk.example>"
    assert first["List-Unsubscribe"] == "<mailto:stop@desk.example>"


def test_a_digest_is_one_mail_with_text_and_html(open_office: OpenOffice, sink: Sink, port: int, clock: Any) -> None:
    office = open_office({"desk": mail_settings(port) | {"digest": "daily", "at": "07:00"}})
    for slug in ("one", "two", "three"):
        office.publish(slug, text=f"{slug} <b>crane</b> fell at {slug} " * 20, title=f"Crane <{slug}>")
    asyncio.run(office.deliver())
    assert sink.letters == []
    clock.forward(hours=20)
    asyncio.run(office.deliver())
    (letter,) = sink.letters
    plain, html = letter.get_body(("plain",)), letter.get_body(("html",))
    assert plain is not None and html is not None
    for slug in ("one", "two", "three"):
        assert f"New: Crane <{slug}>" in plain.get_content()
        assert f"Crane &lt;{slug}&gt;</a>" in html.get_content()
    assert "<b>" not in html.get_content()


@pytest.mark.parametrize(("answer", "state"), [("451 later", DeliveryState.WAITING), ("554 never", DeliveryState.DEAD)])
def test_a_passing_refusal_is_told_from_one_for_good(
    open_office: OpenOffice, sink: Sink, port: int, answer: str, state: DeliveryState
) -> None:
    sink.answers.append(answer)
    office = open_office({"desk": mail_settings(port)})
    office.publish("one")
    asyncio.run(office.deliver())
    assert office.log()[0].state is state


def test_with_starttls_the_login_goes_over_an_encrypted_connection_that_is_checked(
    sink: Sink, secure_port: int
) -> None:
    server = MailServer("quay.localhost", secure_port, "starttls", "desk", "S3CRETWORD", context(server=False))
    asyncio.run(Mail(server, HEAD, here).send(message()))
    assert sink.letters[0]["Message-ID"] == "<11111111-2222@desk.example>"
    wrong = MailServer("elsewhere.test", secure_port, "starttls", "desk", "S3CRETWORD", context(server=False))
    with pytest.raises(DeliveryError, match="not secure"):
        asyncio.run(Mail(wrong, HEAD, here).send(message()))


def test_a_wrong_password_is_told_without_it(sink: Sink, secure_port: int) -> None:
    server = MailServer("quay.localhost", secure_port, "starttls", "desk", "S3CRETWRONG", context(server=False))
    with pytest.raises(DeliveryError) as raised:
        asyncio.run(Mail(server, HEAD, here).send(message()))
    assert "S3CRETWRONG" not in str(raised.value) + repr(server) and "login" in str(raised.value)


def test_nothing_is_sent_in_the_clear_that_was_to_be_encrypted(sink: Sink, port: int) -> None:
    server = MailServer("quay.localhost", port, "starttls", None, None, context(server=False))
    with pytest.raises(DeliveryError):
        asyncio.run(Mail(server, HEAD, here).send(message()))
    assert sink.letters == []


def test_a_mail_server_on_a_private_address_is_not_reached_unless_allowed(
    open_office: OpenOffice, sink: Sink, port: int
) -> None:
    office = open_office({"desk": mail_settings(port) | {"allow_addresses": []}})
    office.publish("one")
    asyncio.run(office.deliver())
    assert sink.letters == [] and "not public" in (office.log()[0].reason or "")
