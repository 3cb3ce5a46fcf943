"""What is said of a relation, and on whose word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.relations.queries import rows
from detente.relations.series import related
from detente.relations.table import Table, ask
from detente.relations.window import inside


def claims(
    store: Any,
    dyad: str | Sequence[str],
    *,
    since: str | None = None,
    until: str | None = None,
    predecessors: bool = True,
) -> Table:
    """One row an attributed statement on the relation: source, cue, content, certainty, stance, offsets, report.

    `via_...` is who passed it on; `stance` that of the whole claim, `towards` (dyad, stance) that to each it speaks of.

    `since` and `until` (EDTF) keep what is dated inside; without them undated rows are kept too. Raises BadDate.
    """
    found = ask(store, rows.claims, related(dyad, predecessors=predecessors))
    return inside(found, since=since, until=until)
