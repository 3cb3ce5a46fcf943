"""The events of a relation: each deed once, with everything that tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.relations.queries import rows
from detente.relations.queries.deeds import DONE
from detente.relations.series import related
from detente.relations.table import Table, ask
from detente.relations.window import inside

OF_EVIDENCE = ("event", "report", "report_date", "outlet", "status", "date", "text", "span_start", "span_end",
               "confidence", "file", "line")  # fmt: skip
"""What is kept of each telling."""


def events(
    store: Any,
    dyad: str | Sequence[str],
    *,
    since: str | None = None,
    until: str | None = None,
    predecessors: bool = True,
) -> Table:
    """One row a deed: the columns of the telling that stands for it, `reports` and `evidence`, in order of date.

    `reports` counts the distinct reports that tell of it; `evidence` lists all tellings by the date of their report
    (event, report, report_date, outlet, status, date, text, span_start, span_end, confidence, file, line), so that a
    plan stays visible beside the deed that it came to. `since` and `until` (EDTF) keep what is dated inside; without
    them undated rows are kept too. Raises BadDate.
    """
    import pyarrow as pa

    told = ask(store, rows.tellings, related(dyad, predecessors=predecessors)).arrow
    deeds: dict[str, list[dict[str, Any]]] = {}
    for row in told.to_pylist():
        deeds.setdefault(row["deed"], []).append(row)
    faces = sorted((min(group, key=_standing) for group in deeds.values()), key=_in_order)
    kept = [name for name in told.column_names if name not in ("stands", "report_date", "outlet")]
    found = pa.Table.from_pylist(faces, schema=pa.schema([told.schema.field(name) for name in kept]))
    groups = [deeds[face["deed"]] for face in faces]
    n_reports = [len({row["report"] for row in group if row["report"]}) for group in groups]
    found = found.append_column("reports", pa.array(n_reports, pa.int64()))
    evidence = [[{name: row[name] for name in OF_EVIDENCE} for row in sorted(g, key=_as_told)] for g in groups]
    fields = pa.list_(pa.struct([told.schema.field(name) for name in OF_EVIDENCE]))
    return inside(Table(found.append_column("evidence", pa.array(evidence, fields))), since=since, until=until)


def _standing(row: dict[str, Any]) -> tuple[Any, ...]:
    """First the telling after which the deed is named; of a data set's rows the done, most confident one."""
    return not row["stands"], row["status"] not in DONE, -row["confidence"], row["event"]


def _in_order(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["date_start"] is None, row["date_start"], row["event"]


def _as_told(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["report_date"] or "", row["event"]
