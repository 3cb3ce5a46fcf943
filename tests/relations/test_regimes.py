"""The engine of eras and episodes equals the sum over all histories, and its draws follow that posterior."""

from itertools import product

import numpy as np
import pytest

from detente.relations.methods.regimes import BEGIN, END, Chances, RegimeModel, infer, sample

SHARES, VOLUMES = 3, 2
CHANCES = Chances(0.15, 0.2, 0.4, 0.3, np.array([[0.0, 0.5], [0.3, 0.2]]), (0.5, 0.3, 0.2))


def small_model(n, *, memory):
    rng = np.random.default_rng(n + memory)
    volume = rng.normal(0, 1.5, (n, VOLUMES))
    return RegimeModel(
        share=rng.normal(0, 1.5, (n, SHARES)),
        volume=volume,
        volume_start=rng.normal(0, 1.5, (n, VOLUMES)) if memory else volume,
        share_passing=rng.normal(0, 1.5, (n, 1)),
        volume_passing=rng.normal(0, 1.5, (n, 2, VOLUMES)),
        share_prior=rng.dirichlet(np.ones(SHARES)),
        volume_prior=rng.dirichlet(np.ones(VOLUMES)),
        chances=CHANCES,
    )


def steps(model, state, t):
    """All (next state, weight, kind) after `state`: the rules of the model, one by one. A state is (s, v, episode)."""
    s, v, p = state
    c, within, start = model.chances, np.exp(model.volume[t]), np.exp(model.volume_start[t])
    share = np.exp(model.share[t])
    turned, volume = (c.turn, within) if p is None else (c.end * c.onward, start)
    if p is None:
        yield (s, v, None), (1 - c.turn - c.begin) * share[s] * within[v], 0
        for j, m in product(range(2), range(2)):
            yield (s, v, (j, m)), c.begin * c.passing[j, m] * passing(model, s, v, (j, m), t), BEGIN
    else:
        yield (s, v, p), (1 - c.end) * passing(model, s, v, p, t), 0
        yield (s, v, None), c.end * (1 - c.onward) * share[s] * start[v], END
    for x in range(SHARES):
        yield (x, v, None), turned * c.kinds[0] * model.share_prior[x] * share[x] * volume[v], 1
    for y in range(VOLUMES):
        yield (s, y, None), turned * c.kinds[1] * model.volume_prior[y] * share[s] * start[y], 2
    for x, y in product(range(SHARES), range(VOLUMES)):
        prior = model.share_prior[x] * model.volume_prior[y]
        yield (x, y, None), turned * c.kinds[2] * prior * share[x] * start[y], 3


def passing(model, s, v, kind, t):
    j, m = kind
    share = model.share[t, s] if j == 0 else model.share_passing[t, j - 1]
    return np.exp(share + model.volume_passing[t, m, v])


def brute_force(model):
    """Every history, with its weight: (total, P(turn of each kind at t), P(in an episode at t))."""
    n = len(model.share)
    first = np.exp(model.share[0])[:, None] * np.exp(model.volume_start[0])
    first = model.share_prior[:, None] * model.volume_prior * first
    histories = [([(s, v, None)], [0], first[s, v]) for s, v in product(range(SHARES), range(VOLUMES))]
    for t in range(1, n):
        histories = [
            ([*states, state], [*kinds, kind], weight * chance)
            for states, kinds, weight in histories
            for state, chance, kind in steps(model, states[-1], t)
        ]
    total = sum(weight for *_, weight in histories)
    turns, inside = np.zeros((n, 3)), np.zeros(n)
    for states, kinds, weight in histories:
        for t in range(n):
            if kinds[t] in (1, 2, 3):
                turns[t, kinds[t] - 1] += weight / total
            inside[t] += weight / total * (states[t][2] is not None)
    return np.log(total), turns, inside


@pytest.mark.parametrize("memory", [False, True])
@pytest.mark.parametrize("n", [1, 2, 4])
def test_posterior_is_the_sum_over_all_histories(n, memory):
    model = small_model(n, memory=memory)
    log_sum, turns, inside = brute_force(model)
    found = infer(model)
    assert found.log_evidence == pytest.approx(log_sum, abs=1e-10)
    assert np.allclose(found.turns, turns, atol=1e-12)
    assert np.allclose(found.passing, inside, atol=1e-12)
    single = infer(model, precision=np.float32)
    assert single.log_evidence == pytest.approx(log_sum, abs=1e-5)
    assert np.allclose(single.turns, turns, atol=1e-5)


@pytest.mark.parametrize("memory", [False, True])
def test_draws_follow_the_posterior(memory):
    model = small_model(6, memory=memory)
    found = infer(model)
    draws = sample(model, found, 20_000, np.random.default_rng(3))
    for kind in (1, 2, 3):
        assert np.abs((draws.kinds == kind).mean(axis=0) - found.turns[:, kind - 1]).max() < 0.015
    assert np.abs((draws.passing > 0).mean(axis=0) - found.passing).max() < 0.015


def test_draws_keep_what_did_not_turn():
    model = small_model(6, memory=False)
    draws = sample(model, infer(model), 2_000, np.random.default_rng(4))
    same_share, same_volume = (a[:, 1:] == a[:, :-1] for a in (draws.share, draws.volume))
    assert np.all(same_share | np.isin(draws.kinds[:, 1:], (1, 3)))
    assert np.all(same_volume | np.isin(draws.kinds[:, 1:], (2, 3)))
    begun = (draws.passing[:, 1:] > 0) & (draws.passing[:, :-1] == 0)
    assert np.all(begun == (draws.kinds[:, 1:] == BEGIN))
    ended = (draws.passing[:, 1:] == 0) & (draws.passing[:, :-1] > 0)
    assert np.all(draws.kinds[:, 1:][ended] != BEGIN)
    assert np.all(draws.kinds[:, 1:][ended] > 0)
