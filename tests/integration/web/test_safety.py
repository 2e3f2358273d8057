"""The guards: who is let in, from where, and what is refused."""

from __future__ import annotations

import base64
import http.client
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from click.testing import CliRunner, Result
from pydantic import SecretStr
from starlette.requests import Request

from config.settings import SHORTEST_PASSWORD
from db.store import Store
from db.tables import metadata
from model.clock import system_clock
from nightdesk.cli.main import nightdesk
from nightdesk.serving import serve, site_of
from web.dashboard import check_address
from web.security.identity import Identity
from web.security.passwords import hash_key, hash_password, new_key
from web.serving import ServingError

PASSWORD = "correct horse battery"


class Client:
    """A browser without a window: keeps cookies and says where it comes from."""

    def __init__(self, address: str) -> None:
        self.host = urlsplit(address).netloc
        self.cookie = ""

    def ask(
        self, method: str, path: str, fields: Mapping[str, str] | None = None, **headers: str
    ) -> tuple[int, Any, str]:
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        told |= {"Cookie": self.cookie} if self.cookie else {}
        body = urlencode(fields) if fields is not None else None
        if fields is not None:
            told = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{self.host}"} | told
        connection = http.client.HTTPConnection(self.host, timeout=60)
        connection.request(method, path, body, told)
        answer = connection.getresponse()
        content = answer.read().decode("utf-8", "replace")
        connection.close()
        if given := answer.headers.get("Set-Cookie"):
            self.cookie = given.partition(";")[0]
        return answer.status, answer.headers, content

    def get(self, path: str, **headers: str) -> tuple[int, Any, str]:
        return self.ask("GET", path, **headers)

    def token(self, path: str) -> str:
        found = re.search(r'name="csrf" value="([^"]+)"', self.get(path)[2])
        assert found is not None
        return found.group(1)

    def sign_in(self, name: str, password: str, wanted: str = "/") -> tuple[int, Any, str]:
        fields = {"csrf": self.token("/login"), "name": name, "password": password, "next": wanted}
        return self.ask("POST", "/login", fields)


@pytest.fixture
def open_desk(tmp_path: Path, fill: Any) -> Any:
    with fill(tmp_path, 2) as desk:
        yield desk


@pytest.fixture
def closed_desk(tmp_path: Path, fill: Any) -> Any:
    with fill(tmp_path, 2, web={"password": PASSWORD}) as desk:
        yield desk


def test_other_addresses_are_refused_until_somebody_has_a_password(open_desk: Any) -> None:
    for host in ("127.0.0.1", "::1", "localhost"):
        check_address(host, open_desk.site.gatekeeper)
    for host in ("0.0.0.0", "192.0.2.1", "::", "desk.example"):
        with pytest.raises(ServingError, match="nobody would need to sign in"):
            check_address(host, open_desk.site.gatekeeper)
    open_desk.store.write_now(lambda uow: uow.accounts.put("ann", hash_password(PASSWORD), system_clock()))
    assert open_desk.site.gatekeeper.closed or open_desk.site.gatekeeper._looked_at > 0
    open_desk.site.gatekeeper._looked_at = -100.0
    check_address("0.0.0.0", open_desk.site.gatekeeper)


def test_everything_is_told_to_run_nothing_and_be_framed_by_nobody(open_desk: Any) -> None:
    client = Client(open_desk.address)
    for path in (
        "/",
        "/sources",
        "/nothing",
        "/api/v1/status",
        "/api/v1/nothing",
        "/static/nightdesk.css",
        "/feeds/all.atom",
    ):
        headers = client.get(path)[1]
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy, path
        assert headers["X-Content-Type-Options"] == "nosniff" and headers["Referrer-Policy"] == "same-origin"


def test_what_was_captured_is_only_given_to_be_saved_and_never_as_ours(open_desk: Any) -> None:
    status, headers, _ = Client(open_desk.address).get("/captures/1/body")
    assert status == 200 and headers["Content-Disposition"].startswith("attachment")
    assert headers["Content-Security-Policy"].startswith("sandbox;")
    assert headers["Content-Type"] == "application/octet-stream"
    status, headers, shown = Client(open_desk.address).get("/captures/1/source")
    assert status == 200 and headers["Content-Security-Policy"].startswith("sandbox;") and "crane" in shown
    assert headers["Content-Type"] == "text/plain; charset=utf-8" and headers["X-Content-Type-Options"] == "nosniff"
    assert [Client(open_desk.address).get(path)[0] for path in ("/captures/999/body", "/captures/99999999999")] == [
        404,
        404,
    ]


def test_a_name_that_was_made_to_lead_here_is_refused(open_desk: Any) -> None:
    client = Client(open_desk.address)
    assert client.get("/", Host="evil.test")[0] == 421
    assert client.get("/api/v1/stories", Host="evil.test:8431")[0] == 421
    assert client.get("/", Host="localhost:1")[0] == 200
    assert client.get("/feeds/all.atom", Host="evil.test")[0] == 200


def test_forms_of_other_sites_do_nothing(open_desk: Any) -> None:
    client = Client(open_desk.address)
    story = open_desk.store.read(lambda uow: uow.reading.stories(None, 1))[0][0].story_uid
    fields = {"csrf": client.token("/"), "flag": "1"}
    marks = f"/stories/{story}/marks"
    assert client.ask("POST", marks, fields, Origin="https://evil.test")[0] == 403
    assert client.ask("POST", marks, fields, Origin="null")[0] == 403
    assert client.ask("POST", marks, {"flag": "1"})[0] == 400
    assert client.ask("POST", marks, {**fields, "csrf": "x" * 86})[0] == 400
    number = open_desk.store.read(lambda uow: uow.listing.number(story))
    assert open_desk.store.read(lambda uow: uow.marks.of("desk", [number])) == {}
    assert client.ask("POST", marks, fields)[0] == 303
    put = {"Content-Type": "application/json", "Origin": "https://evil.test"}
    assert client.ask("PUT", f"/api/v1{marks}", {}, **put)[0] == 403


def test_one_has_to_sign_in_where_there_is_a_password(closed_desk: Any) -> None:
    client = Client(closed_desk.address)
    status, headers, _ = client.get("/sources?x=1")
    assert (status, headers["Location"]) == (303, "/login?next=%2Fsources%3Fx%3D1")
    assert client.get("/healthz")[0] == 200 and client.get("/static/nightdesk.css")[0] == 200
    status, headers, told = client.get("/api/v1/stories")
    assert (status, headers["Content-Type"], headers["WWW-Authenticate"]) == (401, "application/problem+json", "Bearer")
    assert client.get("/feeds/harbour.atom")[0] == 401 and "Crane" not in told
    assert client.sign_in("desk", "wrong password")[0] == 401
    assert client.sign_in("nobody", PASSWORD)[0] == 401
    status, headers, _ = client.sign_in("desk", PASSWORD, "/sources?x=1")
    assert (status, headers["Location"]) == (303, "/sources?x=1")
    cookie = headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and PASSWORD not in cookie
    assert client.get("/")[0] == 200
    assert client.ask("POST", "/logout", {"csrf": client.token("/account")})[0] == 303
    assert client.get("/")[0] == 303


@pytest.mark.parametrize(
    "wanted", ["//evil.test", "/\\evil.test", "https://evil.test/", "javascript:x", "/\x09/evil.test", ""]
)
def test_signing_in_leads_nowhere_else(closed_desk: Any, wanted: str) -> None:
    status, headers, _ = Client(closed_desk.address).sign_in("desk", PASSWORD, wanted)
    assert (status, headers["Location"]) == (303, "/")


def test_guessing_gets_slower(closed_desk: Any) -> None:
    client = Client(closed_desk.address)
    answers = [client.sign_in("desk", f"guess number {n}") for n in range(7)]
    assert [answer[0] for answer in answers][:5] == [401] * 5
    assert answers[-1][0] == 429 and int(answers[-1][1]["Retry-After"]) >= 1
    assert client.sign_in("desk", PASSWORD)[0] == 429


def test_programs_and_feed_readers_give_a_key_of_which_only_a_hash_is_kept(closed_desk: Any) -> None:
    client = Client(closed_desk.address)
    assert client.sign_in("desk", PASSWORD)[0] == 303
    shown = client.ask("POST", "/account/keys", {"csrf": client.token("/account"), "called": "a notebook"})[2]
    found = re.search(r"<code>(nd_[^<]+)</code>", shown)
    assert found is not None
    key, stranger = found.group(1), Client(closed_desk.address)
    basic = base64.b64encode(f"reader:{key}".encode()).decode()
    assert stranger.get("/api/v1/stories", Authorization=f"Bearer {key}")[0] == 200
    assert stranger.get("/feeds/harbour.atom", Authorization=f"Basic {basic}")[0] == 200
    assert stranger.get(f"/feeds/harbour.atom?token={key}")[0] == 200
    assert stranger.get("/api/v1/stories", Authorization=f"Bearer {key}x")[0] == 401
    assert stranger.get(f"/?token={key}")[0] == 303
    assert key not in everything(closed_desk.store)
    kept = closed_desk.store.read(lambda uow: uow.accounts.tokens("desk"))
    assert [each.name for each in kept] == ["a notebook"] and kept[0].used_at is not None
    assert client.ask("POST", "/account/keys", {"csrf": client.token("/account"), "remove": str(kept[0].id)})[0] == 303
    assert stranger.get("/api/v1/stories", Authorization=f"Bearer {key}")[0] == 401


def everything(store: Store) -> str:
    """Every row of every table."""
    return store.read(
        lambda uow: repr([uow._connection.execute(table.select()).all() for table in metadata.sorted_tables])
    )


def test_where_nobody_signs_in_a_password_meant_for_a_proxy_shuts_nobody_out(open_desk: Any) -> None:
    given = base64.b64encode(b"ann:for the proxy").decode()
    assert Client(open_desk.address).get("/", Authorization=f"Basic {given}")[0] == 200


def test_another_password_in_the_configuration_ends_the_sessions_begun_with_the_old_one(closed_desk: Any) -> None:
    client, settings = Client(closed_desk.address), closed_desk.catalogue.settings
    assert client.sign_in("desk", PASSWORD)[0] == 303
    asking = Request({"type": "http", "path": "/", "headers": [(b"cookie", client.cookie.encode())]})

    def asks(password: str) -> Identity | None:
        changed = settings.model_copy(update={"web": settings.web.model_copy(update={"password": SecretStr(password)})})
        catalogue = replace(closed_desk.catalogue, settings=changed)
        return site_of(catalogue, closed_desk.store).gatekeeper.who(asking)

    again = asks(PASSWORD)
    assert again is not None and again.account == "desk"
    assert asks(PASSWORD + " staple") is None


def test_a_key_does_not_open_what_belongs_to_another_account(closed_desk: Any) -> None:
    made, now = new_key(), system_clock()
    closed_desk.store.write_now(lambda uow: uow.accounts.add_token(hash_key(made), "ann", "x", now))
    client, own = Client(closed_desk.address), Client(closed_desk.address)
    assert own.sign_in("desk", PASSWORD)[0] == 303
    story = closed_desk.store.read(lambda uow: uow.reading.stories(None, 1))[0][0].story_uid
    fields = {"csrf": own.token("/"), "text": "for my eyes"}
    assert own.ask("POST", f"/stories/{story}/notes", fields)[0] == 303
    assert "for my eyes" in own.get(f"/stories/{story}")[2]
    assert "for my eyes" not in client.get(f"/stories/{story}", Authorization=f"Bearer {made}")[2]


def test_accounts_are_made_by_command_and_short_passwords_are_not_taken(any_database: str) -> None:
    def run(*words: str, given: str = "") -> Result:
        return CliRunner().invoke(nightdesk, ["--database", any_database, "users", *words], input=given)

    short = run("add", "ann", "--password-stdin", given="short\n")
    assert short.exit_code == 2 and f"at least {SHORTEST_PASSWORD} characters" in short.output
    assert run("add", "Ann Lee", "--password-stdin", given=PASSWORD).exit_code == 2
    assert run("add", "ann", "--password-stdin", given=PASSWORD + "\n").exit_code == 0
    assert run("key", "ann", "--for", "a notebook").stdout.startswith("nd_")
    assert "ann" in run("list").stdout and "a notebook" in run("list").stdout
    assert run("key", "bob", "--for", "x").exit_code == run("remove", "bob").exit_code == 2
    assert run("remove", "ann").exit_code == 0


def test_the_command_serves_no_open_dashboard_to_others(tmp_path: Path, open_desk: Any) -> None:
    with pytest.raises(ServingError, match="nobody would need to sign in"):
        serve(open_desk.catalogue, open_desk.store, "0.0.0.0", 0)
