"""Whether the engine of eras and episodes keeps its word under its own model: said against come, by bins of a tenth.

Histories are drawn from the prior (eras that turn, episodes, attention), counts from its likelihoods without outliers;
P(a turn within a window of eight steps) is held against whether one was there. `python bench/calibration.py`;
DETENTE_SERIES sets how many series. Figures: docs/methods/eras.md.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
import harness
from detente.relations.methods.grid import Floats
from detente.relations.methods.likelihoods import share_table, volume_table
from detente.relations.methods.regimes import Chances, RegimeModel, infer

DATA: tuple[str, ...] = ()
SHARES, RATES = np.array([0.1, 0.3, 0.5, 0.7, 0.9]), np.log(np.array([0.7, 1.5, 3.0, 6.0, 12.0]))
PASSING_SHARES, FACTORS, STAGES = np.array([0.1, 0.9]), np.array([1.0, 3.0]), np.array([5.0, 2.5])
PASSING = np.array([[0.0, 0.3], [0.2, 0.15], [0.2, 0.15]])
CHANCES = Chances(
    1 / 40,
    1 / 50,
    1 / 6,
    0.2,
    PASSING,
    (0.3, 0.3, 0.4),
    flare=1 / 60,
    attended=0.5,
    fade=1 / 4,
    stages=np.array([0.6, 0.4]),
)
CONCENTRATION, DISPERSION, STEPS, WINDOW = 12.0, 4.0, 80, 8


def history(rng: np.random.Generator) -> tuple[Floats, Floats, Floats]:
    """One series from the prior: conflict and total (n), and where it turned (n)."""
    share, rate, state, k = rng.integers(5), rng.integers(5), "era", 0
    kind = (0, 0)
    counts, turned = np.zeros((STEPS, 2)), np.zeros(STEPS)
    for t in range(STEPS):
        if t:
            new = False
            if state == "era":
                draw = rng.random()
                new = draw < CHANCES.turn
                if CHANCES.turn <= draw < CHANCES.turn + CHANCES.begin:
                    state, kind = "episode", divmod(int(rng.choice(6, p=PASSING.ravel())), 2)
                elif CHANCES.turn + CHANCES.begin <= draw < CHANCES.turn + CHANCES.begin + CHANCES.flare:
                    state, k = "attention", int(rng.choice(2, p=CHANCES.stages))
            elif state == "episode" and rng.random() < CHANCES.end:
                state, new = "era", bool(rng.random() < CHANCES.onward)
            elif state == "attention" and rng.random() < CHANCES.fade:
                k, state = (k + 1, state) if k == 0 else (0, "era")
            if new:
                turned[t], what = 1, rng.choice(3, p=CHANCES.kinds)
                share = rng.integers(5) if what in (0, 2) else share
                rate = rng.integers(5) if what in (1, 2) else rate
                if rng.random() < CHANCES.attended:
                    state, k = "attention", int(rng.choice(2, p=CHANCES.stages))
        p, mean = SHARES[share], np.exp(RATES[rate])
        if state == "episode":
            p, mean = PASSING_SHARES[kind[0] - 1] if kind[0] else p, mean * FACTORS[kind[1]]
        elif state == "attention":
            mean *= STAGES[k]
        total = rng.poisson(mean * rng.gamma(DISPERSION, 1 / DISPERSION))
        counts[t] = rng.binomial(total, rng.beta(p * CONCENTRATION, (1 - p) * CONCENTRATION)), total
    return counts[:, 0], counts[:, 1], turned


def said(conflict: Floats, total: Floats) -> Floats:
    """P(a turn at t) (n), by the engine."""

    def volume(factor: float) -> Floats:
        shifted = RATES + np.log(factor)
        return volume_table(total, np.ones(STEPS), shifted, dispersion=DISPERSION, outlier=1e-12)[1]

    def share(levels: Floats) -> Floats:
        return share_table(conflict, total, levels, concentration=CONCENTRATION, outlier=1e-12)

    plain, even = volume(1.0), np.full(5, 0.2)
    model = RegimeModel(
        share(SHARES), plain, plain, share(PASSING_SHARES), np.stack([volume(f) for f in FACTORS], axis=1), even, even,
        CHANCES, np.stack([volume(f) for f in STAGES], axis=1),
    )  # fmt: skip
    return infer(model).turns.sum(axis=1)


def reliability(n_series: int, seed: int) -> dict[str, float]:
    """By bins of what was said: the largest difference to what came (bins of 20 windows or more), and the mean one."""
    rng = np.random.default_rng(seed)
    words, facts = [], []
    for _ in range(n_series):
        conflict, total, turned = history(rng)
        sums = said(conflict, total)
        for a in range(1, STEPS - WINDOW + 1, WINDOW):
            words.append(float(sums[a : a + WINDOW].sum()))
            facts.append(float(turned[a : a + WINDOW].sum()))
    told, came = np.array(words), np.array(facts)
    place = np.minimum((told * 10).astype(int), 10)
    gaps, weights = [], []
    for k in range(11):
        if (place == k).sum() >= 20:
            gaps.append(abs(told[place == k].mean() - came[place == k].mean()))
            weights.append((place == k).sum())
    return {
        "n_windows": float(len(told)),
        "bins": float(len(gaps)),
        "largest_gap": round(float(max(gaps)), 3),
        "mean_gap": round(float(np.average(gaps, weights=weights)), 3),
        "said": round(float(told.mean()), 3),
        "came": round(float(came.mean()), 3),
    }


def measure(shared: Path) -> dict[str, float]:
    """Expected turns in a window against those that were there."""
    return reliability(int(os.environ.get("DETENTE_SERIES", "400")), 7)


if __name__ == "__main__":
    raise SystemExit(harness.main(__file__, measure, DATA))
