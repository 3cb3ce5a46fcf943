"""Fingerprint: whether two records hold the same, whatever the order in which it came and in how many loads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.record.schema import TABLES

if TYPE_CHECKING:
    from detente.record.store import Store

HISTORY = {"reports": ["load"], "told_events": ["load"], "coded_events": ["load"], "claims": ["load"],
           "measures": ["load"], "facts": ["load"], "tellings": ["load"], "dataset_rows": ["load"],
           "refused_rows": ["load"], "claims_set_aside": ["load"], "corrections": ["moment"],
           "frozen": ["moment"]}  # fmt: skip
"""What tells when a row came, and not what it says."""


def fingerprint(store: Store) -> dict[str, str]:
    """Table -> number of rows and a sum of their hashes; the history of loads is left out.

    Equal for records with the same content; to be compared under one version of DuckDB only.
    """
    prints = {}
    for table in TABLES:
        if table in ("meta", "loads"):
            continue
        left_out = HISTORY.get(table, ["load", "seen"] if table == "quarantine" else [])
        columns = "* EXCLUDE (" + ", ".join(f'"{name}"' for name in left_out) + ")" if left_out else "*"
        query = f"SELECT count(*), sum(hash(t)::HUGEINT) FROM (SELECT {columns} FROM {table}) t"
        n, total = store.connection.execute(query).fetchall()[0]
        prints[table] = f"{n}:{int(total or 0):x}"
    return prints
