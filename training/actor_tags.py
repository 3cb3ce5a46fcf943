"""Who is source, target or both sides of a news event: a linear-chain CRF over features of words and their vectors.

The features are those of training/actor_features.py, the vectors those of the shipped encoder after three layers (it
never saw a coded sentence) and of the one that training/actor_encoder.py trained on our own sentences. The CRF
(Lafferty et al. 2001) is fitted by L-BFGS with a ridge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from actor_chain import TAGS, Span, expect, padded, span_shares, step_counts
from scipy.optimize import minimize
from scipy.sparse import csr_matrix


@dataclass
class Rows:
    """Sentences ready for the CRF: their words' features one after another, vectors, and where each begins."""

    names: csr_matrix
    dense: np.ndarray
    lengths: np.ndarray


@dataclass
class Words:
    """The vectors of a sentence's words, and by number the head of each word's noun phrase and its verb."""

    vectors: np.ndarray
    tops: list[int]
    verbs: list[int]


AXES = 64
"""Main axes on which a word has the vectors of the words around it."""


class TagCrf:
    """A linear-chain CRF over TAGS with sparse and dense features; `fit` and `spans` take lists of sentences."""

    def __init__(self, *, ridge: float = 1.0, ridge_dense: float = 30.0, rounds: int = 50, least: int = 3) -> None:
        self.ridge, self.ridge_dense, self.rounds, self.least = ridge, ridge_dense, rounds, least

    def fit(self, rows: Sequence[list[list[str]]], vectors: Sequence[Words], tags: Sequence[list[str]]) -> None:
        """Fits the weights; `tags` has one of TAGS a word."""
        counts: dict[str, int] = {}
        for sentence in rows:
            for word in sentence:
                for name in set(word):
                    counts[name] = counts.get(name, 0) + 1
        self.numbers = {n: i for i, n in enumerate(sorted(k for k, c in counts.items() if c >= self.least))}
        stacked = np.concatenate([words.vectors for words in vectors])
        self.mean, self.scale = stacked.mean(0), stacked.std(0) + 1e-6
        axes = np.linalg.svd(((stacked - self.mean) / self.scale)[::3], full_matrices=False)[2][:AXES]
        self.axes = axes.T
        data = self._rows(rows, vectors)
        gold = np.concatenate([[TAGS.index(tag) for tag in sentence] for sentence in tags])
        k, f, d = len(TAGS), len(self.numbers), data.dense.shape[1]
        index = padded(data.lengths)
        count = step_counts(gold, data.lengths)
        onehot = np.eye(k)[gold]

        def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
            w, v, t = self._unpack(flat, f, d)
            scores = data.names @ w + data.dense @ v
            logz, marginal, pair = expect(scores, t, data.lengths, index)
            value = logz - (scores * onehot).sum() - (t * count).sum()
            value += 0.5 * self.ridge * (w**2).sum() + 0.5 * self.ridge_dense * (v**2).sum() + 0.05 * (t**2).sum()
            error = marginal - onehot
            grad = [data.names.T @ error + self.ridge * w, data.dense.T @ error + self.ridge_dense * v]
            return value, np.concatenate([g.ravel() for g in (*grad, pair - count + 0.1 * t)])

        start = np.zeros((f + d) * k + (k + 1) * k)
        fitted = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": self.rounds})
        self.weights = self._unpack(fitted.x, f, d)

    def spans(self, rows: Sequence[list[list[str]]], vectors: Sequence[Words]) -> list[dict[Span, float]]:
        """The probability of each span of each sentence."""
        data = self._rows(rows, vectors)
        w, v, t = self.weights
        scores = data.names @ w + data.dense @ v
        ends = np.cumsum(data.lengths)
        return [span_shares(scores[end - n : end], t) for n, end in zip(data.lengths, ends, strict=True)]

    def _unpack(self, flat: np.ndarray, f: int, d: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        k = len(TAGS)
        return flat[: f * k].reshape(f, k), flat[f * k : (f + d) * k].reshape(d, k), flat[(f + d) * k :].reshape(-1, k)

    def _in_context(self, words: Words) -> np.ndarray:
        """Each word's vector, and on the main axes those of its noun phrase's head, its verb and its neighbours."""
        own = (words.vectors - self.mean) / self.scale
        short = own @ self.axes
        short = short / (short.std(0).mean() + 1e-6)
        none = np.zeros((1, AXES))
        beside = (np.vstack([none, short[:-1]]), np.vstack([short[1:], none]))
        return np.hstack([own, short[words.tops], short[words.verbs], *beside])

    def _rows(self, rows: Sequence[list[list[str]]], vectors: Sequence[Words]) -> Rows:
        columns, starts = [], [0]
        for sentence in rows:
            for word in sentence:
                columns += [self.numbers[name] for name in sorted(set(word)) if name in self.numbers]
                starts.append(len(columns))
        names = csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(starts) - 1, len(self.numbers)))
        dense = np.concatenate([self._in_context(own) for own in vectors])
        return Rows(names, dense, np.array([len(sentence) for sentence in rows]))
