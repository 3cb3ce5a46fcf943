"""Exact posterior over eras and episodes of two parameters at once: the share of conflict and the volume.

A dyad is in an era, with its own share and volume, or in an episode that leaves the era's levels for a while. At each
step an era goes on, or its share, its volume or both turn, or an episode begins; an episode goes on, or ends, mostly
where it began and sometimes in a new era. Era and episode thus have each their own chance to begin, and the return to
the old levels is free, as it should be for what passes. Attention may flare: the volume stands above the era's by a
factor that falls stage by stage. It comes with a new era or within one, so that an onset with its rush of reports pays
for one turn. All levels lie on grids, so that this is a hidden Markov model and one forward and one backward pass are
exact. Draws of whole histories: histories.py.

Source: the engine of grid.py with a factored jump and a state for what passes, the project's own; equality with brute
force in tests/relations/test_regimes.py; measured in docs/methods/eras.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.relations.methods.grid import Floats

SHARE, VOLUME, BOTH, BEGIN, END, ATTENDED = 1, 2, 3, 4, 5, 8
"""What happens at a step, as `Draws.kinds` marks it: a turn, or an episode or attention begins or ends; 0 is nothing.
An episode that ends in a new era is marked as that turn. ATTENDED is added to a turn that comes with attention."""


@dataclass(frozen=True, slots=True)
class Chances:
    """What happens how often, a step: `turn`, divided between share, volume and both by `kinds`; `begin` an episode,
    `end` one, with `onward` of the ends leading to a new era. `passing` (J, M): weights of the episodes' kinds.

    Attention: `flare` within an era; a turn comes with it with the chance `attended`; it begins in a stage by the
    weights `stages` (K) and falls by one with the chance `fade`, the last into the era."""

    turn: float
    begin: float
    end: float
    onward: float
    passing: Floats
    kinds: tuple[float, float, float] = (1 / 3, 1 / 3, 1 / 3)
    flare: float = 0.0
    attended: float = 0.0
    fade: float = 1.0
    stages: Floats = field(default_factory=lambda: np.zeros(0))


@dataclass(frozen=True, slots=True)
class RegimeModel:
    """Log-likelihoods of each step, 0 where missing, and the priors.

    `share` (n, S) and `volume` (n, V) in an era, `volume_start` (n, V) at the first step of a volume or after an
    episode (it differs for models with memory). In an episode of kind (j, m): `share_passing` (n, J - 1) for j > 0, the
    era's own share for j = 0; `volume_passing` (n, M, V), the era's volume times the m-th factor; `volume_attended`
    (n, K, V), times the k-th stage of attention.
    """

    share: Floats
    volume: Floats
    volume_start: Floats
    share_passing: Floats
    volume_passing: Floats
    share_prior: Floats
    volume_prior: Floats
    chances: Chances
    volume_attended: Floats | None = None


@dataclass(frozen=True, slots=True)
class RegimePosterior:
    """`log_evidence`; `turns` (n, 3): P(a turn of share, of volume, of both) at t; `passing` (n): P(in an episode);
    `attention` (n): P(it stands above the era's volume).

    Kept for sampling: `era` (n, S, V), P(in an era with these levels | data up to t), `episode` (n, J, M, S, V) and its
    sum over the kinds of episode, `over` (n, S, V), and `attended` (n, K, S, V).
    """

    log_evidence: float
    turns: Floats
    passing: Floats
    attention: Floats
    era: NDArray[Any]
    episode: NDArray[Any]
    over: NDArray[Any]
    attended: NDArray[Any]


@dataclass(frozen=True, slots=True)
class _Likelihoods:
    """The model's tables as likelihoods over each step's largest, in the precision asked for."""

    share: NDArray[Any]
    within: NDArray[Any]
    start: NDArray[Any]
    share_passing: NDArray[Any]
    volume_passing: NDArray[Any]
    attended: NDArray[Any]
    scale: float


def _scaled(model: RegimeModel, precision: Any) -> _Likelihoods:
    n, size = model.share.shape
    risen = model.volume_attended
    risen = np.zeros((n, 0, model.volume.shape[1])) if risen is None else risen
    top_s = np.maximum(model.share.max(axis=1), model.share_passing.max(axis=1, initial=-np.inf))
    top_v = np.maximum(model.volume.max(axis=1), model.volume_start.max(axis=1))
    for table in (model.volume_passing, risen):
        top_v = np.maximum(top_v, table.max(axis=(1, 2), initial=-np.inf))
    share, within, start, others = (
        np.exp(table - top[:, None]).astype(precision)
        for table, top in (
            (model.share, top_s),
            (model.volume, top_v),
            (model.volume_start, top_v),
            (model.share_passing, top_s),
        )
    )
    passing, attended = (
        np.exp(table - top_v[:, None, None]).astype(precision) for table in (model.volume_passing, risen)
    )
    spread = np.broadcast_to(others[:, :, None], (n, others.shape[1], size))
    shares = np.concatenate([share[:, None, :], spread], axis=1)
    return _Likelihoods(share, within, start, shares, passing, attended, float(top_s.sum() + top_v.sum()))


def infer(model: RegimeModel, *, precision: Any = np.float64) -> RegimePosterior:
    """The exact posterior. O(n (J M + K) S V) time and memory."""
    like, c = _scaled(model, precision), model.chances
    n, size_s, size_v = len(model.share), model.share.shape[1], model.volume.shape[1]
    priors = model.share_prior.astype(precision), model.volume_prior.astype(precision)
    enter = (c.begin * c.passing.reshape(-1, 1)).astype(precision)
    stages = c.stages[:, None, None].astype(precision)
    era, episode = np.empty((n, size_s, size_v), precision), np.empty((n, *c.passing.shape, size_s, size_v), precision)
    attended = np.zeros((n, len(c.stages), size_s, size_v), precision)
    norms, overs = np.empty(n), np.empty_like(era)
    entered = np.empty((len(enter), size_s * size_v), precision)
    for t in range(n):
        row, passing, risen = era[t], episode[t], attended[t]
        if t == 0:
            row[:] = priors[0][:, None] * priors[1] * like.start[0]
            passing[:] = 0.0
        else:
            before, over = era[t - 1], overs[t - 1]
            anew = _advance(before, over, attended[t - 1], c, priors, like.within[t], like.start[t], row)
            if len(stages):
                np.multiply(attended[t - 1], precision(1 - c.fade), out=risen)
                risen[1:] += precision(c.fade) * attended[t - 1, :-1]
                risen += stages * (precision(c.flare) * before + precision(c.attended) * anew)
                risen *= like.attended[t][:, None, :]
                risen *= like.share[t][:, None]
            np.multiply(episode[t - 1], precision(1 - c.end), out=passing)
            passing += np.dot(enter, before.reshape(1, -1), out=entered).reshape(passing.shape)
            passing *= like.share_passing[t][:, None, :, None]
            passing *= like.volume_passing[t][None, :, None, :]
        row *= like.share[t][:, None]
        passing.sum(axis=(0, 1), out=overs[t])
        norms[t] = float(row.sum()) + float(overs[t].sum()) + float(risen.sum())
        for part in (row, passing, overs[t], risen):
            part /= precision(norms[t])
    found = _backward(like, c, priors, era, episode, overs, attended, norms)
    return RegimePosterior(float(np.log(norms).sum()) + like.scale, *found, era, episode, overs, attended)


def _advance(
    before: Any, over: Any, risen: Any, c: Chances, priors: tuple[Any, Any], within: Any, start: Any, out: NDArray[Any]
) -> Any:
    """The weights of the eras at the next step, without the share's likelihood, written to `out` (S, V).

    Returns those of all new eras without any likelihood (S, V), or 0 where none comes with attention.
    """
    (prior_s, prior_v), (k_share, k_volume, k_both) = priors, c.kinds
    ends, plain = c.end * c.onward, 1 - c.attended
    np.multiply(before, 1 - c.turn - c.begin - c.flare, out=out)
    calm, after = c.turn * k_share * before.sum(axis=0), ends * k_share * over.sum(axis=0)
    turning = c.turn * before.sum(axis=1) + ends * over.sum(axis=1)
    moved = (k_volume * turning + k_both * turning.sum() * prior_s)[:, None]
    out *= within
    out += (c.end * (1 - c.onward)) * over * start
    out += (plain * prior_s)[:, None] * (calm * within + after * start)
    out += plain * moved * (prior_v * start)
    if not len(risen):
        return 0.0
    out += c.fade * risen[-1] * start
    return prior_s[:, None] * (calm + after) + moved * prior_v


def _backward(
    like: _Likelihoods,
    c: Chances,
    priors: tuple[Any, Any],
    era: Any,
    episode: Any,
    overs: Any,
    attended: Any,
    norms: Floats,
) -> tuple[Floats, Floats, Floats]:
    """P(a turn of each kind) (n, 3), P(in an episode) (n) and P(attention) (n)."""
    (prior_s, prior_v), n, k = priors, len(norms), np.array(c.kinds)
    turns, inside, above = np.zeros((n, 3)), np.zeros(n), np.zeros(n)
    future, ahead, risen = np.ones_like(era[0]), np.ones_like(episode[0]), np.ones_like(attended[0])
    ends, precision, shape = c.end * c.onward, era.dtype.type, future.shape
    weights, stages = (c.begin * c.passing.ravel()).astype(precision), c.stages.astype(precision)
    turning = c.turn * era.sum(axis=2) + ends * overs.sum(axis=2)
    of_share = c.turn * era.sum(axis=1), ends * overs.sum(axis=1)
    for t in range(n - 1, -1, -1):
        inside[t], above[t] = np.vdot(episode[t], ahead), np.vdot(attended[t], risen)
        if t == 0:
            break
        _weigh(like, t, precision(norms[t]), future, ahead, risen)
        begun = (stages @ risen.reshape(len(stages), future.size)).reshape(shape)
        within, start, rushed = future * like.within[t], future * like.start[t], c.attended * begun
        fresh = (1 - c.attended) * start
        fresh += rushed
        rushed += (1 - c.attended) * within
        to_share, to_share_after, opened = prior_s @ rushed, prior_s @ fresh, fresh @ prior_v
        both = float(prior_s @ opened)
        turns[t] = (
            float(of_share[0][t - 1] @ to_share + of_share[1][t - 1] @ to_share_after),
            float(turning[t - 1] @ opened),
            float(turning[t - 1].sum()) * both,
        )
        anew = (k[1] * opened + k[2] * both)[:, None].astype(precision)
        future = c.turn * (k[0] * to_share + anew)
        future += (1 - c.turn - c.begin - c.flare) * within
        begun *= c.flare
        begun += (weights @ ahead.reshape(len(weights), -1)).reshape(shape)
        future += begun
        future = future.astype(precision, copy=False)
        returned = ends * (k[0] * to_share_after + anew)
        returned += (c.end * (1 - c.onward)) * start
        ahead *= precision(1 - c.end)
        ahead += returned.astype(precision, copy=False)
        if len(risen):
            falling = precision(c.fade) * risen[1:]
            risen *= precision(1 - c.fade)
            risen[:-1] += falling
            risen[-1] += precision(c.fade) * start
    return tuple(np.clip(found, 0, 1) for found in (k * turns, inside, above))  # type: ignore[return-value]


def _weigh(like: _Likelihoods, t: int, norm: Any, future: Any, ahead: Any, risen: Any) -> None:
    """Multiply what lies ahead of eras, episodes and attention by the likelihood of step `t`, without the era's volume,
    over its norm."""
    share = (like.share[t] / norm)[:, None]
    future *= share
    ahead *= like.share_passing[t][:, None, :, None]
    ahead *= like.volume_passing[t][None, :, None, :] / norm
    risen *= like.attended[t][:, None, :] * share
