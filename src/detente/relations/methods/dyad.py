"""The posterior of a dyad's eras and episodes from its counts: the models of share and volume, joined and sampled.

The noise settings and grids come from fitting.py, the engine is regimes.py. Season is a yearly harmonic, estimated
where four years or more are known. Measured in docs/methods/eras.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.relations.methods import histories, regimes
from detente.relations.methods.fitting import (
    ATTENTION_FACTORS,
    ATTENTION_STAGES,
    PASSING,
    PASSING_FACTORS,
    PASSING_SHARES,
    FittedShare,
    FittedVolume,
    fit_relative,
    fit_share,
    fit_volume,
    no_volume,
)
from detente.relations.methods.grid import Floats
from detente.relations.methods.regimes import Chances, RegimeModel, RegimePosterior

THIN = 5.0
"""With fewer deeds of others for each of the dyad, or none in a tenth of the periods, coverage itself is noise."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The frozen defaults, before the data are seen: an era lasts `era_years` on average, an episode comes once in
    `episode_years` and lasts `episode_weeks`, one in five leads to a new era. Half of the turns come with a rush of
    attention, which also flares once in `flare_years` without any and fades within about three months: each of its
    three stages lasts `stage_weeks`. `draws` exact samples."""

    era_years: float = 10.0
    episode_years: float = 4.0
    episode_weeks: float = 8.0
    onward: float = 0.2
    flare_years: float = 8.0
    attended: float = 0.5
    stage_weeks: float = 4.0
    draws: int = 600
    seed: int = 2014
    share_levels: int = 20
    volume_levels: int = 24

    def chances(self, per_year: float, *, volume: bool = True) -> Chances:
        """What happens how often, a step, where `per_year` steps make a year."""
        length = max(1.25, self.episode_weeks * per_year / 52.18)
        passing, kinds = PASSING, (1 / 3, 1 / 3, 1 / 3)
        rush = (min(0.1, 1 / (self.flare_years * per_year)), self.attended)
        if not volume:
            passing = np.zeros_like(PASSING)
            passing[1:, 0] = PASSING[1:].sum(axis=1) / PASSING[1:].sum()
            kinds, rush = (1.0, 0.0, 0.0), (0.0, 0.0)
        return Chances(
            min(0.5, 1 / (self.era_years * per_year)),
            min(0.1, 1 / (self.episode_years * per_year)),
            1 / length,
            self.onward,
            passing,
            kinds,
            *rush,
            1 / max(1.25, self.stage_weeks * per_year / 52.18),
            ATTENTION_STAGES if volume else np.zeros(0),
        )


@dataclass(frozen=True, slots=True)
class DyadPosterior:
    """`share` and `log_rate` (m, n): draws of the levels, those of an episode or of attention included; `kinds` (m, n):
    what happens there (regimes.SHARE, VOLUME, BOTH, BEGIN, END, ATTENDED).

    `turns` (n): P(any turn at t); `passing` (n): P(in an episode). `log_rate` is per step at average coverage;
    `comparable`: whether the volume was used.
    """

    turns: Floats
    passing: Floats
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
    return not len(exposure) or bool(exposure.sum() < THIN * total.sum() or (exposure > 0).mean() < 0.9)


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


@dataclass(frozen=True, slots=True)
class DyadModel:
    """The models fitted to a dyad's counts, and their exact posterior before any history is drawn.

    `comparable`: whether the volume is used; `offset` turns its levels into log rates a step at average coverage;
    `season` (n).
    """

    share: FittedShare
    volume: FittedVolume
    regimes: RegimeModel
    posterior: RegimePosterior
    comparable: bool
    season: Floats
    offset: float


def fit_dyad(
    conflict: Floats,
    total: Floats,
    exposure: Floats | None,
    *,
    per_year: float,
    memory: float | None = None,
    setting: Setting | None = None,
) -> DyadModel:
    """The models of one dyad's counts. All arrays (n); `per_year`: steps a year.

    `exposure`: the record's coverage beside the dyad at each step (0: nothing known of the volume); None where the
    record covers nothing beside this dyad: then only the share can turn. `memory`: how sluggish volumes are in this
    record (fitting.pooled_memory); None: the dyad's own.
    """
    chosen = setting or Setting()
    chances = chosen.chances(per_year, volume=exposure is not None)
    volume, season, offset = _volume(total, exposure, per_year, chances, chosen, memory)
    share = fit_share(conflict, total, chances, chosen.share_levels, outliers=volume.outliers)
    model = RegimeModel(
        share.table,
        volume.within,
        volume.start,
        share.passing,
        volume.passing,
        share.prior,
        volume.prior,
        chances,
        volume.attended,
    )
    found = regimes.infer(model, precision=np.float32)
    return DyadModel(share, volume, model, found, exposure is not None, season, offset)


def draw_histories(fitted: DyadModel, setting: Setting | None = None) -> DyadPosterior:
    """As many histories as the setting asks for; the same seed gives the same ones."""
    chosen = setting or Setting()
    share, volume, found = fitted.share, fitted.volume, fitted.posterior
    draws = histories.sample(fitted.regimes, found, chosen.draws, np.random.default_rng(chosen.seed))
    others, factors = _passing_levels()
    other, factor = others[draws.passing], factors[draws.passing]
    return DyadPosterior(
        turns=found.turns.sum(axis=1),
        passing=found.passing,
        kinds=draws.kinds,
        share=np.where(np.isnan(other), share.levels[draws.share], other),
        log_rate=volume.levels[draws.volume] + fitted.offset + np.log(factor),
        concentration=share.concentration,
        dispersion=volume.dispersion,
        memory=volume.memory,
        comparable=fitted.comparable,
        season=fitted.season,
    )


def _passing_levels() -> tuple[Floats, Floats]:
    """Share (NaN: the era's own) and factor of the volume for each value of histories.Draws.passing."""
    shares, factors = np.meshgrid([np.nan, *PASSING_SHARES], PASSING_FACTORS, indexing="ij")
    risen = np.full(len(ATTENTION_FACTORS), np.nan)
    return (
        np.concatenate([[np.nan], shares.ravel(), risen]),
        np.concatenate([[1.0], factors.ravel(), ATTENTION_FACTORS]),
    )


def _volume(
    total: Floats, exposure: Floats | None, per_year: float, chances: Chances, setting: Setting, memory: float | None
) -> tuple[FittedVolume, Floats, float]:
    """The fitted volume, the season (n), and what turns its levels into log rates a step at average coverage."""
    plain = np.ones(len(total))
    if exposure is None:
        return no_volume(len(total)), plain, 0.0
    if is_thin(total, exposure):
        others = np.asarray(exposure, float)
        return fit_relative(total, others, chances, setting.volume_levels), plain, float(np.log(others.mean()))
    relative = np.asarray(exposure, float) / exposure[exposure > 0].mean()
    season = season_factor(total, relative, per_year)
    return fit_volume(total, relative * season, chances, setting.volume_levels, memory), season, 0.0
