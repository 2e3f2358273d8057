"""Serving: the dashboard and the feeds joined with what the other rooms do for them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from config.catalogue import Catalogue
from db.repositories.told import Scope
from db.store import Store
from model.clock import Clock, system_clock
from nightdesk.daemon.presence import is_there
from nightdesk.delivery.following import Follower
from nightdesk.evidence import write_bundle
from nightdesk.grouping.relating import Gists, related
from nightdesk.notices.chronicles import chronicle
from nightdesk.stored_json import stored_json
from nightdesk.watches.saved_searches import SavedSearches
from nightdesk.watches.searching import search_stories
from nightdesk.watches.trying import try_written
from nightdesk.watches.watching import compile_watches
from web.app import Shown, create_app
from web.dashboard import check_address
from web.means import Dashboard
from web.operations import Heartbeat, Operations, operations_app
from web.security.identity import DESK, Gatekeeper
from web.security.origins import is_loopback
from web.security.passwords import hash_key, hash_password
from web.serving import Served
from web.site import Site
from web.warming import warm


def serve(
    catalogue: Catalogue, store: Store, host: str | None, port: int | None, heartbeat: Heartbeat | None = None
) -> Served:
    """The web of a configuration; `heartbeat` is that of a crawl in this process.

    Raises ServingError where it cannot be, or must not be, listened on.
    """
    settings = catalogue.settings
    address = host or settings.web.host
    site = site_of(catalogue, store, closed=_is_closed(store, address))
    check_address(address, site.gatekeeper)
    shown = shown_of(catalogue, store, site)
    warm(shown)
    told = Operations(store, tuple(catalogue.sources.values()), heartbeat=heartbeat or Heartbeat())
    return Served(create_app(shown, site, told), address, settings.web.port if port is None else port)


def serve_operations(
    catalogue: Catalogue, store: Store, host: str | None, port: int, heartbeat: Heartbeat, clock: Clock = system_clock
) -> Served:
    """Whether a process that has no dashboard is well, and its own figures.

    Raises ServingError where it cannot be, or must not be, listened on.
    """
    web, address = catalogue.settings.web, host or catalogue.settings.web.host
    gatekeeper = Gatekeeper(store, clock, passwords_of(catalogue), closed=_is_closed(store, address))
    check_address(address, gatekeeper)
    told = Operations(store, clock=clock, heartbeat=heartbeat, own_alone=True)
    return Served(operations_app(told, gatekeeper, web.names), address, port)


def _is_closed(store: Store, address: str) -> bool:
    """Whether one has to sign in because others reach the address, and there are keys to do so."""
    return not is_loopback(address) and store.read(lambda uow: uow.accounts.any_token())


def site_of(catalogue: Catalogue, store: Store, clock: Clock = system_clock, *, closed: bool = False) -> Site:
    """The dashboard of a configuration, with its guards; `closed` lets nobody in without signing in."""
    gatekeeper = Gatekeeper(store, clock, passwords_of(catalogue), closed=closed, bond=_bond(catalogue))
    return Site(dashboard_of(catalogue, store, clock), gatekeeper)


def dashboard_of(catalogue: Catalogue, store: Store, clock: Clock = system_clock) -> Dashboard:
    """Everything that the pages and the API are made of."""
    compiled = compile_watches(catalogue.watches).watches
    watches = {each.watch.id: each for each in compiled}
    names = catalogue.names
    lists = tuple(name for each in compiled for name in each.watch.names)
    gists = Gists()
    return Dashboard(
        store=store,
        catalogue=catalogue,
        watches=watches,
        clock=clock,
        search=lambda uow, query, asked: search_stories(uow, query, lists, asked),
        chronicle=lambda uow, story: chronicle(uow, story, names),
        related=lambda uow, story: related(uow, story, compiled, gists),
        is_running=is_there,
        follow=lambda after: Follower(store, Scope(lane=None), after).take,
        try_watch=partial(try_written, watches),
        document_json=stored_json,
        write_bundle=write_bundle,
        titles=catalogue.titles,
        names=names,
    )


def shown_of(catalogue: Catalogue, store: Store, site: Site) -> Shown:
    """What the feeds are made of."""
    feed = catalogue.settings.feed
    tokens = tuple(token.get_secret_value() for token in feed.tokens)
    searches = SavedSearches(catalogue, site.dash)
    dash = site.dash
    return Shown(store, dash.titles, dash.names, feed.entries, feed.base_url, tokens, feed.hub, searches)


def passwords_of(catalogue: Catalogue) -> Mapping[str, str]:
    """The passwords of the configuration by account, hashed."""
    given = catalogue.settings.web.password
    if given is None:
        return {}
    text = given.get_secret_value()
    return {DESK: text if text.startswith("$argon2") else hash_password(text)}


def _bond(catalogue: Catalogue) -> str:
    """What binds the sessions of the configuration's account to its password; it is nowhere stored."""
    given = catalogue.settings.web.password
    return hash_key(given.get_secret_value()) if given else ""
