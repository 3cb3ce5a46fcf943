"""Counts of every dyad at once: what a scan asks, one question for the whole record."""

from __future__ import annotations

from typing import Any

from detente.relations.queries.deeds import DONE, dated
from detente.relations.queries.record_tables import record_table


def counts_of_every_dyad(by: str) -> Any:
    """Distinct deeds done by dyad and period, and how many of them are conflict; deeds are told apart as in `deeds`.

    Columns: dyad, period, n_events, n_conflict.
    """
    ties = record_table("ties")
    rows = ties.filter(ties.stands & ties.status.isin(DONE))
    rows = rows.mutate(days=rows.date_end.delta(rows.date_start, unit="day"))
    rows = rows.mutate(middle=(rows.date_start + (rows.days // 2).as_interval("D")).cast("date"))
    rows = dated(rows, by)
    counted = rows.group_by(["dyad", "period"]).aggregate(
        n_events=rows.count(), n_conflict=rows.count(where=rows.quad.isin((3, 4)))
    )
    return counted.order_by("dyad", "period")


def counts_between(since: str, until: str) -> Any:
    """Distinct deeds done by dyad from one day (ISO) to before another, and how many of them are conflict."""
    import ibis

    ties = record_table("ties")
    first, last = (ibis.literal(day).cast("date") for day in (since, until))
    rows = ties.filter(ties.stands & ties.status.isin(DONE) & (ties.date_start >= first) & (ties.date_start < last))
    counted = rows.group_by("dyad").aggregate(n_events=rows.count(), n_conflict=rows.count(where=rows.quad >= 3))
    return counted.order_by("dyad")
