"""Exact posterior over turning points of two parameters at once: the share of conflict and the volume.

Each step both parameters stay, or one of three things happens: the share turns, the volume turns, or both do. The
parameters live on a product grid (S, V), so that one forward and one backward pass are exact; a shift that shows in
both series is dated from both, and one that shows in a single series does not pay for the other.

Source: the engine of grid.py with a factored jump, the project's own; brute force in tests/relations/test_joint.py.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.relations.methods.grid import Floats, Ints, _draw

SHARE, VOLUME, BOTH = 1, 2, 3
"""Kinds of turn, as `Draws.kinds` marks them; 0 is no turn."""


@dataclass(frozen=True, slots=True)
class JointModel:
    """Log-likelihoods of the two series on their grids, and what turns when.

    `share` (n, S), `volume` (n, V): log-likelihoods of step t, 0 where missing; `volume_start` (n, V) where a new
    volume begins (None: as `volume`). `share_prior` (S), `volume_prior` (V): weights. `hazard`: P(a turn) a step;
    `kinds`: how a turn's probability is divided between share, volume and both.
    """

    share: Floats
    volume: Floats
    share_prior: Floats
    volume_prior: Floats
    hazard: float
    volume_start: Floats | None = None
    kinds: tuple[float, float, float] = (1 / 3, 1 / 3, 1 / 3)


@dataclass(frozen=True, slots=True)
class JointPosterior:
    """`log_evidence`; `turns` (n, 3): P(a turn of share, of volume, of both) at t; `filtered` (n, S, V) for sampling;
    `share` (n, S) and `volume` (n, V): smoothed margins."""

    log_evidence: float
    turns: Floats
    filtered: Floats
    share: Floats
    volume: Floats


@dataclass(frozen=True, slots=True)
class Draws:
    """Exact posterior draws: `kinds` (m, n) with 0 for no turn; `share` and `volume` (m, n): grid indices."""

    kinds: NDArray[np.int8]
    share: Ints
    volume: Ints


def _scaled(model: JointModel) -> tuple[Floats, Floats, Floats, float]:
    top_share, top_volume = model.share.max(axis=1), model.volume.max(axis=1)
    opening = model.volume if model.volume_start is None else model.volume_start
    top_volume = np.maximum(top_volume, opening.max(axis=1))
    share, volume = np.exp(model.share - top_share[:, None]), np.exp(model.volume - top_volume[:, None])
    return share, volume, np.exp(opening - top_volume[:, None]), float(top_share.sum() + top_volume.sum())


def infer(model: JointModel) -> JointPosterior:
    """The exact posterior. O(n S V) time and memory."""
    share, volume, opening, scale = _scaled(model)
    n, size_s, size_v = len(share), share.shape[1], volume.shape[1]
    hazard, (k_share, k_volume, k_both) = model.hazard, model.kinds
    prior_s, prior_v = model.share_prior, model.volume_prior
    filtered, norms = np.empty((n, size_s, size_v)), np.empty(n)
    filtered[0] = (prior_s * share[0])[:, None] * (prior_v * opening[0])
    norms[0] = filtered[0].sum()
    filtered[0] /= norms[0]
    for t in range(1, n):
        before, row = filtered[t - 1], filtered[t]
        np.multiply(before, 1 - hazard, out=row)
        row += (hazard * k_share * prior_s)[:, None] * before.sum(axis=0)
        row *= volume[t]
        fresh = hazard * (k_volume * before.sum(axis=1) + k_both * prior_s)
        row += fresh[:, None] * (prior_v * opening[t])
        row *= share[t][:, None]
        norms[t] = row.sum()
        row /= norms[t]
    turns = np.zeros((n, 3))
    smooth_s, smooth_v = np.empty((n, size_s)), np.empty((n, size_v))
    future = np.ones((size_s, size_v))
    for t in range(n - 1, -1, -1):
        smoothed = filtered[t] * future
        smooth_s[t], smooth_v[t] = smoothed.sum(axis=1), smoothed.sum(axis=0)
        if t == 0:
            break
        ahead = future * (share[t] / norms[t])[:, None]
        kept, opened = ahead * volume[t], ahead @ (prior_v * opening[t])
        to_share, before = prior_s @ kept, filtered[t - 1]
        turns[t] = (
            hazard * k_share * float(before.sum(axis=0) @ to_share),
            hazard * k_volume * float(before.sum(axis=1) @ opened),
            hazard * k_both * float(prior_s @ opened),
        )
        future = (1 - hazard) * kept
        future += hazard * k_share * to_share
        future += (hazard * (k_volume * opened + k_both * float(prior_s @ opened)))[:, None]
    return JointPosterior(float(np.log(norms).sum()) + scale, np.clip(turns, 0, 1), filtered, smooth_s, smooth_v)


def sample(model: JointModel, posterior: JointPosterior, size: int, rng: np.random.Generator) -> Draws:
    """`size` exact draws of whole histories, so that any joint statement is a count over them."""
    n, _, size_v = posterior.filtered.shape
    kinds = np.zeros((size, n), dtype=np.int8)
    share, volume = np.empty((size, n), dtype=np.int64), np.empty((size, n), dtype=np.int64)
    last = _draw(posterior.filtered[-1].ravel(), size, rng)
    share[:, -1], volume[:, -1] = last // size_v, last % size_v
    hazard, (k_share, k_volume, k_both) = model.hazard, model.kinds
    for t in range(n - 1, 0, -1):
        before, s, v = posterior.filtered[t - 1], share[:, t], volume[:, t]
        opening = 1.0
        if model.volume_start is not None:
            opening = np.exp(model.volume_start[t, v] - model.volume[t, v])
        over_s, over_v = before.sum(axis=0), before.sum(axis=1)
        weights = np.stack(
            [
                (1 - hazard) * before[s, v],
                hazard * k_share * model.share_prior[s] * over_s[v],
                hazard * k_volume * model.volume_prior[v] * opening * over_v[s],
                hazard * k_both * model.share_prior[s] * model.volume_prior[v] * opening,
            ]
        ).cumsum(axis=0)
        kind = (rng.random(size) * weights[-1] > weights[:-1]).sum(axis=0)
        kinds[:, t] = kind
        share[:, t - 1], volume[:, t - 1] = s, v
        for i in np.flatnonzero(kind):
            if kind[i] == SHARE:
                share[i, t - 1] = _draw(before[:, v[i]], 1, rng)[0]
            elif kind[i] == VOLUME:
                volume[i, t - 1] = _draw(before[s[i]], 1, rng)[0]
            else:
                cell = _draw(before.ravel(), 1, rng)[0]
                share[i, t - 1], volume[i, t - 1] = cell // size_v, cell % size_v
    return Draws(kinds, share, volume)
