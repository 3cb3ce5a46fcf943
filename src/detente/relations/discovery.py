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
