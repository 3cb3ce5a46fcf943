"""Makes `knowledge/factuality_weights.npz`: least absolute deviations over named facts, with an L2 penalty.

    python training/factuality.py            figures by five-fold cross-validation, by sentence
    python training/factuality.py --write    the same, and the weights

Data: ../shared/bench/status/uw_train.jsonl (Lee, Artzi, Choi, Zettlemoyer 2015). Deterministic.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from named_facts import SHARED, columns, fit, judged_unseen, matrix, write
from scipy import sparse

from detente.reading.factuality_scale import TOP, facts_of
from detente.reading.pipelines import pipelines

PENALTY, ROUND = 10.0, 0.1


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


def deviation(scores: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The absolute deviation of every row, rounded off below ROUND, and its slope."""
    error = scores - y
    size = np.sqrt(error**2 + ROUND**2)
    return size, error / size


def fitted(x: sparse.csr_matrix, y: np.ndarray) -> np.ndarray:
    """The weights and, last, the base, from the median of the values on."""
    return fit(x, y, deviation, penalty=PENALTY, base=float(np.median(y)))


def main() -> int:
    """Cross-validate, and write with --write."""
    facts, y, group = rows(SHARED / "status" / "uw_train.jsonl")
    names = columns(facts)
    x = matrix(facts, names)
    told = np.clip(judged_unseen(x, y, group, fitted), -TOP, TOP)
    print(f"MAE {np.abs(told - y).mean():.3f}, r {np.corrcoef(told, y)[0, 1]:.3f}, {len(names)} facts", file=sys.stderr)
    if "--write" in sys.argv:
        w = fitted(x, y)
        write("factuality_weights.npz", names, w, np.abs(w[:-1]) >= 0.005)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
