"""Writer: puts batches of rows into the record, each batch whole or not at all."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from detente.record.corrections import set_aside
from detente.record.dataset_links import link_with_reports
from detente.record.linking import link_changed, note_changed
from detente.record.opening import transaction
from detente.record.ordering import cluster_ties
from detente.record.quarantine import keep_incoming, now
from detente.record.rows import Batch
from detente.record.schema import OF_A_REPORT, TABLES
from detente.record.standing import mark_standing
from detente.record.tallies import keep_tally


class Writer:
    """Writes the rows of one load. A batch and the load's counts are one transaction: a kill leaves whole batches."""

    def __init__(self, connection: Any, *, kind: str, source: str, path: str | None = None) -> None:
        self._connection = connection
        self._schemas = {table: _schema_of(connection, table) for table in TABLES}
        ((self.load,),) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM loads").fetchall()
        connection.execute(
            "INSERT INTO loads (id, kind, source, path, started) VALUES (?, ?, ?, ?, ?)",
            [self.load, kind, source, path, now()],
        )

    def write(
        self, batch: Batch, *, replaced: list[str], counts: dict[str, int], coder: tuple[str, str] | None
    ) -> None:
        """Keep a batch: drop what the replaced reports had, insert, and bring the load's counts up to date."""
        connection = self._connection
        with transaction(connection):
            changed = {row["dyad"] for row in batch.tables.get("ties", ()) if row["report"]}
            if replaced:
                lost = "SELECT DISTINCT dyad FROM ties WHERE report IN (SELECT unnest(?))"
                changed |= {dyad for (dyad,) in connection.execute(lost, [replaced]).fetchall()}
                for table in OF_A_REPORT:
                    connection.execute(f"DELETE FROM {table} WHERE report IN (SELECT unnest(?))", [replaced])
                connection.execute("DELETE FROM reports WHERE id IN (SELECT unnest(?))", [replaced])
            for table, rows in batch.tables.items():
                self._insert(table, rows)
            note_changed(connection, changed)
            # Until they are linked, deeds have the name of what they are (record/deeds.py).
            of_reports = "(FROM ties WHERE report IS NOT NULL AND dyad IN (SELECT unnest(?::TEXT[])))"
            mark_standing(connection, of_reports, [sorted(changed)])
            self._count(counts, coder)

    def _insert(self, table: str, rows: list[dict[str, Any]]) -> None:
        self._connection.register("incoming", pa.Table.from_pylist(rows, schema=self._schemas[table]))
        try:
            if table == "quarantine":
                keep_incoming(self._connection)
            else:
                self._connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming")
        finally:
            self._connection.unregister("incoming")

    def _count(self, counts: dict[str, int], coder: tuple[str, str] | None) -> None:
        sets = ", ".join(f"{name} = ?" for name in counts)
        values: list[Any] = list(counts.values())
        if coder:
            sets += ", coder = ?, coder_version = ?"
            values += coder
        self._connection.execute(f"UPDATE loads SET {sets} WHERE id = ?", [*values, self.load])

    def finish(self, counts: dict[str, int], *, content: str | None = None) -> None:
        """Close the load under the hash of its content; link deeds, put the ties in order where enough are new."""
        with transaction(self._connection):
            self._count(counts, None)
            values = [now(), content, self.load]
            self._connection.execute("UPDATE loads SET finished = ?, hash = ? WHERE id = ?", values)
            note_changed(self._connection, (dyad for dyad, _, _ in set_aside(self._connection)))
            link_changed(self._connection)
            link_with_reports(self._connection)
            cluster_ties(self._connection)
            keep_tally(self._connection)


def _schema_of(connection: Any, table: str) -> pa.Schema:
    """The Arrow types of a table, as the engine has them."""
    return connection.sql(f"SELECT * FROM {table} LIMIT 0").to_arrow_table().schema
