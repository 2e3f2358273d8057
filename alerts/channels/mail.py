"""E-mail: text and HTML in one message, threaded by story, handed to a mail server over SMTP."""

from __future__ import annotations

import asyncio
import smtplib
import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Literal

from alerts.channels.channel import Resolve
from alerts.message import Message
from alerts.wording import html_text, plain_text
from model.errors import DeliveryError
from model.text import clean_line

_TIMEOUT = 30.0
Security = Literal["starttls", "tls", "none"]


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in, and how the connection is secured."""

    host: str
    port: int
    security: Security = "starttls"
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    tls: ssl.SSLContext | None = None


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who a mail is from and for, and the name of the list it is of."""

    sender: str
    to: tuple[str, ...]
    list_name: str
    unsubscribe: str | None = None


class Mail:
    """A channel of e-mail. The mail server's address is one that `resolve` has checked."""

    def __init__(self, server: MailServer, head: Letterhead, resolve: Resolve) -> None:
        self._server, self._head, self._resolve = server, head, resolve

    async def send(self, message: Message) -> None:
        """Hands a message to the mail server. Raises DeliveryError, permanent where the server said 5xx."""
        letter = compose_letter(message, self._head)
        addresses = await self._resolve(self._server.host)
        await asyncio.to_thread(_deliver, self._server, addresses, letter, self._head)

    async def aclose(self) -> None:
        """Holds nothing open."""


def compose_letter(message: Message, head: Letterhead) -> EmailMessage:
    """The message as a mail."""
    host = parseaddr(head.sender)[1].rpartition("@")[2] or "nightdesk.invalid"
    letter = EmailMessage(policy=SMTP)
    letter["From"], letter["To"] = head.sender, ", ".join(head.to)
    letter["Subject"] = message.subject.replace("=?", "= ?")  # read as an encoded word, it could bring line ends
    letter["Date"] = format_datetime(message.at)
    letter["Message-ID"] = f"<{message.uid}@{host}>"
    if message.thread and message.thread != message.uid:
        letter["In-Reply-To"] = letter["References"] = f"<{message.thread}@{host}>"
    letter["List-Id"] = f"<{clean_line(head.list_name)}.nightdesk.{host}>"
    if head.unsubscribe:
        letter["List-Unsubscribe"] = f"<{head.unsubscribe}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(plain_text(message))
    letter.add_alternative(html_text(message), subtype="html")
    return letter


class _Pinned(smtplib.SMTP):
    """A session with one of the checked addresses; TLS and EHLO keep the name."""

    addresses: Sequence[str] = ()

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return _connected(self.addresses, port, timeout)


class _PinnedTls(smtplib.SMTP_SSL):
    """The same with TLS from the first byte on."""

    addresses: Sequence[str] = ()

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return self.context.wrap_socket(_connected(self.addresses, port, timeout), server_hostname=host)


def _connected(addresses: Sequence[str], port: int, timeout: float) -> socket.socket:
    *others, last = addresses
    for address in others:
        try:
            return socket.create_connection((address, port), timeout)
        except OSError:
            continue
    return socket.create_connection((last, port), timeout)


def _deliver(server: MailServer, addresses: Sequence[str], letter: EmailMessage, head: Letterhead) -> None:
    try:
        with _session(server, addresses) as session:
            if server.username:
                session.login(server.username, server.password or "")
            session.send_message(letter, parseaddr(head.sender)[1], [parseaddr(each)[1] for each in head.to])
    except smtplib.SMTPRecipientsRefused as error:
        codes = sorted(code for code, _ in error.recipients.values())
        raise _refused(codes[0], "the recipients") from None
    except smtplib.SMTPAuthenticationError as error:
        raise DeliveryError(f"the mail server did not take the login ({error.smtp_code})") from None
    except smtplib.SMTPResponseException as error:
        raise _refused(error.smtp_code, "the message") from None
    except ssl.SSLError as error:
        raise DeliveryError(f"the connection to the mail server is not secure: {error.reason}") from None
    except (smtplib.SMTPException, OSError) as error:
        raise DeliveryError(f"the mail server cannot be used: {_words(error)}") from None
    except (MessageError, UnicodeError, ValueError) as error:
        raise DeliveryError(f"the message is no mail: {type(error).__name__}", permanent=True) from None


def _session(server: MailServer, addresses: Sequence[str]) -> smtplib.SMTP:
    """A session, secured as it was asked for; nothing is sent in the clear that was to be encrypted."""
    context = server.tls or ssl.create_default_context()
    if server.security == "tls":
        session: smtplib.SMTP = _PinnedTls(local_hostname=socket.gethostname(), timeout=_TIMEOUT, context=context)
    else:
        session = _Pinned(local_hostname=socket.gethostname(), timeout=_TIMEOUT)
    session.addresses = addresses  # type: ignore[attr-defined]  # both have it
    session._host = server.host  # type: ignore[attr-defined]  # noqa: SLF001 - what TLS names; smtplib sets it in __init__
    try:
        session.connect(server.host, server.port)
        if server.security == "starttls":
            session.starttls(context=context)
    except BaseException:
        session.close()
        raise
    return session


def _refused(code: int, what: str) -> DeliveryError:
    return DeliveryError(f"the mail server refused {what} ({code})", permanent=500 <= code < 600)


def _words(error: Exception) -> str:
    """What went wrong, without what the server said: it may repeat a login."""
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
