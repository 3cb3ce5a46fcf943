"""`detente status`: what a record holds, where it came from, and what was refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

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
    from detente.relations.sources import loaded

    with open_record(record) as opened:
        known = opened.status()
        busiest = opened.store.tally().busiest
        pairs = [{"dyad": busy.dyad, "deeds": busy.n_deeds, "reports": busy.n_reports} for busy in busiest]
        listed = opened.refused().rows() if refused else []
        sources = loaded(opened.store)
    if refused:
        columns = ["path", "line", "code", "reason", "excerpt", "seen"]
        write_rows(listed, form, None, columns=columns)
        return
    if form is TableFormat.json:
        write_json({**asdict(known), "sources": sources, "busiest": pairs}, None)
        return
    counts = {name: n for name, n in known.counts.items() if n}
    write_rows([{"what": name, "n": n} for name, n in counts.items()], form, None, columns=["what", "n"])
    for line in _words(known, sources, counts):
        say(line)
    if pairs:
        say("Most dealings: " + ", ".join(f"{row['dyad']} ({row['deeds']:,} deeds)" for row in pairs) + ".")


def _words(known: Any, sources: list[dict[str, Any]], counts: dict[str, int]) -> Iterator[str]:
    """What the numbers do not tell: the days, the data sets, what was broken off or refused, and what to do next."""
    if not sources:
        yield "The record is empty. Fill it with: detente read REPORTS..., or detente load NAME FILES..."
    if known.since:
        yield f"Reports from {known.since} until {known.until}, {known.n_undated:,} without a date."
    for row in sources:
        if row["name"] != "text":
            yield (
                f"{row['name']}: {row['n_read']:,} rows read, {row['n_kept']:,} kept, {row['n_same']:,} known already, "
                f"{row['n_refused']:,} refused."
            )
    n_broken = sum(row["n_broken_off"] for row in sources)
    if n_broken:
        yield f"Broken off: {n_broken:,} load{'s' * (n_broken > 1)}; repeat the same command and it goes on."
    refused = (
        (len(known.refused), "document", "documents"),
        (counts.get("refused_rows", 0), "row of a data set", "rows of data sets"),
    )
    for n, one, more in refused:
        if n:
            yield f"Refused: {n:,} {one if n == 1 else more}; detente status --refused tells why."
