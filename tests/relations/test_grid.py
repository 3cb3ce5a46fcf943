"""The engine equals the sum over all segmentations, and its probabilities mean what they say."""

from functools import cache
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.relations.methods.grid import Model, best_path, infer, log_evidence, refined, sample


def random_model(n, size, seed, *, memory):
    rng = np.random.default_rng(seed)
    within, prior = rng.normal(0, 2, (n, size)), rng.dirichlet(np.ones(size))
    start = rng.normal(0, 2, (n, size)) if memory else None
    return Model(within, prior, 0.2, start)


def brute_force(model):
    """Evidence, P(turn at t), and the most probable segmentation, by summing over all 2**(n-1) segmentations."""
    n = len(model.within)
    start = model.within if model.start is None else model.start
    scores, flags = [], list(product((0, 1), repeat=n - 1))

    @cache
    def pieces(a, b):
        return np.logaddexp.reduce(np.log(model.prior) + start[a] + model.within[a + 1 : b].sum(axis=0))

    for flag in flags:
        borders = [0, *(t for t in range(1, n) if flag[t - 1]), n]
        total = sum(np.log(model.hazard) if f else np.log1p(-model.hazard) for f in flag)
        for a, b in pairwise(borders):
            total += pieces(a, b)
        scores.append(total)
    evidence = np.logaddexp.reduce(scores)
    weights = np.exp(np.array(scores) - evidence)
    return evidence, np.concatenate([[0.0], weights @ np.array(flags)]), weights, flags


@pytest.mark.parametrize("n", [2, 7, 12])
@pytest.mark.parametrize("memory", [False, True])
def test_posterior_is_the_sum_over_all_segmentations(n, memory):
    model = random_model(n, 4, n, memory=memory)
    evidence, turns, _, _ = brute_force(model)
    found = infer(model)
    assert found.log_evidence == pytest.approx(evidence, abs=1e-10)
    assert log_evidence(model) == pytest.approx(evidence, abs=1e-10)
    assert np.allclose(found.turns, turns, atol=1e-12)
    assert np.allclose(found.smoothed.sum(axis=1), 1)


@pytest.mark.parametrize("memory", [False, True])
def test_draws_follow_the_posterior_of_whole_segmentations(memory):
    model = random_model(6, 3, 5, memory=memory)
    _, _, weights, flags = brute_force(model)
    turns, path = sample(model, infer(model), 40_000, np.random.default_rng(1))
    codes = turns[:, 1:] @ (2 ** np.arange(4, -1, -1))
    found = np.bincount(codes, minlength=32) / len(codes)
    expected = np.array(
        [w for _, w in sorted(zip([int("".join(map(str, f)), 2) for f in flags], weights, strict=True))]
    )
    assert np.abs(found - expected).max() < 0.012
    shares = np.stack([(path == g).mean(axis=0) for g in range(3)], axis=1)
    assert np.abs(shares - infer(model).smoothed).max() < 0.012


def test_the_best_path_has_no_rival_of_a_single_change():
    model = random_model(9, 3, 3, memory=False)
    _, path = best_path(model)

    def score(candidate):
        total = np.log(model.prior[candidate[0]]) + model.within[0, candidate[0]]
        for t in range(1, 9):
            kept = np.log1p(-model.hazard) if candidate[t] == candidate[t - 1] else -np.inf
            fresh = np.log(model.hazard) + np.log(model.prior[candidate[t]])
            total += max(kept, fresh) + model.within[t, candidate[t]]
        return total

    best = max(product(range(3), repeat=9), key=score)
    assert score(path) == pytest.approx(score(best))


def test_a_turn_is_dated_by_the_first_step_of_the_new_segment():
    y = np.array([0.0] * 10 + [5.0] * 10)
    levels = np.array([0.0, 5.0])
    model = Model(-0.5 * (y[:, None] - levels) ** 2, np.array([0.5, 0.5]), 0.05)
    assert infer(model).turns.argmax() == 10
    assert best_path(model)[0].tolist() == [10]


def test_probabilities_are_calibrated_under_the_engines_own_model():
    """Of the windows said to hold a turn with probability p, about p hold one (quick version of bench/turns.py)."""
    rng = np.random.default_rng(7)
    levels, prior, n = np.linspace(-2, 2, 9), np.full(9, 1 / 9), 60
    said, held = [], []
    for _ in range(250):
        turns = rng.random(n) < 0.03
        turns[0] = True
        y = levels[rng.integers(0, 9, n)[np.maximum.accumulate(np.where(turns, np.arange(n), 0))]] + rng.normal(0, 1, n)
        found = infer(Model(-0.5 * (y[:, None] - levels) ** 2, prior, 0.03)).turns
        said += [found[t] for t in range(5, 55, 5)]
        held += [turns[t] for t in range(5, 55, 5)]
        said.append(1 - np.prod(1 - found[20:31]))
        held.append(turns[20:31].any())
    said, held = np.array(said), np.array(held, float)
    for low, high in [(0, 0.05), (0.05, 0.3), (0.3, 1.01)]:
        part = (said >= low) & (said < high)
        assert abs(said[part].mean() - held[part].mean()) < 0.1


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 5), st.integers(0, 5))
def test_steps_without_information_at_the_edges_change_nothing(seed, before, after):
    model = random_model(8, 3, seed, memory=False)
    padded = np.vstack([np.zeros((before, 3)), model.within, np.zeros((after, 3))])
    plain, longer = infer(model), infer(Model(padded, model.prior, model.hazard))
    assert longer.log_evidence == pytest.approx(plain.log_evidence)
    assert np.allclose(longer.turns[before + 1 : before + 8], plain.turns[1:])
    assert np.all((longer.turns >= 0) & (longer.turns <= 1))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=5, max_size=5))
def test_refining_the_grid_keeps_the_priors_mass(occupied):
    levels, weights = np.linspace(0.1, 0.9, 5), np.array([0.1, 0.2, 0.4, 0.2, 0.1])
    finer, mass = refined(levels, weights, np.array(occupied))
    assert mass.sum() == pytest.approx(1)
    assert np.all(np.diff(finer) > 0)
