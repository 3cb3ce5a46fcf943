"""The engine of two parameters equals the sum over all ways in which share and volume can turn."""

from itertools import pairwise, product

import numpy as np
import pytest

from detente.relations.methods.joint import JointModel, infer, sample

KINDS = (0.5, 0.3, 0.2)


def small_model(n, *, memory):
    rng = np.random.default_rng(n + memory)
    opening = rng.normal(0, 2, (n, 2)) if memory else None
    priors = rng.dirichlet(np.ones(3)), rng.dirichlet(np.ones(2))
    return JointModel(rng.normal(0, 2, (n, 3)), rng.normal(0, 2, (n, 2)), *priors, 0.25, opening, KINDS)


def brute_force(model):
    n = len(model.share)
    opening = model.volume if model.volume_start is None else model.volume_start
    weights = np.log([1 - model.hazard, *(model.hazard * k for k in KINDS)])

    def evidence(turned, within, start, prior):
        borders = [0, *(t for t in range(1, n) if turned[t - 1]), n]
        pairs = pairwise(borders)
        return sum(np.logaddexp.reduce(np.log(prior) + start[a] + within[a + 1 : b].sum(axis=0)) for a, b in pairs)

    scores, ways = [], list(product(range(4), repeat=n - 1))
    for way in ways:
        total = weights[list(way)].sum()
        total += evidence([k in (1, 3) for k in way], model.share, model.share, model.share_prior)
        total += evidence([k in (2, 3) for k in way], model.volume, opening, model.volume_prior)
        scores.append(total)
    log_sum = np.logaddexp.reduce(scores)
    chances, turns = np.exp(np.array(scores) - log_sum), np.zeros((n, 3))
    for way, chance in zip(ways, chances, strict=True):
        for t, kind in enumerate(way, start=1):
            if kind:
                turns[t, kind - 1] += chance
    return log_sum, turns


@pytest.mark.parametrize("memory", [False, True])
@pytest.mark.parametrize("n", [2, 6])
def test_posterior_is_the_sum_over_all_ways_to_turn(n, memory):
    model = small_model(n, memory=memory)
    log_sum, turns = brute_force(model)
    found = infer(model)
    assert found.log_evidence == pytest.approx(log_sum, abs=1e-10)
    assert np.allclose(found.turns, turns, atol=1e-12)
    assert np.allclose(found.share.sum(axis=1), 1)
    assert np.allclose(found.volume.sum(axis=1), 1)


@pytest.mark.parametrize("memory", [False, True])
def test_draws_follow_the_posterior(memory):
    model = small_model(6, memory=memory)
    found = infer(model)
    draws = sample(model, found, 20_000, np.random.default_rng(3))
    for kind in (1, 2, 3):
        assert np.abs((draws.kinds == kind).mean(axis=0) - found.turns[:, kind - 1]).max() < 0.015
    for level in range(3):
        assert np.abs((draws.share == level).mean(axis=0) - found.share[:, level]).max() < 0.015
    for level in range(2):
        assert np.abs((draws.volume == level).mean(axis=0) - found.volume[:, level]).max() < 0.015


def test_draws_keep_what_did_not_turn():
    model = small_model(6, memory=False)
    draws = sample(model, infer(model), 2_000, np.random.default_rng(4))
    same_share = draws.share[:, 1:] == draws.share[:, :-1]
    assert np.all(same_share | np.isin(draws.kinds[:, 1:], (1, 3)))
    same_volume = draws.volume[:, 1:] == draws.volume[:, :-1]
    assert np.all(same_volume | np.isin(draws.kinds[:, 1:], (2, 3)))
