"""Who is source, target or side of an event, as spans: entity F1 on cameo_actors, five folds, each sentence unseen.

A span counts where letter, start and end are the coded ones (micro F1 of S, T, R). The tagger, training/actor_tags.py,
is fitted anew for each fold on the other four; folds go by the sentence's number, repeated sentences share a fold.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

import harness

sys.path.append(str(harness.ROOT / "training"))

from actor_tags import TagCrf, Words, tops_and_verbs, words_of

from detente.reading import pair_types
from detente.reading.mentions import find_mentions
from detente.reading.parse import parse_reports
from detente.reading.pipelines import pipelines
from detente.sources.report import Report

DATA = ("bench/events/cameo_actors_train.conll",)
FOLDS = 5


def sentences(shared: Path) -> list[tuple[list[str], list[str]]]:
    """Words and tags of each sentence."""
    found = []
    for block in (shared / DATA[0]).read_text(encoding="utf-8").strip().split("\n\n"):
        pairs = [line.split() for line in block.splitlines()]
        found.append(([pair[0] for pair in pairs], [pair[-1] for pair in pairs]))
    return found


def vectors_of(words: Sequence[str]) -> np.ndarray:
    """The encoder's vector of each word's first piece after three layers, shape (words, 384); zeros where it ends."""
    model = pair_types.read_model()
    cut = [model.pieces.numbers(word)[1:-1] for word in words]
    begin, end = model.pieces.numbers("")
    ids = [*[begin, *(n for pieces in cut for n in pieces)][:200], end]
    given = np.array([ids], dtype=np.int64)
    hidden = model.lower.run(None, {"input_ids": given, "attention_mask": np.ones_like(given)})[0][0]
    out, at = np.zeros((len(words), hidden.shape[1])), 1
    for i, pieces in enumerate(cut):
        if pieces and at < len(ids) - 1:
            out[i] = hidden[at]
        at += len(pieces)
    return out


def features_of(rows: Sequence[tuple[list[str], list[str]]]) -> tuple[list[list[list[str]]], list[Words]]:
    """The features and the vectors of each word of each sentence, in the coders' own tokens."""
    from spacy.tokens import Doc

    nlp: Any = pipelines()[1]
    texts = [" ".join(words) for words, _ in rows]
    docs = list(nlp.pipe(Doc(nlp.vocab, words=words, spaces=[True] * len(words)) for words, _ in rows))
    parsed = parse_reports((Report(text) for text in texts), choose=False)
    features = [words_of(doc, find_mentions(report)) for doc, report in zip(docs, parsed, strict=True)]
    vectors = [Words(vectors_of(words), *tops_and_verbs(doc)) for (words, _), doc in zip(rows, docs, strict=True)]
    return features, vectors


def spans_of(tags: Sequence[str]) -> set[tuple[str, int, int]]:
    """The spans that tags make: letter, first word, word after the last."""
    found: set[tuple[str, int, int]] = set()
    start, letter = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if letter and tag != f"I-{letter}":
            found.add((letter, start, i))
            letter = ""
        if tag != "O" and not letter:
            start, letter = i, tag[2:]
    return found


def measure(shared: Path) -> dict[str, float]:
    """Entity F1, precision and recall, all together and by letter, per cent."""
    rows = sentences(shared)
    features, vectors = features_of(rows)
    order: dict[str, int] = {}
    folds = [order.setdefault(" ".join(words), len(order)) % FOLDS for words, _ in rows]
    answers: list[list[str]] = [[] for _ in rows]
    for fold in range(FOLDS):
        learn = [i for i in range(len(rows)) if folds[i] != fold]
        asked = [i for i in range(len(rows)) if folds[i] == fold]
        crf = TagCrf()
        crf.fit([features[i] for i in learn], [vectors[i] for i in learn], [rows[i][1] for i in learn])
        told = crf.tags([features[i] for i in asked], [vectors[i] for i in asked])
        for i, tags in zip(asked, told, strict=True):
            answers[i] = tags
    return _figures([spans_of(tags) for _, tags in rows], [spans_of(tags) for tags in answers])


def _figures(gold: Sequence[set[tuple[str, int, int]]], told: Sequence[set[tuple[str, int, int]]]) -> dict[str, float]:
    figures: dict[str, float] = {"sentences": len(gold)}
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
    raise SystemExit(harness.main(__file__, measure, DATA))
