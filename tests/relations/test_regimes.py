"""The engine of eras and episodes equals the sum over all histories, and its draws follow that posterior."""

from collections import Counter
from itertools import product

import numpy as np
import pytest

from detente.relations.methods.histories import sample
from detente.relations.methods.regimes import ATTENDED, BEGIN, END, Chances, RegimeModel, infer

SHARES, VOLUMES = 3, 2
PASSING = np.array([[0.0, 0.5], [0.3, 0.2]])
CALM = Chances(0.15, 0.2, 0.4, 0.3, PASSING, (0.5, 0.3, 0.2))
RUSHED = Chances(0.15, 0.2, 0.4, 0.3, PASSING, (0.5, 0.3, 0.2), 0.1, 0.4, 0.35, np.array([0.7, 0.3]))


def small_model(n, *, memory, chances=CALM):
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
        chances=chances,
        volume_attended=rng.normal(0, 1.5, (n, len(chances.stages), VOLUMES)),
    )


def steps(model, state, t):
    """All (next state, weight, kind) after `state`: the rules of the model, one by one.

    A state is (s, v, p) where p is None in an era, (j, m) in an episode, and k in a stage of attention.
    """
    s, v, p = state
    c, within, start = model.chances, np.exp(model.volume[t]), np.exp(model.volume_start[t])
    share = np.exp(model.share[t])
    risen = np.exp(model.volume_attended[t])
    if isinstance(p, int):
        yield (s, v, p), (1 - c.fade) * share[s] * risen[p, v], 0
        last = p == len(c.stages) - 1
        yield (s, v, None if last else p + 1), c.fade * share[s] * (start[v] if last else risen[p + 1, v]), END * last
        return
    turned, volume = (c.turn, within) if p is None else (c.end * c.onward, start)
    if p is None:
        yield (s, v, None), (1 - c.turn - c.begin - c.flare) * share[s] * within[v], 0
        for j, m in product(range(2), range(2)):
            yield (s, v, (j, m)), c.begin * c.passing[j, m] * passing(model, s, v, (j, m), t), BEGIN
        for k, stage in enumerate(c.stages):
            yield (s, v, k), c.flare * stage * share[s] * risen[k, v], BEGIN
    else:
        yield (s, v, p), (1 - c.end) * passing(model, s, v, p, t), 0
        yield (s, v, None), c.end * (1 - c.onward) * share[s] * start[v], END
    new = [(x, v, 0, model.share_prior[x] * share[x], volume[v]) for x in range(SHARES)]
    new += [(s, y, 1, model.volume_prior[y] * share[s], start[y]) for y in range(VOLUMES)]
    for x, y in product(range(SHARES), range(VOLUMES)):
        new.append((x, y, 2, model.share_prior[x] * model.volume_prior[y] * share[x], start[y]))
    for x, y, kind, weight, likelihood in new:
        yield (x, y, None), (1 - c.attended) * turned * c.kinds[kind] * weight * likelihood, kind + 1
        for k, stage in enumerate(c.stages):
            chance = c.attended * stage * turned * c.kinds[kind] * weight
            yield (x, y, k), chance * risen[k, y], kind + 1 + ATTENDED


def passing(model, s, v, kind, t):
    j, m = kind
    share = model.share[t, s] if j == 0 else model.share_passing[t, j - 1]
    return np.exp(share + model.volume_passing[t, m, v])


def brute_force(model):
    """Every history, with its weight: (total, P(turn of each kind at t), P(in an episode), P(attention) at t)."""
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
    turns, inside, above = np.zeros((n, 3)), np.zeros(n), np.zeros(n)
    for states, kinds, weight in histories:
        for t in range(n):
            if kinds[t] % ATTENDED in (1, 2, 3):
                turns[t, kinds[t] % ATTENDED - 1] += weight / total
            inside[t] += weight / total * isinstance(states[t][2], tuple)
            above[t] += weight / total * isinstance(states[t][2], int)
    return np.log(total), turns, inside, above


@pytest.mark.parametrize("memory", [False, True])
@pytest.mark.parametrize(("n", "chances"), [(1, CALM), (2, CALM), (4, CALM), (1, RUSHED), (2, RUSHED), (4, RUSHED)])
def test_posterior_is_the_sum_over_all_histories(n, chances, memory):
    model = small_model(n, memory=memory, chances=chances)
    log_sum, turns, inside, above = brute_force(model)
    found = infer(model)
    assert found.log_evidence == pytest.approx(log_sum, abs=1e-10)
    assert np.allclose(found.turns, turns, atol=1e-12)
    assert np.allclose(found.passing, inside, atol=1e-12)
    assert np.allclose(found.attention, above, atol=1e-12)
    single = infer(model, precision=np.float32)
    assert single.log_evidence == pytest.approx(log_sum, abs=1e-5)
    assert np.allclose(single.turns, turns, atol=1e-5)


@pytest.mark.parametrize("chances", [CALM, RUSHED])
@pytest.mark.parametrize("memory", [False, True])
def test_draws_follow_the_posterior(memory, chances):
    model = small_model(6, memory=memory, chances=chances)
    found = infer(model)
    draws = sample(model, found, 20_000, np.random.default_rng(3))
    for kind in (1, 2, 3):
        assert np.abs((draws.kinds % ATTENDED == kind).mean(axis=0) - found.turns[:, kind - 1]).max() < 0.015
    assert np.abs(((draws.passing > 0) & (draws.passing <= 4)).mean(axis=0) - found.passing).max() < 0.015
    assert np.abs((draws.passing > 4).mean(axis=0) - found.attention).max() < 0.015


def test_draws_of_two_steps_follow_the_weight_of_each_history():
    model = small_model(3, memory=True, chances=RUSHED)
    draws = sample(model, infer(model), 40_000, np.random.default_rng(5))
    first = np.exp(model.share[0])[:, None] * np.exp(model.volume_start[0])
    first = model.share_prior[:, None] * model.volume_prior * first
    weights: dict = {}
    for s, v in product(range(SHARES), range(VOLUMES)):
        for one, chance, kind in steps(model, (s, v, None), 1):
            for two, other, next_kind in steps(model, one, 2):
                key = ((s, v, None), one, two, kind, next_kind)
                weights[key] = weights.get(key, 0) + first[s, v] * chance * other
    total = sum(weights.values())
    states = {0: None, **{1 + 2 * j + m: (j, m) for j, m in product(range(2), range(2))}, 5: 0, 6: 1}
    rows = zip(draws.share, draws.volume, draws.passing, draws.kinds, strict=True)
    seen = Counter(
        (*((int(s[t]), int(v[t]), states[int(p[t])]) for t in range(3)), int(k[1]), int(k[2])) for s, v, p, k in rows
    )
    assert set(seen) <= set(weights)
    assert max(abs(seen[key] / 40_000 - weight / total) for key, weight in weights.items()) < 0.008


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


def test_it_is_calibrated_under_its_own_model():
    """Of the windows in which it expects so many turns, so many hold one."""
    rng, n = np.random.default_rng(6), 10
    blank = small_model(n, memory=False, chances=RUSHED)
    chance = np.array([0.05, 0.5, 0.95, 0.7])  # of a one, by share, the episode's last
    counts = np.array([[0.8, 0.15, 0.05], [0.1, 0.8, 0.1], [0.05, 0.15, 0.8], [0.1, 0.45, 0.45]])
    free = RegimeModel(
        *(np.zeros_like(table) for table in (blank.share, blank.volume, blank.volume_start)),
        *(np.zeros_like(table) for table in (blank.share_passing, blank.volume_passing)),
        blank.share_prior, blank.volume_prior, RUSHED, np.zeros_like(blank.volume_attended),
    )  # fmt: skip
    said, came = [], []
    for _ in range(250):
        state = int(rng.choice(SHARES, p=free.share_prior)), int(rng.choice(VOLUMES, p=free.volume_prior)), None
        share, volume, inside, risen = (np.zeros((n, size)) for size in (SHARES, VOLUMES, 1, 2))
        passed, marks = np.zeros((n, 2, VOLUMES)), np.zeros(n)
        for t in range(n):
            if t:
                options = list(steps(free, state, t))
                state, _, kind = options[rng.choice(len(options), p=[weight for _, weight, _ in options])]
                marks[t] = kind % ATTENDED in (1, 2, 3)
            s, v, p = state
            row = counts[2 + p] if isinstance(p, int) else counts[2] if p is not None and p[1] else counts[v]
            one, seen = rng.random() < chance[3 if isinstance(p, tuple) and p[0] else s], rng.choice(3, p=row)
            likely = chance if one else 1 - chance
            share[t], inside[t] = np.log(likely[:3]), np.log(likely[3])
            volume[t], passed[t, 0], passed[t, 1] = (
                np.log(x) for x in (counts[:2, seen], counts[:2, seen], counts[2, seen])
            )
            risen[t] = np.log(counts[2:, seen])
        model = RegimeModel(
            share, volume, volume, inside, passed, free.share_prior, free.volume_prior, RUSHED,
            np.repeat(risen[:, :, None], VOLUMES, axis=2),
        )  # fmt: skip
        turns = infer(model).turns.sum(axis=1)
        said += [turns[1:4].sum(), turns[4:7].sum(), turns[7:].sum()]
        came += [marks[1:4].sum(), marks[4:7].sum(), marks[7:].sum()]
    said, came = np.array(said), np.array(came)
    for among in np.array_split(np.argsort(said), 3):
        assert came[among].mean() == pytest.approx(said[among].mean(), abs=0.12)
    assert came[said > np.median(said)].mean() > came[said < np.median(said)].mean()
