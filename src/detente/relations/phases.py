"""The past of a relation as the reports tell it, and what the record says of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.relations.history import History
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
    """One row a stretch of the relation as a report tells it, with what measures and events say of that stretch.

    Beside the phase's own columns: `verdict` (borne out, contradicted, undecided, no data), `reason`, and `evidence`,
    a list of what each measure says (measure, says, inside, other, n_inside, n_other, chance, against, rows). Formula:
    docs/methods/history.md. `since` and `until` (EDTF) keep what is dated inside; without them undated rows are kept
    too. Raises BadDate.
    """
    import pyarrow as pa

    pairs = related(dyad, predecessors=predecessors)
    found = inside(ask(store, rows.phases, pairs), since=since, until=until)
    history = History(store, pairs) if len(found) else None
    checks = [history.check(row) for row in found] if history else []
    row = pa.struct({"date": pa.string(), "value": pa.float64(), "detail": pa.string(), "source": pa.string(),
                     "file": pa.string(), "line": pa.int64()}.items())  # fmt: skip
    evidence = pa.list_(pa.struct({
        "measure": pa.string(), "says": pa.string(), "inside": pa.float64(), "other": pa.float64(),
        "n_inside": pa.int64(), "n_other": pa.int64(), "chance": pa.float64(), "against": pa.string(),
        "rows": pa.list_(row),
    }.items()))  # fmt: skip
    table = found.arrow.append_column("verdict", pa.array([check.verdict for check in checks], pa.string()))
    table = table.append_column("reason", pa.array([check.reason for check in checks], pa.string()))
    table = table.append_column("evidence", pa.array([check.rows() for check in checks], evidence))
    return Table(table, dict(found.notes))
