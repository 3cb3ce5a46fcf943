"""What one marked party of a sentence does to another, by a small encoder: probabilities of the types and of "none".

The sentence is read with its two parties between marks by a MiniLM encoder in 8 bits, made by training/pair_encoder.py
(data, licence, limits: training/event_types.md; figures: docs/methods/events.md). It has two exits: an early one after
half of the layers for the many pairs of a report (`judge`), and the last for a single question (`score_closely`,
`judge_sentence`). Every text is computed alone, so that an answer never depends on what else is asked.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np

from detente.errors import DetenteError
from detente.reading.wordpieces import WordPieces

QUADS = ("no event", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
MARKS = ("[unused1]", "[unused2]", "[unused3]", "[unused4]")
"""Before and after the actor, before and after the recipient: words of the vocabulary that no text has."""
LONGEST, BEFORE, AFTER = 620, 200, 240
"""Of sentences longer than so many characters, those kept before the first and after the last party."""
FILES = ("pair_types.lower.onnx", "pair_types.upper.onnx", "pair_types.vocab.txt", "pair_types.json")
Span = tuple[int, int]


def mark(sentence: str, actor: Span | None, recipient: Span | None) -> str:
    """The sentence with its parties between marks; of two that overlap only the first is marked.

    Of very long sentences only the part around the parties is kept.
    """
    pieces = []
    if actor is not None:
        pieces.append((*actor, *MARKS[:2]))
    if recipient is not None:
        pieces.append((*recipient, *MARKS[2:]))
    pieces.sort()
    first, last = (pieces[0][0], pieces[-1][1]) if pieces else (0, 0)
    start, stop = 0, len(sentence)
    if len(sentence) > LONGEST:
        start, stop = max(0, first - BEFORE), max(last + AFTER, first - BEFORE + LONGEST)
    out, at = [], start
    for begin, end, before, after in pieces:
        if begin < at:
            continue
        out += [sentence[at:begin], f"{before} ", sentence[begin:end], f" {after}"]
        at = end
    return "".join(out) + sentence[at:stop]


def mark_in(text: str, sentences: Sequence[Span], actor: Span, recipient: Span) -> str:
    """What is read of a deed that the last of some sentences tells: that one, and of those before it the ones that
    name a party, with the parties between marks."""
    shown = []
    for start, end in sentences:
        here = [(a - start, b - start) if start <= a < end else None for a, b in (actor, recipient)]
        if any(here) or (start, end) == sentences[-1]:
            shown.append(mark(text[start:end], *here))
    return " ".join(shown)


@dataclass(frozen=True, slots=True)
class Model:
    """The two halves of the encoder, its vocabulary, the labels, what each exit's scores are divided by, and `join`:
    what the linear model weighs beside the encoder in `classify`, and the temperature of both together."""

    lower: Any
    upper: Any
    pieces: WordPieces
    labels: tuple[str, ...]
    temperatures: dict[str, float]
    join: tuple[float, float]


def judge(texts: Sequence[str]) -> np.ndarray:
    """Probabilities of the types and of "none" (`labels()`), shape (texts, 17), by the early exit.

    A text is one in which `mark` or `mark_in` has marked the parties.
    """
    model = read_model()
    out = np.empty((len(texts), len(model.labels)))
    for i, text in enumerate(texts):
        _, scores = _lower(text)
        out[i] = _shares(scores, model.temperatures["early"])
    return out


def by_type(text: str) -> dict[str, float]:
    """The probabilities of one such text by the names of the types, "none" among them."""
    return dict(zip(labels(), map(float, judge([text])[0]), strict=True))


def score_closely(sentence: str, actor: Span | None, recipient: Span | None) -> np.ndarray:
    """Scores of the types and of "none" at the last exit, shape (17,); a party without a span is not marked."""
    model = read_model()
    return np.asarray(_last(model, mark(sentence, actor, recipient))[: len(model.labels)])


def judge_sentence(sentence: str) -> np.ndarray:
    """Probabilities of QUADS, shape (5,): which quad the whole sentence tells of, or no event, only words.

    "No event" is what CAMEO's coders left out of the quads: comments and appeals (its types 01 and 02). Sentences of
    another kind (weather, markets, lives) were not among what this was trained on, and are not told from events.
    """
    model = read_model()
    return _shares(_last(model, mark(sentence, None, None))[len(model.labels) :], model.temperatures["sentence"])


def labels() -> tuple[str, ...]:
    """The types in the order of the probabilities, "none" last."""
    return read_model().labels


def vectors(sentence: str) -> tuple[np.ndarray, np.ndarray]:
    """What the lower half makes of a sentence, no party marked: vectors (1, pieces, 384) and mask (1, pieces)."""
    given, _ = _lower(mark(sentence, None, None))
    return given["hidden"], given["attention_mask"]


@lru_cache(maxsize=64)
def _lower(text: str) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """What the lower half makes of a text; kept a little, as who asks at the early exit often asks at the last."""
    model = read_model()
    ids = np.array([model.pieces.numbers(text)], dtype=np.int64)
    given = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
    hidden, scores = model.lower.run(None, given)
    return {**given, "hidden": hidden}, scores[0]


def _last(model: Model, text: str) -> np.ndarray:
    given, _ = _lower(text)
    return np.asarray(model.upper.run(None, given)[0][0])


def _shares(scores: np.ndarray, temperature: float) -> np.ndarray:
    raised = np.exp((scores - scores.max()) / temperature)
    return np.asarray(raised / raised.sum(), dtype=np.float64)


def session(path: Path) -> Any:
    """The network in a file, computed by one thread and the same way every time."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def packaged(file: str, what: str) -> Any:
    """The network of the package in that file; DetenteError where it is missing or broken."""
    try:
        with as_file(files("detente.knowledge")) as folder:
            return session(folder / file)
    except Exception as error:  # onnxruntime raises many classes of its own
        raise DetenteError(
            f"{what} cannot be read: {error}",
            where=f"detente/knowledge/{file}",
            next_step="Install the package anew.",
        ) from error


@cache
def read_model() -> Model:
    """The encoder of the package, read once a process; DetenteError where a file of it is missing or broken."""
    try:
        with as_file(files("detente.knowledge")) as folder:
            lower, upper = (session(folder / name) for name in FILES[:2])
            vocabulary = (folder / FILES[2]).read_text(encoding="utf-8").split("\n")[:-1]
            told = json.loads((folder / FILES[3]).read_text(encoding="utf-8"))
            pieces = WordPieces(vocabulary, MARKS, longest=told["longest"])
            return Model(lower, upper, pieces, tuple(told["labels"]), told["temperatures"], tuple(told["join"]))
    except Exception as error:  # onnxruntime raises many classes of its own
        raise DetenteError(
            f"the event-type model cannot be read: {error}",
            where="detente/knowledge/pair_types.*",
            next_step="Install the package anew.",
        ) from error
