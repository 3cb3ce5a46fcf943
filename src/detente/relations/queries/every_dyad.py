"""Counts of every dyad at once: what a scan asks, one question for the whole record."""

from __future__ import annotations

from typing import Any

from detente.relations.queries.deeds import COLUMNS, DONE, dated
from detente.relations.queries.record_tables import record_table


def counts_of_every_dyad(by: str) -> Any:
    """Distinct deeds done by dyad and period, and how many of them are conflict; deeds are told apart as in `deeds`.

    Columns: dyad, period, n_events, n_conflict.
    """
    import ibis

    ties = record_table("ties")
    rows = ties.mutate(done=ties.status.isin(DONE))
    stands = rows.deed == rows.event.concat("-", rows.dyad)
    order = [stands.desc(), rows.done.desc(), rows.confidence.desc(), rows.event]
    first = ibis.row_number().over(ibis.window(group_by=[rows.dyad, rows.deed], order_by=order))
    rows = rows.mutate(place=first).filter(lambda t: t.place == 0).select(*COLUMNS)
    rows = rows.filter(rows.done).mutate(days=rows.date_end.delta(rows.date_start, unit="day"))
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
    rows = ties.filter(ties.status.isin(DONE) & (ties.date_start >= first) & (ties.date_start < last))
    once = rows.group_by(["dyad", "deed"]).aggregate(quad=rows.quad.max())
    counted = once.group_by("dyad").aggregate(n_events=once.count(), n_conflict=once.count(where=once.quad >= 3))
    return counted.order_by("dyad")
