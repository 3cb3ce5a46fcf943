"""A chain of tags over the words of a sentence: what it expects, how probable each span is, and which spans to tell.

Tags are BIO over source, target and reciprocal side. Scores of words (words, 7) and of steps from tag to tag (8, 7; the
last row: from the beginning) are log weights. `best_spans` tells the spans that serve F1: not those of the likeliest
sequence, but those that do not overlap and whose probabilities exceed a bar by most in sum.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.special import logsumexp

TAGS = ("O", "B-S", "I-S", "B-T", "I-T", "B-R", "I-R")
LEAST = 0.01
"""Spans less probable than this are not followed."""

Span = tuple[str, int, int]
"""Letter (S, T or R), first word, word after the last."""


def barred() -> np.ndarray:
    """Penalties of steps that BIO forbids: from a tag (last row: the beginning) to another."""
    penalties = np.zeros((len(TAGS) + 1, len(TAGS)))
    for i, before in enumerate((*TAGS, "O")):
        for j, tag in enumerate(TAGS):
            if tag.startswith("I") and before[1:] != tag[1:]:
                penalties[i, j] = -1e4
    return penalties


BARRED = barred()


def spans_of(tags: Sequence[str]) -> set[Span]:
    """The spans that tags make."""
    found: set[Span] = set()
    start, letter = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if letter and tag != f"I-{letter}":
            found.add((letter, start, i))
            letter = ""
        if tag != "O" and not letter:
            start, letter = i, tag[2:]
    return found


def span_shares(scores: np.ndarray, steps: np.ndarray) -> dict[Span, float]:
    """The probability of each span, of those that have at least LEAST."""
    allowed = steps + BARRED
    between, n = allowed[:-1], len(scores)
    ahead = [scores[0] + allowed[-1]]
    for row in scores[1:]:
        ahead.append(logsumexp(ahead[-1][:, None] + between, axis=0) + row)
    behind = [np.zeros(len(TAGS))]
    for row in scores[:0:-1]:
        behind.append(logsumexp(between + row + behind[-1], axis=1))
    behind.reverse()
    total = logsumexp(ahead[-1])
    shares = {}
    for begin in range(1, len(TAGS), 2):
        inside, letter = begin + 1, TAGS[begin][2:]
        leaves = np.arange(len(TAGS)) != inside
        for start in range(n):
            run, tag = ahead[start][begin] - total, begin
            for end in range(start + 1, n + 1):
                if run + behind[end - 1][tag] < np.log(LEAST):
                    break
                out = logsumexp((between[tag] + scores[end] + behind[end])[leaves]) if end < n else 0.0
                shares[letter, start, end] = float(np.exp(run + out))
                if end < n:
                    run, tag = run + between[tag, inside] + scores[end, inside], inside
    return {span: share for span, share in shares.items() if share >= LEAST}


def joined(parts: Sequence[Mapping[Span, float]]) -> dict[Span, float]:
    """The mean of several models' probabilities."""
    return {span: sum(part.get(span, 0.0) for part in parts) / len(parts) for span in {s for p in parts for s in p}}


def best_spans(shares: Mapping[Span, float], bar: float) -> set[Span]:
    """The spans, none over another, whose probabilities exceed `bar` by most in sum."""
    ending: dict[int, list[Span]] = {}
    for span, share in sorted(shares.items()):
        if share > bar:
            ending.setdefault(span[2], []).append(span)
    best: list[tuple[float, frozenset[Span]]] = [(0.0, frozenset())]
    for end in range(1, max(ending, default=0) + 1):
        with_one = [(best[s[1]][0] + shares[s] - bar, best[s[1]][1] | {s}) for s in ending.get(end, ())]
        best.append(max([best[-1], *with_one], key=lambda pair: pair[0]))
    return set(best[-1][1])


def padded(lengths: np.ndarray) -> np.ndarray:
    """Positions in the flat order, shape (sentences, longest), -1 beyond the end."""
    index = np.full((len(lengths), lengths.max()), -1)
    at = 0
    for i, n in enumerate(lengths):
        index[i, :n] = np.arange(at, at + n)
        at += n
    return index


def step_counts(gold: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """How often each step is taken in the sequences of tags that lie one after another in `gold`."""
    count = np.zeros((len(TAGS) + 1, len(TAGS)))
    at = 0
    for n in lengths:
        sentence = gold[at : at + n]
        count[len(TAGS), sentence[0]] += 1
        np.add.at(count, (sentence[:-1], sentence[1:]), 1)
        at += n
    return count


def expect(
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
