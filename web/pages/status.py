"""The status: what runs, what needs a hand, and how much is stored."""

from __future__ import annotations

from importlib.metadata import version

from starlette.requests import Request
from starlette.responses import Response

from crawler.health import judge_all
from db.unit import UnitOfWork
from model.health import Health
from web.site import page, site_of

#: What is said of sources that need no hand.
_WELL = {Health.OK: "well", Health.NEW: "not looked at yet", Health.DISABLED: "disabled"}


def status(request: Request) -> Response:
    """The page."""
    site = site_of(request)
    dash, now = site.dash, site.dash.clock()
    totals = site.kept.get("totals", lambda: dash.store.read(lambda uow: uow.figures.totals()))

    def read(uow: UnitOfWork) -> dict[str, object]:
        stands = judge_all(dash.catalogue.sources.values(), uow.pulses.facts(), now)
        return {
            "ill": [each for each in stands if not each.health.well],
            "standing": [(sum(each.health is health for each in stands), said) for health, said in _WELL.items()],
            "nodes": [(each, dash.is_running(each, now)) for each in uow.nodes.all()],
            "chores": uow.nodes.chores(),
            "troubles": uow.troubles.all(),
            "off": uow.channels.off(),
        }

    told = dash.store.read(read)
    about = {"address": dash.store.address, "folder": str(dash.catalogue.folder), "version": version("nightdesk")}
    return page(request, "status.html", told | {"totals": totals, "about": about, "unwritten": dash.store.trouble})
