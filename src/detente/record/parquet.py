"""The whole record as Parquet, and back: one folder a table, so that Spark, Arrow and others read it as it lies.

Tables that grow are parted by year (Hive: `ties/year=2014/...`, without a day `year=0`) and sorted by dyad, so that one
year or one dyad is read without the rest. `_record.json` names the schema and the number of rows of each table;
readers of Parquet pass over names that begin with an underscore.
"""

from __future__ import annotations

import json
import shutil
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.errors import NotARecord, RecordError
from detente.record.opening import told, transaction
from detente.record.schema import APPLICATION, BEHIND, SCHEMA_VERSION, SHOWN
from detente.record.tallies import keep_tally

if TYPE_CHECKING:
    from detente.record.store import Store

CONTENTS = "_record.json"
BY_YEAR = {
    "ties": "dyad, date_start, event", "events": "date_start, id", "measures": "dyad, name, date_start",
    "reports": "date_start, id",
}  # fmt: skip
"""Tables parted by the year in which a row begins, and their order within it."""


def export_parquet(store: Store, folder: str | Path) -> dict[str, int]:
    """Write all tables into a new folder, whole or not at all; the number of rows of each table.

    Raises RecordError where the folder is there already and not empty, or cannot be written.
    """
    place = Path(folder).expanduser()
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise RecordError("there is something at that place", where=str(place), next_step="Name a new folder.")
    part = place.with_name(f".{place.name}-{uuid.uuid4().hex[:8]}")
    try:
        with told(place):
            part.mkdir(parents=True)
            # One moment of the record, whatever is added meanwhile.
            store.connection.execute("BEGIN")
            try:
                counts = {table: _write(store.connection, table, part / table) for table in SHOWN}
            finally:
                store.connection.execute("ROLLBACK")
            contents = {"application": APPLICATION, "schema": SCHEMA_VERSION, "rows": counts}
            (part / CONTENTS).write_text(json.dumps(contents, indent=1) + "\n", encoding="utf-8")
            if place.exists():
                place.rmdir()
            part.rename(place)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return counts


def _write(connection: Any, table: str, folder: Path) -> int:
    folder.mkdir()
    options = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880"
    if table in BY_YEAR:
        query = f"SELECT *, coalesce(year(date_start), 0)::INTEGER AS year FROM {table} ORDER BY year, {BY_YEAR[table]}"
        options += ", PARTITION_BY (year), WRITE_PARTITION_COLUMNS false, OVERWRITE_OR_IGNORE true"
        target = folder
    else:
        query, target = f"SELECT * FROM {table}", folder / "part-0.parquet"
    (n,) = connection.execute(f"COPY ({query}) TO {_text(target)} ({options})").fetchall()[0]
    if table in BY_YEAR and n == 0:
        # A table without rows still says which columns it has.
        connection.execute(f"COPY {table} TO {_text(folder / 'part-0.parquet')} (FORMAT parquet)")
    return int(n)


def import_parquet(store: Store, folder: str | Path) -> dict[str, int]:
    """Take over what `export_parquet` wrote into a record that is still empty; the number of rows of each table.

    All or nothing. Raises RecordError where the record holds something, NotARecord where the folder is no such
    export, has another schema, or lacks rows.
    """
    place = Path(folder).expanduser()
    contents = _contents(place)
    if any(store.counts()[table] for table in SHOWN):
        raise RecordError(
            "only an empty record can take over another whole",
            where=str(store.path),
            next_step="Name a new one with --record.",
        )
    connection, counts = store.connection, {}
    with told(store.path), transaction(connection):
        for table in SHOWN:
            counts[table] = _read(connection, table, place / table, contents["rows"].get(table))
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('ties_clustered', ?)", [str(counts["ties"])])
        keep_tally(connection)
    return counts


def _contents(folder: Path) -> dict[str, Any]:
    try:
        contents = json.loads((folder / CONTENTS).read_text(encoding="utf-8"))
        rows = contents["rows"]
        known = contents["application"] == APPLICATION and isinstance(rows, dict)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _no_export(folder, f"{CONTENTS} is missing or broken") from error
    if not known:
        raise _no_export(folder, f"{CONTENTS} is another program's")
    if contents.get("schema") != SCHEMA_VERSION:
        raise NotARecord(
            f"the export has schema {contents.get('schema')}, this version reads {SCHEMA_VERSION}",
            where=str(folder),
            next_step="Import it with the version that wrote it, and open that record with this one.",
        )
    return dict(contents)


def _read(connection: Any, table: str, folder: Path, n_expected: int | None) -> int:
    import duckdb

    files = [str(path) for path in sorted(folder.rglob("*.parquet"))]
    if not files:
        raise _no_export(folder, f"the table {table} is missing")
    columns = [name for (name, *_) in connection.execute(f"DESCRIBE {table}").fetchall()]
    named = ", ".join(f'"{name}"' for name in columns)
    order = f" ORDER BY {BY_YEAR[table]}" if table == "ties" else ""
    rows = f"(SELECT {named} FROM read_parquet(?, hive_partitioning = false){order})"
    n = 0
    try:
        for kept, query in BEHIND.get(table, {table: "FROM {rows}"}).items():
            insert = f"INSERT INTO {kept} BY NAME {query.format(rows=rows)}"
            n += int(connection.execute(insert, [files]).fetchall()[0][0])
    except (duckdb.InvalidInputException, duckdb.BinderException, duckdb.ConstraintException,
            duckdb.ConversionException) as error:  # fmt: skip
        raise _no_export(folder, str(error).splitlines()[0]) from error
    if n != n_expected:
        raise _no_export(folder, f"{n:,} rows of {table} instead of {n_expected:,}")
    return n


def _no_export(folder: Path, why: str) -> NotARecord:
    return NotARecord(f"no whole export of a record: {why}", where=str(folder), next_step="Export it again.")


def _text(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
