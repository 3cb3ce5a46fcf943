"""The likelihoods are probabilities, say nothing where nothing is known, and let a spike pass."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.relations.methods.likelihoods import (
    OUTLIER,
    negative_binomial,
    outlier_chances,
    relative_table,
    share_table,
    volume_table,
)


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 30), st.floats(0.02, 0.98), st.floats(0.5, 500))
def test_the_chances_of_all_numbers_of_conflicts_sum_to_one(n, level, concentration):
    table = share_table(np.arange(n + 1), np.full(n + 1, n), np.array([level]), concentration=concentration)
    assert np.exp(table).sum() == pytest.approx(1)


@settings(max_examples=20, deadline=None)
@given(st.floats(0.1, 20), st.floats(0.5, 50))
def test_the_chances_of_all_counts_sum_to_one(mean, dispersion):
    assert np.exp(negative_binomial(np.arange(3000.0), np.array(mean), dispersion)).sum() == pytest.approx(1, abs=1e-6)


def test_a_period_without_events_says_nothing_of_the_share():
    assert not share_table(np.zeros(3), np.zeros(3), np.array([0.2, 0.8]), concentration=10).any()


def test_a_period_without_coverage_says_nothing_of_the_volume():
    within, start = volume_table(
        np.array([5.0, 0.0]), np.array([1.0, 0.0]), np.array([0.0, 2.0]), dispersion=3, memory=0.5
    )
    assert not within[1].any()
    assert not start[1].any()
    assert within[0].all()
    assert not relative_table(np.zeros(1), np.zeros(1), np.array([0.0, 2.0]), concentration=10).any()


def test_one_week_of_duplicates_weighs_little_against_a_level():
    levels = np.array([0.1, 0.9])
    storm = share_table(np.array([80.0]), np.array([80.0]), levels, concentration=50)
    assert storm[0, 1] - storm[0, 0] < 6
    count = volume_table(np.array([300.0]), np.ones(1), np.log([5.0, 300.0]), dispersion=5)[0]
    assert count[0, 1] - count[0, 0] < 8


def test_of_a_week_whose_volume_stands_out_the_mix_counts_less():
    count, levels = np.full(30, 6.0), np.log([3.0, 6.0, 12.0])
    count[20] = 80.0
    table, _ = volume_table(count, np.ones(30), levels, dispersion=6)
    chances = outlier_chances(count, np.ones(30), table, np.tile([0.0, 1.0, 0.0], (30, 1)))
    assert chances[20] > 0.9
    assert (np.delete(chances, 20) == OUTLIER).all()
    flood = [
        share_table(np.array([70.0]), np.array([80.0]), np.array([0.3, 0.7]), concentration=12, outlier=outlier)
        for outlier in (OUTLIER, chances[20])
    ]
    assert np.ptp(flood[1]) < np.ptp(flood[0]) / 2


def test_memory_expects_a_busy_week_after_a_busy_week():
    plain, _ = volume_table(np.array([20.0, 20.0]), np.ones(2), np.log([5.0]), dispersion=5)
    sluggish, start = volume_table(np.array([20.0, 20.0]), np.ones(2), np.log([5.0]), dispersion=5, memory=0.6)
    assert sluggish[1, 0] > plain[1, 0]
    assert start[1, 0] == plain[1, 0]
