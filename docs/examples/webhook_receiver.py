"""A receiver of Nightdesk's webhooks: checks the signature, takes each message once, prints what it tells.

pip install standardwebhooks
RECEIVER_KEY=whsec_… python webhook_receiver.py 8000
"""

from __future__ import annotations

import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

from standardwebhooks.webhooks import Webhook, WebhookVerificationError


class Receiver(BaseHTTPRequestHandler):
    """Answers 204 to what is signed with our key, 401 to all else."""

    seen: ClassVar[set[str]] = set()  # keep it where it outlives the process: a message may come again days later

    def do_POST(self) -> None:
        """Takes one message."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            message = Webhook(os.environ["RECEIVER_KEY"]).verify(body, dict(self.headers.items()))
        except WebhookVerificationError:
            self.answer(401)
            return
        if (name := self.headers["webhook-id"]) not in self.seen:
            self.seen.add(name)
            self.tell(message)
        self.answer(204)

    def tell(self, message: dict) -> None:
        """What you do with a message."""
        for item in message["data"]["items"]:
            sys.stdout.write(f"{message['type']} {item['headline']} {item['url'] or item['words']}\n")
            sys.stdout.flush()

    def answer(self, status: int) -> None:
        """An answer without a body."""
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing of each request."""


def serve(port: int) -> ThreadingHTTPServer:
    """The receiver, listening on this machine alone; put a proxy with TLS before it."""
    return ThreadingHTTPServer(("127.0.0.1", port), Receiver)


if __name__ == "__main__":
    serve(int(sys.argv[1]) if len(sys.argv) > 1 else 8000).serve_forever()
