"""`nightdesk alerts`: what was told on channels, what could not be, and a channel tried."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import click

from alerts.channels.websub import HUB
from alerts.message import Item, Message
from config.settings import Settings
from model.clock import system_clock
from model.errors import DeliveryError
from model.identifiers import stable_uid
from model.moments import iso_instant
from model.notices import Delivered, DeliveryState, NoticeKind
from nightdesk.cli.context import Globals, pass_globals
from nightdesk.cli.output import err, format_option, write_json, write_table
from nightdesk.cli.selection import check_id
from nightdesk.delivery.routes import open_route

_CHANNELS = "`[channels.…]` of nightdesk.toml"
_NO_DELIVERY = "Nothing was to be told on a channel. `nightdesk feed WATCH` has what a watch's feed tells."
_STATES = click.Choice([state.value for state in DeliveryState])


@click.group("alerts")
def alerts_command() -> None:
    """The delivery log of the channels; sending again; trying a channel.

    \b
    Examples:
      nightdesk alerts list --state dead
      nightdesk alerts test desk
    """


@alerts_command.command("list")
@click.option("--state", type=_STATES, help="Only deliveries that stand so.")
@click.option("--channel", help="Only those of one channel.")
@click.option(
    "--limit", type=click.IntRange(1, 1_000_000), default=50, show_default=True, help="At most so many deliveries."
)
@format_option
@pass_globals
def list_command(given: Globals, state: str | None, channel: str | None, limit: int, form: str) -> None:
    """The newest deliveries, and the channels that are switched off.

    \b
    Example:
      nightdesk alerts list --state dead --channel desk --format json
    """
    wanted = DeliveryState(state) if state else None
    with given.store() as store:
        log = store.read(lambda uow: uow.deliveries.log(state=wanted, name=channel, limit=limit))
        off = store.read(lambda uow: uow.channels.off())
    if form == "json":
        write_json([_row(each) for each in log])
        return
    columns = ("delivery", "channel", "state", "kind", "due_at", "attempts", "reason")
    write_table(columns, [[_row(each)[name] for name in columns] for each in log], _NO_DELIVERY)
    for name, (at, reason) in off.items():
        err().print(f"{name} is off since {iso_instant(at)}: {reason}; `nightdesk alerts on {name}` switches it on")


def _row(each: Delivered) -> Mapping[str, object]:
    notice = each.notice
    return {
        "delivery": each.id,
        "channel": each.channel,
        "state": each.state.value,
        "kind": notice.kind.value,
        "notice": notice.uid,
        "watch": notice.watch_id,
        "lane": notice.lane,
        "at": iso_instant(notice.at),
        "due_at": iso_instant(each.due_at),
        "attempts": each.attempts,
        "reason": each.reason,
        "finished_at": iso_instant(each.finished_at) if each.finished_at else None,
    }


@alerts_command.command("replay")
@click.argument("deliveries", nargs=-1, type=click.IntRange(1, 2**63 - 1), metavar="[DELIVERY]...")
@click.option("--dead", is_flag=True, help="Everything that was given up.")
@click.option("--channel", help="With --dead: only of one channel.")
@pass_globals
def replay_command(given: Globals, deliveries: tuple[int, ...], dead: bool, channel: str | None) -> None:
    """Send deliveries again under the same identifiers, by the daemon or the next crawl.

    \b
    Examples:
      nightdesk alerts replay 17 18
      nightdesk alerts replay --dead --channel desk
    """
    if bool(deliveries) == dead:
        raise click.UsageError("name deliveries (`nightdesk alerts list` has their numbers), or give --dead")
    if channel and not dead:
        raise click.UsageError("--channel goes with --dead")
    now = system_clock()
    with given.store() as store:
        ids = list(deliveries) or store.read(lambda uow: uow.deliveries.numbers(DeliveryState.DEAD, channel))
        count = store.write_now(lambda uow: uow.outbox.replay(ids, now))
    if deliveries and not count:
        raise click.UsageError("there is no such delivery")
    err().print(f"{count} deliver{'y' if count == 1 else 'ies'} to be sent again")


@alerts_command.command("on")
@click.argument("channel")
@pass_globals
def on_command(given: Globals, channel: str) -> None:
    """Switch a channel on again that its other end had switched off; what waits for it is sent.

    \b
    Example:
      nightdesk alerts on desk
    """
    check_id(channel, _channels(given.catalogue.settings), "channel", _CHANNELS)
    with given.store() as store:
        store.write_now(lambda uow: uow.channels.switch(channel, None))
    err().print(f"{channel} is on")


@alerts_command.command("test")
@click.argument("channel")
@pass_globals
def test_command(given: Globals, channel: str) -> None:
    """Send a test message on a channel at once, past quiet hours and digests. Exit code 1: it was not taken.

    \b
    Example:
      nightdesk alerts test desk
    """
    settings = given.catalogue.settings
    check_id(channel, _channels(settings), "channel", _CHANNELS)
    try:
        asyncio.run(_try(settings, channel))
    except DeliveryError as error:
        raise SystemExit(_told(channel, error)) from None
    err().print(f"{channel} took it")


def _channels(settings: Settings) -> list[str]:
    """The channels by name, with the hub where there is one."""
    return [*settings.channels, *([HUB] if settings.feed.hub else [])]


def _told(channel: str, error: DeliveryError) -> int:
    err().print(f"{channel} did not take it: {error.reason}")
    return 1


async def _try(settings: Settings, name: str) -> None:
    now = system_clock()
    uid = stable_uid("notice", NoticeKind.TEST.value, name, now.isoformat())
    words = f"Somebody tries the channel {name}. Nothing has happened."
    item = Item(uid, NoticeKind.TEST, now, f"the channel {name}", words=words)
    route = open_route(settings, name, system_clock)
    try:
        await route.channel.send(Message(uid, now, (item,)))
    finally:
        await route.aclose()
