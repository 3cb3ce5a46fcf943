"""`detente scan` and `detente watch`: every dyad of a record at once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from detente.interfaces.cli.options import Period, RecordPath, Since, TableFormat, Until, open_record
from detente.interfaces.cli.tables import Form, Out
from detente.interfaces.cli.words import say

Processes = Annotated[int | None, typer.Option(min=1, help="Processes side by side; by default one a core.")]
SHOWN = ("rank", "dyad", "verdict", "date", "probability", "false_discovery", "kept", "direction", "n_events")
"""What a table for eyes has room for; the other formats have every column."""


def scan(
    record: RecordPath = None,
    since: Since = None,
    until: Until = None,
    by: Annotated[Period | None, typer.Option(help="The period; by default what suits each dyad's data.")] = None,
    false: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Of the turns kept at most this share is expected to be none.")
    ] = 0.1,
    limit: Annotated[int | None, typer.Option(min=0, help="So many rows, the surest first; by default all.")] = None,
    processes: Processes = None,
    form: Form = None,
    output: Out = None,
) -> None:
    """Rank all dyads of the record by the probability of a turn; `kept` marks those that stand among so many.

    Among thousands of dyads some seem to turn by chance. `false_discovery` is the share of false turns to expect among
    a row and those above it, from the probabilities themselves.

    Example:

    - `detente scan --record my.duckdb --since 2010`
    - `detente scan --since 2018 --until 2020 --limit 20 --format json`
    - `detente scan -r my.duckdb -o turns.parquet`
    """
    from detente.interfaces.cli.output import write_rows, write_table
    from detente.interfaces.cli.read import progress_bar
    from detente.relations.table import Table

    with open_record(record) as opened, progress_bar("Judging", "dyads") as told:
        found = opened.scan(
            since=since, until=until, by=by.value if by else None, false=false, processes=processes, progress=told
        )
    notes = found.notes
    say(
        f"{notes['n_dyads']:,} dyads, {notes['n_too_few']:,} with under five deeds left out; {notes['n_kept']:,} "
        f"turned (at most {false:.0%} of them expected to be chance; see docs/methods/scan.md)."
    )
    cut = Table(found.arrow.slice(0, limit), notes) if limit is not None else found
    if form is TableFormat.table or (form is None and output is None and sys.stdout.isatty()):
        write_rows(cut.rows(), form, output, columns=list(SHOWN))
    else:
        write_table(cut, form, output)


def watch(
    record: RecordPath = None,
    since: Since = None,
    until: Until = None,
    processes: Processes = None,
    form: Form = None,
    output: Out = None,
) -> None:
    """List what changed since the last watch of this record: new turns, turns gone, dates moved, young ones now eras.

    The record remembers what was found. The first time there is nothing to compare with: it is told how many turns are
    known from now on, and the list is empty.

    Example:

    - `detente watch --record my.duckdb`
    - `detente watch --record my.duckdb --since 2018 --format json`
    """
    from detente.interfaces.cli.output import write_table
    from detente.interfaces.cli.read import progress_bar

    with open_record(_existing(record), read_only=False) as opened, progress_bar("Judging", "dyads") as told:
        found = opened.watch(since=since, until=until, processes=processes, progress=told)
    known = f"{found.notes['n_watched']:,} turn{'s are' if found.notes['n_watched'] != 1 else ' is'} known now"
    if found.notes["first"]:
        say(f"First watch of this record: {known}; the next one tells what changed. See them with: detente scan")
    else:
        say(f"{len(found):,} changed since {found.notes['last']} (UTC); {known}.")
    if found.notes["other_window"]:
        say("The last watch looked at another stretch of time (--since, --until): some changes may come from that.")
    write_table(found, form, output)


def _existing(path: Path | None) -> Path | None:
    """The path as given; a record that is to be written must exist already: a watch makes none. Raises NoSuchRecord."""
    with open_record(path):
        return path
