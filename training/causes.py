"""Makes `knowledge/cause_weights.npz`: logistic regression over the facts of a sentence, with an L2 penalty.

    python training/causes.py            figures by five-fold cross-validation, by document
    python training/causes.py --write    the same, and the weights

Data: ../shared/bench/causes/train_subtask1.csv (Causal News Corpus V2, Tan et al. 2022). Deterministic.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np
from named_facts import SHARED, columns, fit, judged_unseen, matrix, write
from scipy import sparse

from detente.reading.cause_sentences import facts_of
from detente.reading.causes import find_links
from detente.reading.parse import parse_reports
from detente.sources.report import Report

SCALE, PENALTY = 5.0, 3.0
EASIER = np.log(0.4 / 0.6)


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


def scaled(x: sparse.csr_matrix) -> sparse.csr_matrix:
    """The rows, each of length SCALE."""
    length = np.sqrt(np.maximum(np.asarray(x.sum(axis=1)).ravel(), 1.0))
    return sparse.csr_matrix(sparse.diags(SCALE / length) @ x)


def surprise(scores: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The negative log probability of every row's label, and its slope."""
    return np.logaddexp(0, scores) - y * scores, 1 / (1 + np.exp(-scores)) - y


def fitted(x: sparse.csr_matrix, y: np.ndarray) -> np.ndarray:
    """The weights and, last, the base."""
    return fit(x, y, surprise, penalty=PENALTY)


def f1(told: np.ndarray, gold: np.ndarray) -> float:
    """F1 of the causal sentences, per cent."""
    return float(200 * (told & (gold == 1)).sum() / (told.sum() + (gold == 1).sum()))


def main() -> int:
    """Cross-validate, and write with --write."""
    facts, y, group = rows(SHARED / "causes" / "train_subtask1.csv")
    names = columns(facts)
    x = scaled(matrix(facts, names))
    told = judged_unseen(x, y, group, fitted)
    print(f"F1 {f1(told >= 0, y):.1f} at .5, {f1(told >= EASIER, y):.1f} at .4; {len(names)} facts", file=sys.stderr)
    if "--write" in sys.argv:
        w = fitted(x, y)
        kept = np.abs(w[:-1]) >= 0.01
        w[:-1] *= SCALE
        write("cause_weights.npz", names, w, kept, dtype=np.float16)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
