"""Who is source, target or side of an event, as spans: entity F1 on cameo_actors, five folds, each sentence unseen.

A span counts where letter, start and end are the coded ones (micro F1 of S, T, R). Folds go by the sentence's number,
repeated sentences share a fold. Needs the extra [train] and twenty minutes of one idle core, less where
`bench/out/actors` has spans that training/actor_stages.py wrote (remove it to fit anew). Told are the spans whose mean
probability over the two models exceeds a bar by most in sum; the bar is chosen for every fold on the other four.
`chain_f1` and `encoder_f1` are the models alone; `fit_bar` is the bar that fits all five folds best.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

import harness

sys.path.append(str(harness.ROOT / "training"))

from actor_chain import Span, best_spans, joined, spans_of
from actor_rows import CODED, FOLDS, coded_rows, folds_of

DATA = (CODED,)
TRAINING = harness.ROOT / "training"
MODELS = ("chain", "encoder")
BARS = tuple(round(0.3 + 0.025 * i, 3) for i in range(10))
Shares = Sequence[dict[Span, float]]
Spans = Sequence[set[Span]]


def measure(shared: Path) -> dict[str, float]:
    """Entity F1, precision and recall, all together and by letter, per cent; F1 of each model alone."""
    rows, folder = coded_rows(shared), harness.OUT / "actors"
    _fit(folder)
    fold, gold = np.array(folds_of(rows)), [spans_of(tags) for _, tags in rows]
    told = {name: _read(folder, name, fold) for name in MODELS}
    mean = [joined(parts) for parts in zip(*told.values(), strict=True)]
    alone = {f"{name}_f1": _scores(gold, _unseen_bar(gold, shares, fold))["f1"] for name, shares in told.items()}
    bar = _best_bar(gold, mean, fold >= 0)
    return {"sentences": len(rows), **_scores(gold, _unseen_bar(gold, mean, fold)), **alone, "fit_bar": bar}


def _fit(folder: Path) -> None:
    """Run the stages of training whose outcome is not there."""
    left = {"own": ["own.npz"]} | {name: [f"{name}-{fold}.json" for fold in range(FOLDS)] for name in MODELS}
    for stage, files in left.items():
        if not all((folder / file).exists() for file in files):
            command = [sys.executable, str(TRAINING / "actor_stages.py"), stage, "--out", str(folder)]
            subprocess.run(command, check=True)


def _read(folder: Path, name: str, fold: np.ndarray) -> Shares:
    """What a model tells of each sentence."""
    told: list[dict[Span, float]] = [{} for _ in fold]
    for one in range(FOLDS):
        stored = json.loads((folder / f"{name}-{one}.json").read_text(encoding="utf-8"))
        for i, spans in zip(np.flatnonzero(fold == one), stored, strict=True):
            told[i] = {(letter, start, end): share for letter, start, end, share in spans}
    return told


def _unseen_bar(gold: Spans, shares: Shares, fold: np.ndarray) -> Spans:
    """The spans told, each fold's by the bar that fits the others best."""
    bars = [_best_bar(gold, shares, fold != one) for one in range(FOLDS)]
    return [best_spans(own, bars[one]) for own, one in zip(shares, fold, strict=True)]


def _best_bar(gold: Spans, shares: Shares, kept: np.ndarray) -> float:
    some = np.flatnonzero(kept)

    def f1(bar: float) -> float:
        return _scores([gold[i] for i in some], [best_spans(shares[i], bar) for i in some])["f1"]

    return max(BARS, key=f1)


def _scores(gold: Spans, told: Spans) -> dict[str, float]:
    figures: dict[str, float] = {}
    for label in ("", "S", "T", "R"):
        wanted = {(i, *span) for i, spans in enumerate(gold) for span in spans if label in span[0]}
        given = {(i, *span) for i, spans in enumerate(told) for span in spans if label in span[0]}
        right = len(wanted & given)
        prefix = f"{label}_" if label else ""
        figures |= {
            f"{prefix}precision": round(100 * right / max(1, len(given)), 1),
            f"{prefix}recall": round(100 * right / max(1, len(wanted)), 1),
            f"{prefix}f1": round(200 * right / max(1, len(given) + len(wanted)), 1),
        }
    return figures


if __name__ == "__main__":
    raise SystemExit(harness.main(__file__, measure, DATA, needs="torch"))
