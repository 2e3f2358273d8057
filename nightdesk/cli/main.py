"""The entry point: global options, every command, and which error ends with which exit code."""

from __future__ import annotations

import ast
import errno
import gc
import importlib
import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

import click

from model.errors import ConfigError, NightdeskError, QueryError, StorageError
from model.text import counted
from nightdesk.cli.context import Globals
from nightdesk.workers.memory import give_back_memory

#: Why a file cannot be written, be it what stdout goes to. Whatever else is told of files is told where they are read.
_UNWRITTEN = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EACCES, errno.EPERM, errno.EROFS}
_SHOWN = 80  #: characters of a name that is too long
#: Where each command is written; its module is imported when it is asked for, so that --help is quick.
COMMANDS = {
    "alerts": "alerts",
    "backfill": "backfill",
    "crawl": "crawl",
    "run": "run",
    "serve": "run",
    "feed": "feed",
    "parse": "parse",
    "match": "match",
    "cluster": "cluster",
    "reparse": "reparse",
    "regroup": "regroup",
    "robots": "robots",
    "sources": "sources",
    "watch": "watch",
    "worker": "worker",
    "stories": "stories",
    "search": "search",
    "export": "export",
    "evidence": "evidence",
    "status": "status",
    "config": "config",
    "coverage": "coverage",
    "doctor": "doctor",
    "db": "db",
    "demo": "demo",
    "users": "users",
}


class Lazy(click.Group):
    """A group whose commands are imported when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"nightdesk.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Every command with the first sentence it says of itself, which is read without importing what it needs."""
        names = self.list_commands(ctx)
        room = formatter.width - 6 - max(map(len, names))
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, click.Command(name, help=_says_of_itself(name)).get_short_help_str(room)) for name in names]
            )


def _says_of_itself(name: str) -> str:
    """The docstring of a command."""
    module = ast.parse(Path(__file__).with_name(f"{COMMANDS[name]}.py").read_text(encoding="utf-8"))
    functions = (each for each in module.body if isinstance(each, ast.FunctionDef))
    return next(ast.get_docstring(each) or "" for each in functions if each.name == f"{name}_command")


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--config", type=click.Path(path_type=Path), help="A folder with sources/ and watches/. [NIGHTDESK_CONFIG]"
)
@click.option("--database", help="An SQLite file or a database URL. [NIGHTDESK_DATABASE]")
@click.option("-v", "--verbose", count=True, help="Tell more; twice for everything.")
@click.option("-q", "--quiet", is_flag=True, help="Tell only what went wrong.")
@click.version_option(package_name="nightdesk", prog_name="nightdesk")
@click.pass_context
def nightdesk(context: click.Context, config: Path | None, database: str | None, verbose: int, quiet: bool) -> None:
    """Watch the press for one story: crawl outlets and forums, gather copies, tell each story once.

    \b
    Examples:
      nightdesk demo --once                        a miniature press, crawled and told, without any network
      nightdesk crawl moscow-times                 one pass over one source
      nightdesk run                                the daemon: crawl when due, serve the feeds
      nightdesk feed myanmar-russia --format atom  the alert feed
    """
    from nightdesk.logs import configure_logs

    configure_logs(verbose, quiet)
    gc.freeze()  # the command is imported by now
    gc.enable()
    context.obj = Globals(config, database, verbose, quiet)


def main() -> NoReturn:
    """Runs the command line and exits with the code that the kind of end calls for."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    _open_streams()
    give_back_memory()
    gc.disable()  # what is imported stays: to look through it for circles, at the end once more, is a third of a start
    try:
        nightdesk.main(standalone_mode=False)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted; what was done is stored", err=True)
        sys.exit(130)
    except NightdeskError as error:
        sys.exit(tell(error))
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            click.echo(f"nightdesk: {str(error.filename)[:_SHOWN]}…: no file may have so long a name", err=True)
            sys.exit(2)
        if error.errno not in _UNWRITTEN:
            raise
        what = "the output" if error.filename is None else error.filename
        click.echo(f"nightdesk: {what} cannot be written: {error.strerror}", err=True)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # or the end would fail at it once more
        sys.exit(1)
    sys.exit(0)


def _open_streams() -> None:
    """Lets what is said go nowhere where the streams for it are closed: a file opened later would take their place."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free, which is this one
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as the process
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115


def tell(error: NightdeskError) -> int:
    """Says on stderr what went wrong; gives the exit code."""
    if isinstance(error, ConfigError):
        click.echo(f"the configuration has {counted(len(error.faults), 'fault')}:", err=True)
        for fault in error.faults:
            click.echo(f"  {fault}", err=True)
        return 3
    click.echo(f"nightdesk: {error}", err=True)
    if isinstance(error, StorageError):
        return 6
    return 2 if isinstance(error, QueryError) else 1
