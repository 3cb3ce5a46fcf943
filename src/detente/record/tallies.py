"""Tallies: how many deeds the record holds between states, between which most, and how many of each period.

Counting deeds goes through every tie. In a large record that is done once, when something was loaded, and kept in
`meta` beside the number of ties that it holds for; where that number is another, it is counted when asked.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from detente.record.standing import DONE

LARGE = 2_000_000
"""So many ties are counted in a third of a second."""
MOST = 10
KEY, COVERED = "tally", "covered:"
LONGEST = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}
"""How many days a date may cover to be put on one period of a series."""
PERIOD = """CASE WHEN done AND days BETWEEN 1 AND {n} THEN date_trunc('{by}', middle)::DATE END AS "{by}" """
TALLIED = f"""
SELECT dyad, {", ".join(PERIOD.format(by=by, n=n) for by, n in LONGEST.items())}, sum(n)::BIGINT AS n
FROM (SELECT dyad, done, days, date_start + (days // 2)::INTEGER AS middle, n
    FROM (SELECT dyad, date_start, date_end - date_start AS days, status IN {DONE} AS done, count(*) AS n
        FROM ties WHERE stands GROUP BY ALL))
GROUP BY ALL"""
"""The number of deeds of each dyad, with the period of each length on which they stand where they were done."""


@dataclass(frozen=True, slots=True)
class Busy:
    """A dyad with the number of its deeds, and of the reports that tell of them."""

    dyad: str
    n_deeds: int
    n_reports: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The number of deeds between states, of dyads, and the dyads with most deeds, most first."""

    n_deeds: int
    n_dyads: int
    busiest: tuple[Busy, ...]


def tally(connection: Any) -> Tally:
    """What the record holds now."""
    value = _kept(connection, KEY)
    if value is None:
        return _tally(connection, "SELECT dyad, count(*) AS n FROM ties WHERE stands GROUP BY dyad")
    return Tally(value["n_deeds"], value["n_dyads"], tuple(Busy(*row) for row in value["busiest"]))


def covered(connection: Any, by: str) -> dict[date, int] | None:
    """First days of periods and the deeds done in them between all states; None where it must be counted."""
    value = _kept(connection, COVERED + by)
    return None if value is None else {date.fromisoformat(day): n for day, n in value["n_deeds"].items()}


def keep_tally(connection: Any) -> None:
    """Count a large record anew; in the transaction of the caller, at the end of what changed its ties."""
    n_ties = _n_ties(connection)
    if n_ties < LARGE:
        return
    connection.execute(f"CREATE OR REPLACE TEMP TABLE tallied AS {TALLIED}")
    counted = _tally(connection, "SELECT dyad, sum(n)::BIGINT AS n FROM tallied GROUP BY dyad")
    rows = [(busy.dyad, busy.n_deeds, busy.n_reports) for busy in counted.busiest]
    _keep(connection, KEY, {"n_deeds": counted.n_deeds, "n_dyads": counted.n_dyads, "busiest": rows}, n_ties)
    for by in LONGEST:
        found = connection.execute(
            f"""SELECT "{by}"::TEXT, sum(n)::BIGINT FROM tallied WHERE "{by}" IS NOT NULL GROUP BY 1 ORDER BY 1"""
        ).fetchall()
        _keep(connection, COVERED + by, {"n_deeds": dict(found)}, n_ties)
    connection.execute("DROP TABLE tallied")


def _keep(connection: Any, key: str, value: dict[str, Any], n_ties: int) -> None:
    text = json.dumps({"n_ties": n_ties, **value})
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [key, text])


def _kept(connection: Any, key: str) -> Any:
    """What was kept under that key, where the record still has the ties for which it holds."""
    rows = connection.execute("SELECT value FROM meta WHERE key = ?", [key]).fetchall()
    value = json.loads(rows[0][0]) if rows else None
    return value if value and value["n_ties"] == _n_ties(connection) else None


def _n_ties(connection: Any) -> int:
    return int(connection.execute("SELECT count(*) FROM ties").fetchall()[0][0])


def _tally(connection: Any, by_dyad: str) -> Tally:
    # A deed belongs to one dyad, so that the deeds of all dyads add up.
    rows = connection.execute(f"SELECT dyad, n FROM ({by_dyad}) ORDER BY n DESC, dyad").fetchall()
    most = [dyad for dyad, _ in rows[:MOST]]
    told = connection.execute(
        "SELECT dyad, count(DISTINCT report) FROM ties WHERE dyad IN (SELECT unnest(?::TEXT[])) GROUP BY dyad", [most]
    ).fetchall()
    n_reports = dict(told)
    busiest = tuple(Busy(dyad, n, n_reports[dyad]) for dyad, n in rows[:MOST])
    return Tally(sum(n for _, n in rows), len(rows), busiest)
