"""Migrations: a record of an earlier schema is brought up to date when opened for writing; a copy is kept beside it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from detente.errors import OlderRecord
from detente.record.schema import BEHIND, SCHEMA_VERSION, TABLES, VIEWS

STEPS: dict[int, tuple[str, ...]] = {
    # 1 -> 2: rows of data sets.
    1: (
        "ALTER TABLE loads ADD COLUMN lines BIGINT DEFAULT 0",
        "ALTER TABLE events ADD COLUMN source TEXT",
        "ALTER TABLE events ADD COLUMN code TEXT",
        "ALTER TABLE events ADD COLUMN n_reports INTEGER",
        'ALTER TABLE measures ADD COLUMN "row" UBIGINT',
        "ALTER TABLE measures ADD COLUMN actor TEXT",
        "ALTER TABLE measures ADD COLUMN recipient TEXT",
        "ALTER TABLE measures ADD COLUMN detail TEXT",
        *(f"CREATE TABLE {name} ({TABLES[name]})" for name in ("facts", "tellings", "dataset_rows", "refused_rows")),
    ),
    # 2 -> 3: corrections by readers, and frozen dossiers.
    2: tuple(
        f"CREATE TABLE {name} ({TABLES[name]})"
        for name in ("corrections", "ties_set_aside", "claims_set_aside", "frozen")
    ),
    # 3 -> 4: what a killed load still owes.
    3: ("CREATE TABLE touched (dyad TEXT NOT NULL, date_start DATE)",),
    # 4 -> 5: who passes a claim on, and its stance towards each dyad; filled where a report is read anew.
    4: tuple(
        f"ALTER TABLE {table} ADD COLUMN IF NOT EXISTS {column}"
        for table in ("claims", "claims_set_aside")
        for column in (
            "via_text TEXT",
            "via_start INTEGER",
            "via_end INTEGER",
            "via_name TEXT",
            "via_role TEXT",
            "via_state TEXT",
            "towards STRUCT(dyad TEXT, stance TEXT)[]",
        )
    ),
    # 5 -> 6: which tie stands for its deed.
    5: (
        "ALTER TABLE ties ADD COLUMN IF NOT EXISTS stands BOOLEAN DEFAULT true",
        "ALTER TABLE ties_set_aside ADD COLUMN IF NOT EXISTS stands BOOLEAN DEFAULT true",
        """UPDATE ties SET stands = false FROM (
            SELECT event, dyad FROM ties QUALIFY row_number() OVER (PARTITION BY dyad, deed ORDER BY
                deed = event || '-' || dyad DESC, status IN ('occurred', 'ongoing', 'ended') DESC, confidence DESC,
                event) > 1) n
        WHERE ties.event = n.event AND ties.dyad = n.dyad""",
    ),
    # 6 -> 7: by which words a cause and its effect are joined; filled where a report is read anew.
    6: tuple(
        f"ALTER TABLE drivers ADD COLUMN IF NOT EXISTS {column}"
        for column in (
            "cue TEXT",
            "cue_start INTEGER",
            "cue_end INTEGER",
            "explicit BOOLEAN",
            "cause_parts INTEGER[][]",
            "effect_parts INTEGER[][]",
        )
    ),
    # 7 -> 8: events of data sets in plain columns; those of reports keep their lists.
    7: (
        "ALTER TABLE events RENAME TO told_events",
        f"CREATE TABLE coded_events ({TABLES['coded_events']})",
        "INSERT INTO coded_events BY NAME " + BEHIND["events"]["coded_events"].format(rows="told_events"),
        "DELETE FROM told_events WHERE source IS NOT NULL",
        *(f"ALTER TABLE told_events DROP COLUMN {column}" for column in ("source", "code", "n_reports")),
    ),
}
"""From that version to the next. What a step makes must not follow later changes: write it out when TABLES changes."""


def migrate(connection: Any, path: Path | None, version: int, *, read_only: bool) -> None:
    """Bring the record from `version` to the present schema, in one transaction, after a copy "NAME.schema-1".

    Raises OlderRecord where it was opened for reading only.
    """
    if read_only:
        raise OlderRecord(
            f"the record has schema {version}, this version writes {SCHEMA_VERSION}",
            where=str(path),
            next_step="Bring it up to date by `detente status --record FILE`, or in Python by detente.open(path).",
        )
    if path is not None:
        connection.execute("CHECKPOINT")
        shutil.copyfile(path, path.with_name(f"{path.name}.schema-{version}"))
    connection.execute("BEGIN")
    try:
        for step in range(version, SCHEMA_VERSION):
            for statement in STEPS[step]:
                connection.execute(statement)
        for name, query in VIEWS.items():
            connection.execute(f"CREATE OR REPLACE VIEW {name} AS {query}")
        connection.execute("UPDATE meta SET value = ? WHERE key = 'schema'", [str(SCHEMA_VERSION)])
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
