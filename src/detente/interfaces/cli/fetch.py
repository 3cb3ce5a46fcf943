"""`detente fetch`: the files of a data set from its publisher."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from detente.interfaces.cli.options import RecordPath
from detente.interfaces.cli.words import say

MANY = 10


def fetch(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="gdelt1, gdelt2, gdelt-mentions, icews, polecat, un-votes, exercises.")
    ],
    since: Annotated[str, typer.Option(help="First day, as EDTF.")],
    until: Annotated[str | None, typer.Option(help="Last day; by default that of --since.")] = None,
    into: Annotated[Path | None, typer.Option(help="The folder; by default downloads/NAME.")] = None,
    mirror: Annotated[str | None, typer.Option(help="Another server that has the same paths.")] = None,
    load: Annotated[bool, typer.Option("--load", help="Also load what was fetched.")] = False,
    record: RecordPath = None,
) -> None:
    """Fetch the files of a data set that cover some days, from the address where its publisher keeps them.

    What is in the folder is not fetched again, and what broke off goes on. The paths go to stdout.

    Example:

    - `detente fetch gdelt1 --since 2014-06-01 --until 2014-06-30`
    - `detente fetch icews --since 2019-03 --into icews/ --load --record my.duckdb`
    """
    from detente.interfaces.cli.read import plain_lines
    from detente.interfaces.window import check_window
    from detente.relations.window import first_day, last_day
    from detente.sources.fetching import fetch as fetch_files

    check_window(since, until)
    start, end = first_day(since), last_day(until or since)
    assert start is not None
    assert end is not None
    folder = into or Path("downloads") / name
    found = fetch_files(
        name,
        folder,
        since=start,
        until=min(end, date.today() + timedelta(days=1)),
        mirror=mirror,
        progress=plain_lines(what="Fetching", unit="files"),
    )
    for path in found.paths:
        typer.echo(str(path))
    say(
        f"{len(found.paths):,} files in {folder}, {found.n_same:,} of them from before; {len(found.missing):,} not had."
    )
    for url, error in found.missing[:MANY]:
        say(f"Not had: {url}: {error}")
    if load and found.paths:
        from detente.interfaces.cli.load import load as load_files

        load_files(name, [str(path) for path in found.paths], record)
    if not found.paths:
        raise typer.Exit(1)
