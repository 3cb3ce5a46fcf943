"""A dyad's measures by year: votes, alliances, disputes, arms deliveries, and whatever else the record keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import numpy as np

from detente import states
from detente.relations.methods.grid import Floats
from detente.relations.queries import measures as asked
from detente.relations.table import ask


@dataclass(frozen=True, slots=True)
class Kind:
    """A measure: how its rows make a year's value and in which unit, whether more of it is good (0: it says neither),
    whether no row means none of it."""

    prefix: str
    label: str
    unit: str
    good: int
    how: Literal["mean", "sum", "max"]
    absent: bool


KINDS = (
    Kind(asked.VOTES, "UN votes", "agreement beyond that with all others", 1, "mean", False),
    Kind("alliance:", "alliances", "1 where in force", 1, "max", True),
    Kind("militarised dispute", "militarised disputes", "hostility level 1-5", -1, "max", True),
    Kind("arms delivered", "arms deliveries", "log(1 + million TIV)", 1, "sum", True),
)
PRESENCE = "in force"
"""The unit of a measure that only says that something is there, as an alliance or a rivalry."""
ORDERS = "arms ordered"
"""They are told when they are delivered."""


ROW = ("date", "value", "detail", "source", "file", "line")


def plain_row(row: dict[str, Any]) -> dict[str, Any]:
    """A row as an answer shows it: what it says, and where it stands."""
    return {name: row[name] for name in ROW}


@dataclass(frozen=True, slots=True)
class Yearly:
    """A measure by year from `first` on (NaN: unknown), with the rows behind it by year."""

    kind: Kind
    first: int
    values: Floats
    rows: dict[int, list[dict[str, Any]]] = field(default_factory=dict)


def measures_by_year(store: Any, pairs: Sequence[str], *, others: bool = False) -> list[Yearly]:
    """Every measure of KINDS by year, from the first year in which both states existed; with `others` also all other
    numbers that the record keeps of the relation, those of one's own among them, by their own names."""
    covered = {row["name"]: (row["since"].year, row["until"].year) for row in ask(store, asked.covered_years)}
    own = ask(store, asked.measures, pairs).rows()
    codes = sorted({code for pair in pairs for code in pair.split("-")})
    usual = {row["date_start"].year: row["usual"] for row in ask(store, asked.usual_agreement, codes, pairs)}
    since = _since(pairs)
    kinds = [*KINDS, *(_others(own) if others else ())]
    return [yearly for kind in kinds if (yearly := _yearly(kind, own, covered, usual, since)) is not None]


def _others(own: Sequence[dict[str, Any]]) -> list[Kind]:
    """The numbers among the rows that are of no kind above; what is only there or not is none."""
    units = {row["name"]: row["unit"] or "" for row in own if row["unit"] != PRESENCE and row["name"] != ORDERS}
    left = (name for name in units if not name.startswith(tuple(kind.prefix for kind in KINDS)))
    return [Kind(name, name, units[name], 0, "mean", False) for name in left]


def _since(pairs: Sequence[str]) -> int:
    """The first year in which both states, or their predecessors, existed; 0 where the table does not say."""
    known = states.states_by_code()
    years: list[int] = []
    for pair in pairs:
        starts = [known[code].start for code in pair.split("-") if code in known]
        years.append(max((int(day[:4]) for day in starts if day), default=0))
    return min(years, default=0)


def last_year(day: date) -> int:
    """The last year of a half-open stretch that ends on this day."""
    return day.year - 1 if (day.month, day.day) == (1, 1) else day.year


def _yearly(
    kind: Kind, own: Sequence[dict[str, Any]], covered: dict[str, tuple[int, int]], usual: dict[int, float], since: int
) -> Yearly | None:
    """The measure by year; None where the record holds nothing of its kind for any dyad, or of votes for this one."""
    spans = [span for name, span in covered.items() if name.startswith(kind.prefix)]
    rows = [row for row in own if row["name"].startswith(kind.prefix)]
    if not spans or (not rows and not kind.absent):
        return None
    first, last = max(min(a for a, _ in spans), since), max(b for _, b in spans) - 1
    if last < first:
        return None
    by_year: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        for year in range(max(row["date_start"].year, first), min(last_year(row["date_end"]), last) + 1):
            by_year.setdefault(year, []).append(row)
    values = np.full(last - first + 1, 0.0 if kind.absent else np.nan)
    for year, found in by_year.items():
        numbers = [row["value"] for row in found]
        value = {"mean": sum(numbers) / len(numbers), "sum": sum(numbers), "max": max(numbers)}[kind.how]
        if kind.prefix == asked.VOTES:
            # What all states vote on changes from year to year: agreement counts beyond that with the others.
            value = value - usual[year] if year in usual else np.nan
        values[year - first] = np.log1p(value) if kind.how == "sum" else value
    return Yearly(kind, first, values, by_year)
