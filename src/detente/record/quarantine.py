"""Quarantine: what could not be read, kept once with its place, its reason and its first characters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from detente.sources.refused import Refused


def now() -> datetime:
    """The present moment in UTC, as the record keeps it (without a zone)."""
    return datetime.now(UTC).replace(tzinfo=None)


def insert_refused(connection: Any, refused: Sequence[Refused], load: int) -> None:
    """Put what was refused into the record, except what stands there already."""
    if not refused:
        return
    rows = [
        {
            "path": item.path,
            "line": item.line,
            "code": item.error.code,
            "reason": str(item.error),
            "excerpt": item.excerpt,
            "hash": item.hash,
            "seen": now(),
            "load": load,
        }
        for item in refused
    ]
    schema = connection.sql("SELECT * FROM quarantine LIMIT 0").to_arrow_table().schema
    connection.register("incoming", pa.Table.from_pylist(rows, schema=schema))
    try:
        keep_incoming(connection)
    finally:
        connection.unregister("incoming")


def keep_incoming(connection: Any) -> None:
    """Put the rows of the registered table `incoming` into the quarantine, except those that stand there already."""
    connection.execute(
        """INSERT INTO quarantine BY NAME SELECT DISTINCT ON (path, line, code, hash) * FROM incoming n
        WHERE NOT EXISTS (SELECT 1 FROM quarantine q WHERE q.hash = n.hash AND q.code = n.code
            AND q.path IS NOT DISTINCT FROM n.path AND q.line IS NOT DISTINCT FROM n.line)"""
    )
