"""Second engine: turns of the mix of deeds (their types), by conjugate Dirichlet-multinomials on capped weights.

A stretch holds one mix, drawn from a Dirichlet; the counts of a period are a sample from it whose weight is capped, as
ten reports of a week are no ten witnesses. All segmentations with geometric gaps are summed exactly, forward and
backward: O(n**2 T) time, linear memory. Sources: Barry and Hartigan 1992; Fearnhead 2006. Equality with brute force in
tests/relations/test_mixes.py; figures in docs/methods/eras.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from detente.relations.methods.grid import Floats

CLUMPED = 0.1
"""A period's N deeds weigh N / (1 + CLUMPED (N - 1)): never more than ten."""
STRENGTH = 4.0
"""The prior of a mix is worth so many deeds of the dyad's usual mix."""


@dataclass(frozen=True, slots=True)
class MixPosterior:
    """`log_evidence` over all segmentations; `turns` (n): P(a new mix begins at t), 0 at t = 0."""

    log_evidence: float
    turns: Floats


@dataclass(frozen=True, slots=True)
class ShareChange:
    """How the share of one type differs between two stretches: its smoothed shares, and P(they differ), even odds
    beforehand."""

    before: float
    after: float
    probability: float


def capped(counts: Floats) -> Floats:
    """`counts` (n, T) with each period's weight capped; their shares stay."""
    total = counts.sum(axis=1, keepdims=True)
    return np.asarray(counts / (1 + CLUMPED * (np.maximum(total, 1) - 1)))


def usual_mix(counts: Floats) -> Floats:
    """The parameters (T) of the Dirichlet before the data: the pooled mix of (n, T), half a deed added to each type."""
    weights = capped(counts).sum(axis=0) + 0.5
    return np.asarray(STRENGTH * weights / weights.sum())


def log_marginals(sums: Floats, prior: Floats) -> Floats:
    """log P(weights in one stretch) of each row of `sums` (m, T): a sequence's, without a multinomial factor."""
    strength = prior.sum()
    main = gammaln(strength) - gammaln(strength + sums.sum(axis=1))
    return np.asarray(main + (gammaln(prior + sums) - gammaln(prior)).sum(axis=1))


def _log_sum(logs: Floats) -> float:
    """The log of the sum of the exponentials; the library's own takes longer to begin than these few take to add."""
    top = logs.max()
    return float(top + np.log(np.exp(logs - top).sum()))


def infer_mix(counts: Floats, hazard: float, *, prior: Floats | None = None) -> MixPosterior:
    """The exact posterior of the mix's turns from `counts` (n, T) of deeds by type; `hazard` a step."""
    counts = np.asarray(counts, dtype=float)
    alpha = usual_mix(counts) if prior is None else prior
    n = len(counts)
    sums = np.vstack([np.zeros(counts.shape[1]), np.cumsum(capped(counts), axis=0)])
    log_turn, log_stay = np.log(hazard), np.log1p(-hazard)
    forward, backward = np.empty(n + 1), np.empty(n + 1)
    forward[0] = backward[n] = 0.0
    for b in range(1, n + 1):
        starts = np.arange(b)
        opened = forward[:b] + np.where(starts > 0, log_turn, 0.0)
        forward[b] = _log_sum(opened + (b - starts - 1) * log_stay + log_marginals(sums[b] - sums[:b], alpha))
    for a in range(n - 1, 0, -1):
        ends = np.arange(a + 1, n + 1)
        closed = backward[a + 1 :] + np.where(ends < n, log_turn, 0.0)
        backward[a] = _log_sum(closed + (ends - a - 1) * log_stay + log_marginals(sums[a + 1 :] - sums[a], alpha))
    turns = np.zeros(n)
    turns[1:] = np.exp(forward[1:n] + log_turn + backward[1:n] - forward[n])
    return MixPosterior(float(forward[n]), np.clip(turns, 0.0, 1.0))


def share_change(before: Floats, after: Floats, place: int, prior: Floats) -> ShareChange:
    """The change of the type at `place` between two stretches of counts (n, T): beta-binomials on capped weights."""
    pair = np.array([prior[place], prior.sum() - prior[place]])
    sums = []
    for counts in (before, after):
        weights = capped(counts).sum(axis=0)
        sums.append(np.array([weights[place], weights.sum() - weights[place]]))
    apart = log_marginals(np.stack(sums), pair).sum()
    odds = float(apart - log_marginals(np.stack([sums[0] + sums[1]]), pair)[0])
    shares = [float((s[0] + pair[0]) / (s.sum() + pair.sum())) for s in sums]
    return ShareChange(shares[0], shares[1], float(1 / (1 + np.exp(-np.clip(odds, -500, 500)))))
