"""Opens the file of a record: makes it, checks that it is one, and says in plain words why it cannot be opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb

from detente.errors import NewerRecord, NoSuchRecord, NotARecord, RecordError, RecordLocked
from detente.record.migrations import migrate
from detente.record.schema import APPLICATION, SCHEMA_VERSION, TABLES, VIEWS

MAGIC = b"DUCK"
MAGIC_AT = 8
"""A DuckDB file bears this mark after an eight-byte checksum."""


def connect(path: Path | None, *, read_only: bool, create: bool) -> Any:
    """A connection to a checked record; `path` None keeps it in memory.

    Raises NoSuchRecord, NotARecord, NewerRecord, RecordLocked, or RecordError for what the system refuses.
    """
    if path is not None:
        look_before_opening(path, must_exist=read_only or not create)
    # A foreign file must be told apart here, never by fetching an extension that might read it.
    config = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    try:
        connection = duckdb.connect(str(path or ":memory:"), read_only=read_only and path is not None, config=config)
    except (duckdb.Error, OSError) as error:
        raise _explained(error, path) from error
    # On a long question the engine would draw a bar among the results on stdout.
    connection.execute("SET enable_progress_bar = false")
    try:
        _check(connection, path, read_only=read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def look_before_opening(path: Path, *, must_exist: bool) -> None:
    """Raises NoSuchRecord or NotARecord where the path shows by itself that there is no record."""
    if not path.exists():
        if must_exist:
            raise NoSuchRecord(
                "there is no record",
                where=str(path),
                next_step="Make one with `detente read FILES --record PATH`, or name another with --record.",
            )
        if not path.parent.is_dir():
            raise NoSuchRecord(
                "the folder of the record does not exist", where=str(path.parent), next_step="Make it first."
            )
        return
    if not path.is_file():
        raise NotARecord("this is no file", where=str(path), next_step="Name a file, such as record.duckdb.")
    try:
        with path.open("rb") as file:
            start = file.read(MAGIC_AT + len(MAGIC))
    except OSError as error:
        raise RecordError(
            f"the record cannot be read: {error.strerror}", where=str(path), next_step="Check its permissions."
        ) from error
    if start[MAGIC_AT:] != MAGIC:
        raise _not_a_record(path)


def _not_a_record(path: Path | None) -> NotARecord:
    return NotARecord(
        "this file is no record of Détente",
        where=str(path),
        next_step="Name another file with --record; this one is left as it is.",
    )


def _explained(error: Exception, path: Path | None) -> RecordError:
    """The error in the domain's words; the engine's own text stays as its cause."""
    text = str(error)
    if "Could not set lock" in text or "different configuration" in text:
        match = re.search(r"held in (.+?) \(PID (\d+)\)", text)
        holder = f"process {match[2]} ({match[1]})" if match else "this process, in another mode"
        return RecordLocked(
            f"the record is in use by {holder}",
            where=str(path),
            next_step="Wait until it is done, or close it there. To read meanwhile: detente.open(path, snapshot=True).",
        )
    if "not a valid DuckDB database" in text:
        return _not_a_record(path)
    if "storage version" in text or "newer version of DuckDB" in text:
        return NewerRecord(
            "the record was written by a newer version of the storage engine",
            where=str(path),
            next_step="Update Détente and its packages.",
        )
    return RecordError(
        f"the record cannot be opened: {text.splitlines()[0]}",
        where=str(path),
        next_step="Check the path, its permissions and the free space of the disk.",
    )


@contextmanager
def told(path: Path | None) -> Iterator[None]:
    """Errors of the engine while it writes in the domain's words: a full disk, a folder that cannot be written."""
    try:
        yield
    except (duckdb.IOException, duckdb.FatalException, duckdb.OutOfMemoryException, duckdb.TransactionException,
            OSError) as error:  # fmt: skip
        raise RecordError(
            f"it cannot be written: {str(_first(error)).splitlines()[0]}",
            where=str(path),
            next_step="Check the free space and the permissions, and repeat the command: it goes on where it was.",
        ) from error


def _first(error: BaseException) -> BaseException:
    """What went wrong first: after a full disk the engine says of each clearing up that the transaction is gone."""
    while isinstance(error.__context__, duckdb.Error | OSError):
        error = error.__context__
    return error


@contextmanager
def transaction(connection: Any) -> Iterator[None]:
    """What is written inside is kept whole or not at all."""
    connection.execute("BEGIN")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # Where the disk is full the engine has given the transaction up by itself.
        with suppress(duckdb.Error):
            connection.execute("ROLLBACK")
        raise


def _check(connection: Any, path: Path | None, *, read_only: bool) -> None:
    """Make the tables in an empty file; refuse one whose tables are not ours or come from a newer version."""
    tables = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not tables:
        # Empty also after a kill between making the file and making its tables.
        if read_only:
            raise NotARecord(
                "the record is empty: nothing was ever kept in it",
                where=str(path),
                next_step="Fill it with `detente read FILES --record PATH`.",
            )
        _make(connection)
        return
    if "meta" not in tables:
        raise _not_a_record(path)
    try:
        meta = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    except duckdb.Error as error:
        raise _not_a_record(path) from error
    if meta.get("application") != APPLICATION or not str(meta.get("schema", "")).isdigit():
        raise _not_a_record(path)
    if int(meta["schema"]) > SCHEMA_VERSION:
        raise NewerRecord(
            f"the record has schema {meta['schema']}, this version knows {SCHEMA_VERSION}",
            where=str(path),
            next_step="Update Détente, or open the record with the version that wrote it.",
        )
    if int(meta["schema"]) < SCHEMA_VERSION:
        migrate(connection, path, int(meta["schema"]), read_only=read_only)


def _make(connection: Any) -> None:
    connection.execute("BEGIN")
    for name, columns in TABLES.items():
        connection.execute(f"CREATE TABLE {name} ({columns})")
    for name, query in VIEWS.items():
        connection.execute(f"CREATE VIEW {name} AS {query}")
    rows = [("application", APPLICATION), ("schema", str(SCHEMA_VERSION))]
    connection.executemany("INSERT INTO meta VALUES (?, ?)", rows)
    connection.execute("COMMIT")
