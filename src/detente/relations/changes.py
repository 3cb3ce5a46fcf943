"""What changed lately: each dyad's last four weeks beside the year before them, in the manner of ACLED's dashboards."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from detente.relations.overview import name_of
from detente.relations.table import Table, table_of

WEEKS, YEAR = 4, 52
FEWEST = 3
"""Deeds, now or expected, below which nothing is said of a dyad."""
COUNTS = """
SELECT dyad, count(DISTINCT deed) FILTER (day >= $since) AS n_now,
    count(DISTINCT deed) FILTER (day < $since) AS n_before,
    count(DISTINCT deed) FILTER (day >= $since AND quad IN (3, 4)) AS n_conflict_now,
    count(DISTINCT deed) FILTER (day < $since AND quad IN (3, 4)) AS n_conflict_before
FROM (SELECT *, date_start AS day FROM ties WHERE date_end - date_start BETWEEN 1 AND 7
    AND status IN ('occurred', 'ongoing', 'ended') AND date_start >= $first AND date_start < $until)
GROUP BY dyad"""


def changes(store: Any, *, most: int = 20) -> Table:
    """One row a dyad whose volume of deeds in the record's last four weeks departs most from the year before them.

    Columns: dyad, a, b, n_now, n_before, expected (n_before, times the record's coverage now over then), surprise
    ((n_now - expected) / sqrt(expected + 1), of either sign), n_conflict_now, n_conflict_before. Deeds done, dated to a
    week at most. The notes `since` and `until` tell the four weeks (half-open). docs/methods/changes.md.
    """
    until = _last_day(store)
    if until is None:
        return _table([], {})
    since = until - timedelta(weeks=WEEKS)
    first = since - timedelta(weeks=YEAR)
    answer = store.connection.execute(COUNTS, {"since": since, "first": first, "until": until})
    names = [column[0] for column in answer.description]
    rows = [dict(zip(names, values, strict=True)) for values in answer.fetchall()]
    n_now, n_before = sum(row["n_now"] for row in rows), sum(row["n_before"] for row in rows)
    notes: dict[str, int | str] = {"since": since.isoformat(), "until": until.isoformat(), "first": first.isoformat()}
    if not n_before:
        return _table([], notes)
    for row in rows:
        expected = row["n_before"] * n_now / n_before
        row |= {"expected": expected, "surprise": (row["n_now"] - expected) / (expected + 1) ** 0.5}
    told = [row for row in rows if max(row["n_now"], row["expected"]) >= FEWEST]
    told.sort(key=lambda row: (-abs(row["surprise"]), row["dyad"]))
    return _table(told[:most], notes)


def _last_day(store: Any) -> date | None:
    """The day after the last that is covered: of the reports, or of the data sets where these go further."""
    query = """SELECT max(day) FROM (SELECT max(date_end) AS day FROM reports WHERE date_end < DATE '9999-01-01'
        UNION ALL SELECT max(date_end) FROM ties WHERE report IS NULL AND date_end - date_start BETWEEN 1 AND 31)"""
    ((day,),) = store.connection.execute(query).fetchall()
    return day if day is None else date(day.year, day.month, day.day)


def _table(rows: list[dict[str, Any]], notes: dict[str, int | str]) -> Table:
    import pyarrow as pa

    for row in rows:
        row["a"], row["b"] = (name_of(code) for code in row["dyad"].split("-"))
    kinds = {name: pa.int64() for name in ("n_now", "n_before", "n_conflict_now", "n_conflict_before")}
    kinds |= {"expected": pa.float64(), "surprise": pa.float64()}
    names = ("dyad", "a", "b", "n_now", "n_before", "expected", "surprise", "n_conflict_now", "n_conflict_before")
    return table_of(
        {name: pa.array([row[name] for row in rows], kinds.get(name, pa.string())) for name in names}, notes
    )
