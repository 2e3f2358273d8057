"""Signing in and out, and a reader's own page with the keys for programs."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from db.unit import UnitOfWork
from model.text import clean_line
from web.pages.marking import taking_forms
from web.security.identity import COOKIE
from web.security.passwords import hash_key, new_key
from web.site import FormError, form_of, own_path, page, site_of, who
from web.wishes import read_number

_MOST_KEYS = 50


def login(request: Request) -> Response:
    """The form."""
    if who(request).account:
        return RedirectResponse("/", 303)
    return page(request, "login.html", wanted=own_path(request.query_params.get("next", "")) or "/", fault=None)


@taking_forms
async def sign_in(request: Request) -> Response:
    """Signs in, unless there were too many tries."""
    fields, site = await form_of(request), site_of(request)
    name, wanted = fields.get("name", "")[:60], own_path(fields.get("next", "")) or "/"
    keys = (f"from {request.client.host if request.client else ''}", f"as {name}")
    if wait := site.limits.wait(*keys):
        said = f"Too many tries. The next one is possible in {wait} seconds."
        answer = page(request, "login.html", status=429, wanted=wanted, fault=said)
        answer.headers["Retry-After"] = str(wait)
        return answer
    site.limits.failed(*keys)  # before it is known, so that a hundred tries sent at once are counted too
    session = await run_in_threadpool(site.gatekeeper.sign_in, name, fields.get("password", "")[:1000])
    if session is None:
        return page(request, "login.html", status=401, wanted=wanted, fault="Name and password do not belong together.")
    site.limits.passed(*keys)
    answer = RedirectResponse(wanted, 303)
    secure = request.url.scheme == "https" or request.headers.get("x-forwarded-proto") == "https"
    lasts = int(site.gatekeeper.lasts.total_seconds())
    answer.set_cookie(COOKIE, session, max_age=lasts, httponly=True, samesite="lax", secure=secure, path="/")
    return answer


@taking_forms
async def sign_out(request: Request) -> Response:
    """Ends the session."""
    await form_of(request)
    await run_in_threadpool(site_of(request).gatekeeper.sign_out, who(request).session)
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(COOKIE, path="/")
    return answer


def account(request: Request) -> Response:
    """A reader's own page."""
    return _account(request, None)


def _account(request: Request, made: str | None) -> Response:
    name = who(request).account
    keys, searches = site_of(request).dash.store.read(lambda uow: (uow.accounts.tokens(name), uow.marks.searches(name)))
    return page(request, "account.html", keys=keys, searches=searches, made=made)


@taking_forms
async def key(request: Request) -> Response:
    """Makes a key, which is shown this once, or ends one."""
    fields = await form_of(request)
    if who(request).by == "key":
        raise FormError("A key makes no other keys.")
    if "remove" in fields:
        await _end_key(request, read_number(fields["remove"]) or 0)
        return RedirectResponse("/account", 303)
    made = await _make_key(request, clean_line(fields.get("called", ""))[:80])
    answer = await run_in_threadpool(_account, request, made)
    answer.headers["Cache-Control"] = "no-store"
    return answer


async def _end_key(request: Request, number: int) -> None:
    name = who(request).account
    if not await site_of(request).dash.store.write(lambda uow: uow.accounts.remove_token(name, number)):
        raise FormError("There is no such key of yours.")


async def _make_key(request: Request, called: str) -> str:
    if not called:
        raise FormError("Say what the key is for.")
    dash, name, made = site_of(request).dash, who(request).account, new_key()
    now = dash.clock()

    def write(uow: UnitOfWork) -> bool:
        if len(uow.accounts.tokens(name)) >= _MOST_KEYS:
            return False
        uow.accounts.add_token(hash_key(made), name, called, now)
        return True

    if not await dash.store.write(write):
        raise FormError("You have as many keys as can be kept.")
    return made
