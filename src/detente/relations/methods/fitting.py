"""The noise of a dyad and the grids of its levels: what is not the era's own, set before eras are sought.

How clumped the mix is, how dispersed and how sluggish the volume: the largest posterior over a small grid of settings,
each judged by the evidence of its margin with eras and episodes, so that a noisy dyad is not taken for one that turns
often, and a crisis not for noise. The levels' grid is refined once where the posterior lives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.relations.methods import grid
from detente.relations.methods.grid import Floats
from detente.relations.methods.likelihoods import OUTLIER, outlier_chances, relative_table, share_table, volume_table
from detente.relations.methods.regimes import Chances

CONCENTRATIONS = (2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 1000.0)
DISPERSIONS = (0.7, 1.5, 3.0, 6.0, 15.0, 60.0)
MEMORIES = (0.0, 0.3, 0.6, 0.9)
POOLED_DISPERSIONS = (0.7, 1.5, 3.0, 6.0)
USUAL_CONCENTRATION = 12.0
"""Events of a week repeat each other: ten count about as six. Their noise must not be set too low by chance."""
USUAL_DISPERSION = 3.0
PASSING_SHARES = (0.1, 0.5, 0.9)
"""Shares of conflict that an episode may have; the era's own is the other possibility."""
PASSING_FACTORS = (1.0, 2.5, 6.0, 1 / 3)
"""What an episode may make of the era's volume: first, nothing."""
PASSING = np.array(
    [[0.0, 0.15, 0.1, 0.15], [0.04, 0.04, 0.03, 0.02], [0.04, 0.05, 0.04, 0.03], [0.1, 0.11, 0.08, 0.02]]
)
"""How likely each kind of episode is, by share (the era's own first) and factor: a judgement, sums to 1."""

ATTENTION_FACTORS = (6.0, 3.0, 1.7)
"""How far the stages of attention stand above the era's volume: each about half of the one before."""
ATTENTION_STAGES = np.array([0.4, 0.35, 0.25])
"""In which of them it begins."""


@dataclass(frozen=True, slots=True)
class FittedShare:
    """Grid (S) of the share of conflict, its prior, and the concentration; tables in an era and in an episode."""

    levels: Floats
    prior: Floats
    concentration: float
    table: Floats
    passing: Floats


@dataclass(frozen=True, slots=True)
class FittedVolume:
    """Grid (V) of log rates, prior, dispersion and memory; tables within an era, at its start, in an episode, under
    attention; `outliers` (n): P(a period's volume is none of its level's)."""

    levels: Floats
    prior: Floats
    dispersion: float
    memory: float
    within: Floats
    start: Floats
    passing: Floats
    attended: Floats
    outliers: Floats


def log_evidences(
    within: Floats, start: Floats, passing: Floats, prior: Floats, chances: Chances, *, weights: Floats
) -> Floats:
    """log P(data) of a margin for C settings at once: `within` and `start` (n, C, G) in an era, `passing` (n, C, K, G)
    in an episode, whose kinds have the `weights` (K). The forward pass of regimes.py for one parameter, without its
    attention: the noise hardly depends on it."""
    # What may come at a step: the era goes on, another begins or the old one returns, an episode of each kind.
    tables = np.concatenate([within[:, None], start[:, None], np.moveaxis(passing, 2, 1)], axis=1)
    top = tables.max(axis=(1, 3))
    like, prior = np.exp((tables - top[:, None, :, None]).astype(np.float32)), prior.astype(np.float32)
    steps = _steps(chances, weights)
    n, _, size_c, size_g = like.shape
    state = np.zeros((1 + len(weights), size_c, size_g), np.float32)
    state[0] = prior * like[0, 1]
    norms = np.empty((n, size_c), np.float32)
    for t in range(n):
        if t:
            come = (steps @ state.reshape(len(state), -1)).reshape(-1, size_c, size_g)
            come[1] += come[-1].sum(axis=1)[:, None] * prior
            state = come[:-1]
            state *= like[t]
            state[1] += state[0]
            state = state[1:]
        norms[t] = state.sum(axis=(0, 2))
        state = state / norms[t][:, None]
    return np.asarray(np.log(norms.astype(float)).sum(axis=0) + top.sum(axis=0))


def _steps(chances: Chances, weights: Floats) -> NDArray[np.float32]:
    """What each of the weights of a step (an era, K kinds of episode) gives to the next: to the era that goes on, to
    the one that returns, to the episodes, and to all new eras (3 + K, 1 + K)."""
    steps = np.zeros((3 + len(weights), 1 + len(weights)), np.float32)
    steps[0, 0] = 1 - chances.turn - chances.begin
    steps[1, 1:] = chances.end * (1 - chances.onward)
    steps[2:-1, 0] = chances.begin * weights
    np.fill_diagonal(steps[2:-1, 1:], 1 - chances.end)
    steps[-1] = chances.turn
    steps[-1, 1:] = chances.end * chances.onward
    return steps


def _usual(values: Sequence[float], centre: float) -> Floats:
    """Log prior of noise settings (C): within a factor of about e of what event data usually show."""
    return np.asarray(-0.5 * np.log(np.array(values) / centre) ** 2)


def _smoothed(weights: Floats, hazard: float, tables: tuple[Floats, Floats]) -> Floats:
    """The posterior of a margin's level (n, G), from its tables within an era and at its start."""
    within, start = tables
    return grid.infer(grid.Model(within, weights, hazard, None if start is within else start)).smoothed


def _fine_grid(levels: Floats, weights: Floats, smoothed: Floats) -> tuple[Floats, Floats]:
    """The grid refined once where the posterior lives: the more narrowly, the finer (about twenty cells there)."""
    occupied = smoothed.mean(axis=0)
    parts = int(np.clip(20 // (occupied > 1e-3).sum(), 1, 4))
    return grid.refined(levels, weights, occupied, parts=parts)


def _times(log_rates: Floats, factors: Sequence[float]) -> Floats:
    """Log rates (G) times each of the factors (K), one after the other (K G)."""
    return (np.log(factors)[:, None] + log_rates).ravel()


def _both(made: Floats) -> tuple[Floats, Floats]:
    return made, made


def fit_share(conflict: Floats, total: Floats, chances: Chances, n_levels: int, *, outliers: Floats) -> FittedShare:
    """Levels and concentration of the share of conflict; arrays (n). `outliers`: the chance of each period that its mix
    is none of the era's."""
    edges = np.sin(np.linspace(0, np.pi / 2, n_levels + 1)) ** 2
    levels, weights = (edges[1:] + edges[:-1]) / 2, np.diff(edges)
    others = np.array(PASSING_SHARES)

    def tables(points: Floats, concentration: float) -> tuple[Floats, Floats]:
        both = np.concatenate([points, others])
        made = share_table(conflict, total, both, concentration=concentration, outlier=outliers)
        return made[:, : len(points)], made[:, len(points) :]

    own, passed = (np.stack(made, axis=1) for made in zip(*(tables(levels, c) for c in CONCENTRATIONS), strict=True))
    passing = np.concatenate([own[:, :, None], np.repeat(passed[..., None], n_levels, axis=3)], axis=2)
    kinds = chances.passing.sum(axis=1)
    scores = log_evidences(own, own, passing, weights, chances, weights=kinds)
    best = int((scores + _usual(CONCENTRATIONS, USUAL_CONCENTRATION)).argmax())
    levels, weights = _fine_grid(levels, weights, _smoothed(weights, chances.turn, _both(own[:, best])))
    return FittedShare(levels, weights, CONCENTRATIONS[best], *tables(levels, CONCENTRATIONS[best]))


def _log_rates(centre: float, low: float, high: float, n_levels: int) -> tuple[Floats, Floats]:
    levels = centre + np.linspace(low, high, n_levels)
    weights = np.exp(-0.5 * ((levels - centre) / 1.5) ** 2)
    return levels, weights / weights.sum()


def fit_volume(
    count: Floats, exposure: Floats, chances: Chances, n_levels: int, memory: float | None = None
) -> FittedVolume:
    """Log rates, dispersion and memory (unless it is given) of a count (n) at an exposure (n) relative to its mean."""
    centre = float(np.log((count.sum() + 0.5) / max(exposure.sum(), 1e-9)))
    levels, weights = _log_rates(centre, -4.5, 3.5, n_levels)

    def tables(points: Floats, dispersion: float, memory: float) -> tuple[Floats, Floats]:
        return volume_table(count, exposure, points, dispersion=dispersion, memory=memory)

    def moved(points: Floats, dispersion: float, factors: Sequence[float] = PASSING_FACTORS) -> Floats:
        return tables(_times(points, factors), dispersion, 0.0)[1].reshape(len(count), len(factors), -1)

    kinds = chances.passing.sum(axis=0)
    passing = np.stack([moved(levels, d) for d in DISPERSIONS], axis=1)
    plain = passing[:, :, 0]
    scores = log_evidences(plain, plain, passing, weights, chances, weights=kinds)
    tried = sorted(np.argsort(scores + _usual(DISPERSIONS, USUAL_DISPERSION))[-2:].tolist())
    pairs = [(i, m) for i in tried for m in (MEMORIES if memory is None else (memory,))]
    within = np.stack([tables(levels, DISPERSIONS[i], m)[0] for i, m in pairs], axis=1)
    places = [i for i, _ in pairs]
    scores = log_evidences(within, plain[:, places], passing[:, places], weights, chances, weights=kinds)
    scores += _usual([DISPERSIONS[i] for i in places], USUAL_DISPERSION)
    place = int(scores.argmax())
    best = DISPERSIONS[places[place]], pairs[place][1]
    coarse = (within[:, place], plain[:, places[place]]) if best[1] else _both(within[:, place])
    smoothed = _smoothed(weights, chances.turn, coarse)
    outliers = outlier_chances(count, exposure, coarse[0], smoothed)
    levels, weights = _fine_grid(levels, weights, smoothed)
    risen = moved(levels, best[0], ATTENTION_FACTORS)
    return FittedVolume(levels, weights, *best, *tables(levels, *best), moved(levels, best[0]), risen, outliers)


def pooled_memory(counts: Floats, exposures: Floats, chances: Chances, *, n_levels: int = 16) -> float:
    """The memory that explains the volumes of many dyads best: `counts` and `exposures` (C, n), a row a dyad.

    One dyad of a year cannot tell a sluggish rate from eras: the evidence for either differs by a nat or two. All dyads
    of a record together can. Each dyad's dispersion is its own, over a small grid.
    """
    spread = np.full((len(counts), len(MEMORIES)), -np.inf)
    for dispersion in POOLED_DISPERSIONS:
        within, start = [], []
        passing: list[Floats] = []
        for count, exposure in zip(counts, exposures, strict=True):
            centre = float(np.log((count.sum() + 0.5) / max(exposure.sum(), 1e-9)))
            levels, weights = _log_rates(centre, -4.5, 3.5, n_levels)
            for memory in MEMORIES:
                tables = volume_table(count, exposure, levels, dispersion=dispersion, memory=memory)
                within.append(tables[0])
                start.append(tables[1])
            moved = volume_table(count, exposure, _times(levels, PASSING_FACTORS), dispersion=dispersion)[1]
            passing += [moved.reshape(len(count), len(PASSING_FACTORS), -1)] * len(MEMORIES)
        # The weights of the levels are the same for all: they stand around each dyad's own centre.
        scores = log_evidences(
            np.stack(within, 1),
            np.stack(start, 1),
            np.stack(passing, 1),
            weights,
            chances,
            weights=chances.passing.sum(axis=0),
        )
        scores += _usual([dispersion], USUAL_DISPERSION)
        spread = np.logaddexp(spread, scores.reshape(len(counts), len(MEMORIES)))
    return MEMORIES[int(spread.sum(axis=0).argmax())]


def fit_relative(count: Floats, others: Floats, chances: Chances, n_levels: int) -> FittedVolume:
    """Log rates against the deeds of others and concentration (as `dispersion`), where coverage is thin; no memory."""
    centre = float(np.log((count.sum() + 0.5) / (others.sum() + 0.5)))
    levels, weights = _log_rates(centre, -4.5, 4.5, n_levels)

    def tables(points: Floats, concentration: float) -> Floats:
        return relative_table(count, others, points, concentration=concentration)

    def moved(points: Floats, concentration: float, factors: Sequence[float] = PASSING_FACTORS) -> Floats:
        return tables(_times(points, factors), concentration).reshape(len(count), len(factors), -1)

    passing = np.stack([moved(levels, c) for c in CONCENTRATIONS], axis=1)
    own = passing[:, :, 0]
    kinds = chances.passing.sum(axis=0)
    scores = log_evidences(own, own, passing, weights, chances, weights=kinds)
    chosen = int((scores + _usual(CONCENTRATIONS, USUAL_CONCENTRATION)).argmax())
    best = CONCENTRATIONS[chosen]
    levels, weights = _fine_grid(levels, weights, _smoothed(weights, chances.turn, _both(own[:, chosen])))
    table, risen = tables(levels, best), moved(levels, best, ATTENTION_FACTORS)
    plain = np.full(len(count), OUTLIER)
    return FittedVolume(levels, weights, best, 0.0, table, table, moved(levels, best), risen, plain)


def no_volume(n: int) -> FittedVolume:
    """A volume that says nothing: one level, no information."""
    nothing: NDArray[np.float64] = np.zeros((n, 1))
    passing, attended = np.zeros((n, len(PASSING_FACTORS), 1)), np.zeros((n, 0, 1))
    outliers = np.full(n, OUTLIER)
    return FittedVolume(np.zeros(1), np.ones(1), 0.0, 0.0, nothing, nothing, passing, attended, outliers)
