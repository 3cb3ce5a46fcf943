"""Fisher's exact test of two shares, without the cost of a general statistics package."""

from __future__ import annotations

import numpy as np
from scipy.special import betaln

from detente.relations.methods.grid import Floats, Ints


def fisher_chance(first: tuple[int, int], second: tuple[int, int]) -> float:
    """The two-sided chance that (hits, misses) here and there share one rate: all tables no likelier than this one.

    Source: Fisher 1922; the two-sided rule is that of R's fisher.test.
    """
    (a, b), (c, d) = first, second
    row, other, column = a + b, c + d, a + c
    hits = np.arange(max(0, column - other), min(row, column) + 1)
    logs = _log_choose(row, hits) + _log_choose(other, column - hits)
    chances = np.exp(logs - np.logaddexp.reduce(logs))
    here = chances[a - hits[0]]
    return float(min(1.0, chances[chances <= here * (1 + 1e-7)].sum()))


def _log_choose(n: int, k: Ints) -> Floats:
    return np.asarray(-np.log(n + 1) - betaln(n - k + 1, k + 1))
