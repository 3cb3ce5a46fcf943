"""The PLOVER type of what one named party does to another in a sentence, as probabilities.

Method, training and figures: docs/methods/events.md. Two models answer together. The rules find the predicate that
links the two parties; their answer is one feature, beside words, of a linear model (`knowledge/event_weights.npz`, made
by training/event_types.py). An encoder reads the sentence with its parties marked (`pair_types.py`).
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from detente.reading.deeds import Deed, find_deeds
from detente.reading.event_features import features_of
from detente.reading.pair_types import Span, read_model, score_closely
from detente.reading.parse import parse_sentence
from detente.reading.roles import Places

ACTOR, RECIPIENT, NONE = "actor", "recipient", "none"
LEAST_LINEAR = 1e-4
"""Added to every probability of the linear model, so that it can doubt the encoder but never veto it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A deed that may link the two parties, and how well it does (higher is better)."""

    deed: Deed
    fit: float


def find_party(text: str, name: str) -> tuple[int, int] | None:
    """Where a party stands in a sentence: its string, else its longest run of words; None where nothing matches."""
    if not name.strip():
        return None
    at = text.find(name)
    if at < 0:
        at = text.casefold().find(name.casefold())
    if at >= 0:
        return at, at + len(name)
    words = name.split()
    for size in range(len(words) - 1, 0, -1):
        for first in range(len(words) - size + 1):
            part = " ".join(words[first : first + size])
            at = text.find(part)
            if at >= 0 and (size > 1 or len(part) > 3):
                return at, at + len(part)
    return None


def lay_parties(doc: Any, actor: str, recipient: str) -> Places:
    """Token index -> which of the two parties covers it; where both do, the shorter one."""
    spans = [(find_party(doc.text, name), label) for name, label in ((actor, ACTOR), (recipient, RECIPIENT))]
    out: dict[int, str] = {}
    for span, label in sorted(
        ((s, label) for s, label in spans if s is not None), key=lambda pair: pair[0][0] - pair[0][1]
    ):
        tokens = doc.char_span(*span, alignment_mode="expand")
        for token in tokens if tokens is not None else ():
            out[token.i] = label
    return out


def find_candidates(doc: Any, places: Places) -> tuple[Candidate, ...]:
    """The deeds of a sentence, the one that links the two parties best first."""
    deeds = find_deeds(doc, places)
    ranked = [Candidate(deed, _fit(deed, doc)) for deed in deeds]
    return tuple(sorted(ranked, key=lambda c: (-c.fit, c.deed.match.token.i)))


def _fit(deed: Deed, doc: Any) -> float:
    """How well a deed links the parties: each in its place counts most, a swap against; then height and exactness."""
    fit = 0.0
    if ACTOR in deed.actors:
        fit += 2.0
    if RECIPIENT in deed.recipients:
        fit += 2.0
    if deed.reciprocal:
        fit += 1.5
    if RECIPIENT in deed.actors and ACTOR not in deed.actors:
        fit -= 1.5
    if ACTOR in deed.recipients:
        fit -= 1.5
    if deed.match.predicate.is_noun:
        fit -= 0.75
    fit += 0.3 * min(deed.match.predicate.weight, 3.0)
    return fit - 0.1 * _height(deed.match.token)


def _height(token: Any) -> int:
    return min(sum(1 for _ in token.ancestors), 8)


def spans_of(sentence: str, actor: str, recipient: str) -> tuple[Span | None, Span | None]:
    """Where the two parties stand; where they overlap the longer one gives way, to another place or to None."""
    one, two = find_party(sentence, actor), find_party(sentence, recipient)
    if one is None or two is None or one[1] <= two[0] or two[1] <= one[0]:
        return one, two
    if one[1] - one[0] >= two[1] - two[0]:
        return _clear(sentence, actor, one, two), two
    return one, _clear(sentence, recipient, two, one)


def _clear(sentence: str, name: str, span: Span, taken: Span) -> Span | None:
    """Another occurrence of the name, else what is left of the span before or after the taken one."""
    at = sentence.find(name, taken[1])
    if at >= 0:
        return at, at + len(name)
    rest = max((span[0], taken[0]), (taken[1], span[1]), key=lambda s: s[1] - s[0])
    return rest if rest[1] - rest[0] > 1 else None


def classify(sentence: str, actor: str, recipient: str) -> dict[str, float]:
    """Probability of each PLOVER type, and of "none", for what `actor` does to `recipient`; they sum to 1.

    `actor` and `recipient` are strings of the sentence. Method and calibration: docs/methods/events.md.
    """
    doc = parse_sentence(sentence)
    places = lay_parties(doc, actor, recipient)
    linear = probabilities(features_of(doc, places, find_candidates(doc, places)))
    model, spans = read_model(), spans_of(sentence, actor, recipient)
    scores = join(score_closely(sentence, *spans), np.array([linear[name] for name in model.labels]), model.join)
    return {name: float(share) for name, share in zip(model.labels, scores, strict=True)}


def join(encoder: np.ndarray, linear: np.ndarray, weights: tuple[float, float]) -> np.ndarray:
    """Probabilities of both models together: log-probabilities added, the linear model's by its weight, then cooled.

    `encoder`: scores, `linear`: probabilities, shape (..., 17); `weights`: of the linear model, and the temperature.
    """
    share, temperature = weights
    top = encoder - encoder.max(axis=-1, keepdims=True)
    logs = top - np.log(np.exp(top).sum(axis=-1, keepdims=True)) + share * np.log(linear + LEAST_LINEAR)
    raised = np.exp((logs - logs.max(axis=-1, keepdims=True)) / temperature)
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float64)


def probabilities(features: Iterable[str]) -> dict[str, float]:
    """Types and "none" with their probabilities, by the linear model alone."""
    weights = read_weights()
    rows = [weights.index[name] for name in features if name in weights.index]
    scores = weights.matrix[rows].sum(axis=0, dtype=np.float64) + weights.bias
    shares = np.exp(scores - scores.max())
    return {name: float(share) for name, share in zip(weights.labels, shares / shares.sum(), strict=True)}


@dataclass(frozen=True, slots=True)
class Weights:
    """The linear model: feature -> row, a matrix of rows by labels, a bias for each label."""

    index: dict[str, int]
    matrix: Any
    bias: Any
    labels: tuple[str, ...]


@cache
def read_weights() -> Weights:
    """The weights of `knowledge/event_weights.npz`, read once a process (no pickle is ever loaded)."""
    with (files("detente.knowledge") / "event_weights.npz").open("rb") as file:
        stored = np.load(io.BytesIO(file.read()), allow_pickle=False)
        names = str(stored["features"]).split("\n")
        labels = tuple(str(stored["labels"]).split("\n"))
        return Weights({name: i for i, name in enumerate(names)}, stored["weights"], stored["bias"], labels)
