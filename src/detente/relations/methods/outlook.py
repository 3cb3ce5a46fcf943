"""Forecast of share and volume by an exponentially weighted mean shrunk to the dyad's own, with its back-test.

Of the rules tried on 379 pairs of states this simple one was the best in log score, so that it is the bar for any
other: docs/methods/outlook.md. Weights: 0.6 on the weighted mean, 0.4 on the mean of all past. Beside it stands the
same rule with the chance that an era ends before the forecast's does; the one is shown that was better in the past. How
wide the distribution is, is learned from the errors of earlier forecasts, never from what a forecast tries to tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from scipy.special import betainc, betaln, gammaln

from detente.relations.methods.grid import Floats

RECENT = 0.6
"""Weight of the exponentially weighted mean; the rest is on the mean of all past."""
MANY = 2000
"""Among more events the share is forecast as if there were so many."""
RELIABILITY = (0.1, 0.25, 0.5, 0.75, 0.9)
FEWEST_ORIGINS = 8
"""Fewer tests say nothing about how good a forecast is."""
SPREADS = {
    "volume": (0.3, 0.7, 1.5, 3.0, 6.0, 12.0, 25.0, 60.0, 200.0),
    "share": (2.0, 4.0, 8.0, 16.0, 32.0, 100.0, 400.0),
}
"""Dispersions of the negative binomial, concentrations of the beta-binomial."""
USUAL = {"volume": 3.0, "share": 12.0}
"""What event data usually show: worth two forecasts' errors, so that the first ones have a width."""
BROKEN = {"volume": 0.7, "share": 3.0}
"""Where an era has ended the level is that of all past, with this width."""
Rule = Literal["mean", "mean with breaks"]


@dataclass(frozen=True, slots=True)
class Forecast:
    """A number of the next `steps` periods: its mean and 80 % interval.

    Beside it, over `n_origins` past origins: the mean absolute errors of this rule and of "as the last `steps`
    periods", how often the interval held what came, the mean log scores (natural log of the probability given to what
    came) of the rule that was better up to each origin, and of the plain mean, and the reliability: how often what came
    lay below each of the forecast's RELIABILITY quantiles, which should be as often as they say.
    """

    steps: int
    mean: float
    low: float
    high: float
    n_origins: int
    error: float
    error_of_persistence: float
    cover: float
    rule: Rule
    log_score: float
    log_score_of_mean: float
    reliability: tuple[float, ...]


def ewma(values: Floats, decay: float) -> Floats:
    """The mean of `values` (n) up to and with each step, each weighing `decay` times the next."""
    out, stock, weight = np.empty(len(values)), 0.0, 0.0
    for t, value in enumerate(values):
        stock, weight = stock * decay + value, weight * decay + 1
        out[t] = stock / weight
    return out


def _level(values: Floats, decay: float) -> Floats:
    """The rule: after each step, the level expected of those that follow."""
    return RECENT * ewma(values, decay) + (1 - RECENT) * _mean_of_past(values)


def _mean_of_past(values: Floats) -> Floats:
    return np.asarray(np.cumsum(values) / np.arange(1, len(values) + 1))


@dataclass(frozen=True, slots=True)
class _Task:
    """What is forecast after each step t (n): the level, that of all past, what came (NaN: not known), out of how many
    (share only), what the last periods were."""

    kind: Literal["volume", "share"]
    level: Floats
    past: Floats
    came: Floats
    of: Floats
    last: Floats
    steps: int
    broken: float


def forecast_volume(
    total: Floats, *, steps: int, decay: float, hazard: float = 0.0, coverage: Floats | None = None
) -> Forecast:
    """The number of events in the next `steps` periods, from `total` (n); `hazard`: chance of a new era, a step.

    `coverage` (n): how much the record covers beside the dyad. Then the rate is what is forecast: it is told, and past
    forecasts are tested, at the coverage that came; after the last step at that of late. None: coverage is the same.
    """
    covered = np.ones(len(total)) if coverage is None else np.asarray(coverage, dtype=float)
    ahead = _ahead(covered, steps)
    ahead = np.where(np.isfinite(ahead), ahead, steps * ewma(covered, decay))
    means = (_level(total, decay), _level(covered, decay)), (_mean_of_past(total), _mean_of_past(covered))
    level, past = (ahead * own / np.maximum(all_, 1e-9) for own, all_ in means)
    came, last = _ahead(total, steps), _behind(total, steps)
    task = _Task("volume", level, past, came, np.ones(len(total)), last, steps, 1 - (1 - hazard) ** steps)
    return _forecast(task)


def forecast_share(conflict: Floats, total: Floats, *, steps: int, decay: float, hazard: float = 0.0) -> Forecast:
    """The share of conflict among the events of the next `steps` periods; tested where some came."""
    # One event of cooperation and one of conflict stand in for a prior: the share is never quite 0 or 1.
    weight = 2.0 / max(len(total), 1)

    def share(heavy: Floats, all_: Floats) -> Floats:
        return np.asarray((heavy + weight / 2) / (all_ + weight))

    level = share(_level(conflict, decay), _level(total, decay))
    past = share(_mean_of_past(conflict), _mean_of_past(total))
    came, of, last_of = _ahead(conflict, steps), _ahead(total, steps), _behind(total, steps)
    came = np.where(of > 0, came, np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        last = np.where(last_of > 0, _behind(conflict, steps) / last_of, past)
    expected = np.maximum(steps * _level(total, decay), 1.0)
    of = np.where(np.isfinite(of), of, expected)
    return _forecast(_Task("share", level, past, came, of, last, steps, 1 - (1 - hazard) ** steps))


def _ahead(values: Floats, steps: int) -> Floats:
    """The sum of the `steps` values after each one (n), NaN where they are not all known."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    out = np.full(len(values), np.nan)
    out[: len(values) - steps] = sums[steps + 1 :] - sums[1 : len(values) - steps + 1]
    return out


def _behind(values: Floats, steps: int) -> Floats:
    """The sum of the last `steps` values up to and with each one (n), of fewer at the start."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    place = np.arange(1, len(values) + 1)
    return np.asarray(sums[place] - sums[np.maximum(place - steps, 0)])


def _forecast(task: _Task) -> Forecast:
    """The forecast after the last step by the rule that was better before, and the test of both from the middle on."""
    n = len(task.level)
    plain = np.stack([_log_chance(task, task.level, spread) for spread in SPREADS[task.kind]], axis=1)
    broken = _log_chance(task, task.past, BROKEN[task.kind])[:, None]
    mixed = np.logaddexp(np.log1p(-task.broken) + plain, np.log(max(task.broken, 1e-300)) + broken)
    known = np.isfinite(task.came)
    widths = {"mean": _widths(task, plain, known), "mean with breaks": _widths(task, mixed, known)}
    origins = [t for t in range(max(n // 2, task.steps) - 1, n) if known[t]]
    scores = {rule: table[np.arange(n), widths[rule]] for rule, table in (("mean", plain), ("mean with breaks", mixed))}
    lead = np.cumsum(np.where(known, scores["mean with breaks"] - scores["mean"], 0.0))
    chosen = [_rule(task, lead[t - task.steps] if t >= task.steps else 0.0) for t in origins]
    tests = [_tested(task, t, widths[rule][t], rule) for t, rule in zip(origins, chosen, strict=True)]
    told = float(np.mean([scores[rule][t] for t, rule in zip(origins, chosen, strict=True)])) if origins else np.nan
    plainly = float(np.mean([scores["mean"][t] for t in origins])) if origins else np.nan
    rule = _rule(task, lead[-1] if told >= plainly else 0.0)
    low, high = _interval(task, n - 1, widths[rule][n - 1], rule)
    tested = np.array(tests, dtype=float).reshape(-1, 5) if tests else np.full((1, 5), np.nan)
    error, persistence, cover = (float(value) for value in tested[:, :3].mean(axis=0))
    below = tuple(_below(tested[:, 3], tested[:, 4], q) for q in RELIABILITY)
    mean = _mean(task, n - 1, rule)
    return Forecast(task.steps, mean, low, high, len(tests), error, persistence, cover, rule, told, plainly, below)


def _below(less: Floats, upto: Floats, q: float) -> float:
    """How often what came lay below the q-th mark, a count that straddles it in part: just q for reliable forecasts,
    however few the counts (Czado, Gneiting and Held 2009)."""
    return float(np.clip((q - less) / np.maximum(upto - less, 1e-12), 0.0, 1.0).mean())


def _rule(task: _Task, lead: float) -> Rule:
    """Breaks are reckoned with where that was better in what was known by then."""
    return "mean with breaks" if lead > 0 and task.broken > 0 else "mean"


def _mean(task: _Task, t: int, rule: Rule) -> float:
    kept = 1 - task.broken if rule == "mean with breaks" else 1.0
    return float(kept * task.level[t] + (1 - kept) * task.past[t])


def _tested(task: _Task, t: int, width: int, rule: Rule) -> tuple[float, float, bool, float, float]:
    """The errors of the rule and of the last periods, whether the interval held, P(less than what came), P(at most)."""
    came = float(task.came[t] / task.of[t]) if task.kind == "share" else float(task.came[t])
    less, upto = _around(task, t, width, rule)
    # What came is held where it is not under the smallest value reached with .1, nor over that reached with .9.
    held = upto >= 0.1 and less < 0.9
    return abs(came - _mean(task, t, rule)), abs(came - float(task.last[t])), held, less, upto


def _widths(task: _Task, table: Floats, known: Any) -> Any:
    """For each step the spread (an index) under which the forecasts whose outcome was known by then did best."""
    usual = -0.5 * np.log(np.array(SPREADS[task.kind]) / USUAL[task.kind]) ** 2
    summed = np.cumsum(np.where(known[:, None], table, 0.0), axis=0)
    before = np.zeros_like(summed)
    before[task.steps :] = summed[: -task.steps]
    # Forecasts of overlapping stretches repeat each other.
    return (before / task.steps + 2 * usual).argmax(axis=1)


def _log_chance(task: _Task, level: Floats, spread: float) -> Floats:
    """log P(what came) (n), 0 where it is not known."""
    came = np.where(np.isfinite(task.came), task.came, 0.0)
    if task.kind == "volume":
        mean = np.maximum(level, 1e-6)
        out = gammaln(came + spread) - gammaln(spread) - gammaln(came + 1)
        out = out + spread * np.log(spread / (spread + mean)) + came * np.log(mean / (spread + mean))
    else:
        of = np.maximum(task.of, came)
        a, b = np.maximum(level, 1e-3) * spread, np.maximum(1 - level, 1e-3) * spread
        out = betaln(came + a, of - came + b) - betaln(a, b)
        out = out - np.log(of + 1) - betaln(of - came + 1, came + 1)
    return np.where(np.isfinite(task.came), out, 0.0)


Parts = list[tuple[float, float, float]]
"""Weight, level and spread of each distribution that a forecast is mixed of."""


def _parts(task: _Task, t: int, width: int, rule: Rule) -> Parts:
    broken = task.broken if rule == "mean with breaks" else 0.0
    spread = SPREADS[task.kind][width]
    return [(1 - broken, float(task.level[t]), spread), (broken, float(task.past[t]), BROKEN[task.kind])]


def _interval(task: _Task, t: int, width: int, rule: Rule) -> tuple[float, float]:
    """The smallest values that are reached with probability 0.1 and 0.9 after step t."""
    parts = _parts(task, t, width, rule)
    if task.kind == "volume":
        return _volume_quantile(parts, 0.1), _volume_quantile(parts, 0.9)
    chances = _share_chances(parts, float(task.of[t]))
    n = len(chances) - 1
    low, high = np.searchsorted(np.cumsum(chances), (0.1, 0.9))
    return float(low) / n, float(min(high, n)) / n


def _around(task: _Task, t: int, width: int, rule: Rule) -> tuple[float, float]:
    """P(less than what came) and P(at most that)."""
    parts, came = _parts(task, t, width, rule), float(task.came[t])
    if task.kind == "volume":
        return _volume_reached(parts, came - 1), _volume_reached(parts, came)
    chances = _share_chances(parts, float(task.of[t]))
    k = round(came / max(float(task.of[t]), came, 1.0) * (len(chances) - 1))
    less = float(chances[:k].sum())
    return less, less + float(chances[k])


def _volume_reached(parts: Parts, count: float) -> float:
    """P(at most so many), by the regularised incomplete beta; 0 under none."""
    if count < 0:
        return 0.0
    return float(sum(w * betainc(s, count + 1, s / (s + max(mean, 1e-9))) for w, mean, s in parts if w))


def _volume_quantile(parts: Parts, q: float) -> float:
    """By halving, on the distribution function."""
    low, high = -1, 1
    while _volume_reached(parts, high) < q:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _volume_reached(parts, middle) >= q else (middle, high)
    return float(high)


def _share_chances(parts: Parts, n_events: float) -> Floats:
    """P(k of the events are conflict) (n + 1)."""
    n = int(np.clip(round(n_events), 1, MANY))
    k = np.arange(n + 1)
    chances, ways = np.zeros(n + 1), -np.log(n + 1) - betaln(n - k + 1, k + 1)
    for weight, share, spread in parts:
        if not weight:
            continue
        a, b = max(share, 1e-3) * spread, max(1 - share, 1e-3) * spread
        chances += weight * np.exp(betaln(k + a, n - k + b) - betaln(a, b) + ways)
    return chances
