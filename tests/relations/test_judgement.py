"""What the engine says of dyads whose eras are known."""

import numpy as np
import pytest

from detente.relations.methods.dyad import fit_dyad, season_factor
from detente.relations.methods.judgement import judge_counts
from detente.relations.methods.segments import find_segments
from detente.relations.methods.simulate import NOISE, Shift, simulate_dyad


def judged(seed, *, by="week", **options):
    dyad = simulate_dyad(seed, **options)
    return dyad, judge_counts(dyad.conflict, dyad.total, dyad.exposure, by=by)


def test_a_shift_of_the_share_is_found_and_nine_intervals_in_ten_hold_its_date():
    turns = []
    for seed in range(30, 40):
        _, found = judged(seed, weeks=260, shifts=(Shift(130, share=0.65),))
        turns += found.turns
    assert len(turns) == 10
    assert all(turn.share > 0.2 and turn.established > 0.9 for turn in turns)
    assert sum(turn.low <= 130 <= turn.high for turn in turns) >= 8
    assert sum(abs(turn.at - 130) <= 8 for turn in turns) >= 8


def test_a_fall_of_the_volume_is_found():
    _, found = judged(12, weeks=260, shifts=(Shift(130, rate=0.3),))
    (turn,) = found.turns
    assert abs(turn.at - 130) <= 8
    assert turn.log_rate < -0.7


@pytest.mark.parametrize("noise", [(), ("growth",), ("storms",), ("season",)])
def test_growth_of_coverage_storms_and_season_are_no_turn(noise):
    _, found = judged(13, noise=noise)
    assert found.turns == ()


def test_nothing_happens_under_every_noise_at_once():
    _, found = judged(14, noise=NOISE)
    assert found.turns == ()


def test_a_crisis_of_six_weeks_is_an_episode():
    dyad, found = judged(15, weeks=300, shifts=(Shift(150, share=0.85, rate=3.0, end=156),))
    assert found.turns == ()
    (spell,) = found.episodes
    assert spell.start < dyad.episode[1]
    assert spell.end > dyad.episode[0]
    assert spell.share > 0.2


def test_a_regime_of_ten_weeks_at_the_edge_is_not_established():
    _, found = judged(16, weeks=200, shifts=(Shift(190, share=0.9, rate=3.0),))
    (turn,) = found.turns
    assert turn.established < 0.5


def test_a_flood_that_fills_the_last_month_is_no_young_regime_but_two_such_months_are():
    rng = np.random.default_rng(17)
    total = rng.poisson(6, 120).astype(float)
    conflict, exposure = rng.binomial(total.astype(int), 0.3).astype(float), np.full(120, 900.0)
    total[-1] += 60
    assert judge_counts(conflict, total, exposure, by="month").turns == ()
    total[-2] += 60
    (turn,) = judge_counts(conflict, total, exposure, by="month").turns
    assert (turn.at, turn.established) == (118, 0.0)


def test_a_flood_of_duplicates_before_a_turn_hardly_moves_its_interval():
    moved = 0
    for seed in range(6):
        rng = np.random.default_rng(seed)
        total = rng.poisson(8, 120).astype(float)
        conflict = rng.binomial(total.astype(int), np.where(np.arange(120) < 60, 0.3, 0.6)).astype(float)
        flood = 16.0 * (np.arange(120) == 55)
        plain, flooded = (
            judge_counts(conflict + more, total + more, np.full(120, 2000.0), by="month").turns
            for more in (0 * flood, flood)
        )
        moved += plain[0].low - flooded[0].low
    assert moved <= 6


def test_of_few_events_nothing_can_be_told():
    _, found = judged(17, weeks=200, rate=0.1)
    assert found.turns == ()
    assert found.sparse
    assert found.smallest_shift is None or found.smallest_shift > 0.3


def test_of_no_events_nothing_can_be_told():
    found = judge_counts(np.zeros(60), np.zeros(60), np.full(60, 50.0), by="month")
    assert found.turns == ()
    assert found.sparse


def test_the_same_counts_give_the_same_answer():
    dyad = simulate_dyad(18, weeks=150, shifts=(Shift(70, share=0.7),))
    one, two = (judge_counts(dyad.conflict, dyad.total, dyad.exposure, by="week") for _ in range(2))
    assert one.turns == two.turns
    assert np.array_equal(one.posterior.kinds, two.posterior.kinds)


def test_probabilities_are_probabilities_and_none_stands_at_the_first_step():
    dyad = simulate_dyad(19, weeks=120, noise=NOISE)
    turns = fit_dyad(dyad.conflict, dyad.total, dyad.exposure, per_year=52.18).posterior.turns.sum(axis=1)
    assert np.all((turns >= 0) & (turns <= 1 + 1e-9))
    assert turns[0] == 0


def test_without_coverage_only_the_share_can_turn():
    dyad = simulate_dyad(20, weeks=200, shifts=(Shift(100, rate=8.0),))
    found = judge_counts(dyad.conflict, dyad.total, np.zeros(200), by="week")
    assert not found.posterior.comparable
    assert found.turns == ()


def test_the_season_is_seen_where_there_is_one():
    dyad = simulate_dyad(21, noise=("season",), rate=20.0)
    factor = season_factor(dyad.total, dyad.exposure / dyad.exposure.mean(), 52.18)
    assert factor.max() > 1.2
    assert factor.min() < 0.85
    plain = simulate_dyad(21, rate=20.0)
    assert season_factor(plain.total, plain.exposure / plain.exposure.mean(), 52.18).max() < 1.15


def test_a_plain_series_turns_at_the_first_step_of_the_new_level():
    rng = np.random.default_rng(1)
    values = np.concatenate([rng.normal(0, 1, 40), rng.normal(6, 1, 40)])
    values[10] = np.nan
    (turn,) = find_segments(values).turns
    assert turn.at == 40
    assert turn.low <= 40 <= turn.high


def test_one_outlier_is_no_turn_of_a_plain_series():
    values = np.random.default_rng(2).normal(0, 1, 80)
    values[40] = 15
    assert find_segments(values).turns == ()


def test_a_series_without_spread_has_no_turn():
    assert find_segments(np.full(20, 3.0)).turns == ()
    assert find_segments(np.array([1.0, np.nan])).turns == ()
