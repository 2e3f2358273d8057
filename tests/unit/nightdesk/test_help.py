from collections.abc import Iterator

import click
import pytest

from nightdesk.cli.main import nightdesk


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for each in command.list_commands(context):
            below = command.get_command(context, each)
            assert below is not None
            yield from commands(below, f"{name} {each}")


@pytest.mark.parametrize(("name", "command"), list(commands(nightdesk, "nightdesk")))
def test_every_command_has_an_example_and_says_what_its_options_do(name: str, command: click.Command) -> None:
    shown = command.get_help(click.Context(command, info_name=name))
    assert name.removeprefix("nightdesk ") in shown.partition("Example")[2]
    assert [each.opts for each in command.params if isinstance(each, click.Option) and not each.help] == []
