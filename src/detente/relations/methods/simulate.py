"""Dyads whose eras are known: seeded generators with the noise that real event data have, for tests, benches and users.

Noise, each part by its name: `growth` (coverage grows sixfold and doubles at once when a source is added), `storms`
(one-week floods of duplicates, five in ten years), `season` (plus or minus 40 %), `autocorrelation` (the log rate
wanders). The counts are negative binomial and the week's mix is clumped (beta-binomial) throughout.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.relations.methods.grid import Floats

NOISE = ("growth", "storms", "season", "autocorrelation")


@dataclass(frozen=True, slots=True)
class SimulatedDyad:
    """`conflict` and `total` (n): events of each week; `exposure` (n): the record's total; the truth beside them."""

    conflict: Floats
    total: Floats
    exposure: Floats
    turns: tuple[int, ...]
    episode: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Shift:
    """From week `start` (to before `end`, where it is an episode) the share of conflict becomes `share`, and the rate
    is multiplied by `rate`. It begins with a burst of attention: `burst` times that rate, which decays to it within
    about `burst_weeks` (the time constant of an exponential)."""

    start: int
    share: float | None = None
    rate: float = 1.0
    end: int | None = None
    burst: float = 1.0
    burst_weeks: float = 5.0


def simulate_dyad(
    seed: int,
    *,
    weeks: int = 520,
    rate: float = 6.0,
    share: float = 0.3,
    shifts: tuple[Shift, ...] = (),
    noise: tuple[str, ...] = (),
    dispersion: float = 5.0,
    concentration: float = 20.0,
    storms_a_decade: float = 5.0,
) -> SimulatedDyad:
    """A dyad with the shifts and the noise asked for; the same seed gives the same dyad.

    `rate` is in events a week; where coverage grows, it is the geometric mean over the weeks. Of storms there is at
    least one.
    """
    rng = np.random.default_rng(seed)
    time = np.arange(weeks)
    coverage = np.ones(weeks)
    if "growth" in noise:
        coverage = np.exp(np.log(6) * time / weeks) * np.where(time >= rng.integers(weeks // 5, weeks), 2.0, 1.0)
        coverage /= np.exp(np.log(coverage).mean())
    log_rate = np.full(weeks, np.log(rate)) + np.log(coverage)
    if "season" in noise:
        log_rate += np.log1p(0.4 * np.sin(2 * np.pi * (time / 52.18 + rng.random())))
    if "autocorrelation" in noise:
        log_rate += _wander(weeks, rng)
    shares = np.full(weeks, share)
    for shift in shifts:
        stretch = slice(shift.start, shift.end)
        decay = np.exp(-(time[stretch] - shift.start) / shift.burst_weeks)
        log_rate[stretch] += np.log(shift.rate) + np.log1p((shift.burst - 1) * decay)
        if shift.share is not None:
            shares[stretch] = shift.share
    total = rng.poisson(np.exp(log_rate) * rng.gamma(dispersion, 1 / dispersion, weeks)).astype(float)
    mix = rng.beta(shares * concentration, (1 - shares) * concentration)
    conflict = rng.binomial(total.astype(int), mix).astype(float)
    if "storms" in noise:
        for week in rng.choice(weeks, max(1, round(storms_a_decade * weeks / 520)), replace=False):
            copies = rng.poisson(8 * np.exp(log_rate[week]))
            total[week] += copies
            conflict[week] += copies * rng.integers(0, 2)
    exposure = rng.poisson(500 * rate * coverage * rng.gamma(50, 1 / 50, weeks)).astype(float)
    lasting = tuple(s.start for s in shifts if s.end is None)
    episodes = [(s.start, s.end) for s in shifts if s.end is not None]
    return SimulatedDyad(conflict, total, exposure, lasting, episodes[0] if episodes else None)


def _wander(weeks: int, rng: np.random.Generator, *, memory: float = 0.7, sd: float = 0.3) -> Floats:
    """A first-order autoregression of stationary deviation `sd`."""
    out = np.empty(weeks)
    out[0] = rng.normal(0, sd)
    steps = rng.normal(0, sd * np.sqrt(1 - memory**2), weeks)
    for t in range(1, weeks):
        out[t] = memory * out[t - 1] + steps[t]
    return out
