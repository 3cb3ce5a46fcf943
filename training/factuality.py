"""Makes `knowledge/factuality_weights.npz`: least absolute deviations over named facts, with an L2 penalty.

    python training/factuality.py            figures by five-fold cross-validation, by sentence
    python training/factuality.py --write    the same, and the weights

Data: ../shared/bench/status/uw_train.jsonl (Lee, Artzi, Choi, Zettlemoyer 2015). Deterministic.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from scipy import optimize, sparse

from detente.reading.factuality_scale import TOP, facts_of
from detente.reading.parse import pipelines

ROOT = Path(__file__).resolve().parent.parent
LEAST, PENALTY, ROUND, FOLDS = 3, 10.0, 0.1, 5


def rows(path: Path) -> tuple[list[frozenset[str]], np.ndarray, np.ndarray]:
    """The facts of every judged predicate, its value, and the number of its sentence."""
    from spacy.tokens import Doc

    parser = pipelines()[1]
    told = [json.loads(line) for line in path.open(encoding="utf-8")]
    docs = parser.pipe(Doc(parser.vocab, words=row["text"].split()) for row in told)
    facts, values, group = [], [], []
    for number, (row, doc) in enumerate(zip(told, docs, strict=True)):
        for target in row["targets"]:
            facts.append(facts_of(doc[slice(*target["span1"])].root))
            values.append(float(target["label"]))
            group.append(number)
    return facts, np.array(values), np.array(group)


def matrix(facts: list[frozenset[str]], names: dict[str, int]) -> sparse.csr_matrix:
    """One row a predicate, one column a fact, ones where it holds."""
    places = [(i, names[name]) for i, found in enumerate(facts) for name in sorted(found) if name in names]
    i, j = zip(*places, strict=True)
    return sparse.csr_matrix((np.ones(len(places)), (i, j)), shape=(len(facts), len(names)))


def fit(x: sparse.csr_matrix, y: np.ndarray) -> np.ndarray:
    """The weights and, last, the base, that make the sum of absolute deviations (rounded off below 0.1) least."""

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        error = x @ w[:-1] + w[-1] - y
        size = np.sqrt(error**2 + ROUND**2)
        slope = error / size
        penalty = 0.5 * PENALTY * float(w[:-1] @ w[:-1])
        return float(size.sum()) + penalty, np.append(x.T @ slope + PENALTY * w[:-1], slope.sum())

    start = np.append(np.zeros(x.shape[1]), np.median(y))
    found: Any = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return np.asarray(found.x)


def main() -> int:
    """Cross-validate, and write with --write."""
    facts, y, group = rows(ROOT.parent / "shared" / "bench" / "status" / "uw_train.jsonl")
    counts = Counter(name for found in facts for name in found)
    names = {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= LEAST))}
    x = matrix(facts, names)
    told = np.zeros(len(y))
    for fold in range(FOLDS):
        out = group % FOLDS == fold
        w = fit(x[~out], y[~out])
        told[out] = np.clip(x[out] @ w[:-1] + w[-1], -TOP, TOP)
    print(f"MAE {np.abs(told - y).mean():.3f}, r {np.corrcoef(told, y)[0, 1]:.3f}, {len(names)} facts", file=sys.stderr)
    if "--write" in sys.argv:
        w = fit(x, y)
        kept = np.abs(w[:-1]) >= 0.005
        np.savez_compressed(
            ROOT / "src" / "detente" / "knowledge" / "factuality_weights.npz",
            names=np.array([n for n, k in zip(names, kept, strict=True) if k]),
            weights=w[:-1][kept].astype(np.float32),
            base=np.float32(w[-1]),
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
