"""Tallies: how many deeds the record holds between states, and between which most.

Counting deeds goes through every tie. In a large record that is done once, when something was loaded, and kept in
`meta` beside the number of ties that it holds for; where that number is another, it is counted when asked.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

LARGE = 2_000_000
"""So many ties are counted in a third of a second."""
MOST = 10
KEY = "tally"


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
    kept = connection.execute("SELECT value FROM meta WHERE key = ?", [KEY]).fetchall()
    if kept:
        value = json.loads(kept[0][0])
        if value["n_ties"] == _n_ties(connection):
            return Tally(value["n_deeds"], value["n_dyads"], tuple(Busy(*row) for row in value["busiest"]))
    return _count(connection)


def keep_tally(connection: Any) -> None:
    """Count a large record anew; in the transaction of the caller, at the end of what changed its ties."""
    n_ties = _n_ties(connection)
    if n_ties < LARGE:
        return
    counted = _count(connection)
    rows = [(busy.dyad, busy.n_deeds, busy.n_reports) for busy in counted.busiest]
    value = {"n_ties": n_ties, "n_deeds": counted.n_deeds, "n_dyads": counted.n_dyads, "busiest": rows}
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [KEY, json.dumps(value)])


def _n_ties(connection: Any) -> int:
    return int(connection.execute("SELECT count(*) FROM ties").fetchall()[0][0])


def _count(connection: Any) -> Tally:
    # A deed belongs to one dyad, so that the deeds of all dyads add up.
    rows = connection.execute(
        """SELECT dyad, count(DISTINCT deed) AS n_deeds, count(DISTINCT report) AS n_reports FROM ties
        GROUP BY dyad ORDER BY n_deeds DESC, dyad"""
    ).fetchall()
    return Tally(sum(row[1] for row in rows), len(rows), tuple(Busy(*row) for row in rows[:MOST]))
