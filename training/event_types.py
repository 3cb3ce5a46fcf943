"""Makes `src/detente/knowledge/event_weights.npz`: the linear half of `detente.classify`.

    python training/event_types.py [--write]

Softmax regression with an L2 penalty, fitted by L-BFGS. Trained on our own sentences (training/sentences), on PLV_train
(its sentences stay in ../shared) and, for "none", also on PLV's sentences with the parties swapped where the deed has a
direction and on the sentences without an event of cameo_class_train, parties taken from their noun phrases. One tenth
of our own sentences is never trained on (`HELD_OWN`). Prints the cross-validated figures; the model card is
training/event_types.md.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "training")]

from pair_rows import FOLDS, HELD_OWN, fold_of, own_cases  # noqa: E402

import harness  # noqa: E402
from detente.plover import event_types  # noqa: E402
from detente.reading.event_features import features_of  # noqa: E402
from detente.reading.event_types import NONE, Candidate, find_candidates, lay_parties  # noqa: E402
from detente.reading.pipelines import pipelines  # noqa: E402

LABELS = (*event_types(), NONE)
YIELDED = ("CONCEDE", "RETREAT")
PENALTY = 1.0
LEAST = 2
DIRECTED = ("AID", "ACCUSE", "ASSAULT", "COERCE", "SANCTION", "REJECT", "REQUEST", "THREATEN")
TARGET = ROOT / "src/detente/knowledge/event_weights.npz"

Row = tuple[str, str, tuple[str, ...], tuple[Candidate, ...]]


def own_rows() -> list[Row]:
    """The cases written for this project, without those held out."""
    cases = [case for case in own_cases() if fold_of(case["sentence"]) != HELD_OWN]
    docs = pipelines()[1].pipe(case["sentence"] for case in cases)
    return [_row(doc, c["actor"], c["recipient"], c["type"].split("|")[0]) for c, doc in zip(cases, docs, strict=True)]


def rows_of(shared: Path) -> list[Row]:
    """Sentence, label, features and candidates of the public cases, "none" cases after the labelled ones."""
    with open(shared / "bench/events/plv_train.tsv", encoding="utf-8", newline="") as file:
        labelled = list(csv.DictReader(file, delimiter="\t"))
    _, parser = pipelines()
    docs = list(parser.pipe(row["sentence"] for row in labelled))
    rows: list[Row] = []
    for row, doc in zip(labelled, docs, strict=True):
        rows.append(_row(doc, row["source"], row["target"], row["gold_root"]))
    for row, doc in zip(labelled, docs, strict=True):
        fold = int(hashlib.sha256(row["sentence"].encode()).hexdigest(), 16)
        if row["gold_root"] in DIRECTED and fold % 2 == 0:
            rows.append(_row(doc, row["target"], row["source"], NONE))
    with open(shared / "bench/events/cameo_class_train.tsv", encoding="utf-8", newline="") as file:
        quiet = [row["sentence"] for row in csv.DictReader(file, delimiter="\t") if row["class"] == "0"]
    for doc in parser.pipe(quiet):
        names = [chunk for chunk in doc.noun_chunks if chunk.root.pos_ == "PROPN"]
        if len(names) > 1:
            rows.append(_row(doc, names[0].text, names[1].text, NONE))
    return rows


def _row(doc, actor: str, recipient: str, label: str) -> Row:
    places = lay_parties(doc, actor, recipient)
    candidates = find_candidates(doc, places)
    if label == "YIELD":
        types = [c.deed.type for c in candidates if c.deed.type in YIELDED]
        label = types[0] if types else "RETREAT"
    return doc.text, label, features_of(doc, places, candidates), candidates


def fit(rows: Sequence[Row]) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Vocabulary, weights (features by labels) and bias."""
    counts: dict[str, int] = {}
    for _, _, features, _ in rows:
        for name in features:
            counts[name] = counts.get(name, 0) + 1
    vocabulary = sorted(name for name, n in counts.items() if n >= LEAST)
    matrix = design(rows, vocabulary)
    target = np.zeros((len(rows), len(LABELS)))
    target[np.arange(len(rows)), [LABELS.index(label) for _, label, _, _ in rows]] = 1

    n_features = len(vocabulary)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat[: n_features * len(LABELS)].reshape(n_features, len(LABELS))
        bias = flat[n_features * len(LABELS) :]
        scores = matrix @ weights + bias
        scores -= scores.max(axis=1, keepdims=True)
        log_shares = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        gap = np.exp(log_shares) - target
        value = -(target * log_shares).sum() + PENALTY / 2 * ((weights**2).sum() + (bias**2).sum())
        return value, np.concatenate([(matrix.T @ gap + PENALTY * weights).ravel(), gap.sum(axis=0) + PENALTY * bias])

    start = np.zeros((n_features + 1) * len(LABELS))
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    bias = best[n_features * len(LABELS) :]
    return vocabulary, best[: n_features * len(LABELS)].reshape(n_features, -1), bias


def design(rows: Sequence[Row], vocabulary: Sequence[str]) -> csr_matrix:
    """Rows by features; rules' features weigh three times a word."""
    index = {name: i for i, name in enumerate(vocabulary)}
    places = [(i, index[name], scale(name)) for i, row in enumerate(rows) for name in row[2] if name in index]
    first, second, values = zip(*places, strict=True)
    return csr_matrix((values, (first, second)), shape=(len(rows), len(vocabulary)))


def scale(name: str) -> float:
    """How much a feature counts in the design."""
    return 1.0 if name.startswith(("rule", "base", "turned", "fit")) else 0.6


def predict(rows: Sequence[Row], model: tuple[list[str], np.ndarray, np.ndarray]) -> np.ndarray:
    """Probabilities, rows by labels."""
    vocabulary, weights, bias = model
    scores = design(rows, vocabulary) @ weights + bias
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


def cross_validate(rows: Sequence[Row], always: Sequence[Row] = ()) -> np.ndarray:
    """Probabilities of every row from a model that never saw its sentence; `always` is in every training set."""
    out = np.zeros((len(rows), len(LABELS)))
    for fold in range(FOLDS):
        held = [i for i, row in enumerate(rows) if fold_of(row[0]) == fold]
        model = fit([*always, *(row for row in rows if fold_of(row[0]) != fold)])
        out[held] = predict([rows[i] for i in held], model)
    return out


def save(model: tuple[list[str], np.ndarray, np.ndarray]) -> None:
    """Write the weights: features whose largest weight is below a hundredth are dropped, the rest kept in 16 bits."""
    vocabulary, weights, bias = model
    weights = weights * np.array([[scale(name)] for name in vocabulary])
    kept = np.flatnonzero(np.abs(weights).max(axis=1) > 0.02)
    np.savez_compressed(
        TARGET,
        features=np.array("\n".join(vocabulary[i] for i in kept)),
        labels=np.array("\n".join(LABELS)),
        weights=weights[kept].astype(np.float16),
        bias=bias.astype(np.float32),
    )


def reliability_error(shares: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error of the highest probabilities: mean gap between share right and confidence, by bins."""
    top = shares.max(axis=1)
    cell = np.minimum((top * bins).astype(int), bins - 1)
    gaps = [abs(top[cell == b].mean() - right[cell == b].mean()) * (cell == b).mean() for b in set(cell)]
    return float(sum(gaps))


def figures(rows: Sequence[Row], shares: np.ndarray) -> dict[str, float]:
    """The figures on PLV_train, and how well "none" is told on the rows made for it."""
    labelled = [i for i, row in enumerate(rows) if row[1] != NONE]
    every = np.array([LABELS[k] for k in shares.argmax(axis=1)])
    none = np.array([row[1] for row in rows]) == NONE
    hit = ((every == NONE) & none).sum()
    return {
        **score([rows[i][1] for i in labelled], shares[labelled][:, :-1]),
        "none_f1": round(float(200 * hit / ((every == NONE).sum() + none.sum())), 1),
    }


def score(gold: Sequence[str], shares: np.ndarray) -> dict[str, float]:
    """Root, quad and binary F1 of the likeliest types, shares (rows, 16), and the reliability error."""
    chances = shares / shares.sum(axis=1, keepdims=True)
    answers = [LABELS[k] for k in chances.argmax(axis=1)]
    scored = harness.scorer("score_events").score(gold, answers)
    right = np.array([_merged(a) == _merged(g) for a, g in zip(answers, gold, strict=True)], dtype=float)
    return {
        **{name: scored[name] for name in ("root", "quad", "binary")},
        "reliability_error": round(reliability_error(chances, right), 4),
    }


def _merged(label: str) -> str:
    return "YIELD" if label in YIELDED else label


def main() -> None:
    """Print the cross-validated figures; with --write also write the weights trained on all rows."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true")
    arguments = options.parse_args()
    shared = harness.shared()
    if shared is None:
        raise SystemExit("the labelled data (../shared) are not here: nothing to train on")
    rows, own = rows_of(shared), own_rows()
    print("without our sentences", figures(rows, cross_validate(rows)))
    print("with our sentences   ", figures(rows, cross_validate(rows, own)))
    if arguments.write:
        save(fit([*own, *rows]))


if __name__ == "__main__":
    main()
