"""Rows written as a table for eyes, or as CSV, JSON or Parquet for programs."""

from __future__ import annotations

import csv
import io
import itertools
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from detente.interfaces.cli.options import TABLE_ENDINGS, TableFormat
from detente.interfaces.cli.words import say

Row = dict[str, Any]


def write_table(table: Any, form: TableFormat | None, out: Path | None, *, eyes: Sequence[str] = ()) -> None:
    """Write a Table of relations; Parquet keeps the column types, everything else goes by rows.

    `eyes`: the columns that a table on a terminal shows; all where none is named.
    """
    if (form or _by_ending(out)) is TableFormat.parquet:
        _write_parquet(table.arrow, out)
        return
    columns = list(table.columns)
    if (form or _by_ending(out)) is TableFormat.table:
        # Lists of rows within a row are for programs; for eyes their number stands beside them.
        columns = list(eyes) or [
            field.name for field in table.arrow.schema if not getattr(field.type, "value_type", field.type).num_fields
        ]
        if eyes and out is None:
            say(f"{len(table.columns) - len(eyes)} more columns with --format csv, json or parquet.")
    write_rows(table.rows(), form, out, columns=columns)


def write_rows(
    rows: list[Row], form: TableFormat | None, out: Path | None, *, columns: list[str] | None = None
) -> None:
    """Write rows to the file or to stdout: without a format a table on a terminal, CSV where it is piped.

    With a file and no format, the file's ending decides.
    """
    columns = columns or list(dict.fromkeys(name for row in rows for name in row))
    chosen = form or _by_ending(out)
    if chosen is TableFormat.parquet:
        import pyarrow as pa

        _write_parquet(pa.Table.from_pylist(rows), out)
    elif chosen is TableFormat.table and out is None:
        _show(rows, columns)
    else:
        _write(_json(rows) if chosen is TableFormat.json else _csv(rows, columns), out)


def write_json(value: Any, out: Path | None) -> None:
    """Write what is no table (dicts and lists) as JSON."""
    _write(_json(value), out)


def _write(text: str, out: Path | None) -> None:
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text, encoding="utf-8", newline="")


def _by_ending(out: Path | None) -> TableFormat:
    if out is not None:
        return TABLE_ENDINGS.get(out.suffix.lower(), TableFormat.csv)
    return TableFormat.table if sys.stdout.isatty() else TableFormat.csv


def _write_parquet(table: Any, out: Path | None) -> None:
    import pyarrow.parquet as pq

    if out is not None:
        pq.write_table(table, out)
        return
    if sys.stdout.isatty():
        raise typer.BadParameter("Parquet is no text: name a file with -o, or pipe it.")
    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    sys.stdout.buffer.write(buffer.getvalue())


def _csv(rows: list[Row], columns: list[str]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_flat(row.get(name)) for name in columns] for row in rows)
    return text.getvalue()


def _json(value: Any) -> str:
    return json.dumps(value, default=str, ensure_ascii=True, indent=1) + "\n"


def _flat(value: Any) -> Any:
    """A value for one cell: lists of words joined, whatever is nested as JSON."""
    if isinstance(value, list | tuple):
        if all(isinstance(item, str) for item in value):
            return " ".join(value)
        return json.dumps(value, default=str)
    return json.dumps(value, default=str) if isinstance(value, dict) else value


def _show(rows: list[Row], columns: list[str]) -> None:
    """A table for eyes, with as many columns as there is room for; the others are named. Cells are neutralised: text of
    strangers must not steer the terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from detente.brief.harmless import neutralise

    console = Console()
    cells = {name: [neutralise(_cell(row.get(name))) for row in rows] for name in columns}
    told = [name for name in columns if any(cells[name])] or columns
    needed = {name: min(max(map(len, (name, *cells[name]))), FOLDED) for name in told}
    shown = told[: max(1, _room(list(needed.values()), console.width))]
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in shown:
        table.add_column(name, overflow="fold", no_wrap=needed[name] < FOLDED, min_width=needed[name])
    for i in range(len(rows)):
        table.add_row(*(Text(cells[name][i]) for name in shown))
    console.print(table)
    if len(shown) < len(told):
        say(f"No room for {', '.join(told[len(shown) :])}: widen the terminal, or --format csv.")


FOLDED = 24
"""Longer cells are folded, and take what room is left."""


def _room(widths: list[int], width: int) -> int:
    """How many columns of these widths, with a gap of two, fit side by side."""
    used = list(itertools.accumulate(one + 2 for one in widths))
    return sum(upto - 2 <= width for upto in used)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.3g}" if isinstance(value, float) else str(_flat(value))
