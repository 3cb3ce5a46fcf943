"""The tagger of actors as an encoder: MiniLM-L6 fine-tuned to the tags of a chain, in two stages.

    stage A   our own sentences (training/sentences/): the parties of each deed as source and target
    stage B   coded sentences, from the weights of stage A; the scores of the tags begin anew

A word stands by the vector of its first piece after the last layer. Into the encoder go, beside the pieces, a few
facts of the word's place in the parse and of the mention there, as vectors that start at zero. Needs the extra [train].
What is kept is the running mean of the weights; seeds are fixed. Stage A takes three minutes of one core.
"""

from __future__ import annotations

import copy
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from actor_chain import BARRED, TAGS, Span, span_shares
from actor_rows import Row
from pair_encoder import start
from torch import nn

KINDS = ("shape=", "tag=", "dep=", "rolein=", "roleout=", "ment=", "mentstate=")
"""Of the features of a word (training/actor_features.py) the first of each of these kinds goes into the encoder."""
BATCH, RATE, RATE_NEW, BY_LAYER, DECAY = 16, 2e-4, 2e-3, 0.9, 0.99
"""Rows at a time; step size of the last layer and of what is new; its shrinking from layer to layer; of the mean."""
DROP_WORDS, DROP = 0.1, 0.2
EPOCHS_OWN, EPOCHS = 3, 6


@dataclass
class Coded:
    """A sentence as numbers: pieces, the facts of each piece's word, each word's first piece, each word's tag."""

    ids: list[int]
    facts: list[list[int]]
    firsts: list[int]
    tags: list[int]


class Facts:
    """Numbers for the facts of words; 0 stands for none. New ones are numbered unless `numbers` are given."""

    def __init__(self, numbers: dict[str, int] | None = None) -> None:
        self.grows, self.numbers = numbers is None, numbers or {}

    def of(self, features: Sequence[str]) -> list[int]:
        """One number a kind."""
        first = [next((name for name in features if name.startswith(kind)), "") for kind in KINDS]
        if self.grows:
            for name in filter(None, first):
                self.numbers.setdefault(name, len(self.numbers) + 1)
        return [self.numbers.get(name, 0) for name in first]


class Tagger(nn.Module):
    """Encoder, scores of each word's tags, and scores of steps from tag to tag."""

    def __init__(self, facts: int) -> None:
        super().__init__()
        whole, tokenizer = start()
        self.encoder, self.unread = whole.encoder, tokenizer.mask_token_id
        self.encoder.embeddings.requires_grad_(False)
        width = self.encoder.config.hidden_size
        self.facts = nn.EmbeddingBag(facts + 1, width, mode="sum", padding_idx=0)
        nn.init.zeros_(self.facts.weight)
        self.drop = nn.Dropout(DROP)
        self.begin_scores()

    def begin_scores(self) -> None:
        """Scores of tags and steps anew."""
        self.head = nn.Linear(self.encoder.config.hidden_size, len(TAGS))
        self.steps = nn.Parameter(torch.zeros(len(TAGS) + 1, len(TAGS)))

    def forward(self, rows: Sequence[Coded]) -> torch.Tensor:
        """Scores of tags, shape (rows, words, 7); a row's end is filled up."""
        return self.head(self.drop(self.vectors(rows)))

    def vectors(self, rows: Sequence[Coded]) -> torch.Tensor:
        """The vector of each word's first piece after the last layer, shape (rows, words, 384)."""
        ids = _filled([row.ids for row in rows])
        mask = _filled([[1] * len(row.ids) for row in rows])
        facts = nn.utils.rnn.pad_sequence([torch.tensor(row.facts) for row in rows], batch_first=True)
        if self.training:
            ids = ids.masked_fill(torch.rand(ids.shape) < DROP_WORDS, self.unread)
        words = self.encoder.embeddings.word_embeddings(ids)
        given = words + self.facts(facts.flatten(0, 1)).view_as(words)
        with torch.autocast("cpu", torch.bfloat16):
            hidden = self.encoder(inputs_embeds=given, attention_mask=mask).last_hidden_state
        firsts = _filled([row.firsts for row in rows])
        at = firsts.unsqueeze(-1).expand(-1, -1, hidden.shape[-1])
        return hidden.float().gather(1, at)


def _filled(rows: Sequence[list[int]], end: int = 0) -> torch.Tensor:
    return nn.utils.rnn.pad_sequence([torch.tensor(row) for row in rows], batch_first=True, padding_value=end)


def coded(rows: Sequence[Row], features: Sequence[list[list[str]]], facts: Facts) -> list[Coded]:
    """Sentences as numbers."""
    tokenizer = start()[1]
    out = []
    for (words, tags), named in zip(rows, features, strict=True):
        ids, firsts, told = [tokenizer.cls_token_id], [], [[0] * len(KINDS)]
        for word, names in zip(words, named, strict=True):
            pieces = tokenizer(word, add_special_tokens=False)["input_ids"] or [tokenizer.unk_token_id]
            firsts.append(len(ids))
            ids += pieces
            told += [facts.of(names)] * len(pieces)
        numbers = [TAGS.index(tag) for tag in tags]
        out.append(Coded([*ids, tokenizer.sep_token_id], [*told, [0] * len(KINDS)], firsts, numbers))
    return out


def loss_of(scores: torch.Tensor, steps: torch.Tensor, tags: torch.Tensor) -> torch.Tensor:
    """Mean negative log probability of the sequences of tags (-1 beyond a row's end) in the chain."""
    allowed = steps + torch.tensor(BARRED, dtype=steps.dtype)
    between, inside, known = allowed[:-1], tags >= 0, tags.clamp(min=0)
    ahead = scores[:, 0] + allowed[-1]
    own = scores.gather(2, known.unsqueeze(-1)).squeeze(-1)
    told = own[:, 0] + allowed[-1][known[:, 0]]
    for t in range(1, scores.shape[1]):
        there = inside[:, t]
        stepped = torch.logsumexp(ahead.unsqueeze(-1) + between, 1) + scores[:, t]
        ahead = torch.where(there.unsqueeze(-1), stepped, ahead)
        told = told + there * (own[:, t] + between[known[:, t - 1], known[:, t]])
    return (torch.logsumexp(ahead, 1) - told).mean()


def fit(model: Tagger, rows: Sequence[Coded], epochs: int, seed: int) -> Tagger:
    """The model trained on the rows: the running mean of its weights."""
    rng = random.Random(seed)
    layers = model.encoder.encoder.layer
    groups = [
        {"params": list(layer.parameters()), "lr": RATE * BY_LAYER**i} for i, layer in enumerate(reversed(layers))
    ]
    groups.append({"params": [*model.head.parameters(), model.steps], "lr": RATE_NEW})
    groups.append({"params": list(model.facts.parameters()), "lr": RATE_NEW, "weight_decay": 0.0})
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    order = [batch for _ in range(epochs) for batch in _batches(rows, rng)]
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, 10 * (step + 1) / len(order)) * max(0.02, 1 - step / len(order))
    )
    mean = copy.deepcopy(model)
    model.train()
    for step, batch in enumerate(order, 1):
        loss = loss_of(model(batch), model.steps, _filled([row.tags for row in batch], -1))
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        share = min(DECAY, step / (step + 10))
        with torch.no_grad():
            for kept, new in zip(mean.parameters(), model.parameters(), strict=True):
                if new.requires_grad:
                    kept.lerp_(new, 1 - share)
        if step % (len(order) // epochs) == 0:
            print(f"step {step}/{len(order)} loss {loss.item():.3f}", file=sys.stderr, flush=True)
    return mean.eval()


def _batches(rows: Sequence[Coded], rng: random.Random) -> list[list[Coded]]:
    """The rows shuffled, those of like length together."""
    order, pool = rng.sample(rows, len(rows)), 10 * BATCH
    pools = [sorted(order[i : i + pool], key=lambda row: len(row.ids)) for i in range(0, len(order), pool)]
    batches = [p[i : i + BATCH] for p in pools for i in range(0, len(p), BATCH)]
    return rng.sample(batches, len(batches))


def go_on(model: Tagger, rows: Sequence[Coded], seed: int) -> Tagger:
    """Stage B: a copy of the model trained on coded sentences."""
    torch.manual_seed(seed)
    model = copy.deepcopy(model)
    model.begin_scores()
    return fit(model, rows, EPOCHS, seed)


@torch.no_grad()
def vectors(model: Tagger, rows: Sequence[Coded]) -> list[np.ndarray]:
    """The vectors of each sentence's words after the last layer, shape (words, 384)."""
    return [model.vectors([row])[0].numpy() for row in rows]


@torch.no_grad()
def spans(model: Tagger, rows: Sequence[Coded]) -> list[dict[Span, float]]:
    """The probability of each span of each sentence."""
    steps = model.steps.double().numpy()
    return [span_shares(model([row])[0].double().numpy(), steps) for row in rows]
