"""Whether a stretch of a yearly series stands out, against the same series at its other times."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.relations.methods.grid import Floats

MOST_BEFORE = 10
"""Years before a stretch with which a change is compared, at most."""
FEWEST_OTHERS = 5
"""Years outside a stretch that a comparison needs."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The means inside a stretch and of what it is compared with; `higher`, `lower`: how often a stretch of that length
    elsewhere in the series differs as much in that direction (this one counted, so never 0)."""

    inside: float
    other: float
    n_inside: int
    n_other: int
    higher: float
    lower: float


def compare_level(values: Floats, start: int, end: int) -> Comparison | None:
    """The stretch [start, end) of `values` (n years, NaN: unknown) against all other years.

    The null moves the stretch through the series in a circle: it keeps the series' own ups and downs. None where the
    stretch is unknown or too little is known outside it.
    """
    n, length = len(values), end - start

    def difference(offset: int) -> tuple[float, float, int, int]:
        inside = np.zeros(n, dtype=bool)
        inside[(start + offset + np.arange(length)) % n] = True
        known = np.isfinite(values)
        a, b = values[inside & known], values[~inside & known]
        if not len(a) or not len(b):
            return float("nan"), float("nan"), len(a), len(b)
        return float(a.mean()), float(b.mean()), len(a), len(b)

    if length <= 0 or length >= n:
        return None
    return _compared([difference(offset) for offset in range(n)])


def compare_change(values: Floats, start: int, end: int) -> Comparison | None:
    """The stretch [start, end) against as many years before it (two at least, MOST_BEFORE at most).

    The null asks the same of every other year at which such a stretch could begin. None where too little is known.
    """
    length = end - start
    before = min(max(length, 2), MOST_BEFORE)

    def difference(at: int) -> tuple[float, float, int, int]:
        a, b = values[at : at + length], values[max(0, at - before) : at]
        a, b = a[np.isfinite(a)], b[np.isfinite(b)]
        if not len(a) or not len(b):
            return float("nan"), float("nan"), len(a), len(b)
        return float(a.mean()), float(b.mean()), len(a), len(b)

    if length <= 0 or start < 1 or end > len(values):
        return None
    others = [at for at in range(1, len(values) - length + 1) if at != start]
    return _compared([difference(start), *map(difference, others)], fewest=1)


def _compared(made: list[tuple[float, float, int, int]], fewest: int = FEWEST_OTHERS) -> Comparison | None:
    inside, other, n_inside, n_other = made[0]
    gaps = np.array([a - b for a, b, *_ in made])
    gaps = gaps[np.isfinite(gaps)]
    if not np.isfinite(inside - other) or n_other < fewest or len(gaps) < FEWEST_OTHERS:
        return None
    here = inside - other
    return Comparison(
        inside, other, n_inside, n_other, float((gaps >= here - 1e-12).mean()), float((gaps <= here + 1e-12).mean())
    )
