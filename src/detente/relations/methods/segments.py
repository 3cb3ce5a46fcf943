"""Turning points of a plain series of numbers (a yearly measure, a vote agreement): Gauss with autoregression.

For counts of events use judgement.py. Source: the engine of gauss.py; measured on TCPD in docs/methods/eras.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.relations.methods.gauss import infer_series
from detente.relations.methods.grid import Floats

WINDOW = 5
"""Half the window, in steps, in which turns are counted together."""


@dataclass(frozen=True, slots=True)
class NumberTurn:
    """First step of the new segment (mode), 90 % interval [low, high] in steps, expected number of turns there."""

    at: int
    low: int
    high: int
    probability: float


@dataclass(frozen=True, slots=True)
class Segments:
    """The turns reported, P(a turn at t) (n), the level expected at t in the series' own unit (n), log evidence."""

    turns: tuple[NumberTurn, ...]
    probabilities: Floats
    level: Floats
    log_evidence: float


def find_segments(values: Floats, *, expected_turns: float = 1.0, window: int = WINDOW) -> Segments:
    """The turns of `values` (n, NaN: missing), which are standardised first. O(n).

    `expected_turns`: how many the prior expects in the whole series. A series without spread has none.
    """
    y = np.asarray(values, dtype=float)
    known = np.isfinite(y)
    n = len(y)
    mean = float(y[known].mean()) if known.any() else 0.0
    sd = float(y[known].std()) if known.any() else 0.0
    if n < 3 or sd == 0:
        return Segments((), np.zeros(n), np.full(n, mean), 0.0)
    found = infer_series((y - mean) / sd, min(0.5, expected_turns / n))
    level = mean + sd * found.level
    return Segments(tuple(windowed_turns(found.turns, window)), found.turns, level, found.log_evidence)


def windowed_turns(probabilities: Floats, window: int, *, least: float = 0.5) -> list[NumberTurn]:
    """A turn wherever the expected number within `window` steps to each side is at least `least`; fullest window first.

    The date is the mode in the window, the interval the middle 90 % of the mass within two windows.
    """
    left, n = probabilities.copy(), len(probabilities)
    found: list[NumberTurn] = []
    while True:
        total = np.concatenate([[0.0], np.cumsum(left)])
        low, high = np.maximum(np.arange(n) - window, 0), np.minimum(np.arange(n) + window + 1, n)
        sums = total[high] - total[low]
        if sums.max() < least:
            return sorted(found, key=lambda turn: turn.at)
        best = np.flatnonzero(sums >= sums.max() - 1e-9)
        middle = int(best[len(best) // 2])
        a, b = int(low[middle]), int(high[middle])
        at = a + int(left[a:b].argmax())
        wide = slice(max(0, at - 2 * window), min(n, at + 2 * window + 1))
        mass = np.cumsum(left[wide]) / left[wide].sum()
        first, last = (wide.start + int(np.searchsorted(mass, q)) for q in (0.05, 0.95))
        found.append(NumberTurn(at, min(first, at), max(last, at), float(min(sums[middle], 1.0))))
        left[a:b] = 0.0
