"""Forecast of share and volume by an exponentially weighted mean shrunk to the dyad's own, with its back-test.

Of the rules tried on 379 pairs of states this simple one was the best in log score, so that it is the bar for any
other: docs/methods/outlook.md. Weights: 0.6 on the weighted mean, 0.4 on the mean of all past.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import betainc, betaincinv, betaln

from detente.relations.methods.grid import Floats

RECENT = 0.6
"""Weight of the exponentially weighted mean; the rest is on the mean of all past."""
MANY = 2000
"""Among more events the share's beta-binomial is its beta."""
FEWEST_ORIGINS = 8
"""Fewer tests say nothing about how good a forecast is."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """A number of the next `steps` periods: its mean and 80 % interval.

    Beside it, over `n_origins` past origins: the mean absolute errors of this rule and of "as the last `steps`
    periods", and how often the interval held what came.
    """

    steps: int
    mean: float
    low: float
    high: float
    n_origins: int
    error: float
    error_of_persistence: float
    cover: float


def ewma(values: Floats, decay: float) -> Floats:
    """The mean of `values` (n) up to and with each step, each weighing `decay` times the next."""
    out, stock, weight = np.empty(len(values)), 0.0, 0.0
    for t, value in enumerate(values):
        stock, weight = stock * decay + value, weight * decay + 1
        out[t] = stock / weight
    return out


def _level(values: Floats, decay: float) -> Floats:
    """The rule: after each step, the level expected of those that follow."""
    return RECENT * ewma(values, decay) + (1 - RECENT) * np.cumsum(values) / np.arange(1, len(values) + 1)


def _volume_interval(mean: float, dispersion: float) -> tuple[float, float]:
    """The smallest counts that a negative binomial reaches with probability 0.1 and 0.9."""
    chance = dispersion / (dispersion + max(mean, 1e-9))
    return _nbinom_quantile(0.1, dispersion, chance), _nbinom_quantile(0.9, dispersion, chance)


def _nbinom_quantile(q: float, size: float, chance: float) -> float:
    """By halving, on the distribution function: the regularised incomplete beta."""
    low, high = -1, 1
    while betainc(size, high + 1, chance) < q:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if betainc(size, middle + 1, chance) >= q else (middle, high)
    return float(high)


def _dispersion(past: Floats, steps: int) -> float:
    """Dispersion of sums over `steps` periods, by moments over the past (at least 0.2, at most 100)."""
    sums = np.convolve(past, np.ones(steps), mode="valid")
    mean, variance = sums.mean(), sums.var()
    return float(np.clip(mean**2 / max(variance - mean, 1e-9), 0.2, 100.0))


def forecast_volume(total: Floats, *, steps: int, decay: float) -> Forecast:
    """The number of events in the next `steps` periods, from `total` (n)."""
    level, n = _level(total, decay), len(total)
    sums = np.concatenate([[0.0], np.cumsum(total)])
    tests = []
    for t in range(max(n // 2, steps), n - steps + 1):
        mean = steps * level[t - 1]
        low, high = _volume_interval(mean, _dispersion(total[:t], steps))
        came, last = sums[t + steps] - sums[t], sums[t] - sums[t - steps]
        tests.append((abs(came - mean), abs(came - last), low <= came <= high))
    mean = steps * float(level[-1])
    low, high = _volume_interval(mean, _dispersion(total, steps))
    return Forecast(steps, mean, low, high, len(tests), *_averages(tests))


def forecast_share(conflict: Floats, total: Floats, *, steps: int, decay: float) -> Forecast:
    """The share of conflict among the events of the next `steps` periods; tested where some came."""
    n = len(total)
    # One event of cooperation and one of conflict stand in for a prior: the share is never quite 0 or 1.
    heavy, all_ = _level(conflict, decay), _level(total, decay)
    weight = 2.0 / max(n, 1)
    share = (heavy + weight / 2) / (all_ + weight)
    conflicts, totals = (np.concatenate([[0.0], np.cumsum(a)]) for a in (conflict, total))
    tests = []
    for t in range(max(n // 2, steps), n - steps + 1):
        came = totals[t + steps] - totals[t]
        if came == 0:
            continue
        actual, last_n = (conflicts[t + steps] - conflicts[t]) / came, totals[t] - totals[t - steps]
        last = (conflicts[t] - conflicts[t - steps]) / last_n if last_n else conflicts[t] / max(totals[t], 1)
        low, high = _share_interval(share[t - 1], came)
        tests.append((abs(actual - share[t - 1]), abs(actual - last), low <= actual <= high))
    low, high = _share_interval(float(share[-1]), max(steps * float(all_[-1]), 1.0))
    return Forecast(steps, float(share[-1]), low, high, len(tests), *_averages(tests))


def _share_interval(share: float, n_events: float, *, concentration: float = 10.0) -> tuple[float, float]:
    n = max(round(n_events), 1)
    a, b = max(share, 1e-3) * concentration, max(1 - share, 1e-3) * concentration
    if n > MANY:
        low, high = betaincinv(a, b, (0.1, 0.9))
        return float(low), float(high)
    k = np.arange(n + 1)
    chances = np.exp(betaln(k + a, n - k + b) - betaln(a, b) - np.log(n + 1) - betaln(n - k + 1, k + 1))
    low, high = np.searchsorted(np.cumsum(chances), (0.1, 0.9))
    return float(low) / n, float(min(high, n)) / n


def _averages(tests: list[tuple[float, float, bool]]) -> tuple[float, float, float]:
    if not tests:
        return float("nan"), float("nan"), float("nan")
    error, persistence, cover = np.array(tests, dtype=float).mean(axis=0)
    return float(error), float(persistence), float(cover)
