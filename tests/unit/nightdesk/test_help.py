import subprocess
import sys
from collections.abc import Iterator

import click
import pytest

from nightdesk.cli.main import nightdesk


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        for each, below in direct(command):
            yield from commands(below, f"{name} {each}")


def direct(group: click.Group) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for each in group.list_commands(context):
        command = group.get_command(context, each)
        assert command is not None
        yield each, command


@pytest.mark.parametrize(("name", "command"), list(commands(nightdesk, "nightdesk")))
def test_every_command_has_an_example_and_says_what_its_options_do(name: str, command: click.Command) -> None:
    shown = command.get_help(click.Context(command, info_name=name))
    assert name.removeprefix("nightdesk ") in shown.partition("Example")[2]
    assert [each.opts for each in command.params if isinstance(each, click.Option) and not each.help] == []


def test_the_list_of_commands_has_the_words_of_each_and_imports_none_of_them() -> None:
    context = click.Context(nightdesk, info_name="nightdesk", max_content_width=4000, terminal_width=4000)
    shown = nightdesk.get_help(context).partition("Commands:")[2].split("\n")
    said = {name: words.strip() for name, _, words in (line.strip().partition(" ") for line in shown) if name}
    assert said == {name: command.get_short_help_str(4000) for name, command in direct(nightdesk)}
    asked = [sys.executable, "-X", "importtime", "-m", "nightdesk", "--help"]
    imported = subprocess.run(asked, capture_output=True, text=True, check=True).stderr
    assert "nightdesk.cli.main" in imported and "nightdesk.cli.crawl" not in imported
