"""The monthly (or daily, weekly, quarterly, yearly) series of a relation: what was done, and how much was covered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Literal

import numpy as np

from detente import states
from detente.relations.methods.judgement import PER_YEAR
from detente.relations.queries import periods
from detente.relations.table import Table, ask, table_of
from detente.relations.window import first_day, last_day

By = Literal["day", "week", "month", "quarter", "year"]
COUNTS = (
    "n_events", "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict", "n_planned",
    "n_possible", "n_denied",
)  # fmt: skip
HALF_LIFE = 1.0
"""Years after which an event weighs half as much in the index."""


def series(
    store: Any,
    dyad: str | Sequence[str],
    by: By = "month",
    since: str | None = None,
    until: str | None = None,
    *,
    predecessors: bool = True,
) -> Table:
    """One row a period, from the record's first to its last: docs/methods/series.md has every column's formula.

    Columns: period and end (ISO days, half-open), n_events (deeds done), n_reports, the four quad classes,
    share_conflict (null without events), mean_score, index, n_planned, n_possible, n_denied (not counted as done), and
    exposure (deeds done between all other pairs of states: the record's coverage). `since` and `until` are EDTF; the
    notes tell how many deeds have no date, or one too vague for a period. Raises BadDate for a date that is none.
    """
    pairs = related(dyad, predecessors=predecessors)
    limits = window(store, since, until)
    left = ask(store, periods.left_out, pairs, by).rows()[0]
    notes: dict[str, int | str] = {"by": by, "dyads": " ".join(pairs)}
    notes |= {name: int(left[name] or 0) for name in ("n_undated", "n_vague", "n_reports", "n_deeds")}
    firsts = period_starts(*limits, by) if limits else []
    place = {day: i for i, day in enumerate(firsts)}
    columns: dict[str, Any] = {name: np.zeros(len(firsts), dtype=np.int64) for name in (*COUNTS, "n_reports")}
    columns |= {"mean_score": np.full(len(firsts), np.nan), "exposure": np.zeros(len(firsts), dtype=np.int64)}
    n_outside = 0
    counts = ask(store, periods.counts, pairs, by).rows()
    covered = exposure(store, pairs, by, {row["period"]: row["n_events"] for row in counts})
    for rows in (counts, ask(store, periods.report_counts, pairs, by), covered):
        for row in rows:
            i = place.get(row.pop("period"))
            if i is None:
                n_outside += int(row.get("n_events", 0))
                continue
            for name, value in row.items():
                columns[name][i] = np.nan if value is None else value
    notes["n_outside"] = n_outside
    return table_of(_arranged(columns, firsts, by), notes)


def exposure(store: Any, pairs: Sequence[str], by: By, own: dict[date, int]) -> Iterable[dict[str, Any]]:
    """Rows period, exposure: deeds done between all other pairs, from the sums that a large record keeps."""
    covered = store.covered(by)
    if covered is None:
        return ask(store, periods.exposure, pairs, by)
    return [{"period": day, "exposure": n - own.get(day, 0)} for day, n in covered.items()]


def _arranged(columns: dict[str, Any], firsts: list[date], by: str) -> dict[str, Any]:
    """The columns in their order, with the derived ones; NaN becomes null."""
    import pyarrow as pa

    events = columns["n_events"]
    conflict = columns["verbal_conflict"] + columns["material_conflict"]
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(events > 0, conflict / np.maximum(events, 1), np.nan)
    index = decayed_index(events, columns["mean_score"], PER_YEAR[by])
    nullable = {"share_conflict": share, "mean_score": columns["mean_score"], "index": index}
    arranged: dict[str, Any] = {
        "period": [day.isoformat() for day in firsts],
        "end": [following(day, by).isoformat() for day in firsts],
    }
    order = ("n_events", "n_reports", *COUNTS[1:5], "share_conflict", "mean_score", "index", *COUNTS[5:], "exposure")
    for name in order:
        values = nullable.get(name, columns.get(name))
        arranged[name] = pa.array(values, mask=np.isnan(nullable[name])) if name in nullable else values
    for name in ("period", "end"):
        arranged[name] = pa.array(arranged[name], type=pa.string())
    return arranged


def decayed_index(events: Any, mean_score: Any, per_year: float) -> Any:
    """The level of relations: the mean PLOVER score of past deeds, each weighing half after a year; NaN before any.

    After Tsinghua's relation scores: events accumulate and decay. (n) in, (n) out, from -10 to 10.
    """
    kept = 0.5 ** (1 / (HALF_LIFE * per_year))
    stock = weight = 0.0
    out = np.full(len(events), np.nan)
    for t, (n, score) in enumerate(zip(events, mean_score, strict=True)):
        stock, weight = stock * kept, weight * kept
        if n:
            stock, weight = stock + n * score, weight + n
        if weight > 0:
            out[t] = stock / weight
    return out


def related(dyad: str | Sequence[str], *, predecessors: bool = True) -> tuple[str, ...]:
    """The dyads that make up the relation: "PAK-RUS" and, unless told otherwise, "PAK-SUN"."""
    if not isinstance(dyad, str):
        return tuple(dyad)
    first, _, second = dyad.partition("-")
    pair = states.dyad(first, second)
    return tuple(states.dyads_with_predecessors(pair)) if predecessors else (pair,)


def window(store: Any, since: str | None, until: str | None) -> tuple[date, date] | None:
    """The days that the record looks at, cut to those asked for; None where it is empty."""
    rows = [row for row in ask(store, periods.span) if row["since"] is not None]
    if not rows:
        return None
    start, end = min(row["since"] for row in rows), max(row["until"] for row in rows)
    start, end = max(start, first_day(since) or start), min(end, last_day(until) or end)
    return (start, end) if start < end else None


def first_of(day: date, by: str) -> date:
    """The first day of the period in which a day lies."""
    if by == "day":
        return day
    if by == "week":
        return day - timedelta(days=day.weekday())
    month = {"month": day.month, "quarter": 3 * ((day.month - 1) // 3) + 1, "year": 1}[by]
    return day.replace(month=month, day=1)


def following(first: date, by: str) -> date:
    """The first day of the next period."""
    if by in ("day", "week"):
        return first + timedelta(days=1 if by == "day" else 7)
    months = first.month - 1 + {"month": 1, "quarter": 3, "year": 12}[by]
    return date(first.year + months // 12, months % 12 + 1, 1)


def period_starts(since: date, until: date, by: str) -> list[date]:
    """The first day of every period from that of `since` to that of the day before `until`."""
    out, day = [], first_of(since, by)
    while day < until:
        out.append(day)
        day = following(day, by)
    return out
