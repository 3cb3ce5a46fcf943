"""A relation as one SQLite file, with what Datasette shows beside it."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path
from typing import Any

from detente.brief.exports.tables import flat

KEYS = {"events": "deed", "reports": "id", "evidence": None, "claims": None}
"""The column that names a row, where there is one."""


def to_sqlite(tables: dict[str, Any], path: Path) -> None:
    """Write the tables (by name, Arrow) to a new SQLite file; lists are joined by blanks, what is nested is JSON.

    Reports are full-text searchable (`reports_fts`); `evidence.report` and `claims.report` lead to `reports.id`. Raises
    OSError where the file cannot be written.
    """
    path.unlink(missing_ok=True)
    try:
        _fill(path, tables)
    except sqlite3.OperationalError as error:
        raise OSError(errno.EIO, str(error), str(path)) from error


def _fill(path: Path, tables: dict[str, Any]) -> None:
    connection = sqlite3.connect(path)
    try:
        with connection:
            for name, table in tables.items():
                _write(connection, name, flat(table))
            connection.execute("CREATE VIRTUAL TABLE reports_fts USING fts5(title, text, content=reports)")
            connection.execute("INSERT INTO reports_fts(reports_fts) VALUES ('rebuild')")
            connection.execute("CREATE INDEX evidence_deed ON evidence(deed)")
    finally:
        connection.close()


def _write(connection: sqlite3.Connection, name: str, table: Any) -> None:
    import pyarrow as pa

    def kind(of: Any) -> str:
        if pa.types.is_integer(of) or pa.types.is_boolean(of):
            return "INTEGER"
        return "REAL" if pa.types.is_floating(of) else "TEXT"

    key = KEYS.get(name)
    columns = [f'"{f.name}" {kind(f.type)}{" PRIMARY KEY" if f.name == key else ""}' for f in table.schema]
    if name in ("evidence", "claims"):
        columns.append("FOREIGN KEY (report) REFERENCES reports(id)")
    connection.execute(f'CREATE TABLE "{name}" ({", ".join(columns)})')
    places = ", ".join("?" * table.num_columns)
    rows = zip(*(_cells(column) for column in table.columns), strict=True)
    connection.executemany(f'INSERT INTO "{name}" VALUES ({places})', rows)


def _cells(column: Any) -> list[Any]:
    """Values as SQLite keeps them: days as ISO text."""
    return [value.isoformat() if hasattr(value, "isoformat") else value for value in column.to_pylist()]
