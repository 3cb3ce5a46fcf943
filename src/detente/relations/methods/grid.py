"""Exact posterior over turning points with the segment's parameter on a grid, in time linear in the series.

A product-partition model whose gaps are geometric is a hidden Markov model once the segment's parameter is discrete: at
each step the parameter stays with probability 1 - h, or a new segment begins and draws it afresh from the prior. One
forward and one backward pass give the evidence, P(a turn at t) and the posterior of the parameter, exactly.

Source: Barry and Hartigan 1992 (product partitions); Fearnhead 2006 (exact inference and sampling); the grid is the
project's own. Measured in docs/methods/eras.md; equality with brute force in tests/relations/test_grid.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Posterior:
    """What one pass over a series says.

    `log_evidence`: log P(data). `turns` (n): P(a new segment begins at t), 0 at t = 0; t is the first step of the new
    segment. `filtered` (n, G): P(parameter at t | data up to t), kept for sampling. `smoothed` (n, G): given all data.
    """

    log_evidence: float
    turns: Floats
    filtered: Floats
    smoothed: Floats


@dataclass(frozen=True, slots=True)
class Model:
    """A series as seen by the engine.

    `within` (n, G): log-likelihood of step t under each parameter, 0 where the step is missing. `start` (n, G) the same
    where t opens a segment (it differs for models with memory), None: as `within`. `prior` (G): weights that sum to 1.
    `hazard`: P(a turn) a step.
    """

    within: Floats
    prior: Floats
    hazard: float
    start: Floats | None = None

    def scaled(self) -> tuple[Floats, Floats, Floats]:
        """Likelihoods divided by each step's largest, within and at the start, and the logs of the divisors (n)."""
        top = self.within.max(axis=1)
        if self.start is not None:
            top = np.maximum(top, self.start.max(axis=1))
        within = np.exp(self.within - top[:, None])
        start = within if self.start is None else np.exp(self.start - top[:, None])
        return within, start, top


def infer(model: Model) -> Posterior:
    """The exact posterior. O(n G) time and memory."""
    within, start, top = model.scaled()
    n, size = within.shape
    filtered, norms = np.empty((n, size)), np.empty(n)
    hazard, stay, fresh = model.hazard, 1.0 - model.hazard, model.hazard * model.prior
    for t in range(n):
        row = filtered[t]
        if t == 0:
            np.multiply(model.prior, start[0], out=row)
        elif start is within:
            np.multiply(filtered[t - 1], stay, out=row)
            row += fresh
            row *= within[t]
        else:
            np.multiply(filtered[t - 1], stay, out=row)
            row *= within[t]
            row += fresh * start[t]
        norms[t] = row.sum()
        row /= norms[t]
    turns, smoothed = np.zeros(n), np.empty((n, size))
    future = np.ones(size)
    for t in range(n - 1, -1, -1):
        np.multiply(filtered[t], future, out=smoothed[t])
        if t == 0:
            break
        opened = float(np.dot(model.prior, start[t] * future)) * hazard / norms[t]
        turns[t] = opened
        future *= within[t]
        future *= stay / norms[t]
        future += opened
    return Posterior(float(np.log(norms).sum() + top.sum()), np.clip(turns, 0.0, 1.0), filtered, smoothed)


def log_evidence(model: Model) -> float:
    """log P(data) alone: the forward pass without keeping it."""
    within, start, top = model.scaled()
    stay, fresh = 1.0 - model.hazard, model.hazard * model.prior
    row = model.prior * start[0]
    norms = np.empty(len(within))
    for t in range(len(within)):
        if t:
            row = row * stay * within[t] + fresh * start[t]
        norms[t] = row.sum()
        row = row / norms[t]
    return float(np.log(norms).sum() + top.sum())


def sample(model: Model, posterior: Posterior, size: int, rng: np.random.Generator) -> tuple[NDArray[Any], Ints]:
    """`size` exact draws from the posterior: turns (size, n) as booleans and parameters (size, n) as grid indices."""
    n = len(posterior.turns)
    turns, path = np.zeros((size, n), dtype=bool), np.empty((size, n), dtype=np.int64)
    path[:, n - 1] = _draw(posterior.filtered[n - 1], size, rng)
    for t in range(n - 1, 0, -1):
        now, before = path[:, t], posterior.filtered[t - 1]
        fresh, kept = model.hazard * model.prior[now], (1.0 - model.hazard) * before[now]
        if model.start is not None:
            fresh = fresh * np.exp(model.start[t, now] - model.within[t, now])
        turn = rng.random(size) * (fresh + kept) < fresh
        turns[:, t] = turn
        path[:, t - 1] = now
        if turn.any():
            path[turn, t - 1] = _draw(before, int(turn.sum()), rng)
    return turns, path


def _draw(weights: Floats, size: int, rng: np.random.Generator) -> Ints:
    edges = np.cumsum(weights)
    drawn = np.searchsorted(edges, rng.random(size) * edges[-1], side="right")
    return np.asarray(np.minimum(drawn, len(weights) - 1), dtype=np.int64)


def best_path(model: Model) -> tuple[Ints, Ints]:
    """The single most probable segmentation: first steps of its segments (without 0) and the parameters at each t."""
    n, size = model.within.shape
    start = model.within if model.start is None else model.start
    log_prior = np.log(np.maximum(model.prior, 1e-300))
    log_stay, log_turn = np.log1p(-model.hazard), np.log(model.hazard)
    score = log_prior + start[0]
    came = np.empty((n, size), dtype=np.int64)
    turned = np.zeros((n, size), dtype=bool)
    for t in range(1, n):
        best = int(score.argmax())
        fresh, kept = score[best] + log_turn + log_prior + start[t], score + log_stay + model.within[t]
        turned[t] = fresh > kept
        came[t] = np.where(turned[t], best, np.arange(size))
        score = np.maximum(fresh, kept)
    path = np.empty(n, dtype=np.int64)
    path[-1] = int(score.argmax())
    turns = []
    for t in range(n - 1, 0, -1):
        if turned[t, path[t]]:
            turns.append(t)
        path[t - 1] = came[t, path[t]]
    return np.array(turns[::-1], dtype=np.int64), path


def refined(levels: Floats, weights: Floats, occupied: Floats, *, parts: int = 4) -> tuple[Floats, Floats]:
    """A finer grid where the data live: each cell that holds more than a thousandth of the posterior is split.

    `levels`, `weights`, `occupied` (G): the grid in ascending order, its prior weights, and the mean of the smoothed
    posterior. The prior's density is unchanged; only its resolution grows.
    """
    edges = np.empty(len(levels) + 1)
    edges[1:-1] = (levels[1:] + levels[:-1]) / 2
    edges[0], edges[-1] = levels[0] - (edges[1] - levels[0]), levels[-1] + (levels[-1] - edges[-2])
    new_levels: list[float] = []
    new_weights: list[float] = []
    for low, high, level, weight, held in zip(edges[:-1], edges[1:], levels, weights, occupied, strict=True):
        if held > 1e-3:
            new_levels += [low + (high - low) * (k + 0.5) / parts for k in range(parts)]
            new_weights += [weight / parts] * parts
        else:
            new_levels.append(float(level))
            new_weights.append(float(weight))
    return np.array(new_levels), np.array(new_weights)
