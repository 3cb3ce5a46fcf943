"""Who is source, target or both sides of a news event, word by word: features of a sentence and a linear-chain CRF.

A word's features are its form, its place in spaCy's parse (what its noun phrase is to which verb), the mention that
Détente finds there, and the shipped encoder's vector of it after three layers (frozen; it never saw these tags).
The CRF (Lafferty et al. 2001) is fitted by L-BFGS with a ridge; its answer is the best sequence of tags (Viterbi).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import logsumexp

TAGS = ("O", "B-S", "I-S", "B-T", "I-T", "B-R", "I-R")
_INSIDE = frozenset({"compound", "amod", "det", "nmod", "poss", "case", "nummod", "appos", "flat", "punct", "advmod"})
_WITHIN = _INSIDE | {"conj", "prep", "pobj", "relcl", "acl"}


def words_of(doc: Any, mentions: Sequence[Any], offset: int = 0) -> list[list[str]]:
    """The features of each token, as names; `mentions` are those of the text, at `offset` before the sentence."""
    spans = [(m.start - offset, m.end - offset, m) for m in mentions]
    own = [list(_of_token(token, spans)) for token in doc]
    rows = []
    for i, features in enumerate(own):
        row = list(features)
        for step in (-2, -1, 1, 2):
            beside = doc[i + step] if 0 <= i + step < len(doc) else None
            row.append(f"w{step}={beside.lower_ if beside else '|'}")
            row.append(f"p{step}={beside.tag_ if beside else '|'}")
            if beside is not None and abs(step) == 1:
                row += [f"{step}{name}" for name in own[i + step] if name.startswith(("role", "ment", "verb"))]
        rows.append(row)
    return rows


def _of_token(token: Any, spans: Sequence[tuple[int, int, Any]]) -> Iterator[str]:
    top = token
    while top.dep_ in _INSIDE and top.head.i != top.i:
        top = top.head
    outer = token
    while outer.dep_ in _WITHIN and outer.head.i != outer.i and outer.head.pos_ in ("NOUN", "PROPN", "ADP", "PRON"):
        outer = outer.head
    yield "bias"
    yield f"w={token.lower_}"
    yield f"lemma={token.lemma_.lower()}"
    yield f"tag={token.tag_}"
    yield f"dep={token.dep_}"
    yield f"shape={token.shape_[:4]}"
    yield f"end={token.lower_[-3:]}"
    yield f"headlemma={token.head.lemma_.lower()} {token.dep_}"
    yield f"first={token.i < 3}"
    for name, word in (("in", top), ("out", outer)):
        role = _role(word)
        yield f"role{name}={role}"
        yield f"role{name}={role} {word.pos_} {token.i == word.i} {token.i < word.i}"
        verb = _verb(word)
        yield f"verb{name}={verb.lemma_.lower()}"
        yield f"verb{name}={verb.lemma_.lower()} {role}"
        yield f"verb{name}={verb.pos_} {verb.dep_} {role}"
        yield f"top{name}={word.lemma_.lower()} {role}"
        if word.dep_ == "pobj" and word.head.head.pos_ in ("NOUN", "PROPN"):
            noun = word.head.head
            yield f"noun{name}={noun.lemma_.lower()} {word.head.lower_}"
            yield f"nounrole{name}={noun.lemma_.lower()} {_role(noun)} {word.head.lower_}"
    if token.dep_ == "poss" or top.dep_ == "poss":
        yield f"possof={top.head.lemma_.lower()}"
    here = next((m for start, end, m in spans if start <= token.idx < end), None)
    yield f"ment={here.kind if here else None} {here.place if here else None}"
    if here is not None:
        yield f"ment={here.kind} {here.sector} {_role(outer)}"
        yield f"mentstate={here.state is not None} {_role(outer)}"


def _role(word: Any) -> str:
    """What a phrase is to what governs it: "nsubj", "nsubjpass", "pobj with", "conj of nsubj"."""
    steps = []
    while word.dep_ in ("conj", "appos") and word.head.i != word.i and len(steps) < 2:
        steps.append(word.dep_)
        word = word.head
    role = f"pobj {word.head.lower_}" if word.dep_ == "pobj" else word.dep_
    verb = _verb(word)
    voice = "pass" if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children) else ""
    return " ".join([*steps, role, voice, "root" if verb.dep_ == "ROOT" else verb.dep_])


def _verb(word: Any) -> Any:
    seen = 0
    while word.pos_ not in ("VERB", "AUX") and word.head.i != word.i and seen < 20:
        word, seen = word.head, seen + 1
    return word


@dataclass
class Rows:
    """Sentences ready for the CRF: their words' features one after another, vectors, and where each begins."""

    names: csr_matrix
    dense: np.ndarray
    lengths: np.ndarray


@dataclass
class Words:
    """The encoder's vectors of a sentence's words, and by number the head of each word's noun phrase and its verb."""

    vectors: np.ndarray
    tops: list[int]
    verbs: list[int]


AXES = 64
"""Main axes on which a word has the vectors of the words around it."""


def tops_and_verbs(doc: Any) -> tuple[list[int], list[int]]:
    """For each token the head of its noun phrase and the verb that governs it, as numbers of tokens."""
    tops = []
    for token in doc:
        while token.dep_ in _INSIDE and token.head.i != token.i:
            token = token.head
        tops.append(token)
    return [top.i for top in tops], [_verb(top).i for top in tops]


class TagCrf:
    """A linear-chain CRF over TAGS with sparse and dense features; `fit` and `tags` take lists of sentences."""

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
        index = _padded(data.lengths)
        count = _pair_counts(gold, data.lengths)
        onehot = np.eye(k)[gold]

        def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
            w, v, t = self._unpack(flat, f, d)
            scores = data.names @ w + data.dense @ v
            logz, marginal, pair = _expect(scores, t, data.lengths, index)
            value = logz - (scores * onehot).sum() - (t * count).sum()
            value += 0.5 * self.ridge * (w**2).sum() + 0.5 * self.ridge_dense * (v**2).sum() + 0.05 * (t**2).sum()
            error = marginal - onehot
            grad = [data.names.T @ error + self.ridge * w, data.dense.T @ error + self.ridge_dense * v]
            return value, np.concatenate([g.ravel() for g in (*grad, pair - count + 0.1 * t)])

        start = np.zeros((f + d) * k + (k + 1) * k)
        fitted = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": self.rounds})
        self.weights = self._unpack(fitted.x, f, d)

    def tags(self, rows: Sequence[list[list[str]]], vectors: Sequence[Words]) -> list[list[str]]:
        """The best sequence of tags for each sentence."""
        data = self._rows(rows, vectors)
        w, v, t = self.weights
        scores = data.names @ w + data.dense @ v
        out, at = [], 0
        for n in data.lengths:
            out.append([TAGS[i] for i in _viterbi(scores[at : at + n], t)])
            at += n
        return out

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


def _barred() -> np.ndarray:
    """Penalties of steps that BIO forbids: from a tag (last row: the beginning) to another."""
    barred = np.zeros((len(TAGS) + 1, len(TAGS)))
    for i, before in enumerate((*TAGS, "O")):
        for j, tag in enumerate(TAGS):
            if tag.startswith("I") and before[1:] != tag[1:]:
                barred[i, j] = -1e4
    return barred


BARRED = _barred()


def _padded(lengths: np.ndarray) -> np.ndarray:
    """Positions in the flat order, shape (sentences, longest), -1 beyond the end."""
    index = np.full((len(lengths), lengths.max()), -1)
    at = 0
    for i, n in enumerate(lengths):
        index[i, :n] = np.arange(at, at + n)
        at += n
    return index


def _pair_counts(gold: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    count = np.zeros((len(TAGS) + 1, len(TAGS)))
    at = 0
    for n in lengths:
        sentence = gold[at : at + n]
        count[len(TAGS), sentence[0]] += 1
        np.add.at(count, (sentence[:-1], sentence[1:]), 1)
        at += n
    return count


def _expect(
    scores: np.ndarray, steps: np.ndarray, lengths: np.ndarray, index: np.ndarray
) -> tuple[float, np.ndarray, np.ndarray]:
    """Log partition, marginals of tags, expected counts of steps, by forward and backward over all sentences."""
    allowed = steps + BARRED
    between, first = allowed[:-1], allowed[-1]
    padded = np.where(index[..., None] >= 0, scores[index], 0.0)
    n, longest = index.shape
    forward = np.empty((longest, n, len(TAGS)))
    forward[0] = padded[:, 0] + first
    for t in range(1, longest):
        stepped = logsumexp(forward[t - 1][:, :, None] + between, axis=1) + padded[:, t]
        forward[t] = np.where((index[:, t] >= 0)[:, None], stepped, forward[t - 1])
    total = logsumexp(forward[-1], axis=1)
    backward = np.zeros((n, len(TAGS)))
    marginal = np.empty_like(scores)
    pair = np.zeros_like(steps)
    for t in range(longest - 1, -1, -1):
        inside = index[:, t] >= 0
        marginal[index[inside, t]] = np.exp(forward[t] + backward - total[:, None])[inside]
        if t == 0:
            break
        ahead = padded[:, t] + backward
        joint = forward[t - 1][:, :, None] + between + ahead[:, None, :] - total[:, None, None]
        pair[:-1] += np.exp(joint[inside]).sum(0)
        backward = np.where(inside[:, None], logsumexp(between + ahead[:, None, :], axis=2), backward)
    pair[-1] = marginal[index[:, 0]].sum(0)
    return float(total.sum()), marginal, pair


def _viterbi(scores: np.ndarray, steps: np.ndarray) -> list[int]:
    allowed = steps + BARRED
    best = scores[0] + allowed[-1]
    back = []
    for row in scores[1:]:
        paths = best[:, None] + allowed[:-1]
        back.append(paths.argmax(0))
        best = paths.max(0) + row
    path = [int(best.argmax())]
    for pointer in reversed(back):
        path.append(int(pointer[path[-1]]))
    return path[::-1]
