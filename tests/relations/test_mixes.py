"""The engine of mixes equals the sum over all segmentations, is calibrated, and takes no flood for a new mix."""

from itertools import pairwise, product

import numpy as np
import pytest

from detente.relations.methods.mixes import capped, infer_mix, log_marginals, share_change, usual_mix


def counts_of(seed, n, types=3):
    return np.random.default_rng(seed).poisson(1.5, (n, types)).astype(float)


@pytest.mark.parametrize("n", [1, 2, 5, 12])
def test_posterior_is_the_sum_over_all_segmentations(n):
    counts, hazard, prior = counts_of(n, n), 0.2, np.array([0.7, 1.1, 2.0])
    weights = capped(counts)
    total, turns = 0.0, np.zeros(n)
    for marks in product((0, 1), repeat=n - 1):
        borders = [0, *(t for t, mark in enumerate(marks, 1) if mark), n]
        chance = hazard ** sum(marks) * (1 - hazard) ** (n - 1 - sum(marks))
        for a, b in pairwise(borders):
            chance *= np.exp(log_marginals(weights[a:b].sum(axis=0, keepdims=True), prior)[0])
        total += chance
        turns[borders[1:-1]] += chance
    found = infer_mix(counts, hazard, prior=prior)
    assert found.log_evidence == pytest.approx(np.log(total), abs=1e-10)
    assert np.allclose(found.turns, turns / total, atol=1e-12)


def test_a_new_mix_is_dated_at_its_first_period():
    rng = np.random.default_rng(1)
    counts = np.vstack([rng.multinomial(5, (0.8, 0.1, 0.1), 30), rng.multinomial(5, (0.2, 0.2, 0.6), 30)])
    turns = infer_mix(counts, 1 / 120).turns
    assert abs(int(turns.argmax()) - 30) <= 1
    assert turns[26:35].sum() > 0.95


def test_a_flood_of_one_type_is_no_new_mix():
    counts = np.random.default_rng(2).multinomial(3, (0.5, 0.3, 0.2), 60).astype(float)
    counts[30, 2] += 60
    assert infer_mix(counts, 1 / 120).turns.sum() < 0.5


def test_it_is_calibrated_under_its_own_model():
    rng = np.random.default_rng(3)
    n, hazard, prior = 24, 0.05, np.array([1.0, 1.0, 2.0])
    said, came = [], []
    for _ in range(150):
        marks = rng.random(n) < hazard
        marks[0] = True
        counts, mix = np.zeros((n, 3)), prior
        for t in range(n):
            mix = rng.dirichlet(prior) if marks[t] else mix
            counts[t, rng.choice(3, p=mix)] = 1.0  # one deed a period: capping changes nothing
        turns = infer_mix(counts, hazard, prior=prior).turns
        for a in range(1, n - 4, 4):
            said.append(min(turns[a : a + 4].sum(), 1.0))
            came.append(marks[a : a + 4].sum())
    said, came = np.array(said), np.array(came)
    assert came.mean() == pytest.approx(said.mean(), abs=0.04)
    likely = said > 0.4
    assert likely.sum() > 15
    assert came[likely].mean() == pytest.approx(said[likely].mean(), abs=0.2)


def test_a_type_that_comes_up_has_changed_and_one_that_stays_has_not():
    before, after = np.tile([4.0, 0.0, 1.0], (20, 1)), np.tile([2.0, 2.0, 1.0], (20, 1))
    prior = usual_mix(np.vstack([before, after]))
    came, stayed = (share_change(before, after, place, prior) for place in (1, 2))
    assert came.probability > 0.95
    assert came.after > came.before + 0.2
    assert stayed.probability < 0.5
