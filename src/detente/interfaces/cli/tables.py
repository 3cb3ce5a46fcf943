"""The commands that answer with a table: events, claims, series, eras, third parties, outlook, measures,
phases, drivers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from detente.interfaces.cli.options import (
    Period,
    RecordPath,
    Since,
    StateA,
    StateB,
    TableFormat,
    Until,
    open_record,
    place_for_table,
)

TABLES: dict[str, tuple[str, str]] = {
    "events": (
        "Who did what to whom, when and with what status: one row an event.",
        "`detente events Russia Pakistan` · `detente events RUS PAK --since 2014 -o events.parquet`",
    ),
    "claims": (
        "Who says what: one row an attributed statement.",
        "`detente claims Russia Pakistan --format json` · `detente claims US Cuba -o claims.csv`",
    ),
    "series": (
        "Counts by period: cooperation and conflict, share of conflict, coverage.",
        "`detente series Russia Pakistan --by year` · `detente series RUS PAK --since 2010 > series.csv`",
    ),
    "eras": (
        "Eras, turning points and episodes, with probability and 90 % interval.",
        "`detente eras Turkey Israel` · `detente eras TUR ISR --by quarter --format json`",
    ),
    "third-parties": (
        "Third states, and how their dealings with the two stand to the turn. Order in time, never a cause.",
        "`detente third-parties Russia Pakistan`",
    ),
    "outlook": ("What may follow, beside its back-test.", "`detente outlook Russia Pakistan`"),
    "measures": (
        "UN votes, arms deliveries and other yearly numbers, by the stretches between their turns.",
        "`detente measures India Russia` · `detente measures CUB USA --since 1950 --format json`",
    ),
    "phases": ("The relation's past, as the reports tell it.", "`detente phases Russia Pakistan`"),
    "drivers": ("Causes that reports or their sources assert.", "`detente drivers Russia Pakistan`"),
}
"""What each command answers, and an example."""
EYES: dict[str, tuple[str, ...]] = {
    "events": ("date", "actors", "recipients", "type", "status", "confidence", "text"),
    "claims": ("report_date", "source_name", "source_state", "certainty", "stance", "content"),
    "series": ("period", "n_events", "verbal_cooperation", "material_cooperation", "verbal_conflict",
               "material_conflict", "share_conflict", "index"),
    "third-parties": ("state", "side", "n_before", "n_after", "chance", "turn", "turn_probability", "order", "n_deeds"),
    "outlook": ("measure", "months", "verdict", "forecast", "low", "high", "n_origins", "cover", "reason"),
    "phases": ("interval", "direction", "verdict", "text"),
    "measures": ("measure", "start", "end", "level", "n_years", "probability", "low", "high", "unit"),
    "drivers": ("cause", "cue", "effect", "source_name", "report_date"),
}  # fmt: skip
"""What a table on a terminal shows of it: the rest is for programs."""

Form = Annotated[
    TableFormat | None,
    # Eager: it is known when the file's ending is judged.
    typer.Option(
        "--format",
        "-f",
        is_eager=True,
        help="table, csv, json or parquet; by default a table on a terminal, else CSV.",
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--output", "-o", callback=place_for_table, help="A file; its ending names the format."),
]


def help_of(name: str) -> str:
    """The help of one such command: what it answers, and its examples as a list."""
    what, examples = TABLES[name]
    return f"{what}\n\nExample:\n\n" + "\n".join(f"- {example}" for example in examples.split(" · "))


def command(name: str) -> Callable[..., None]:
    """The function of one such command, with its own options and an example in its help."""
    if name == "series":
        return _series
    if name == "eras":
        return _eras

    def ask(
        a: StateA,
        b: StateB,
        record: RecordPath = None,
        since: Since = None,
        until: Until = None,
        form: Form = None,
        output: Out = None,
    ) -> None:
        from detente.interfaces.cli.output import write_table

        with open_record(record) as opened:
            relation = opened.relation(a, b)
            table = getattr(relation, name.replace("-", "_"))(since=since, until=until)
        write_table(table, form, output, eyes=EYES[name])

    return ask


def _series(
    a: StateA,
    b: StateB,
    record: RecordPath = None,
    by: Annotated[Period, typer.Option(help="The length of a period.")] = Period.month,
    since: Since = None,
    until: Until = None,
    form: Form = None,
    output: Out = None,
) -> None:
    from detente.interfaces.cli.output import write_table

    with open_record(record) as opened:
        table = opened.relation(a, b).series(by=by.value, since=since, until=until)
    write_table(table, form, output, eyes=EYES["series"])


def _eras(
    a: StateA,
    b: StateB,
    record: RecordPath = None,
    by: Annotated[Period | None, typer.Option(help="The length of a period; by default what suits the data.")] = None,
    since: Since = None,
    until: Until = None,
    form: Form = None,
    output: Out = None,
) -> None:
    from dataclasses import asdict

    from detente.interfaces.cli.output import write_json, write_rows
    from detente.interfaces.cli.words import say

    with open_record(record) as opened:
        found = opened.relation(a, b).eras(by=by.value if by else None, since=since, until=until)
    if form is TableFormat.json or (form is None and output is not None and output.suffix == ".json"):
        write_json(asdict(found), output)
        return
    say(f"{found.dyad}: {found.verdict}. {found.reason}")
    write_rows(rows_of(found), form, output, columns=list(COLUMNS))


COLUMNS = (
    "kind", "start", "end", "probability", "direction", "established", "turned", "share", "share_low", "share_high",
    "volume", "n_events", "n_conflict",
)  # fmt: skip


def rows_of(eras: Any) -> list[dict[str, Any]]:
    """The rows of `era_rows` under the columns of the command; a turning point's kind names its date."""
    from detente.brief.exports.tables import era_rows

    rows = [row | ({"kind": f"turn {row['date']}"} if "date" in row else {}) for row in era_rows(eras)]
    return [{name: row[name] for name in COLUMNS if name in row} for row in rows]
