"""False-discovery control on posterior probabilities: how many of the turns of a scan are expected to be none."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from detente.relations.methods.grid import Floats

LEVEL = 0.1
"""Of the turns kept so many are expected to be none, by default."""


def expected_false(probabilities: Sequence[float]) -> Floats:
    """For each of `probabilities` (n, falling): the expected share of false ones among it and all before it.

    The Bayesian false discovery rate: the mean of 1 - P over those kept (Newton, Noueiry, Sarkar and Ahlquist 2004;
    Mueller, Parmigiani, Robert and Rousseau 2004). It is as good as the probabilities are calibrated.
    """
    chances = np.asarray(probabilities, dtype=float)
    return np.asarray(np.cumsum(1 - chances) / np.arange(1, len(chances) + 1))


def n_kept(probabilities: Sequence[float], level: float = LEVEL) -> int:
    """How many of `probabilities` (falling) can be kept with at most `level` of them expected to be false."""
    held = np.flatnonzero(expected_false(probabilities) <= level)
    return int(held[-1]) + 1 if len(held) else 0


FEWEST_DYADS = 50
"""Fewer dyads cannot tell how often dyads turn: the engine's prior stands."""
SUREST = 1 - 1 / 1200
"""No probability counts for more: it is a share of 600 draws."""
SUREST_DATE = 0.97
"""Nor does a date: of those on which all draws agree so many are right, in simulated dyads (docs/methods/scan.md)."""
LEAST_FACTOR = 0.005


def learned_factor(probabilities: Sequence[float], expected: Sequence[float]) -> float:
    """By how much rarer turns are in these dyads than the prior has it: a factor on the odds, from 0.005 to 1.

    `probabilities` (n): of each dyad's surest turn under the prior; `expected` (n): turns that the prior expects in the
    stretch of each. Empirical Bayes (Efron, Tibshirani, Storey and Tusher 2001): the factor f at which the turns found,
    with odds times f, are as many as dyads that turn at f times the prior's rate. 1 under FEWEST_DYADS.
    """
    chances = np.clip(np.asarray(probabilities, dtype=float), 0.0, SUREST)
    rates = np.asarray(expected, dtype=float)
    if len(chances) < FEWEST_DYADS:
        return 1.0

    def surplus(factor: float) -> float:
        return float(at_odds(chances, factor).sum() - (1 - np.exp(-factor * rates)).sum())

    if surplus(1.0) >= 0:
        return 1.0
    if surplus(LEAST_FACTOR) <= 0:
        return LEAST_FACTOR
    low, high = np.log(LEAST_FACTOR), 0.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if surplus(float(np.exp(middle))) > 0 else (low, middle)
    return float(np.exp(low))


def at_odds(probabilities: Sequence[float] | Floats, factor: float) -> Floats:
    """The probabilities with their odds times `factor`."""
    chances = np.clip(np.asarray(probabilities, dtype=float), 0.0, SUREST if factor < 1 else 1.0)
    return np.asarray(factor * chances / (1 - chances + factor * chances))
