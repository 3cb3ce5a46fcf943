"""Linear models over named facts: what `training/causes.py` and `training/factuality.py` share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy import optimize, sparse

ROOT = Path(__file__).resolve().parent.parent
KNOWLEDGE = ROOT / "src" / "detente" / "knowledge"
SHARED = ROOT.parent / "shared" / "bench"
LEAST, FOLDS = 3, 5
"""A fact must hold so often to have a weight; so many folds judge a model."""
Facts = Sequence[frozenset[str]]
Loss = Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]
"""From scores and gold: the loss of each row and its slope."""
Fitted = Callable[[sparse.csr_matrix, np.ndarray], np.ndarray]
"""From rows and gold: the weights and, last, the base."""


def columns(facts: Facts) -> dict[str, int]:
    """The facts that hold often enough, each with its column."""
    counts = Counter(name for found in facts for name in found)
    return {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= LEAST))}


def matrix(facts: Facts, names: dict[str, int]) -> sparse.csr_matrix:
    """One row a case, one column a fact, ones where it holds."""
    places = [(i, names[name]) for i, found in enumerate(facts) for name in sorted(found) if name in names]
    i, j = zip(*places, strict=True)
    return sparse.csr_matrix((np.ones(len(places)), (i, j)), shape=(len(facts), len(names)))


def fit(x: sparse.csr_matrix, y: np.ndarray, loss: Loss, *, penalty: float, base: float = 0.0) -> np.ndarray:
    """The weights and, last, the base that make the sum of losses least, with an L2 penalty on the weights."""

    def total(w: np.ndarray) -> tuple[float, np.ndarray]:
        value, slope = loss(x @ w[:-1] + w[-1], y)
        slopes = np.append(x.T @ slope + penalty * w[:-1], slope.sum())
        return float(value.sum()) + 0.5 * penalty * float(w[:-1] @ w[:-1]), slopes

    start = np.append(np.zeros(x.shape[1]), base)
    found: Any = optimize.minimize(total, start, jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return np.asarray(found.x)


def judged_unseen(x: sparse.csr_matrix, y: np.ndarray, group: np.ndarray, fitted: Fitted) -> np.ndarray:
    """The score of every row by a model that saw no row of its group, shape (rows,)."""
    scores = np.zeros(len(y))
    for fold in range(FOLDS):
        out = group % FOLDS == fold
        w = fitted(x[~out], y[~out])
        scores[out] = x[out] @ w[:-1] + w[-1]
    return scores


def write(file: str, names: dict[str, int], w: np.ndarray, kept: np.ndarray, **more: Any) -> None:
    """Write the kept weights with their names, the base, and what else is given."""
    np.savez_compressed(
        KNOWLEDGE / file,
        names=np.array([n for n, k in zip(names, kept, strict=True) if k]),
        weights=w[:-1][kept].astype(more.pop("dtype", np.float32)),
        base=np.float32(w[-1]),
        **more,
    )
