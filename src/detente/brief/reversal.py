"""What would change a verdict: formulas of docs/methods/brief.md, from a turning point's own numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence

from detente.relations.model import TurningPoint


def probability_without(probability: float, contributions: Sequence[float]) -> float:
    """The probability left when events with these contributions (natural log of the odds) are taken away."""
    bounded = min(max(probability, 1e-9), 1 - 1e-9)
    logit = math.log(bounded / (1 - bounded)) - sum(contributions)
    return 1 / (1 + math.exp(-logit)) if logit > -700 else 0.0


def fewest_to_doubt(probability: float, contributions: Sequence[float]) -> int | None:
    """The fewest events, weightiest first, without which the probability is below one half; None where none suffice."""
    for n in range(1, len(contributions) + 1):
        if probability_without(probability, contributions[:n]) < 0.5:
            return n
    return None


def events_to_reverse(point: TurningPoint) -> int | None:
    """The fewest events of the opposite kind in a row that bring the share after the turn back to that before it.

    For a warming these are events of conflict, for a cooling events of cooperation; None where only the volume changed
    or where no number would do (the share before was 0 or 1).
    """
    if point.direction not in ("warming", "cooling"):
        return None
    warming = point.direction == "warming"
    wanted = point.before.share if warming else 1 - point.before.share
    n, opposite = point.after.n_events, point.after.n_conflict
    if not warming:
        opposite = n - opposite
    if wanted >= 1 or n == 0:
        return None
    return max(math.ceil((wanted * n - opposite) / (1 - wanted)), 0) or None
