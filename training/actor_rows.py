"""The sentences that the taggers of actors learn from: coded ones and our own, as words with tags and features."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from actor_features import words_of
from pair_rows import own_cases

from detente.reading import pair_types
from detente.reading.event_types import spans_of
from detente.reading.mentions import find_mentions
from detente.reading.parse import parse_reports
from detente.reading.pipelines import pipelines
from detente.sources.report import Report

CODED = "bench/events/cameo_actors_train.conll"
FOLDS = 5

Row = tuple[list[str], list[str]]
"""Words and tags of a sentence."""


def coded_rows(shared: Path) -> list[Row]:
    """The coded sentences, in the coders' own words."""
    found = []
    for block in (shared / CODED).read_text(encoding="utf-8").strip().split("\n\n"):
        pairs = [line.split() for line in block.splitlines()]
        found.append(([pair[0] for pair in pairs], [pair[-1] for pair in pairs]))
    return found


def folds_of(rows: Sequence[Row]) -> list[int]:
    """The fold of each sentence; repeated sentences share one."""
    order: dict[str, int] = {}
    return [order.setdefault(" ".join(words), len(order)) % FOLDS for words, _ in rows]


def own_rows() -> list[Row]:
    """Our own sentences that tell a deed, their parties tagged S and T."""
    parties: dict[str, list[tuple[str, str]]] = {}
    for case in own_cases():
        if case["type"] != "none":
            parties.setdefault(case["sentence"], []).append((case["actor"], case["recipient"]))
    rows = []
    for sentence, pairs in parties.items():
        tokens = list(pipelines()[1].make_doc(sentence))
        tags = ["O"] * len(tokens)
        for pair in pairs:
            for span, letter in zip(spans_of(sentence, *pair), "ST", strict=True):
                inside = [t.i for t in tokens if span and t.idx < span[1] and t.idx + len(t) > span[0]]
                if all(tags[i] == "O" for i in inside):
                    for i in inside:
                        tags[i] = f"{'B' if i == inside[0] else 'I'}-{letter}"
        rows.append(([token.text for token in tokens], tags))
    return rows


def described(rows: Sequence[Row]) -> tuple[list[Any], list[list[list[str]]]]:
    """The parse of each sentence, in its own words, and the features of each word."""
    from spacy.tokens import Doc

    nlp: Any = pipelines()[1]
    docs = list(nlp.pipe(Doc(nlp.vocab, words=words, spaces=[True] * len(words)) for words, _ in rows))
    parsed = parse_reports((Report(" ".join(words)) for words, _ in rows), choose=False)
    return docs, [words_of(doc, find_mentions(report)) for doc, report in zip(docs, parsed, strict=True)]


def shipped_vectors(words: Sequence[str]) -> np.ndarray:
    """The shipped encoder's vector of each word's first piece after three layers, (words, 384); zeros where it ends."""
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
