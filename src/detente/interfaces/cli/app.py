"""The commands put together, and how errors are told: words on stderr, never a traceback for what Détente reports."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from detente.errors import DetenteError, QuestionError
from detente.interfaces.cli import brief, demo, export, fetch, load, mcp, read, scan, serve, status, tables, words

QUESTION, TROUBLE, STOPPED = 2, 1, 130


class Commands(TyperGroup):
    """Lists the commands in the order of the work, and turns errors into a sentence and an exit code."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The commands in the order in which they were added."""
        return list(self.commands)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; a question that cannot be asked exits with 2, any other reported error with 1."""
        try:
            return super().invoke(ctx)
        except DetenteError as error:
            words.say(str(error))
            raise typer.Exit(QUESTION if isinstance(error, QuestionError) else TROUBLE) from None
        except BrokenPipeError:
            raise
        except OSError as error:
            # A full disk, a folder without permission: what was to be written, not the program, is at fault.
            words.say(f"{error.filename or 'The output'} cannot be written or read: {error.strerror or error}.")
            raise typer.Exit(TROUBLE) from None
        except KeyboardInterrupt:
            words.say("Stopped.")
            raise typer.Exit(STOPPED) from None


app = typer.Typer(
    cls=Commands,
    name="detente",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from detente import __version__

        typer.echo(f"detente {__version__}")
        raise typer.Exit


@app.callback()
def detente(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Has a new era begun between two states?

    Reads news reports and answers with the date of the turn, its probability, the deeds that carry it, and who says
    what. Every statement leads back to its sentence.

    Begin with: `detente demo`

    With your own reports: `detente read REPORTS... --record my.duckdb`, then
    `detente brief Turkey Israel --record my.duckdb`

    Results go to stdout, words and progress to stderr. Exit codes: 0 done, 1 trouble with files or the record, 2 a
    question that cannot be asked, 130 stopped.
    """


app.command("demo")(demo.demo)
app.command("read")(read.read)
app.command("load")(load.load)
app.command("unload")(load.unload)
app.command("fetch")(fetch.fetch)
app.command("brief")(brief.brief)
for name in tables.TABLES:
    app.command(name, help=tables.help_of(name))(tables.command(name))
app.command("scan")(scan.scan)
app.command("watch")(scan.watch)
app.command("export")(export.export)
app.command("status")(status.status)
app.command("serve")(serve.serve)
app.command("mcp")(mcp.mcp)
app.command("resolve")(words.resolve)
app.command("classify")(words.classify)
