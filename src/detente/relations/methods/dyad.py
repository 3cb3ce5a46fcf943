"""The posterior of a dyad's turning points from its counts: the models of share and volume, joined and sampled.

What is not the segment's own (how clumped the mix is, how dispersed and how sluggish the volume) is set by the largest
posterior over a small grid, so that a noisy dyad is not taken for one that turns often. Season is a yearly harmonic,
estimated where four years or more are known. Measured in docs/methods/eras.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from detente.relations.methods import grid, joint
from detente.relations.methods.grid import Floats
from detente.relations.methods.likelihoods import relative_table, share_table, volume_table

CONCENTRATIONS = (4.0, 10.0, 25.0, 80.0, 1000.0)
DISPERSIONS = (0.7, 1.5, 3.0, 6.0, 15.0, 60.0)
MEMORIES = (0.0, 0.3, 0.6, 0.9)
USUAL_CONCENTRATION = 12.0
"""Events of a week repeat each other: ten count about as six. Their noise must not be set too low by chance."""
USUAL_DISPERSION = 3.0
THIN = 5.0
"""With fewer deeds of others for each of the dyad, or none in a tenth of the periods, coverage itself is noise."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The frozen defaults: an era lasts `era_years` on average, before the data are seen; `draws` exact samples."""

    era_years: float = 10.0
    draws: int = 600
    seed: int = 2014
    share_levels: int = 20
    volume_levels: int = 24


@dataclass(frozen=True, slots=True)
class DyadPosterior:
    """`share` and `log_rate` (m, n): draws of the levels; `kinds` (m, n): where they turn (joint.SHARE, VOLUME, BOTH).

    `turns` (n): P(any turn at t). `rates` are per step at average coverage. `comparable`: whether the volume was used.
    """

    turns: Floats
    kinds: NDArray[np.int8]
    share: Floats
    log_rate: Floats
    concentration: float
    dispersion: float
    memory: float
    comparable: bool
    season: Floats


def is_thin(total: Floats, exposure: Floats) -> bool:
    """Whether coverage is so thin that the volume is modelled against the others' deeds, not as a rate."""
    return bool(exposure.sum() < THIN * total.sum() or (exposure > 0).mean() < 0.9)


def season_factor(count: Floats, exposure: Floats, per_year: float) -> Floats:
    """The yearly rhythm of a count (n) as a factor with mean near 1; ones where under four years are known.

    Two harmonics fitted to the log of the count per exposure after a running mean of a year is taken off, shrunk by a
    ridge; under three periods a year there is no season to see.
    """
    n = len(count)
    width = round(per_year)
    if per_year < 3 or n < 4 * per_year or count.sum() < 100:
        return np.ones(n)
    known = exposure > 0
    offset = np.where(known, exposure, 1.0)
    log_rate = np.where(known, np.log((count + 0.5) / offset), np.nan)
    middle = np.nanmean(log_rate)
    filled = np.where(np.isfinite(log_rate), log_rate, middle)
    padded = np.pad(filled, (width // 2, width - 1 - width // 2), mode="reflect")
    rest = filled - np.convolve(padded, np.ones(width) / width, mode="valid")
    rest = np.clip(rest, *np.quantile(rest, (0.02, 0.98)))
    angle = 2 * np.pi * np.arange(n) / per_year
    waves = np.stack([np.sin(angle), np.cos(angle), np.sin(2 * angle), np.cos(2 * angle)], axis=1)
    noise = float(rest.var())
    fitted = np.linalg.solve(waves.T @ waves + 4 * max(noise, 0.1) / 0.1 * np.eye(4), waves.T @ rest)
    return np.asarray(np.exp(waves @ fitted))


def _usual(value: float, centre: float) -> float:
    """Log prior of a noise setting: within a factor of about e of what event data usually show."""
    return float(-0.5 * np.log(value / centre) ** 2)


def _fine_grid(levels: Floats, weights: Floats, hazard: float, table: object) -> tuple[Floats, Floats]:
    """The grid refined once where the posterior lives."""
    within, start = table(levels)  # type: ignore[operator]
    smoothed = grid.infer(grid.Model(within, weights, hazard, None if start is within else start)).smoothed
    return grid.refined(levels, weights, smoothed.mean(axis=0))


def _fit_share(conflict: Floats, total: Floats, hazard: float, setting: Setting) -> tuple[Floats, Floats, float]:
    """Levels, weights and concentration of the share."""
    edges = np.sin(np.linspace(0, np.pi / 2, setting.share_levels + 1)) ** 2
    levels, weights = (edges[1:] + edges[:-1]) / 2, np.diff(edges)

    def evidence(concentration: float) -> float:
        table = share_table(conflict, total, levels, concentration=concentration)
        return grid.log_evidence(grid.Model(table, weights, hazard)) + _usual(concentration, USUAL_CONCENTRATION)

    best = max(CONCENTRATIONS, key=evidence)

    def table(points: Floats) -> tuple[Floats, Floats]:
        made = share_table(conflict, total, points, concentration=best)
        return made, made

    levels, weights = _fine_grid(levels, weights, hazard, table)
    return levels, weights, best


def _fit_volume(
    count: Floats, exposure: Floats, hazard: float, setting: Setting
) -> tuple[Floats, Floats, float, float]:
    """Log rates, weights, dispersion and memory of the volume."""
    centre = np.log((count.sum() + 0.5) / max(exposure.sum(), 1e-9))
    levels = centre + np.linspace(-4.5, 3.5, setting.volume_levels)
    weights = np.exp(-0.5 * ((levels - centre) / 1.5) ** 2)
    weights /= weights.sum()

    def tables(points: Floats, dispersion: float, memory: float) -> tuple[Floats, Floats]:
        return volume_table(count, exposure, points, dispersion=dispersion, memory=memory)

    def evidence(choice: tuple[float, float]) -> float:
        within, start = tables(levels, *choice)
        return grid.log_evidence(grid.Model(within, weights, hazard, start)) + _usual(choice[0], USUAL_DISPERSION)

    best = max(product(DISPERSIONS, MEMORIES), key=evidence)
    levels, weights = _fine_grid(levels, weights, hazard, lambda points: tables(points, *best))
    return levels, weights, *best


def _fit_relative(count: Floats, others: Floats, hazard: float, setting: Setting) -> tuple[Floats, Floats, float]:
    """Log rates against the deeds of others, weights and concentration, where coverage is thin."""
    centre = np.log((count.sum() + 0.5) / (others.sum() + 0.5))
    levels = centre + np.linspace(-4.5, 4.5, setting.volume_levels)
    weights = np.exp(-0.5 * ((levels - centre) / 1.5) ** 2)
    weights /= weights.sum()

    def evidence(concentration: float) -> float:
        table = relative_table(count, others, levels, concentration=concentration)
        return grid.log_evidence(grid.Model(table, weights, hazard)) + _usual(concentration, USUAL_CONCENTRATION)

    best = max(CONCENTRATIONS, key=evidence)

    def tables(points: Floats) -> tuple[Floats, Floats]:
        made = relative_table(count, others, points, concentration=best)
        return made, made

    return *_fine_grid(levels, weights, hazard, tables), best


def dyad_posterior(
    conflict: Floats,
    total: Floats,
    exposure: Floats | None,
    *,
    per_year: float,
    setting: Setting | None = None,
) -> DyadPosterior:
    """What the counts of one dyad say about its turns. All arrays (n); `per_year`: steps a year.

    `exposure`: the deeds between all other states at each step, the record's coverage (0: nothing known of the volume);
    None where the record covers nothing beside this dyad: then only the share can turn.
    """
    chosen = setting or Setting()
    hazard = min(0.5, 1 / (chosen.era_years * per_year))
    n = len(total)
    shares, share_prior, concentration = _fit_share(conflict, total, hazard, chosen)
    share = share_table(conflict, total, shares, concentration=concentration)
    if exposure is None:
        rates, rate_prior, dispersion, memory = np.zeros(1), np.ones(1), 0.0, 0.0
        within = start = np.zeros((n, 1))
        season, kinds = np.ones(n), (1.0, 0.0, 0.0)
    elif is_thin(total, exposure):
        others = np.asarray(exposure, float)
        rates, rate_prior, dispersion = _fit_relative(total, others, hazard, chosen)
        within = start = relative_table(total, others, rates, concentration=dispersion)
        memory, season, kinds = 0.0, np.ones(n), (1 / 3, 1 / 3, 1 / 3)
        rates = rates + np.log(others.mean())
    else:
        relative = np.asarray(exposure, float) / exposure[exposure > 0].mean()
        season, kinds = season_factor(total, relative, per_year), (1 / 3, 1 / 3, 1 / 3)
        relative = relative * season
        rates, rate_prior, dispersion, memory = _fit_volume(total, relative, hazard, chosen)
        within, start = volume_table(total, relative, rates, dispersion=dispersion, memory=memory)
    opening = None if start is within else start
    model = joint.JointModel(share, within, share_prior, rate_prior, hazard, opening, kinds)
    found = joint.infer(model)
    draws = joint.sample(model, found, chosen.draws, np.random.default_rng(chosen.seed))
    return DyadPosterior(
        found.turns.sum(axis=1),
        draws.kinds,
        shares[draws.share],
        rates[draws.volume],
        concentration,
        dispersion,
        memory,
        exposure is not None,
        season,
    )
