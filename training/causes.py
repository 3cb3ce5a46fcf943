"""Makes `knowledge/cause_weights.npz`: logistic regression over the facts of a sentence, with an L2 penalty.

    python training/causes.py            figures by five-fold cross-validation, by document
    python training/causes.py --write    the same, and the weights

Data: ../shared/bench/causes/train_subtask1.csv (Causal News Corpus V2, Tan et al. 2022). Deterministic.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from scipy import optimize, sparse

from detente.reading.cause_sentences import facts_of
from detente.reading.causes import find_links
from detente.reading.parse import parse_reports
from detente.sources.report import Report

ROOT = Path(__file__).resolve().parent.parent
LEAST, SCALE, FOLDS = 3, 5.0, 5
PENALTY = 3.0
BARS = np.arange(0.25, 0.6, 0.01)


def rows(path: Path) -> tuple[list[frozenset[str]], np.ndarray, np.ndarray]:
    """The facts of every sentence, whether it is causal (0, 1), and the number of its document."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        told = list(csv.DictReader(lines))
    facts: list[frozenset[str]] = []
    for parsed in parse_reports([Report(row["text"]) for row in told], choose=False):
        found: frozenset[str] = frozenset()
        for sentence in parsed.sentences:
            if sentence.doc is not None:
                found |= facts_of(sentence.doc, find_links(sentence.doc))
        facts.append(found)
    group = [int(row["index"].split("_")[1]) for row in told]
    return facts, np.array([int(row["label"]) for row in told]), np.array(group)


def matrix(facts: list[frozenset[str]], names: dict[str, int]) -> sparse.csr_matrix:
    """One row a sentence, each of length SCALE."""
    places = [(i, names[name]) for i, found in enumerate(facts) for name in sorted(found) if name in names]
    i, j = zip(*places, strict=True)
    made = sparse.csr_matrix((np.ones(len(places)), (i, j)), shape=(len(facts), len(names)))
    length = np.sqrt(np.maximum(np.asarray(made.sum(axis=1)).ravel(), 1.0))
    return sparse.csr_matrix(sparse.diags(SCALE / length) @ made)


def fit(x: sparse.csr_matrix, y: np.ndarray) -> np.ndarray:
    """The weights and, last, the base."""

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w[:-1] + w[-1]
        slope = 1 / (1 + np.exp(-z)) - y
        value = float((np.logaddexp(0, z) - y * z).sum()) + 0.5 * PENALTY * float(w[:-1] @ w[:-1])
        return value, np.append(x.T @ slope + PENALTY * w[:-1], slope.sum())

    found: Any = optimize.minimize(
        loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 300}
    )
    return np.asarray(found.x)


def f1(told: np.ndarray, gold: np.ndarray) -> float:
    """F1 of the causal sentences, per cent."""
    return float(200 * (told & (gold == 1)).sum() / (told.sum() + (gold == 1).sum()))


def main() -> int:
    """Cross-validate, and write with --write."""
    facts, y, group = rows(ROOT.parent / "shared" / "bench" / "causes" / "train_subtask1.csv")
    counts = Counter(name for found in facts for name in found)
    names = {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= LEAST))}
    x = matrix(facts, names)
    told = np.zeros(len(y))
    for fold in range(FOLDS):
        out = group % FOLDS == fold
        w = fit(x[~out], y[~out])
        told[out] = 1 / (1 + np.exp(-(x[out] @ w[:-1] + w[-1])))
    # The middle of the bars whose F1 is within a tenth of the best: one noisy peak decides nothing.
    scores = np.array([f1(told >= bar, y) for bar in BARS])
    bar = float(np.median(BARS[scores >= scores.max() - 0.1]))
    print(
        f"F1 {f1(told >= 0.5, y):.1f} at .5, {f1(told >= bar, y):.1f} at {bar:.2f}; {len(names)} facts", file=sys.stderr
    )
    if "--write" in sys.argv:
        w = fit(x, y)
        kept = np.abs(w[:-1]) >= 0.01
        np.savez_compressed(
            ROOT / "src" / "detente" / "knowledge" / "cause_weights.npz",
            names=np.array([n for n, k in zip(names, kept, strict=True) if k]),
            weights=(SCALE * w[:-1][kept]).astype(np.float16),
            base=np.float32(w[-1]),
            bar=np.float32(bar),
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
