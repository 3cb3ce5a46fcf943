"""Onset: whether the last periods have left the level before them, too lately to tell an era from an episode.

The engine's outlier part takes a surge of one or two periods for a spike, as it must; at the edge of the data it cannot
know what comes next. This asks the weaker question: has something begun? Two accounts of the volume are compared: one
level throughout, and a new level from some period among the last `lasting`. A departure may be the start of an era or
of something that passes: both count, so it is BEGINNINGS times as likely beforehand as a turn. Exact sums over the same
grid of levels as the engine's. Measured in docs/methods/eras.md.
"""

from __future__ import annotations

import numpy as np

from detente.relations.methods.grid import Floats
from detente.relations.methods.likelihoods import volume_table
from detente.relations.methods.reporting import Turn

BEGINNINGS = 5.0
"""Of so many things that begin between two states one lasts: a judgement, not an estimate."""
RARE = 0.002
"""Two surging weeks are no chance here, so an outlier is rarer than in the engine, but a flood of duplicates is one."""
LEVELS = 24
SPREAD = 1.5


def find_onset(
    count: Floats, exposure: Floats, *, dispersion: float, memory: float, hazard: float, lasting: int
) -> Turn | None:
    """The departure in the last `lasting` periods that is likelier than none; `established` is 0.

    `count`, `exposure` (n): deeds, and coverage relative to its mean. Its date is the mode, its interval the middle
    90 % of the first period of the departure, its probability that of any departure in the stretch, `log_rate` the mean
    difference of the levels. None where fewer than half of the periods come before the stretch.
    """
    n = len(count)
    first = n - lasting
    if first < max(lasting, 8):
        return None
    centre = float(np.log((count.sum() + 0.5) / max(exposure.sum(), 1e-9)))
    levels = centre + np.linspace(-4.5, 3.5, LEVELS)
    prior = -0.5 * ((levels - centre) / SPREAD) ** 2
    prior -= np.logaddexp.reduce(prior)
    within, start = volume_table(count, exposure, levels, dispersion=dispersion, memory=memory, outlier=RARE)
    before = np.vstack([np.zeros(LEVELS), np.cumsum(within, axis=0)])
    starts = np.arange(first, n)
    new = before[n] - before[starts + 1] + start[starts]
    stays = float(np.logaddexp.reduce(prior + before[n]))
    turns = np.logaddexp.reduce(prior + before[starts], axis=1) + np.logaddexp.reduce(prior + new, axis=1)
    chance = min(BEGINNINGS * hazard, 0.5 / lasting)
    weights = np.append(turns + np.log(chance), stays + np.log1p(-lasting * chance))
    shares = np.exp(weights - np.logaddexp.reduce(weights))
    probability = float(shares[:-1].sum())
    if probability < 0.5:
        return None
    dates = shares[:-1] / probability
    low, high = np.searchsorted(np.cumsum(dates), (0.05, 0.95))
    at = int(starts[dates.argmax()])
    old_level, new_level = (float(_mean(levels, prior + table)) for table in (before[at], new[at - first]))
    return Turn(at, first + int(low), first + int(min(high, lasting - 1)), probability, 0.0, new_level - old_level, 0.0)


def _mean(levels: Floats, log_weights: Floats) -> Floats:
    return np.asarray((np.exp(log_weights - np.logaddexp.reduce(log_weights)) * levels).sum())
