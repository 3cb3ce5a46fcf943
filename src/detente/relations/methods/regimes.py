"""Exact posterior over eras and episodes of two parameters at once: the share of conflict and the volume.

A dyad is in an era, with its own share and volume, or in an episode that leaves the era's levels for a while. At each
step an era goes on, or its share, its volume or both turn, or an episode begins; an episode goes on, or ends, mostly
where it began and sometimes in a new era. Era and episode thus have each their own chance to begin, and the return to
the old levels is free, as it should be for what passes. All levels lie on grids, so that this is a hidden Markov model
and one forward and one backward pass are exact.

Source: the engine of grid.py with a factored jump and a state for what passes, the project's own; equality with brute
force in tests/relations/test_regimes.py; measured in docs/methods/eras.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.relations.methods.grid import Floats, Ints, _draw

SHARE, VOLUME, BOTH, BEGIN, END = 1, 2, 3, 4, 5
"""What happens at a step, as `Draws.kinds` marks it: a turn, or an episode begins or ends; 0 is nothing. An episode
that ends in a new era is marked as that turn."""


@dataclass(frozen=True, slots=True)
class Chances:
    """What happens how often, a step: `turn`, divided between share, volume and both by `kinds`; `begin` an episode,
    `end` one, with `onward` of the ends leading to a new era. `passing` (J, M): weights of the episodes' kinds."""

    turn: float
    begin: float
    end: float
    onward: float
    passing: Floats
    kinds: tuple[float, float, float] = (1 / 3, 1 / 3, 1 / 3)


@dataclass(frozen=True, slots=True)
class RegimeModel:
    """Log-likelihoods of each step, 0 where missing, and the priors.

    `share` (n, S) and `volume` (n, V) in an era, `volume_start` (n, V) at the first step of a volume or after an
    episode (it differs for models with memory). In an episode of kind (j, m): `share_passing` (n, J - 1) for j > 0, the
    era's own share for j = 0; `volume_passing` (n, M, V), the era's volume times the m-th factor.
    """

    share: Floats
    volume: Floats
    volume_start: Floats
    share_passing: Floats
    volume_passing: Floats
    share_prior: Floats
    volume_prior: Floats
    chances: Chances


@dataclass(frozen=True, slots=True)
class RegimePosterior:
    """`log_evidence`; `turns` (n, 3): P(a turn of share, of volume, of both) at t; `passing` (n): P(in an episode).

    Kept for sampling: `era` (n, S, V), P(in an era with these levels | data up to t), and `episode` (n, J, M, S, V).
    """

    log_evidence: float
    turns: Floats
    passing: Floats
    era: NDArray[Any]
    episode: NDArray[Any]


@dataclass(frozen=True, slots=True)
class Draws:
    """Exact posterior draws, each (m, n): `kinds` (0: nothing happens); `share` and `volume`, grid indices of the era;
    `passing`: 0 in an era, 1 + the flat index of (j, m) in an episode."""

    kinds: NDArray[np.int8]
    share: Ints
    volume: Ints
    passing: Ints


@dataclass(frozen=True, slots=True)
class _Likelihoods:
    """The model's tables as likelihoods over each step's largest, in the precision asked for."""

    share: NDArray[Any]
    within: NDArray[Any]
    start: NDArray[Any]
    share_passing: NDArray[Any]
    volume_passing: NDArray[Any]
    scale: float


def _scaled(model: RegimeModel, precision: Any) -> _Likelihoods:
    n, size = model.share.shape
    top_s = np.maximum(model.share.max(axis=1), model.share_passing.max(axis=1, initial=-np.inf))
    top_v = np.maximum(model.volume.max(axis=1), model.volume_start.max(axis=1))
    top_v = np.maximum(top_v, model.volume_passing.max(axis=(1, 2)))
    share, within, start, others = (
        np.exp(table - top[:, None]).astype(precision)
        for table, top in (
            (model.share, top_s),
            (model.volume, top_v),
            (model.volume_start, top_v),
            (model.share_passing, top_s),
        )
    )
    passing = np.exp(model.volume_passing - top_v[:, None, None]).astype(precision)
    spread = np.broadcast_to(others[:, :, None], (n, others.shape[1], size))
    shares = np.concatenate([share[:, None, :], spread], axis=1)
    return _Likelihoods(share, within, start, shares, passing, float(top_s.sum() + top_v.sum()))


def infer(model: RegimeModel, *, precision: Any = np.float64) -> RegimePosterior:
    """The exact posterior. O(n J M S V) time and memory."""
    like, c = _scaled(model, precision), model.chances
    n, size_s, size_v = len(model.share), model.share.shape[1], model.volume.shape[1]
    prior_s, prior_v = model.share_prior.astype(precision), model.volume_prior.astype(precision)
    enter = (c.begin * c.passing)[:, :, None, None].astype(precision)
    era, episode = np.empty((n, size_s, size_v), precision), np.empty((n, *c.passing.shape, size_s, size_v), precision)
    norms = np.empty(n)
    for t in range(n):
        row, passing = era[t], episode[t]
        if t == 0:
            row[:] = prior_s[:, None] * prior_v * like.start[0]
            passing[:] = 0.0
        else:
            before, over = era[t - 1], episode[t - 1].sum(axis=(0, 1))
            _advance(before, over, c, prior_s, prior_v, like.within[t], like.start[t], row)
            np.multiply(episode[t - 1], precision(1 - c.end), out=passing)
            passing += enter * before
            passing *= like.share_passing[t][:, None, :, None]
            passing *= like.volume_passing[t][None, :, None, :]
        row *= like.share[t][:, None]
        norms[t] = float(row.sum()) + float(passing.sum())
        row /= precision(norms[t])
        passing /= precision(norms[t])
    turns, inside = _backward(like, c, prior_s, prior_v, era, episode, norms)
    return RegimePosterior(float(np.log(norms).sum()) + like.scale, turns, inside, era, episode)


def _advance(
    before: Any, over: Any, c: Chances, prior_s: Any, prior_v: Any, within: Any, start: Any, out: NDArray[Any]
) -> None:
    """The weights of the eras at the next step, without the share's likelihood, written to `out` (S, V)."""
    k_share, k_volume, k_both = c.kinds
    ends = c.end * c.onward
    np.multiply(before, 1 - c.turn - c.begin, out=out)
    kept = c.turn * k_share * before.sum(axis=0) * within + ends * k_share * over.sum(axis=0) * start
    turning = c.turn * before.sum(axis=1) + ends * over.sum(axis=1)
    out *= within
    out += (c.end * (1 - c.onward)) * over * start
    out += prior_s[:, None] * kept
    out += (k_volume * turning + k_both * turning.sum() * prior_s)[:, None] * (prior_v * start)


def _backward(
    like: _Likelihoods, c: Chances, prior_s: Any, prior_v: Any, era: Any, episode: Any, norms: Floats
) -> tuple[Floats, Floats]:
    """P(a turn of each kind) (n, 3) and P(in an episode) (n)."""
    n, k = len(norms), np.array(c.kinds)
    turns, inside = np.zeros((n, 3)), np.zeros(n)
    future, ahead = np.ones_like(era[0]), np.ones_like(episode[0])
    ends, precision = c.end * c.onward, era.dtype.type
    weights = (c.begin * c.passing).astype(precision)
    for t in range(n - 1, -1, -1):
        inside[t] = float((episode[t] * ahead).sum())
        if t == 0:
            break
        future *= (like.share[t] / precision(norms[t]))[:, None]
        ahead *= like.share_passing[t][:, None, :, None]
        ahead *= like.volume_passing[t][None, :, None, :] / precision(norms[t])
        within, start = future * like.within[t], future * like.start[t]
        to_share, to_share_after = prior_s @ within, prior_s @ start
        opened = start @ prior_v
        both = float(prior_s @ opened)
        before, over = era[t - 1], episode[t - 1].sum(axis=(0, 1))
        turning = c.turn * before.sum(axis=1) + ends * over.sum(axis=1)
        turns[t] = k * (
            float(c.turn * before.sum(axis=0) @ to_share + ends * over.sum(axis=0) @ to_share_after),
            float(turning @ opened),
            float(turning.sum()) * both,
        )
        anew = (k[1] * opened + k[2] * both)[:, None].astype(precision)
        returned = (c.end * (1 - c.onward)) * start + ends * (k[0] * to_share_after.astype(precision) + anew)
        future = (1 - c.turn - c.begin) * within + c.turn * (k[0] * to_share.astype(precision) + anew)
        future += np.tensordot(weights, ahead, axes=((0, 1), (0, 1)))
        ahead *= precision(1 - c.end)
        ahead += returned.astype(precision)
        future = future.astype(precision, copy=False)
    return np.clip(turns, 0, 1), np.clip(inside, 0, 1)


def sample(model: RegimeModel, posterior: RegimePosterior, size: int, rng: np.random.Generator) -> Draws:
    """`size` exact draws of whole histories, so that any joint statement is a count over them."""
    n, _, size_v = posterior.era.shape
    kinds = np.zeros((size, n), dtype=np.int8)
    share, volume, passing = (np.empty((size, n), dtype=np.int64) for _ in range(3))
    opening = np.exp(model.volume_start - model.volume)
    for i, cell in enumerate(_draw(np.append(posterior.era[-1].ravel(), posterior.episode[-1].ravel()), size, rng)):
        mode, place = divmod(int(cell), posterior.era[-1].size)
        passing[i, -1], (share[i, -1], volume[i, -1]) = mode, divmod(place, size_v)
    for t in range(n - 1, 0, -1):
        s, v, p = share[:, t], volume[:, t], passing[:, t]
        share[:, t - 1], volume[:, t - 1], passing[:, t - 1] = s, v, p
        step = _Step(model, posterior.era[t - 1], posterior.episode[t - 1], opening[t])
        inside = np.flatnonzero(p > 0)
        if len(inside):
            begun = inside[step.begins(s[inside], v[inside], p[inside], rng)]
            kinds[begun, t], passing[begun, t - 1] = BEGIN, 0
        outside = np.flatnonzero(p == 0)
        happened = step.happens(s[outside], v[outside], rng)
        for i, kind in zip(outside[happened > 0], happened[happened > 0], strict=True):
            kinds[i, t], share[i, t - 1], volume[i, t - 1], passing[i, t - 1] = step.came_from(s[i], v[i], kind, rng)
    return Draws(kinds, share, volume, passing)


class _Step:
    """Where histories came from, given the filtered weights of the step before."""

    def __init__(self, model: RegimeModel, era: NDArray[Any], episode: NDArray[Any], opening: Floats) -> None:
        self.model, self.c, self.opening = model, model.chances, opening
        self.era, self.episode = era.astype(float), episode.reshape(-1, *era.shape)
        self.over = self.episode.sum(axis=0).astype(float)
        ends = self.c.end * self.c.onward
        self.turning = self.c.turn * self.era + ends * self.over
        self.of_share = self.c.turn * self.era.sum(axis=0), ends * self.over.sum(axis=0)

    def begins(self, s: Ints, v: Ints, p: Ints, rng: np.random.Generator) -> NDArray[np.bool_]:
        """Whether these episodes began here."""
        fresh = self.c.begin * self.c.passing.ravel()[p - 1] * self.era[s, v]
        kept = (1 - self.c.end) * self.episode[p - 1, s, v]
        return np.asarray(rng.random(len(s)) * (fresh + kept) < fresh)

    def happens(self, s: Ints, v: Ints, rng: np.random.Generator) -> NDArray[np.int64]:
        """What happened to these histories that are now in an era: 0, or SHARE, VOLUME, BOTH or END."""
        prior_s, prior_v, opening = self.model.share_prior[s], self.model.volume_prior[v], self.opening[v]
        k_share, k_volume, k_both = self.c.kinds
        weights = np.stack(
            [
                (1 - self.c.turn - self.c.begin) * self.era[s, v],
                k_share * prior_s * (self.of_share[0][v] + self.of_share[1][v] * opening),
                k_volume * prior_v * opening * self.turning.sum(axis=1)[s],
                k_both * prior_s * prior_v * opening * self.turning.sum(),
                self.c.end * (1 - self.c.onward) * self.over[s, v] * opening,
            ]
        ).cumsum(axis=0)
        happened = (rng.random(len(s)) * weights[-1] > weights[:-1]).sum(axis=0)
        return np.asarray(np.where(happened == 4, END, happened))

    def came_from(self, s: int, v: int, kind: int, rng: np.random.Generator) -> tuple[int, int, int, int]:
        """The kind, and the share, volume and episode (0: none) of the step before."""
        if kind == END:
            return kind, s, v, 1 + int(_draw(self.episode[:, s, v], 1, rng)[0])
        if kind == SHARE:
            calm, after = self.c.turn * self.era[:, v], self.c.end * self.c.onward * self.over[:, v] * self.opening[v]
            s, passed = int(_draw(calm + after, 1, rng)[0]), 0.0
            passed = after[s] / (calm[s] + after[s])
        else:
            if kind == VOLUME:
                v = int(_draw(self.turning[s], 1, rng)[0])
            else:
                s, v = divmod(int(_draw(self.turning.ravel(), 1, rng)[0]), self.era.shape[1])
            passed = self.c.end * self.c.onward * self.over[s, v] / self.turning[s, v]
        if rng.random() >= passed:
            return int(kind), s, v, 0
        return int(kind), s, v, 1 + int(_draw(self.episode[:, s, v], 1, rng)[0])
