"""The arguments and options that commands share, each said once."""

from __future__ import annotations

import os
from collections.abc import Mapping
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


TABLE_ENDINGS = {
    "": TableFormat.csv,
    ".csv": TableFormat.csv,
    ".txt": TableFormat.csv,
    ".json": TableFormat.json,
    ".parquet": TableFormat.parquet,
}
BRIEF_ENDINGS = {
    "": BriefFormat.html,
    ".html": BriefFormat.html,
    ".htm": BriefFormat.html,
    ".md": BriefFormat.markdown,
    ".markdown": BriefFormat.markdown,
    ".json": BriefFormat.json,
}
"""What a file is written as where no format is named."""


def place_for_table(ctx: typer.Context, path: Path | None) -> Path | None:
    """The file a table is to go to; None for stdout ("-"). Raises BadParameter before any work is done for it."""
    return None if path is None or str(path) == "-" else _place(ctx, path, TABLE_ENDINGS)


def place_for_brief(ctx: typer.Context, path: Path | None) -> Path | None:
    """The file a dossier is to go to, or "-" for stdout. Raises BadParameter before any work is done for it."""
    return path if path is None or str(path) == "-" else _place(ctx, path, BRIEF_ENDINGS)


def _place(ctx: typer.Context, path: Path, endings: Mapping[str, StrEnum]) -> Path:
    if ctx.params.get("form") is None and path.suffix.lower() not in endings:
        known = ", ".join(filter(None, endings))
        raise typer.BadParameter(f'the ending "{path.suffix}" is none of {known}: name the format with --format.')
    if path.is_dir():
        raise typer.BadParameter(f"{path} is a folder: name a file in it.")
    return writable(path)


def writable(path: Path) -> Path:
    """The path where something is to be written. Raises BadParameter where nothing can be."""
    folder = path.parent
    if not folder.is_dir():
        raise typer.BadParameter(f"there is no folder {folder}: make it first.")
    if not os.access(path if path.exists() else folder, os.W_OK):
        raise typer.BadParameter(f"{path} cannot be written: check its permissions.")
    return path


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

    Where another process writes it, its last whole state is read from a copy, and that is said. A record of an earlier
    version is first brought up to date. Raises NoSuchRecord, which says how a record is made.
    """
    from detente.errors import NoSuchRecord, OlderRecord
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
    from detente.interfaces.cli.words import say

    try:
        opened = open_for_reading(place)
    except OlderRecord:
        kept = f"{place}.schema-*"
        say(f"The record is of an earlier version: it is brought up to date; as it was it stays as {kept}.")
        open_face(place).close()
        opened = open_for_reading(place)
    if opened.store.is_snapshot:
        say("Another process is writing the record: what it had finished by now is read.")
    return opened
