"""The arguments and options that commands share, each said once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer


class TableFormat(StrEnum):
    """How a table is written."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"


class BriefFormat(StrEnum):
    """How a dossier is written."""

    html = "html"
    markdown = "markdown"
    json = "json"


class Period(StrEnum):
    """The periods of a series."""

    day = "day"
    week = "week"
    month = "month"
    quarter = "quarter"
    year = "year"


StateA = Annotated[str, typer.Argument(metavar="A", help="A state: name, code, adjective or demonym.")]
StateB = Annotated[str, typer.Argument(metavar="B", help="The other state.")]
RecordPath = Annotated[
    Path | None,
    typer.Option("--record", "-r", help="The record; by default `record` of the settings (detente.duckdb)."),
]
Since = Annotated[str | None, typer.Option(help="First day, as EDTF: 2014, 2014-06, 2014-06-02, 198X.")]
Until = Annotated[str | None, typer.Option(help="Last day, as EDTF; the whole of it counts.")]


def open_record(path: Path | None, *, read_only: bool = True) -> Any:
    """The record that a command asks, opened for reading only unless told otherwise.

    Where another process writes it, its last whole state is read from a copy, and that is said. Raises NoSuchRecord,
    which says how a record is made.
    """
    from detente.errors import NoSuchRecord
    from detente.interfaces.face import open as open_face
    from detente.interfaces.face import open_for_reading, usual_place

    place = path or usual_place()
    if read_only and not place.exists():
        raise NoSuchRecord(
            "There is no record",
            where=str(place),
            next_step="Make one with: detente read REPORTS... --record FILE, or name another with --record.",
        )
    if not read_only:
        return open_face(place)
    opened = open_for_reading(place)
    if opened.store.is_snapshot:
        from detente.interfaces.cli.words import say

        say("Another process is writing the record: what it had finished by now is read.")
    return opened
