"""The level of a relation over a stretch, and the direction of a change between two levels."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv, gammaincinv

from detente.relations.methods.grid import Floats
from detente.relations.methods.judgement import PER_YEAR, Judgement
from detente.relations.methods.verdicts import SHARE_MATTERS, VOLUME_MATTERS
from detente.relations.model import Direction, Level


@dataclass(frozen=True, slots=True)
class Stretch:
    """The judgement beside the counts (n) that it was made from; `by` is the period."""

    judged: Judgement
    conflict: Floats
    total: Floats
    by: str


def level_of(data: Stretch, start: int, end: int, *, without: tuple[int, int] | None = None) -> Level:
    """The level over the periods [start, end): posterior of the share and the volume, given that they hold one level.

    The share's posterior is a beta, flat before the data, with the events' weight divided by their clumping; outliers
    are cut to what the draws say. The volume is the draws' mean rate a year at average coverage, or, where the record
    covers too little else, the plain number of events a year.
    """
    inside = np.zeros(len(data.total), dtype=bool)
    inside[start:end] = True
    if without:
        inside[without[0] : without[1]] = False
    total, conflict = data.total[inside], data.conflict[inside]
    posterior, per_year = data.judged.posterior, PER_YEAR[data.by]
    informative = 1 / (1 + (np.maximum(total, 1) - 1) / (posterior.concentration + 1))
    heavy, light = float((conflict * informative).sum()), float(((total - conflict) * informative).sum())
    low, high = betaincinv(heavy + 0.5, light + 0.5, (0.05, 0.95))
    years = max(int(inside.sum()), 1) / per_year
    if posterior.comparable and inside.any():
        rates = np.exp(posterior.log_rate[:, inside]).mean(axis=1) * per_year
        volume, (least, most) = float(rates.mean()), np.quantile(rates, (0.05, 0.95))
    else:
        volume = float(total.sum()) / years
        least, most = gammaincinv(total.sum() + 0.5, (0.05, 0.95)) / years
    return Level(
        share=(heavy + 0.5) / (heavy + light + 1),
        share_interval=(float(low), float(high)),
        volume=volume,
        volume_interval=(float(least), float(most)),
        n_events=int(total.sum()),
        n_conflict=int(conflict.sum()),
    )


WIDTH_OF_90, NINE_OF_TEN = 3.29, 1.28
"""Standard deviations that a 90 % interval spans, and those that chance exceeds to one side in one of ten cases."""
SHARE_MOVES = 0.05
"""A share that moves by less gives no direction: one flood of duplicates can do as much."""


def direction_of(before: Level, after: Level, share: float, log_rate: float) -> Direction:
    """The direction of a change whose draws differ by `share` and `log_rate` in the mean.

    Warming or cooling where, in the deeds counted, the rate of conflict changes by half as much again as that of
    cooperation, surely, and their share by SHARE_MOVES; or where the draws' share changes by what matters and the
    volume does not. Else it is closer or more distant, by the volume, except that more dealings which are surely mostly
    conflict are cooling, and fewer such are warming. Surely: chance does as much in at most one of ten cases.
    """
    odds = _log_odds(after.share) - _log_odds(before.share)
    least = max(VOLUME_MATTERS, NINE_OF_TEN * math.hypot(_spread(before), _spread(after)))
    if abs(odds) >= least and abs(after.share - before.share) >= SHARE_MOVES:
        return "cooling" if odds > 0 else "warming"
    if abs(share) >= SHARE_MATTERS and abs(log_rate) < VOLUME_MATTERS:
        return "cooling" if share > 0 else "warming"
    if log_rate == 0:
        return "cooling" if odds > 0 else "warming"
    if log_rate > 0:
        return "cooling" if _mostly_conflict(after) else "closer"
    return "warming" if _mostly_conflict(before) else "more distant"


def _mostly_conflict(level: Level) -> bool:
    return _log_odds(level.share) >= NINE_OF_TEN * _spread(level)


def _log_odds(share: float) -> float:
    """The log of the deeds of conflict for each of cooperation."""
    bounded = min(max(share, 1e-6), 1 - 1e-6)
    return math.log(bounded / (1 - bounded))


def _spread(level: Level) -> float:
    """The standard deviation of the log odds of conflict, from the share's 90 % interval."""
    low, high = level.share_interval
    return (_log_odds(high) - _log_odds(low)) / WIDTH_OF_90
