"""`detente read`: reports read and kept, with progress; and what was found shown on demand."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from detente.interfaces.cli.options import RecordPath, TableFormat, open_record
from detente.interfaces.cli.words import say

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATHS", help="Files, folders, globs; - for stdin.", show_default=False),
]
Column = typer.Option(help="Its column in CSV, Parquet or JSON Lines, where the name does not say so.")


def read(
    paths: Paths,
    record: RecordPath = None,
    date: Annotated[str | None, typer.Option(help="Date (EDTF) where a report gives none.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet where the report names none.")] = None,
    text_column: Annotated[str | None, Column] = None,
    date_column: Annotated[str | None, Column] = None,
    title_column: Annotated[str | None, Column] = None,
    outlet_column: Annotated[str | None, Column] = None,
    url_column: Annotated[str | None, Column] = None,
    processes: Annotated[int | None, typer.Option(min=1, help="Processes side by side.")] = None,
    reread: Annotated[bool, typer.Option("--reread", help="Read again what another version had read.")] = False,
    show: Annotated[bool, typer.Option("--show", help="Also show what was found in each report, on stdout.")] = False,
    form: Annotated[
        TableFormat | None, typer.Option("--format", "-f", help="With --show: table, csv or json (one reading a line).")
    ] = None,
    keep: Annotated[bool, typer.Option("--keep/--no-keep", help="Keep it in the record, or only show it.")] = True,
) -> None:
    """Read reports and keep what they say: events, claims, dates, each with its place in the text.

    Takes text, Markdown, HTML, PDF, JSON Lines, CSV and Parquet. The same report twice is one; a run that was stopped
    goes on where it was when repeated. What cannot be taken is put aside with its reason (`detente status --refused`)
    and the exit code is still 0, unless nothing at all could be taken.

    Example:

    - `detente read reports/ wire.jsonl --record my.duckdb`
    - `detente read article.txt --date 2014-12 --show`
    - `detente read dump.csv --text-column body --date-column day`
    - `detente read note.txt --no-keep --show -f json`
    """
    named = {
        "text": text_column,
        "date": date_column,
        "title": title_column,
        "outlet": outlet_column,
        "url": url_column,
    }
    columns = {field: name for field, name in named.items() if name}
    if show or form or not keep:
        _show(paths, form, date=date, outlet=outlet, columns=columns)
    if keep:
        _keep(paths, record, date=date, outlet=outlet, columns=columns, processes=processes, reread=reread)


def _keep(paths: list[str], record: Path | None, **options: Any) -> None:
    from detente.sources.paths import find_material

    began = time.monotonic()
    # A path that is not there must not leave an empty record behind.
    find_material(paths)
    with open_record(record, read_only=False) as opened:
        try:
            with progress_bar() as told:
                intake = opened.add(paths, progress=told, **options)
        except KeyboardInterrupt:
            say(f"Stopped. {_place(opened)} keeps what was read so far; the same command goes on from there.")
            raise typer.Exit(130) from None
        for line in summary(opened, intake, time.monotonic() - began):
            say(line)
    if intake.n_read == 0:
        say("No report was found in what was named.")
    if intake.n_kept + intake.n_same == 0:
        raise typer.Exit(1)


@contextmanager
def progress_bar(what: str = "Reading", unit: str = "reports") -> Iterator[Any]:
    """A bar with the time left on a terminal's stderr, elsewhere a plain line now and then. Gives the callback."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield plain_lines(what=what, unit=unit)
        return
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TextColumn(unit), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def plain_lines(
    seconds: float = 10.0, what: str = "Reading", unit: str = "reports"
) -> Callable[[int, int | None], None]:
    """A callback that says how far it has come, at most once in so many seconds: for logs."""
    last = time.monotonic()

    def tell(done: int, total: int | None) -> None:
        nonlocal last
        if time.monotonic() - last >= seconds:
            last = time.monotonic()
            say(f"{what}: {done:,}{f' of {total:,}' if total is not None else ''} {unit}.")

    return tell


def summary(opened: Any, intake: Any, seconds: float) -> Iterator[str]:
    """What came of it, line by line, and what to do next."""
    yield from intake.notes
    yield (
        f"Read {intake.n_read:,} reports in {seconds:.0f} s: {intake.n_kept:,} kept, {intake.n_same:,} known already, "
        f"{intake.n_refused:,} refused, {intake.n_undated:,} without a date."
    )
    events = opened.sql('SELECT count(*) AS n FROM events WHERE "load" = ?', [intake.load]).rows()[0]["n"]
    claims = opened.sql('SELECT count(*) AS n FROM claims WHERE "load" = ?', [intake.load]).rows()[0]["n"]
    yield f"Found {events:,} events and {claims:,} claims in them. Kept in {_place(opened)}."
    if intake.n_undated:
        yield "Reports without a date keep their relative dates open: give --date or --date-column to settle them."
    if intake.n_refused:
        yield f"Why some were refused: detente status --refused --record {_place(opened)}"
    if pair := busiest(opened):
        yield f"Next: detente brief {pair[0]} {pair[1]} --record {_place(opened)}"


def busiest(opened: Any) -> tuple[str, str] | None:
    """The two states with most deeds in the record."""
    busy = opened.store.tally().busiest
    return (busy[0].dyad.split("-")[0], busy[0].dyad.split("-")[1]) if busy else None


def _place(opened: Any) -> str:
    return str(opened.store.path)


def _show(paths: list[str], form: TableFormat | None, **options: Any) -> None:
    """What was found in each report, on stdout."""
    import json
    from dataclasses import asdict

    from detente.interfaces.cli.output import write_rows
    from detente.reading.read import read as read_text
    from detente.sources.paths import open_reports
    from detente.sources.report import Report

    rows: list[dict[str, Any]] = []
    for report in open_reports(paths, **options):
        if not isinstance(report, Report):
            say(str(report.error))
            continue
        reading = read_text(report)
        if form is TableFormat.json:
            typer.echo(json.dumps(asdict(reading), ensure_ascii=True))
        else:
            rows += found_in(reading)
    if form is not TableFormat.json:
        write_rows(rows, form, None, columns=["start", "end", "found", "what", "who", "whom", "date", "text"])


def found_in(reading: Any) -> list[dict[str, Any]]:
    """Events, claims, times, phases and drivers of a reading as rows, in the order of the text."""
    rows = [_found("event", e.trigger, e, f"{e.type} {e.status}", _all(e.actors), _all(e.recipients), e.date)
            for e in reading.events]  # fmt: skip
    for c in reading.claims:
        how = " ".join(word for word in (c.certainty, c.stance) if word)
        rows.append(_found("claim", c.content, c.content, how, _told_by(c.source), " ".join(c.about)))
    rows += [_found("time", t, t, t.type, date=t.edtf) for t in reading.times]
    rows += [_found("phase", p, p, p.direction, whom=p.dyad, date=p.interval) for p in reading.phases]
    for d in reading.drivers:
        row = _found("driver", d.cause, d.cause, "cause", _told_by(d.source))
        rows.append({**row, "text": f"{d.cause.text} → {d.effect.text}"})
    return sorted(rows, key=lambda row: (row["start"], row["end"]))


def _found(
    kind: str,
    place: Any,
    words: Any,
    what: str,
    who: str | None = None,
    whom: str | None = None,
    date: str | None = None,
) -> dict[str, Any]:
    text = " ".join(words.text.split())
    row = {"start": place.start, "end": place.end, "found": kind, "what": what, "who": who, "whom": whom}
    return {**row, "date": date, "text": text}


def _told_by(source: Any) -> str | None:
    return (source.name or source.text) if source else None


def _all(actors: Any) -> str:
    return ", ".join(_who(actor) for actor in actors)


def _who(actor: Any) -> str:
    states = "+".join(actor.members) or actor.state or ""
    return f"{actor.text} ({states})" if states else str(actor.text)
