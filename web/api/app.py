"""The API as an application of its own, mounted into the dashboard."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from model.errors import StorageError
from web.api import events, service, stories
from web.api.asking import ProblemError
from web.api.problems import problem
from web.site import Site

_ABOUT = (
    "What the dashboard shows, for programs. Instants are ISO 8601 UTC; a day without a clock time is a date. Absent "
    "values are null. Give a key as `Authorization: Bearer …` where one has to sign in."
)


def create_api(site: Site) -> FastAPI:
    """The API of a site."""
    api = FastAPI(
        title="Nightdesk", version=version("nightdesk"), description=_ABOUT, docs_url=None, redoc_url=None,
        servers=[{"url": "/api/v1"}], root_path_in_servers=False,
    )  # fmt: skip
    api.state.site = site
    for router in (stories.router, service.router, events.router):
        api.include_router(router)
    api.add_exception_handler(ProblemError, _problem)
    api.add_exception_handler(RequestValidationError, _invalid)
    api.add_exception_handler(HTTPException, _http)
    api.add_exception_handler(500, fault)
    return api


async def fault(_: Request, error: Exception) -> Response:
    """What is answered where the program is at fault, or the database is away."""
    if isinstance(error, StorageError):
        return problem(503, "The database did not do this; the log tells more.", headers={"Retry-After": "30"})
    return problem(500, "A fault of the program; its log tells more")


async def _problem(_: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)  # noqa: S101 - what it was registered for
    return problem(error.status, error.detail)


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    faults = [{"at": list(map(str, each["loc"])), "said": each["msg"]} for each in error.errors()]
    said = "; ".join(f"{'.'.join(each['at'][1:]) or each['at'][0]}: {each['said']}" for each in faults)
    return problem(422, said, faults=faults)


async def _http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    return problem(error.status_code, str(error.detail), headers=error.headers or {})
