"""What API handlers are given: the site, who asks, and problems to raise."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Query, Request

from db.unit import UnitOfWork
from web.api import models
from web.site import Site, site_of, who
from web.wishes import Wish, read_wish

#: What any answer may be besides a good one.
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": models.Problem, "description": said, "content": {"application/problem+json": {}}}
    for status, said in (
        (400, "cannot be read"),
        (401, "sign in"),
        (403, "sent by another site"),
        (404, "not here"),
        (422, "a field is wrong"),
    )
}
PROBLEMS[304] = {"description": "as it was"}


class ProblemError(Exception):
    """A problem to be answered."""

    def __init__(self, status: int, detail: str) -> None:
        self.status, self.detail = status, detail
        super().__init__(detail)


def _account(request: Request) -> str:
    return who(request).account


TheSite = Annotated[Site, Depends(site_of)]
Account = Annotated[str, Depends(_account)]
Limit = Annotated[int, Query(ge=1, le=100)]
Before = Annotated[str | None, Query(max_length=40, description="Where the page begins: taken from `next`.")]


def wish_of(request: Request, site: TheSite, account: Account) -> Wish:
    """Which stories are asked for. Raises ProblemError for what cannot be read."""
    catalogue = site.dash.catalogue
    wish = read_wish(request.query_params, account, catalogue.watches, catalogue.sources)
    if wish.faults:
        raise ProblemError(404 if "There is no" in wish.faults[0] else 400, " ".join(wish.faults))
    return wish


TheWish = Annotated[Wish, Depends(wish_of)]


def number_of(uow: UnitOfWork, uid: str) -> int:
    """The number of a story. Raises ProblemError where there is none."""
    number = uow.listing.number(uid)
    if number is None:
        raise ProblemError(404, "There is no such story.")
    return number
