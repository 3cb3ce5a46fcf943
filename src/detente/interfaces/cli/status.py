"""`detente status`: what a record holds, where it came from, and what was refused."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.interfaces.cli.options import RecordPath, TableFormat, open_record
from detente.interfaces.cli.words import say


def status(
    record: RecordPath = None,
    refused: Annotated[bool, typer.Option("--refused", help="List what was refused, with the reason.")] = False,
    form: Annotated[TableFormat | None, typer.Option("--format", "-f", help="table, csv or json.")] = None,
) -> None:
    """Tell what the record holds: reports, events, claims, dates, loads; with --refused, what could not be taken.

    Example:

    - `detente status`
    - `detente status --refused --record my.duckdb --format csv`
    """
    from dataclasses import asdict

    from detente.interfaces.cli.output import write_json, write_rows

    with open_record(record) as opened:
        known = opened.status()
        busiest = opened.store.tally().busiest
        pairs = [{"dyad": busy.dyad, "deeds": busy.n_deeds, "reports": busy.n_reports} for busy in busiest]
        listed = opened.refused().rows() if refused else []
    if refused:
        columns = ["path", "line", "code", "reason", "excerpt", "seen"]
        write_rows(listed, form, None, columns=columns)
        return
    if form is TableFormat.json:
        write_json({**asdict(known), "busiest": pairs}, None)
        return
    counts = {name: n for name, n in known.counts.items() if n}
    write_rows([{"what": name, "n": n} for name, n in counts.items()], form, None)
    if known.since:
        say(f"Reports from {known.since} until {known.until}, {known.n_undated:,} without a date.")
    unfinished = [load for load in known.loads if load.finished is None]
    if unfinished:
        say(f"{len(unfinished)} loads were broken off: repeat the same command and they go on.")
    if known.refused:
        say(f"{len(known.refused):,} documents were refused: detente status --refused tells why.")
    if counts.get("refused_rows"):
        say(f"{counts['refused_rows']:,} rows of data sets were refused: detente status --refused tells why.")
    if pairs:
        say("Most dealings: " + ", ".join(f"{row['dyad']} ({row['deeds']:,} deeds)" for row in pairs) + ".")
