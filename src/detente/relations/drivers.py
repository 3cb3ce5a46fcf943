"""What is said to drive a relation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.relations.queries import rows
from detente.relations.series import related
from detente.relations.table import Table, ask
from detente.relations.window import inside


def drivers(
    store: Any,
    dyad: str | Sequence[str],
    *,
    since: str | None = None,
    until: str | None = None,
    predecessors: bool = True,
) -> Table:
    """One row a cause and its effect, as a report or its source asserts them (never found by the program itself).

    `since` and `until` (EDTF) keep what is dated inside; without them undated rows are kept too. Raises BadDate.
    """
    found = ask(store, rows.drivers, related(dyad, predecessors=predecessors))
    return inside(found, since=since, until=until)
