"""What one marked party of a sentence does to another, by a small encoder: scores of the types and of "none".

The sentence is read with its two parties between marks by a MiniLM encoder in 8 bits, made by training/pair_encoder.py
(data, licence, limits: training/event_types.md; figures: docs/methods/events.md). Its word vectors also serve
`between.py`, its lower half `cause_encoder.py`. Every text is computed alone, so that an answer never depends on what
else is asked.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
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
FILES = (
    "pair_types.words.onnx",
    "pair_types.lower.onnx",
    "pair_types.upper.onnx",
    "pair_types.vocab.txt",
    "pair_types.json",
)
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


@dataclass(frozen=True, slots=True)
class Model:
    """The vectors of word pieces, the two halves of the encoder, its vocabulary, the labels, what scores of whole
    sentences are divided by, and `join`: what the linear model weighs beside the encoder in `classify`, and the
    temperature of both together."""

    words: Any
    lower: Any
    upper: Any
    pieces: WordPieces
    labels: tuple[str, ...]
    sentence: float
    join: tuple[float, float]


def score_closely(sentence: str, actor: Span | None, recipient: Span | None) -> np.ndarray:
    """Scores of the types and of "none", shape (17,); a party without a span is not marked."""
    model = read_model()
    return np.asarray(_last(model, mark(sentence, actor, recipient))[: len(model.labels)])


def judge_sentence(sentence: str) -> np.ndarray:
    """Probabilities of QUADS, shape (5,): which quad the whole sentence tells of, or no event, only words.

    "No event" is what CAMEO's coders left out of the quads: comments and appeals (its types 01 and 02). Sentences of
    another kind (weather, markets, lives) were not among what this was trained on, and are not told from events.
    """
    model = read_model()
    return shares_of(_last(model, mark(sentence, None, None))[len(model.labels) :], model.sentence)


def labels() -> tuple[str, ...]:
    """The types in the order of the probabilities, "none" last."""
    return read_model().labels


def pieces_of(text: str) -> list[int]:
    """The numbers of a text's word pieces."""
    return read_model().pieces.cut(text)


def words_of(numbers: Sequence[int]) -> np.ndarray:
    """The vectors of pieces and of begin and end around them, before any layer: (1, pieces + 2, 384)."""
    return _words(np.array([read_model().pieces.framed(numbers)]))


def _words(ids: np.ndarray) -> np.ndarray:
    return np.asarray(read_model().words.run(None, {"input_ids": ids})[0])


def vectors(sentence: str) -> tuple[np.ndarray, np.ndarray]:
    """What the lower half makes of a sentence, no party marked: vectors (1, pieces, 384) and mask (1, pieces)."""
    given = _lower(mark(sentence, None, None))
    return given["hidden"], given["attention_mask"]


def _lower(text: str) -> dict[str, np.ndarray]:
    """What the upper half is given of a text: its pieces' numbers, the mask, and what the lower half makes of them."""
    ids = np.array([read_model().pieces.numbers(text)], dtype=np.int64)
    mask = np.ones_like(ids)
    hidden = read_model().lower.run(None, {"words": _words(ids), "attention_mask": mask})[0]
    return {"input_ids": ids, "attention_mask": mask, "hidden": hidden}


def _last(model: Model, text: str) -> np.ndarray:
    return np.asarray(model.upper.run(None, _lower(text))[0][0])


def shares_of(scores: np.ndarray, temperature: float = 1.0) -> np.ndarray:
    """Scores as probabilities."""
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
            networks = [session(folder / name) for name in FILES[:3]]
            vocabulary = (folder / FILES[3]).read_text(encoding="utf-8").split("\n")[:-1]
            told = json.loads((folder / FILES[4]).read_text(encoding="utf-8"))
            pieces = WordPieces(vocabulary, MARKS, longest=told["longest"])
            return Model(
                networks[0],
                networks[1],
                networks[2],
                pieces,
                tuple(told["labels"]),
                told["sentence"],
                tuple(told["join"]),
            )
    except Exception as error:  # onnxruntime raises many classes of its own
        raise DetenteError(
            f"the event-type model cannot be read: {error}",
            where="detente/knowledge/pair_types.*",
            next_step="Install the package anew.",
        ) from error
