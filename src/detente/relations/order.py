"""Which turned first: the dates of a relation's turn and of its sides' turns with third states, set in order.

Order in time with its probability, from the posteriors of both dates; nothing here is a cause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np

from detente.relations.methods.grid import Floats
from detente.relations.methods.judgement import (
    LASTING,
    WINDOW,
    Judgement,
    fit_counts,
    is_quiet,
    judge_fitted,
)
from detente.relations.methods.reporting import Turn
from detente.relations.methods.verdicts import judge, segments
from detente.relations.model import Eras
from detente.relations.scan import Stretch, memory_of, stretch_of
from detente.relations.series import window

FEWEST_DEEDS = 10
"""Deeds with a side from which a third state's own turn is looked for."""
MOST = 12
"""Third states and sides looked at, those with most deeds first: each costs as much as the relation itself."""
MONTH = 30.44


@dataclass(frozen=True, slots=True)
class Order:
    """The turn of a side with a third state that lies nearest to the relation's: its date, 90 % interval, probability;
    whether it came before or after, with the probability that both turned in that order; the middle 80 % of the time
    between in months (`lag_low`, `lag_high`, never negative)."""

    date: str
    low: str
    high: str
    probability: float
    order: Literal["before", "after"]
    order_probability: float
    lag_low: float
    lag_high: float

    @property
    def words(self) -> str:
        """As it is said: "5 to 9 months before, P .80"."""
        return f"{self.lag_low:.0f} to {self.lag_high:.0f} months {self.order}, P {self.order_probability:.2f}"


def orders(
    store: Any, eras: Eras, wanted: Sequence[tuple[str, str]], *, since: str | None = None, until: str | None = None
) -> dict[tuple[str, str], Order]:
    """For each (third state, side) with a turn of its own, how it stands to the latest turn of the relation.

    Empty where the relation has no turn. Periods are those in which `eras` was found.
    """
    limits = window(store, since, until)
    if not eras.turning_points or limits is None:
        return {}
    stretch = stretch_of(store, limits, eras.by)  # type: ignore[arg-type]
    memory = memory_of(stretch)
    own = _judged(stretch, eras.dyad, memory)
    if own is None or not own.turns:
        return {}
    ours = _days(own, own.turns[-1], stretch, 1)
    found = {}
    for state, side in wanted[:MOST]:
        theirs = _judged(stretch, "-".join(sorted((state, side))), memory)
        if theirs is None or not theirs.turns:
            continue
        nearest = min(theirs.turns, key=lambda turn: abs(turn.at - own.turns[-1].at))
        found[state, side] = _order(ours, _days(theirs, nearest, stretch, 2), nearest, stretch)
    return found


def _judged(stretch: Stretch, dyad: str, memory: float | None) -> Judgement | None:
    """The judgement on a dyad of the stretch; None where it shows no turn for sure, for which no history is drawn."""
    if dyad not in stretch.counts:
        return None
    conflict, total = stretch.counts[dyad]
    if total.sum() < FEWEST_DEEDS:
        return None
    counts = conflict, total, stretch.coverage - total
    fitted = fit_counts(*counts, by=stretch.by, memory=memory)
    if is_quiet(fitted, *counts[1:], stretch.by):
        return None
    return judge_fitted(fitted, *counts, by=stretch.by)


def _days(judged: Judgement, turn: Turn, stretch: Stretch, seed: int) -> Floats:
    """Draws of a turn's date, in days; a young one, which the draws may not hold, spread over its interval."""
    posterior, by = judged.posterior, stretch.by
    reach = max(WINDOW[by], turn.at - turn.low, turn.high - turn.at)
    places = []
    for history in segments(posterior.kinds, posterior.share, posterior.log_rate):
        near = [c.at for c in judge(history, LASTING[by])[0] if abs(c.at - turn.at) <= reach]
        if near:
            places.append(min(near, key=lambda at: abs(at - turn.at)))
    rng = np.random.default_rng(seed)
    if 2 * len(places) < len(posterior.share):
        places = rng.integers(turn.low, turn.high + 1, len(posterior.share)).tolist()
    firsts = np.array([day.toordinal() for day in stretch.days], dtype=float)
    # Two posteriors drawn from one seed would move together: each is drawn from anew.
    return np.asarray(firsts[rng.choice(np.array(places), len(posterior.share))])


def _order(ours: Floats, theirs: Floats, turn: Turn, stretch: Stretch) -> Order:
    n = min(len(ours), len(theirs))
    gap = (theirs[:n] - ours[:n]) / MONTH
    before, after = float((gap < 0).mean()), float((gap > 0).mean())
    word: Literal["before", "after"] = "before" if before >= after else "after"
    inside = np.abs(gap[gap < 0] if word == "before" else gap[gap > 0])
    low, high = np.quantile(inside, (0.1, 0.9)) if len(inside) else (0.0, 0.0)
    probability = min(turn.probability, 1.0)
    days: list[date] = stretch.days
    return Order(
        date=days[turn.at].isoformat(),
        low=days[turn.low].isoformat(),
        high=days[min(turn.high + 1, len(days) - 1)].isoformat(),
        probability=probability,
        order=word,
        order_probability=max(before, after) * probability,
        lag_low=float(low),
        lag_high=float(high),
    )
