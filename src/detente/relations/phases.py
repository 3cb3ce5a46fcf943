"""The past of a relation as the reports tell it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.relations.queries import rows
from detente.relations.series import related
from detente.relations.table import Table, ask
from detente.relations.window import inside


def phases(
    store: Any,
    dyad: str | Sequence[str],
    *,
    since: str | None = None,
    until: str | None = None,
    predecessors: bool = True,
) -> Table:
    """One row a stretch of the relation as a report tells it.

    `since` and `until` (EDTF) keep what is dated inside; without them undated rows are kept too. Raises BadDate.
    """
    found = ask(store, rows.phases(related(dyad, predecessors=predecessors)))
    return inside(found, since=since, until=until)
