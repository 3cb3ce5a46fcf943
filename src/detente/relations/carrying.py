"""The events that carry a turning point, each with its contribution to the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from detente.relations.levels import Stretch
from detente.relations.model import CarryingEvent, Level

MOST = 12
"""Events named for one turn."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed done: the event that stands for it, its period's index, whether it is conflict, its type."""

    event: str
    period: int
    conflict: bool
    score: float
    confidence: float
    type: str = ""


def carrying_events(
    known: Sequence[Deed], data: Stretch, before: Level, after: Level, places: tuple[int, int, int, int]
) -> tuple[CarryingEvent, ...]:
    """The deeds that speak most for the new level against the old one, strongest first, nearest to the turn first.

    `places`: period indices (start of the old era, earliest date of the turn, the turn, last period looked at). Each
    deed's contribution is the log of the odds of its kind under the levels after and before, plus, where the volume is
    compared, its part in the log-likelihood ratio of the rates; both divided by how clumped its period is. Deeds after
    the turn carry it; where the relation ebbed, those before it do.
    """
    start, _, at, end = places
    after_turn = [d for d in known if at <= d.period < end]
    weighed = [(_contribution(d, data, before, after), d) for d in after_turn]
    kept = [(value, deed) for value, deed in weighed if value > 0]
    if not kept:
        earlier = [d for d in known if start <= d.period < at]
        weighed = [(_contribution(d, data, after, before), d) for d in earlier]
        kept = [(value, deed) for value, deed in weighed if value > 0]
    kept.sort(key=lambda pair: (-round(pair[0], 3), abs(pair[1].period - at), -abs(pair[1].score), pair[1].event))
    return tuple(CarryingEvent(deed.event, float(value)) for value, deed in kept[:MOST])


def _contribution(deed: Deed, data: Stretch, old: Level, new: Level) -> float:
    posterior = data.judged.posterior
    total = max(data.total[deed.period], 1.0)
    share = np.log(new.share / old.share) if deed.conflict else np.log((1 - new.share) / (1 - old.share))
    value = share / (1 + (total - 1) / (posterior.concentration + 1))
    if posterior.comparable and old.volume > 0 and new.volume > 0:
        ratio = new.volume / old.volume
        value += (np.log(ratio) - (1 - 1 / ratio)) / (1 + total / posterior.dispersion)
    return float(value)
