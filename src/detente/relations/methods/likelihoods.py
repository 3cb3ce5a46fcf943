"""Log-likelihoods of each step on a grid of levels: what the engine of grid.py reads.

Each table has the shape (n, G) and holds 0 where a step carries no information. The outlier parts are mixtures: with
2 % probability a step comes from a wide distribution that does not depend on the level, so that a spike is no turn.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from detente.relations.methods.grid import Floats

OUTLIER = 0.02


def share_table(
    conflict: Floats, total: Floats, levels: Floats, *, concentration: float, outlier: float | Floats = OUTLIER
) -> Floats:
    """Beta-binomial: `conflict` of `total` events (n), share of conflict `levels` (G) in (0, 1).

    `concentration` a+b: large is binomial, small is clumped (a week's events come from one affair). Zero events: 0.
    The outlier part, whose chance may differ from step to step (n), takes every count from 0 to the total as equally
    likely. Source: Skellam 1948.
    """
    outlier = np.broadcast_to(np.asarray(outlier, float), np.shape(conflict))[:, None]
    y, n = np.asarray(conflict, float)[:, None], np.asarray(total, float)[:, None]
    a, b = (levels * concentration)[None, :], ((1 - levels) * concentration)[None, :]
    choose = gammaln(n + 1) - gammaln(y + 1) - gammaln(n - y + 1)
    main = gammaln(y + a) + gammaln(n - y + b) - gammaln(n + concentration)
    main = choose + main + gammaln(concentration) - gammaln(a) - gammaln(b)
    table = np.logaddexp(np.log1p(-outlier) + main, np.log(outlier) - np.log(n + 1))
    return np.where(n > 0, table, 0.0)


def negative_binomial(count: Floats, mean: Floats, dispersion: float) -> Floats:
    """log P(count) with variance mean + mean**2 / dispersion."""
    total = np.log(dispersion + mean)
    chance, other = np.log(dispersion) - total, np.log(np.maximum(mean, 1e-300)) - total
    return np.asarray(
        gammaln(count + dispersion) - gammaln(dispersion) - gammaln(count + 1) + dispersion * chance + count * other
    )


def volume_table(
    count: Floats,
    exposure: Floats,
    log_rates: Floats,
    *,
    dispersion: float,
    memory: float = 0.0,
    outlier: float = OUTLIER,
) -> tuple[Floats, Floats]:
    """Negative binomial of `count` (n) with the mean exposure * exp(level): tables within a segment and at its start.

    `exposure` (n) is relative coverage times season; 0 or NaN: missing. `memory` carries the last step's surplus on:
    the mean is multiplied by ((last + 1) / (its mean + 1)) ** memory within a segment (observation-driven
    autoregression, Zeger and Qaqish 1988). The outlier part is a wide negative binomial around thrice the mean count.
    """
    y, offset, known = _seen(count, exposure)
    wide = _wide(y, offset, known, outlier)
    mean = offset[:, None] * np.exp(log_rates)[None, :]

    def mixed(level: Floats) -> Floats:
        main = np.log1p(-outlier) + negative_binomial(y[:, None], level, dispersion)
        return np.where(known[:, None], np.logaddexp(main, wide[:, None]), 0.0)

    start = mixed(mean)
    if memory == 0:
        return start, start
    surplus = np.ones_like(mean)
    surplus[1:] = np.where(known[:-1, None], (y[:-1, None] + 1) / (mean[:-1] + 1), 1.0) ** memory
    return mixed(mean * surplus), start


def _seen(count: Floats, exposure: Floats) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Count and exposure (n), nought and one where either is missing, and at which steps neither is."""
    y, offset = np.asarray(count, float), np.asarray(exposure, float)
    known = np.isfinite(offset) & (offset > 0) & np.isfinite(y)
    return np.where(known, y, 0.0), np.where(known, offset, 1.0), known


def _wide(y: Floats, offset: Floats, known: NDArray[np.bool_], outlier: float) -> Floats:
    """The log-likelihood of each step of a volume (n) as an outlier, its chance included."""
    usual = offset * y[known].sum() / max(offset[known].sum(), 1e-9)
    return np.asarray(np.log(outlier) + negative_binomial(y, 3 * usual + 1, 0.5))


def outlier_chances(count: Floats, exposure: Floats, table: Floats, smoothed: Floats) -> Floats:
    """P(a step's volume is an outlier) (n), at least OUTLIER. `table` (n, G) is that of `volume_table`, `smoothed`
    (n, G) the posterior of the level.

    A flood of duplicates repeats one deed: where the volume is none of the level's, the mix seldom is.
    """
    y, offset, known = _seen(count, exposure)
    chances = (smoothed * np.exp(_wide(y, offset, known, OUTLIER)[:, None] - table)).sum(axis=1)
    return np.clip(np.where(known, chances, OUTLIER), OUTLIER, 1 - OUTLIER)


def relative_table(
    count: Floats, others: Floats, log_rates: Floats, *, concentration: float, outlier: float = OUTLIER
) -> Floats:
    """Beta-binomial of `count` (n) among `count + others` (n) deeds: the volume where coverage is thin.

    The level is the log of the dyad's deeds for each deed between other states, as in `volume_table`, but the noise of
    a small coverage is in the likelihood: where the record holds nothing else, the volume says nothing.
    """
    levels = 1 / (1 + np.exp(-log_rates))
    total = np.asarray(count, float) + np.asarray(others, float)
    return share_table(count, total, levels, concentration=concentration, outlier=outlier)
