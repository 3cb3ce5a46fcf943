"""History as told against the record: does what measures and events say of a stretch bear out what a report says?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from detente.relations.methods.fisher import fisher_chance
from detente.relations.queries.periods import done_deeds
from detente.relations.stretches import FEWEST_OTHERS, Comparison, compare_change, compare_level
from detente.relations.table import ask
from detente.relations.yearly import Yearly, last_year, measures_by_year, plain_row

Says = Literal["for", "against", "neither"]
Word = Literal["borne out", "contradicted", "undecided", "no data"]
GOOD = {"warm": 1, "warmer": 1, "cold": -1, "cooler": -1}
"""What a phase says: relations good or bad, better or worse; "unchanged" says neither."""
CHANGES = ("warmer", "cooler")
RARE = 0.2
"""A measure speaks where at most this share of the series' other stretches differs as much in that direction."""
RARE_EVENTS = 0.1
"""The same for events, as a two-sided chance of Fisher's test."""
FEWEST_EVENTS = 5
MOST_ROWS = 6


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one measure, or the events, say of a stretch: means inside and outside, how rare the difference is.

    `says`: for, against or neither. `rows`: those of the stretch that say most (date, value, detail, source, file,
    line; an event's id stands in detail).
    """

    measure: str
    says: Literal["for", "against", "neither"]
    inside: float
    other: float
    n_inside: int
    n_other: int
    chance: float
    against: str
    rows: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """What the record says of one phase: the word, why, and the evidence measure by measure."""

    verdict: Word
    reason: str
    evidence: tuple[Evidence, ...] = ()

    def rows(self) -> list[dict[str, Any]]:
        """The evidence as plain rows."""
        return [{**asdict(one), "rows": [dict(row) for row in one.rows]} for one in self.evidence]


class History:
    """The dyad's measures and events by year, asked once; `check` compares a phase with them."""

    def __init__(self, store: Any, pairs: Sequence[str]) -> None:
        self.series = measures_by_year(store, pairs)
        self.events = ask(store, done_deeds, pairs, "year").rows()

    def check(self, phase: dict[str, Any]) -> Check:
        """The record's word on a phase (direction, date_start, date_end, report)."""
        good = GOOD.get(phase["direction"] or "")
        if good is None:
            return Check("no data", f"“{phase['direction']}” says neither good nor bad: nothing to compare")
        if phase["date_start"] is None or phase["date_end"] is None:
            return Check("no data", "the report gives the phase no date")
        start, end = phase["date_start"].year, last_year(phase["date_end"]) + 1
        change = phase["direction"] in CHANGES
        found = [e for yearly in self.series if (e := _of_measure(yearly, start, end, good, change)) is not None]
        events = self._of_events(start, end, good, change, phase["report"])
        return _judged([*found, *([events] if events else [])], start, end)

    def _of_events(self, start: int, end: int, good: int, change: bool, report: str | None) -> Evidence | None:
        """Shares of conflict inside and outside, without what the same report tells: it would bear out itself."""
        told = [row for row in self.events if report is None or row["report"] != report]
        inside = [row for row in told if start <= row["period"].year < end]
        reach = max(end - start, 2)
        others = [row for row in told if not start <= row["period"].year < end]
        if change:
            others = [row for row in others if start - reach <= row["period"].year < start]
        if len(inside) < FEWEST_EVENTS or len(others) < FEWEST_EVENTS:
            return None
        here, there = ((sum(row["quad"] >= 3 for row in rows), len(rows)) for rows in (inside, others))
        chance = fisher_chance((here[0], here[1] - here[0]), (there[0], there[1] - there[0]))
        better = here[0] / here[1] < there[0] / there[1]
        says: Says = "neither" if chance > RARE_EVENTS else "for" if better == (good > 0) else "against"
        shown = sorted(inside, key=lambda row: row["score"] * (1 if better else -1), reverse=True)[:MOST_ROWS]
        rows = tuple(
            {"date": row["date_start"].isoformat(), "value": row["score"], "detail": row["event"], "source": "events",
             "file": None, "line": None}
            for row in shown
        )  # fmt: skip
        against = f"{there[1]} events of the {'years before' if change else 'other years'}, Fisher's exact test"
        return Evidence("events: share of conflict", says, here[0] / here[1], there[0] / there[1], here[1], there[1],
                        chance, against, rows)  # fmt: skip


def _of_measure(yearly: Yearly, start: int, end: int, good: int, change: bool) -> Evidence | None:
    a, b = max(start - yearly.first, 0), min(end - yearly.first, len(yearly.values))
    if b <= a:
        return None
    found = (compare_change if change else compare_level)(yearly.values, a, b)
    if found is None:
        return None
    says, chance = _says(found, good * yearly.kind.good)
    years = range(yearly.first + a, yearly.first + b)
    inside = {id(row): row for year in years for row in yearly.rows.get(year, ())}.values()
    weightiest = sorted(inside, key=lambda row: (-abs(row["value"]), row["date_start"]))[:MOST_ROWS]
    unit = {"sum": ", as log(1 + TIV)", "mean": " beyond that with all others", "max": ""}[yearly.kind.how]
    against = f"{'the years before' if change else 'the other years'}{unit}; other stretches of its length"
    rows = tuple(map(plain_row, weightiest))
    return Evidence(
        yearly.kind.label, says, found.inside, found.other, found.n_inside, found.n_other, chance, against, rows
    )


def _says(found: Comparison, sign: int) -> tuple[Literal["for", "against", "neither"], float]:
    """What a comparison says of a phase that expects the value to be higher (1) or lower (-1), and how rare it is."""
    expected, opposite = (found.higher, found.lower) if sign > 0 else (found.lower, found.higher)
    gap = (found.inside - found.other) * sign
    if gap > 0:
        return ("for" if expected <= RARE else "neither"), expected
    if gap < 0:
        return ("against" if opposite <= RARE else "neither"), opposite
    return "neither", 1.0


def _judged(found: Sequence[Evidence], start: int, end: int) -> Check:
    stretch = str(start) if end == start + 1 else f"{start} to {end - 1}"
    if not found:
        return Check("no data", f"no measure covers {stretch} and {FEWEST_OTHERS} other years, and too few events")
    n_for, n_against = (sum(one.says == word for one in found) for word in ("for", "against"))
    verdict: Word = "undecided"
    if n_for != n_against:
        verdict = "borne out" if n_for > n_against else "contradicted"
    parts = [f"{one.measure} {one.inside:.2f} against {one.other:.2f} ({one.says}, chance {one.chance:.2f})"
             for one in found]  # fmt: skip
    return Check(verdict, f"{stretch}: {'; '.join(parts)}", tuple(found))
