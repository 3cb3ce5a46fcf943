"""The coded events of a relation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.relations.queries import rows
from detente.relations.series import related
from detente.relations.table import Table, ask
from detente.relations.window import inside


def events(
    store: Any,
    dyad: str | Sequence[str],
    *,
    since: str | None = None,
    until: str | None = None,
    predecessors: bool = True,
) -> Table:
    """One row a coded event, with the states that act (and are acted on), sentence, offsets, report, coder.

    `since` and `until` (EDTF) keep what is dated inside; without them undated rows are kept too. Raises BadDate.
    """
    found = ask(store, rows.events(related(dyad, predecessors=predecessors)))
    return inside(found, since=since, until=until)
