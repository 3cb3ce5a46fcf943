"""Deeds of a dyad: one row for each thing done, however many reports tell of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.relations.queries.record_tables import record_table

DONE = ("occurred", "ongoing", "ended")
"""Statuses that count as done; planned, possible and denied events are counted apart."""
LONGEST = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}
"""The days a date may cover and still be put on one period; a wider one is left out of the series and counted apart."""
COLUMNS = (
    "deed", "event", "report", "dyad", "actor", "recipient", "type", "quad", "score", "status", "done", "confidence",
    "date_start", "date_end",
)  # fmt: skip
UNITS = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}


def deeds(dyads: Sequence[str]) -> Any:
    """One row a deed of these dyads, told by the event that stands for it; `days` its date covers, `middle` of these.

    Columns: deed, event, report, dyad, actor, recipient, type, quad, score, status, done, confidence, date_start,
    date_end, days, middle. Undated deeds have null days and middle.
    """
    ties = record_table("ties")
    rows = ties.filter(ties.dyad.isin(list(dyads)) & ties.stands)
    rows = rows.mutate(done=rows.status.isin(DONE)).select(*COLUMNS)
    rows = rows.mutate(days=rows.date_end.delta(rows.date_start, unit="day"))
    half = (rows.days // 2).as_interval("D")
    return rows.mutate(middle=(rows.date_start + half).cast("date"))


def dated(rows: Any, by: str) -> Any:
    """Those deeds whose date is fine enough for the period, with the `period`'s first day."""
    fine = rows.filter((rows.days > 0) & (rows.days <= LONGEST[by]))
    return fine.mutate(period=first_day(fine.middle, by))


def first_day(days: Any, by: str) -> Any:
    """The first day of the period in which each day lies (a week begins on Monday)."""
    return days.cast("timestamp").truncate(UNITS[by]).cast("date")
