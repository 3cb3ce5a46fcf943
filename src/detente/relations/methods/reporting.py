"""From what happened in each draw of a dyad's history to what may be said: turning points, episodes, and how sure.

A statement's probability is the share of draws in which it holds, so that era against episode is itself a probability,
not a threshold on a mean. What happened in a draw: verdicts.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from detente.relations.methods.grid import Floats
from detente.relations.methods.verdicts import SHARE_MATTERS, VOLUME_MATTERS, Change, Passing

RAISED = 3.0
"""The data must raise the odds of a turn at least this much: a wide window holds one by the prior alone."""
TIED = 0.01
"""Windows that differ by fewer of the draws hold equally many."""
_Placed = tuple[int, dict[int, Change]]
"""Where a turn was found, and by draw the change that it is."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A reported turn: date and its 90 % interval [low, high] in steps, probability, mean differences; `dated`: the
    part of the probability that lies near the date, within the narrowest window about it."""

    at: int
    low: int
    high: int
    probability: float
    share: float
    log_rate: float
    established: float
    dated: float = 1.0


@dataclass(frozen=True, slots=True)
class Beginning:
    """That something began: median and 90 % interval [low, high] in steps, probability, and that of a new era."""

    at: int
    low: int
    high: int
    probability: float
    turned: float


@dataclass(frozen=True, slots=True)
class Spell:
    """A reported episode: steps [start, end), probability, and the mean differences to the level before; `turned`: the
    probability that a new era began there instead."""

    start: int
    end: int
    probability: float
    share: float
    log_rate: float
    turned: float = 0.0


def reported_turns(
    draws: Sequence[Sequence[Change]],
    n: int,
    *,
    window: int,
    hazard: float,
    near: int | None = None,
    least: float = 0.5,
    raised: float = RAISED,
) -> list[Turn]:
    """The turns that hold in at least half of the draws.

    A change is reported where the expected number of turns within a window is at least `least`: first within `window`
    steps to each side, then, for dates that the data place less exactly, within two, four and eight times that. The
    share of draws with a turn there of the direction that most of them share must reach `least`, and the data must have
    raised its odds to at least `raised` times those that the prior (`hazard` a step) gives. A draw that has it
    elsewhere, where no other turn is told, then counts for it as well. Its date is the one with most of these dates at
    most `near` steps away (None: `window`).
    """
    found: list[_Placed] = []
    left = [list(draw) for draw in draws]
    for width in _widths(window, n):
        open_steps = np.ones(n, dtype=bool)
        while True:
            density = np.bincount([c.at for draw in left for c in draw], minlength=n)[:n] / len(draws)
            sums = np.where(open_steps, window_sums(density, width), 0.0)
            if sums.max() < least:
                break
            best = np.flatnonzero(sums >= sums.max() - 1e-9)
            middle = int(best[len(best) // 2])
            held = _agreeing(_nearest(left, middle, 2 * width))
            prior = 0.5 - 0.5 * (1 - hazard) ** min(2 * width + 1, n)
            if len(held) / len(draws) < max(least, _with_odds_raised(prior, raised)):
                open_steps[max(0, middle - width) : middle + width + 1] = False
                continue
            found.append((middle, held))
            low, high = _interval(held)
            reach = max(width, middle - low, high - middle)
            left = [[c for c in draw if abs(c.at - middle) > reach] for draw in left]
    for middle, held in sorted(found, key=lambda placed: -len(placed[1])):
        _add_elsewhere(held, left, middle, _widths(window, n)[-1])
    turns = (_turn(held, len(draws), n, (window if near is None else near, window)) for _, held in found)
    return sorted(turns, key=lambda turn: turn.at)


def _widths(window: int, n: int) -> list[int]:
    """Half the windows that turns are counted in, the narrowest first; a wider one spans two thirds of `n` at most."""
    return [window] + [window * factor for factor in (2, 4, 8) if window * factor <= n // 3]


def _with_odds_raised(prior: float, raised: float) -> float:
    """The probability whose odds are `raised` times those of `prior`."""
    odds = raised * prior / (1 - prior)
    return odds / (1 + odds)


def window_sums(density: Floats, width: int) -> Floats:
    """For each step the sum of a density (n) over the steps at most `width` away."""
    total = np.concatenate([[0.0], np.cumsum(density)])
    n = len(density)
    high = np.minimum(np.arange(n) + width + 1, n)
    return np.asarray(total[high] - total[np.maximum(np.arange(n) - width, 0)])


def _nearest(draws: Sequence[Sequence[Change]], middle: int, reach: int) -> dict[int, Change]:
    """By draw: its change nearest to `middle`, of those at most `reach` away."""
    return {
        i: min(inside, key=lambda c: abs(c.at - middle))
        for i, draw in enumerate(draws)
        if (inside := [c for c in draw if abs(c.at - middle) <= reach])
    }


def _agreeing(near: dict[int, Change]) -> dict[int, Change]:
    """Those in the direction that most of them share."""
    scaled = np.array([(c.share / SHARE_MATTERS, c.log_rate / VOLUME_MATTERS) for c in near.values()])
    agreeing = scaled @ scaled.T > 0
    largest = agreeing[agreeing.sum(axis=0).argmax()]
    return {i: change for (i, change), agrees in zip(near.items(), largest, strict=True) if agrees} or near


def _add_elsewhere(near: dict[int, Change], left: list[list[Change]], middle: int, reach: int) -> None:
    """Add to a turn (`near`, by draw) what draws without it there hold in its direction at most `reach` away, and take
    it from `left`: without these its interval would be that of the draws which agree on the date already."""
    share, log_rate = (np.mean([getattr(c, name) for c in near.values()]) for name in ("share", "log_rate"))
    for i, draw in enumerate(left):
        same = [c for c in draw if c.share * share / SHARE_MATTERS**2 + c.log_rate * log_rate / VOLUME_MATTERS**2 > 0]
        if i not in near and (there := _nearest([same], middle, reach)):
            near[i] = there[0]
            draw.remove(there[0])


def _interval(near: dict[int, Change]) -> tuple[int, int]:
    low, high = np.quantile([c.at for c in near.values()], (0.05, 0.95), method="closest_observation")
    return int(low), int(high)


def _turn(near: dict[int, Change], n_draws: int, n: int, reaches: tuple[int, int]) -> Turn:
    """The turn that these changes (by draw) are. Its date is the median where its interval is no wider than the first
    of `reaches`; else the one with most of theirs so near, of those that tie, to TIED of the draws, the nearest to the
    median. `dated` counts those whose step lies whole within the second of `reaches` of its first day."""
    dates = np.array([c.at for c in near.values()])
    held = window_sums(np.bincount(dates, minlength=n)[:n].astype(float), reaches[0])
    fullest = np.flatnonzero(held >= held.max() - TIED * len(dates))
    median, (low, high) = int(np.quantile(dates, 0.5, method="closest_observation")), _interval(near)
    at = median if high - low <= reaches[0] else int(fullest[np.abs(fullest - median).argmin()])
    share, log_rate, established = (
        float(np.mean([getattr(c, name) for c in near.values()])) for name in ("share", "log_rate", "established")
    )
    dated = float(((at - reaches[1] <= dates) & (dates < at + reaches[1])).mean())
    return Turn(at, min(low, at), max(high, at), len(near) / n_draws, share, log_rate, established, dated)


def reported_episodes(
    histories: Sequence[tuple[Sequence[Change], Sequence[Passing]]], n: int, *, window: int, shortest: int = 1
) -> list[Spell]:
    """The stretches that lie within an episode in at least half of the histories, with the mean of their borders.

    What is shorter than `shortest` steps is a spike, and not told. In the other histories a new era may begin within
    `window` steps of its start.
    """
    draws = [passing for _, passing in histories]
    held = np.zeros(n)
    for draw in draws:
        inside = np.zeros(n, dtype=bool)
        for passing in draw:
            inside[passing.start : passing.end] = True
        held += inside
    covered = np.concatenate([[False], held / len(draws) >= 0.5, [False]])
    edges = np.flatnonzero(covered[1:] != covered[:-1])
    found = []
    for a, b in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if b - a < shortest:
            continue
        near = [p for draw in draws for p in draw if p.start < b and p.end > a]
        share, rate = float(np.mean([p.share for p in near])), float(np.mean([p.log_rate for p in near]))
        turned = float(np.mean([any(abs(change.at - a) <= window for change in changes) for changes, _ in histories]))
        found.append(Spell(a, b, float(held[a:b].max() / len(draws)), share, rate, turned))
    return found


def reported_beginning(
    histories: Sequence[tuple[Sequence[Change], Sequence[Passing]]], n: int, *, window: int
) -> Beginning | None:
    """Where something begins in at least half of the histories, be it a new era or what passes, within `window` steps
    to each side: for where neither alone is likely enough to be told."""
    starts = [[*(c.at for c in changes), *(p.start for p in passing)] for changes, passing in histories]
    density = np.bincount([at for one in starts for at in one], minlength=n)[:n] / len(histories)
    middle = int(window_sums(density, window).argmax())
    near = [min(inside, key=lambda at: abs(at - middle)) for one in starts
            if (inside := [at for at in one if abs(at - middle) <= window])]  # fmt: skip
    if len(near) < 0.5 * len(histories):
        return None
    turned = np.mean([any(abs(c.at - middle) <= window for c in changes) for changes, _ in histories])
    low, at, high = (int(np.quantile(near, q, method="closest_observation")) for q in (0.05, 0.5, 0.95))
    return Beginning(at, low, high, len(near) / len(histories), float(turned))


def smallest_shift(total: Floats, share: float, concentration: float, hazard: float) -> float | None:
    """The smallest change of the share of conflict that these volumes (n) could have shown with 90 % power, or None.

    An approximation, for a shift half way through the time: the log-likelihood ratio of two levels against one is
    half a noncentral chi-square with w1 w2 / (w1 + w2) d^2 / (p q), where w counts the events of each half as
    total / (1 + (total - 1) / (concentration + 1)) a step, the information left after clumping. It must outweigh the
    prior odds against a turn and the free level (about log(1 / hazard) less log of the steps over which the date is
    spread), and lift it to odds of three to one, with 1.28 standard deviations to spare. Figures: docs/methods/eras.md.
    """
    weights = total / (1 + (np.maximum(total, 1) - 1) / (concentration + 1))
    first, second = float(weights[: len(total) // 2].sum()), float(weights[len(total) // 2 :].sum())
    weight = 4 * first * second / max(first + second, 1e-9)
    if weight < 8:
        return None
    spread = max(1.0, 0.02 * len(total))
    needed = np.sqrt(2 * (np.log(3 / hazard) - np.log(spread) + 0.5 * np.log(weight))) + 1.28
    shift = 2 * needed * np.sqrt(share * (1 - share) / weight)
    return float(shift) if shift < 1 - min(share, 1 - share) else None
