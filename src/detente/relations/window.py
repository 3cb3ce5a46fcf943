"""Rows cut to a window of time."""

from __future__ import annotations

from datetime import date

from detente import dates
from detente.relations.table import Table


def first_day(edtf: str | None) -> date | None:
    """The first day of what a user typed; None stays None. Raises BadDate."""
    days = dates.day_range(dates.require(edtf)) if edtf is not None else None
    return days[0] if days else None


def last_day(edtf: str | None) -> date | None:
    """The day after the last of what a user typed; None stays None. Raises BadDate."""
    days = dates.day_range(dates.require(edtf)) if edtf is not None else None
    return days[1] if days else None


def inside(table: Table, *, since: str | None, until: str | None, column: str = "date_start") -> Table:
    """The rows whose `column` lies in the window (EDTF, both ends included); all rows where neither end is given."""
    if since is None and until is None:
        return table
    import pyarrow.compute as pc

    start, end = first_day(since), last_day(until)
    kept = pc.is_valid(table.arrow[column])
    if start is not None:
        kept = pc.and_kleene(kept, pc.greater_equal(table.arrow[column], start))
    if end is not None:
        kept = pc.and_kleene(kept, pc.less(table.arrow[column], end))
    return Table(table.arrow.filter(kept), dict(table.notes))
