"""Plain series of numbers: Gauss with first-order autoregression on a grid, its exact posterior in linear time.

The engine of grid.py for long series: likelihoods (not their logs) in single precision, made in blocks that fit the
processor's cache, each step divided by a factor that keeps it in range; the passes over the steps do four array
operations each. Measured against the double-precision engine in tests/relations/test_gauss.py.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.relations.methods.grid import Floats
from detente.relations.methods.likelihoods import OUTLIER

Singles = NDArray[np.float32]
MEMORIES = np.array((0.0, 0.3, 0.6, 0.8, 0.9, 0.95, 0.99))
SPREADS = np.array((0.2, 0.35, 0.6, 1.0))
LEVELS = np.linspace(-3.0, 3.0, 25)
"""The frozen grid for standardised series. Spread is the standard deviation of the stationary process inside a segment,
never under a fifth of the series' own: a noise level that is underestimated is what makes false turns."""
WIDTH = 10.0
"""The outlier part is a Gauss so many spreads wide."""
BLOCK = 256
LOWEST = np.float32(-60.0)
"""Smaller log-likelihoods, relative to their step's largest, are cut off here: single precision ends near -87."""


@dataclass(frozen=True, slots=True)
class Likelihoods:
    """`within` (n, M, L S): likelihood of each step inside a segment, by memory, and by level and spread; `start`
    (n, L S) where the step opens one, at which memory says nothing. Both are divided by exp(`top`) (n)."""

    within: Singles
    start: Singles
    top: Floats


@dataclass(frozen=True, slots=True)
class SeriesPosterior:
    """`log_evidence`; `turns` (n): P(a new segment begins at t); `level` (n): its expectation, standardised."""

    log_evidence: float
    turns: Floats
    level: Floats


def prior_of_levels() -> Floats:
    """The grid's prior (L S), the same for every memory; over memories it sums to 1."""
    weights = np.exp(-0.5 * (LEVELS / 1.5) ** 2)[:, None] * np.ones(len(SPREADS))
    return np.asarray((weights / weights.sum() / len(MEMORIES)).ravel())


def likelihoods(values: Floats) -> Likelihoods:
    """The tables for standardised `values` (n, NaN: missing, which carries no information)."""
    n, size = len(values), len(LEVELS) * len(SPREADS)
    known = np.isfinite(values)
    residual = (np.where(known, values, 0.0)[:, None] - LEVELS).astype(np.float32)
    nearest = np.abs(residual).min(axis=1)
    within, start = np.empty((n, len(MEMORIES), size), np.float32), np.empty((n, size), np.float32)
    top = np.empty(n)
    for a in range(0, n, BLOCK):
        b = min(a + BLOCK, n)
        before = residual[max(a - 1, 0) : b - 1] if a else np.concatenate([residual[:1], residual[: b - 1]])
        moved = residual[a:b, None, :] - MEMORIES.astype(np.float32)[:, None] * before[:, None, :]
        np.square(moved, out=moved)
        least = np.minimum(nearest[a:b] ** 2, moved.min(axis=(1, 2)))
        top[a:b] = -0.5 * least / (WIDTH * SPREADS.max()) ** 2
        offset = top[a:b].astype(np.float32)
        sd = SPREADS * np.sqrt(1 - MEMORIES**2)[:, None]
        within[a:b] = _mixed(moved, sd[:, None, :], offset[:, None, None, None]).reshape(b - a, len(MEMORIES), size)
        start[a:b] = _mixed(np.square(residual[a:b]), SPREADS, offset[:, None, None]).reshape(b - a, size)
    broken = np.flatnonzero(~(known & np.concatenate([[True], known[:-1]])))
    within[broken] = start[broken][:, None, :]
    within[~known], start[~known], top[~known] = 1.0, 1.0, 0.0
    return Likelihoods(within, start, top)


def _mixed(squares: Singles, sd: Floats, offset: Singles) -> Singles:
    """Gauss of deviation `sd` (broadcast, spreads last) and its outlier part, over exp(`offset`); squares (..., L)."""
    main = squares[..., None] * (-0.5 / sd**2).astype(np.float32)
    far = squares[..., None] * (-0.5 / (WIDTH * SPREADS) ** 2).astype(np.float32)
    for part, weight in ((main, (1 - OUTLIER) / sd), (far, OUTLIER / (WIDTH * SPREADS))):
        part -= offset
        np.maximum(part, LOWEST, out=part)
        np.exp(part, out=part)
        part *= (weight / np.sqrt(2 * np.pi)).astype(np.float32)
    main += far
    return main


def infer_series(values: Floats, hazard: float) -> SeriesPosterior:
    """The exact posterior of standardised `values` (n). O(n) time and memory (about 6 kB a step)."""
    table, n = likelihoods(values), len(values)
    fresh = table.start * (hazard * prior_of_levels()).astype(np.float32)
    kept = table.within
    kept *= np.float32(1 - hazard)
    filtered, norms = np.empty_like(kept), np.empty(n, np.float32)
    ones = np.ones(filtered[0].size, np.float32)
    row = np.empty_like(filtered[0])
    for t in range(n):
        if t == 0:
            row[:] = fresh[0] / np.float32(hazard)
        else:
            np.multiply(filtered[t - 1], kept[t], out=row)
            row += fresh[t]
        norms[t] = ones.dot(row.reshape(-1))
        np.multiply(row, np.float32(1) / norms[t], out=filtered[t])
    turns, level = _backward(kept, fresh, filtered, norms)
    return SeriesPosterior(float(np.log(norms.astype(float)).sum() + table.top.sum()), turns, level)


def _backward(kept: Singles, fresh: Singles, filtered: Singles, norms: Singles) -> tuple[Floats, Floats]:
    """P(a turn at t) and the expected level (n each); `kept`: likelihood within times the chance to stay."""
    n, memories, width = filtered.shape
    turns, level = np.zeros(n), np.empty(n)
    inverse = np.float32(1) / norms
    future, over = np.ones((BLOCK + 1, memories, width), np.float32), np.ones(memories, np.float32)
    weight = np.tile(np.repeat(LEVELS, len(SPREADS)).astype(np.float32), memories)
    for b in range(n, 0, -BLOCK):
        a = max(b - BLOCK, 0)
        future[b - a - 1] = future[0] if b < n else 1.0
        for t in range(b - 1, a - 1, -1):
            ahead, back = future[t - a], future[t - a - 1] if t > a else future[BLOCK]
            turns[t] = opened = over.dot(ahead).dot(fresh[t]) * inverse[t]
            np.multiply(ahead, kept[t], out=back)
            back *= inverse[t]
            back += opened
        smoothed = (future[: b - a] * filtered[a:b]).reshape(b - a, -1)
        level[a:b] = (smoothed @ weight) / smoothed.sum(axis=1)
        future[0] = future[BLOCK]
    turns[0] = 0.0
    return np.clip(turns, 0.0, 1.0), level
