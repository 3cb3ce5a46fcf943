"""What was done in each period: a dyad's counts, the reports that tell of it, and the record's coverage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.relations.queries.deeds import DONE, LONGEST, dated, deeds, first_day
from detente.relations.queries.record_tables import record_table

QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")


def counts(dyads: Sequence[str], by: str) -> Any:
    """Distinct deeds by period: done ones by quad class, mean score, and those planned, possible or denied."""
    ties = record_table("ties")
    rows = ties.filter(ties.dyad.isin(list(dyads)) & ties.stands)
    # Deeds of one day and kind are put on their period together: a busy dyad has many of each.
    kinds = rows.group_by(["date_start", "date_end", "quad", "status"])
    # As the engine sums whole numbers in 128 bits, which no Arrow column has, they are summed as floats.
    rows = kinds.aggregate(n=rows.count().cast("float64"), scores=rows.score.sum())
    rows = _on_periods(rows.mutate(done=rows.status.isin(DONE)), by)
    quads = {name: _count(rows, rows.done & (rows.quad == quad)) for quad, name in enumerate(QUADS, 1)}
    return (
        rows.group_by("period")
        .aggregate(
            n_events=_count(rows, rows.done),
            **quads,
            mean_score=rows.scores.sum(where=rows.done) / rows.n.sum(where=rows.done),
            n_planned=_count(rows, rows.status == "planned"),
            n_possible=_count(rows, rows.status == "possible"),
            n_denied=_count(rows, rows.status == "denied"),
        )
        .order_by("period")
    )


def _count(rows: Any, where: Any) -> Any:
    return rows.n.sum(where=where).fill_null(0).cast("int64")


def report_counts(dyads: Sequence[str], by: str) -> Any:
    """Distinct reports that tell of the dyad's deeds of each period."""
    ties = record_table("ties")
    rows = ties.filter(ties.dyad.isin(list(dyads)) & ties.report.notnull())
    rows = _on_periods(rows, by)
    return rows.group_by("period").aggregate(n_reports=rows.report.nunique()).order_by("period")


def done_deeds(dyads: Sequence[str], by: str) -> Any:
    """The deeds done that stand in a series by that period: event, deed, report, type, quad, score, confidence, days.

    Columns: event, deed, report, type, quad, score, confidence, date_start, period.
    """
    rows = dated(deeds(dyads), by)
    names = ("event", "deed", "report", "type", "quad", "score", "confidence", "date_start", "period")
    return rows.filter(rows.done).select(*names).order_by("period", "event")


def exposure(dyads: Sequence[str], by: str) -> Any:
    """The record's coverage by period: deeds done between all other pairs of states."""
    ties = record_table("ties")
    rows = _on_periods(ties.filter(ties.stands & ties.dyad.notin(list(dyads)) & ties.status.isin(DONE)), by)
    return rows.group_by("period").aggregate(exposure=rows.count()).order_by("period")


def counts_of_others(dyads: Sequence[str], by: str, most: int) -> Any:
    """Deeds done by period of the `most` other dyads of which most is told: how volumes move in this record."""
    ties = record_table("ties")
    rows = _on_periods(ties.filter(ties.stands & ties.dyad.notin(list(dyads)) & ties.status.isin(DONE)), by)
    counted = rows.group_by(["dyad", "period"]).aggregate(n_events=rows.count())
    told = counted.group_by("dyad").aggregate(total=counted.n_events.sum())
    told = told.order_by(told.total.desc(), told.dyad).limit(most)
    return counted.semi_join(told, "dyad").order_by("dyad", "period")


def counts_by_source(dyads: Sequence[str], by: str) -> Any:
    """Distinct deeds done by source ("text" for the reports) and period: of these dyads, of conflict, of all others.

    Columns: source, period, n_events, n_conflict, exposure.
    """
    ties = record_table("ties")
    own = ties.dyad.isin(list(dyads))
    rows = ties.mutate(own=own, source=ties.source.fill_null("text"))
    rows = _on_periods(rows.filter(rows.status.isin(DONE)), by)
    counted = rows.group_by(["source", "period"]).aggregate(
        n_events=rows.deed.nunique(where=rows.own),
        n_conflict=rows.deed.nunique(where=rows.own & rows.quad.isin((3, 4))),
        exposure=rows.deed.nunique(where=~rows.own),
    )
    return counted.order_by("source", "period")


def _on_periods(rows: Any, by: str) -> Any:
    days = rows.date_end.delta(rows.date_start, unit="day")
    rows = rows.mutate(days=days)
    rows = rows.filter((rows.days > 0) & (rows.days <= LONGEST[by]))
    middle = (rows.date_start + (rows.days // 2).as_interval("D")).cast("date")
    return rows.mutate(period=first_day(middle, by))


def left_out(dyads: Sequence[str], by: str) -> Any:
    """How many deeds the series cannot show: without a date, or with one wider than the period. One row."""
    rows = deeds(dyads)
    rows = rows.filter(rows.done)
    return rows.aggregate(
        n_undated=rows.count(where=rows.days.isnull()),
        n_vague=rows.count(where=rows.days > LONGEST[by]),
        n_reports=rows.report.nunique(),
        n_deeds=rows.count(),
    )


def span() -> Any:
    """From when to when the record looks: the days of its reports and of the rows of data sets. One row."""
    reports, ties = record_table("reports"), record_table("ties")
    told = reports.aggregate(since=reports.date_start.min(), until=reports.date_end.max())
    rows = ties.filter(ties.report.isnull())
    return told.union(rows.aggregate(since=rows.date_start.min(), until=rows.date_end.max()))
