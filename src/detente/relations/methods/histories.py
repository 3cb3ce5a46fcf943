"""Exact draws of whole histories of eras, episodes and attention, so that any joint statement is a count over them.

Backward sampling over the filtered weights of regimes.py: at each step, whence did this history come?
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.relations.methods.grid import Floats, Ints, _draw
from detente.relations.methods.regimes import ATTENDED, BEGIN, BOTH, END, SHARE, VOLUME, RegimeModel, RegimePosterior

HAPPENED: Ints = np.array([0, SHARE, VOLUME, BOTH, END, END])
RISEN: Ints = np.array([0, SHARE + ATTENDED, VOLUME + ATTENDED, BOTH + ATTENDED, BEGIN, 0])
"""The kind of each thing that may have happened to a history in an era, and in a stage of attention."""
TURNS = np.isin(np.arange(2 * ATTENDED) % ATTENDED, (SHARE, VOLUME, BOTH))
"""By kind: whether it is a turn."""


@dataclass(frozen=True, slots=True)
class Draws:
    """Exact posterior draws, each (m, n): `kinds` (0: nothing happens); `share` and `volume`, grid indices of the era;
    `passing`: 0 in an era, 1 + the flat index of (j, m) in an episode, then 1 + J M + k in a stage of attention."""

    kinds: NDArray[np.int8]
    share: Ints
    volume: Ints
    passing: Ints


def sample(model: RegimeModel, posterior: RegimePosterior, size: int, rng: np.random.Generator) -> Draws:
    """`size` exact draws from the posterior of the model."""
    n, _, size_v = posterior.era.shape
    # A row a step, as it is walked.
    kinds = np.zeros((n, size), dtype=np.int8)
    share, volume, passing = (np.empty((n, size), dtype=np.int64) for _ in range(3))
    opening = np.exp(model.volume_start - model.volume)
    last = np.concatenate([part[-1].ravel() for part in (posterior.era, posterior.episode, posterior.attended)])
    passing[-1], place = np.divmod(_draw(last, size, rng), posterior.era[-1].size)
    share[-1], volume[-1] = np.divmod(place, size_v)
    for t in range(n - 1, 0, -1):
        s, v, p, kind, was = share[t], volume[t], passing[t], kinds[t], passing[t - 1]
        share[t - 1], volume[t - 1], was[:] = s, v, p
        step = _Step(model, posterior, t, opening[t])
        inside = np.flatnonzero((p > 0) & (p <= step.n_episodes))
        if len(inside):
            begun = inside[step.begins(s[inside], v[inside], p[inside], rng)]
            kind[begun], was[begun] = BEGIN, 0
        risen = np.flatnonzero(p > step.n_episodes)
        if len(risen):
            kind[risen], was[risen] = step.rises(s[risen], v[risen], p[risen], rng)
        outside = np.flatnonzero(p == 0)
        kind[outside], was[outside] = step.happens(s[outside], v[outside], rng)
        for i in np.flatnonzero(TURNS[kind]).tolist():
            share[t - 1, i], volume[t - 1, i], was[i] = step.came_from(int(s[i]), int(v[i]), int(kind[i]), rng)
        ended = np.flatnonzero(was < 0)
        if len(ended):
            was[ended] = step.ended(s[ended], v[ended], rng)
    levels = (np.ascontiguousarray(array.T) for array in (share, volume, passing))
    return Draws(np.ascontiguousarray(kinds.T), *levels)


class _Step:
    """Where histories came from at step `t`, given the filtered weights of the step before."""

    def __init__(self, model: RegimeModel, posterior: RegimePosterior, t: int, opening: Floats) -> None:
        self.model, self.c, self.opening = model, model.chances, opening
        self.era = posterior.era[t - 1].astype(float)
        self.episode, self.attended = posterior.episode[t - 1].reshape(-1, *self.era.shape), posterior.attended[t - 1]
        self.n_episodes = len(self.episode)
        self.over = posterior.over[t - 1].astype(float)
        self.ends = self.c.end * self.c.onward
        self.turning = self.c.turn * self.era + self.ends * self.over
        self.by_share, self.of_all = self.turning.sum(axis=1), float(self.turning.sum())
        self.of_share = self.c.turn * self.era.sum(axis=0), self.ends * self.over.sum(axis=0)

    def begins(self, s: Ints, v: Ints, p: Ints, rng: np.random.Generator) -> NDArray[np.bool_]:
        """Whether these episodes began here."""
        fresh = self.c.begin * self.c.passing.ravel()[p - 1] * self.era[s, v]
        kept = (1 - self.c.end) * self.episode[p - 1, s, v]
        return np.asarray(rng.random(len(s)) * (fresh + kept) < fresh)

    def ended(self, s: Ints, v: Ints, rng: np.random.Generator) -> Ints:
        """The episodes that ended here in these levels."""
        edges = self.episode[:, s, v].cumsum(axis=0)
        drawn = rng.random(len(s)).astype(edges.dtype) * edges[-1]
        return np.asarray(1 + np.minimum((edges <= drawn).sum(axis=0), len(edges) - 1))

    def _turned(self, s: Ints, v: Ints, opening: Any) -> tuple[Any, Any, Any]:
        """The weights of a turn of share, of volume and of both into these levels; `opening`: start over within."""
        prior_s, prior_v = self.model.share_prior[s], self.model.volume_prior[v]
        k_share, k_volume, k_both = self.c.kinds
        return (
            k_share * prior_s * (self.of_share[0][v] + self.of_share[1][v] * opening),
            k_volume * prior_v * opening * self.by_share[s],
            k_both * prior_s * prior_v * opening * self.of_all,
        )

    def happens(self, s: Ints, v: Ints, rng: np.random.Generator) -> tuple[Ints, Ints]:
        """What happened to these histories that are now in an era: the kind, and where they were (-1: an episode)."""
        opening, plain = self.opening[v], 1 - self.c.attended
        settled = self.c.fade * self.attended[-1][s, v] * opening if len(self.attended) else np.zeros(len(s))
        weights = (
            (1 - self.c.turn - self.c.begin - self.c.flare) * self.era[s, v],
            *(plain * weight for weight in self._turned(s, v, opening)),
            self.c.end * (1 - self.c.onward) * self.over[s, v] * opening,
            settled,
        )
        happened = _chosen(weights, rng)
        return HAPPENED[happened], np.array([0, 0, 0, 0, -1, self.n_episodes + len(self.attended)])[happened]

    def rises(self, s: Ints, v: Ints, p: Ints, rng: np.random.Generator) -> tuple[Ints, Ints]:
        """The same for histories in a stage of attention."""
        k = p - 1 - self.n_episodes
        stage = self.c.stages[k]
        higher = np.where(k > 0, self.attended[k - 1, s, v], 0.0)
        weights = (
            (1 - self.c.fade) * self.attended[k, s, v],
            *(stage * self.c.attended * weight for weight in self._turned(s, v, 1.0)),
            stage * self.c.flare * self.era[s, v],
            self.c.fade * higher,
        )
        happened = _chosen(weights, rng)
        return RISEN[happened], np.where(happened == 0, p, np.where(happened == 5, p - 1, 0))

    def came_from(self, s: int, v: int, kind: int, rng: np.random.Generator) -> tuple[int, int, int]:
        """The share, volume and episode (0: none) of the step before a turn."""
        opening, turn = (1.0, kind - ATTENDED) if kind > ATTENDED else (self.opening[v], kind)
        if turn == SHARE:
            calm, after = self.c.turn * self.era[:, v], self.ends * self.over[:, v] * opening
            s = _one(calm + after, rng)
            passed = after[s] / (calm[s] + after[s])
        else:
            if turn == VOLUME:
                v = _one(self.turning[s], rng)
            else:
                s, v = divmod(_one(self.turning.ravel(), rng), self.era.shape[1])
            passed = self.ends * self.over[s, v] / self.turning[s, v]
        if rng.random() >= passed:
            return s, v, 0
        return s, v, 1 + _one(self.episode[:, s, v], rng)


def _one(weights: Floats, rng: np.random.Generator) -> int:
    """A single draw in proportion to the weights, as `_draw` makes many."""
    edges = weights.cumsum()
    return int(min(edges.searchsorted(rng.random() * edges[-1], side="right"), len(edges) - 1))


def _chosen(weights: Sequence[Floats], rng: np.random.Generator) -> Ints:
    """For each place (m) one of the weights (m each), drawn in proportion."""
    edges = list(accumulate(weights))
    drawn = rng.random(len(edges[-1])) * edges[-1]
    return np.asarray(sum(drawn > edge for edge in edges[:-1]))
