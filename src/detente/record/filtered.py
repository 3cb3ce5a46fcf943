"""The record seen through some of its sources only: every question asked of it then answers from these alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from detente.record.standing import FIRST

if TYPE_CHECKING:
    from detente.record.store import Store

OF_REPORTS = ("claims", "mentions", "phases", "drivers")
TEXT = "text"
"""The name under which reports stand beside the data sets."""


def filtered(store: Store, *, sources: Iterable[str] = (), outlets: Iterable[str] = ()) -> Store:
    """A store over the same record that sees only these sources ("text", or data sets) and reports of these outlets.

    Where only outlets are named, only reports are seen. Without any limit everything is seen. What others see stays as
    it is; the counts of coverage follow the limit too, so that shares and exposure stay comparable.
    """
    from detente.record.store import Store

    cursor = store.connection.cursor()
    sources, outlets = list(sources), list(outlets)
    if outlets and not sources:
        sources = [TEXT]
    if sources:
        ((catalog,),) = cursor.execute("SELECT current_database()").fetchall()
        for name, query in _views(sources, outlets, f'"{catalog}".main'):
            cursor.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {query}")
    return Store(cursor, store.path, read_only=store.read_only)


def _views(sources: Sequence[str], outlets: Sequence[str], schema: str) -> list[tuple[str, str]]:
    """A view for each table that bears the table's name, and so stands before it."""
    read = TEXT in sources
    where = f"outlet IN ({_listed(outlets)})" if outlets else "true"
    seen = f"(SELECT id FROM {schema}.reports WHERE {where})"
    named = f"coalesce(source, '{TEXT}') IN ({_listed(sources)})"
    own = f"{named} AND (report IS NULL OR report IN {seen})" if outlets else named
    views = [
        ("reports", f"SELECT * FROM {schema}.reports WHERE {where if read else 'false'}"),
        # A tie that stands for its deed may not be among those seen.
        ("ties", f"SELECT * REPLACE ({FIRST} AS stands) FROM {schema}.ties WHERE {own}"),
        ("events", f"SELECT * FROM {schema}.events WHERE {own}"),
        ("measures", f"SELECT * FROM {schema}.measures WHERE {named}"),
    ]
    kept = "false" if not read else f"report IN {seen}" if outlets else "true"
    return views + [(table, f"SELECT * FROM {schema}.{table} WHERE {kept}") for table in OF_REPORTS]


def _listed(words: Sequence[str]) -> str:
    """Words as SQL literals: a view takes no parameters."""
    return ", ".join("'" + word.replace("'", "''") + "'" for word in words)
