"""The engine for long series equals the exact one on its grid, in single precision."""

import numpy as np
import pytest

from detente.relations.methods import grid
from detente.relations.methods.gauss import (
    BLOCK,
    LEVELS,
    MEMORIES,
    SPREADS,
    WIDTH,
    infer_series,
    likelihoods,
    prior_of_levels,
)
from detente.relations.methods.likelihoods import OUTLIER


def normal(residual, sd):
    return np.exp(-0.5 * (residual / sd) ** 2) / sd / np.sqrt(2 * np.pi)


def by_the_book(values):
    """Each step under each memory, level and spread, one after another, in double precision."""
    within, start = [], []
    for t, y in enumerate(values):
        rows = []
        for memory in MEMORIES:
            for level in LEVELS:
                for spread in SPREADS:
                    first = (1 - OUTLIER) * normal(y - level, spread) + OUTLIER * normal(y - level, WIDTH * spread)
                    if not np.isfinite(y):
                        rows.append((1.0, 1.0))
                    elif t == 0 or not np.isfinite(values[t - 1]):
                        rows.append((first, first))
                    else:
                        moved = y - level - memory * (values[t - 1] - level)
                        inner = (1 - OUTLIER) * normal(moved, spread * np.sqrt(1 - memory**2))
                        rows.append((inner + OUTLIER * normal(moved, WIDTH * spread), first))
        within.append([row[0] for row in rows])
        start.append([row[1] for row in rows])
    return np.log(within), np.log(start)


@pytest.fixture(scope="module")
def values():
    """Longer than a block, with a turn in the middle, a missing step and an outlier."""
    rng = np.random.default_rng(3)
    y = np.repeat((-1.0, 0.8), (BLOCK + 20) // 2) + rng.normal(0, 0.4, BLOCK + 20)
    y[40], y[90] = np.nan, 7.0
    return y


def test_the_fast_posterior_is_the_exact_one(values):
    within, start = by_the_book(values)
    prior = np.tile(prior_of_levels(), len(MEMORIES))
    exact = grid.infer(grid.Model(within, prior, 0.004, start))
    found = infer_series(values, 0.004)
    assert prior.sum() == pytest.approx(1)
    assert found.log_evidence == pytest.approx(exact.log_evidence, abs=1e-3)
    assert np.abs(found.turns - exact.turns).max() < 1e-5
    levels = np.tile(np.repeat(LEVELS, len(SPREADS)), len(MEMORIES))
    assert np.abs(found.level - exact.smoothed @ levels).max() < 1e-5


def test_a_missing_value_of_a_measure_says_nothing():
    table = likelihoods(np.array([0.1, np.nan, 0.3]))
    assert np.all(table.within[1] == 1)
    assert np.all(table.start[1] == 1)
    assert np.all(table.within[2] == table.start[2])


def test_a_value_far_beyond_all_levels_breaks_nothing():
    y = np.zeros(400)
    y[100] = 400.0
    found = infer_series(y, 0.002)
    assert np.isfinite(found.log_evidence)
    assert np.all(np.isfinite(found.turns))
    assert np.all(np.isfinite(found.level))
