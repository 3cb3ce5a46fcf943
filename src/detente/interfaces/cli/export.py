"""`detente export`: a relation in the formats of other programs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from detente.interfaces.cli.options import RecordPath, Since, StateA, StateB, Until, open_record
from detente.interfaces.cli.words import say


class ExportFormat(StrEnum):
    """What a relation can be written as."""

    html = "html"
    markdown = "markdown"
    json = "json"
    csv = "csv"
    parquet = "parquet"
    bibtex = "bibtex"
    ris = "ris"
    csl = "csl"
    gexf = "gexf"
    sqlite = "sqlite"
    vega = "vega"


def export(
    a: StateA,
    b: StateB,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The folder, or with --format the file; by default export-CODE-CODE."),
    ] = None,
    form: Annotated[
        ExportFormat | None, typer.Option("--format", "-f", help="One format; by default all, into a folder.")
    ] = None,
    record: RecordPath = None,
    since: Since = None,
    until: Until = None,
) -> None:
    """Write all that is known of two states for other programs: tables, citations, network, database, charts.

    csv, parquet and vega are folders of files. Every row names its report and offsets, or its file and line. The paths
    go to stdout.

    Example:

    - `detente export Russia Pakistan`
    - `detente export US Cuba -f bibtex -o sources.bib`
    - `detente export TUR ISR -f sqlite -o relation.sqlite && datasette relation.sqlite`
    """
    from detente.brief.exports.writing import FORMATS, Export
    from detente.interfaces.window import check_window

    check_window(since, until)
    with open_record(record) as opened:
        dyad = opened.relation(a, b).dyad
        made = Export(opened.store, dyad, since=since, until=until)
        if form is None:
            folder = output or Path(f"export-{dyad}")
            for path in made.write_all(folder):
                typer.echo(str(path))
            say(f"Next: open {folder / 'brief.html'}; the tables are in {folder / 'csv'}.")
            return
        typer.echo(str(made.write(form, output or Path(f"{dyad}-{FORMATS[form][0]}"))))
