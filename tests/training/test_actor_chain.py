"""The chain of tags behind the measured tagger of actors: its spans' probabilities, and which spans it tells."""

import itertools
import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "training"))

from actor_chain import BARRED, TAGS, best_spans, expect, joined, padded, span_shares, spans_of


def _all_sequences(scores: np.ndarray, steps: np.ndarray) -> list[tuple[tuple[int, ...], float]]:
    """Every sequence of tags that BIO allows, with its weight."""
    allowed, found = steps + BARRED, []
    for tags in itertools.product(range(len(TAGS)), repeat=len(scores)):
        weight = allowed[-1, tags[0]] + sum(scores[i, tag] for i, tag in enumerate(tags))
        weight += sum(allowed[pair] for pair in itertools.pairwise(tags))
        if weight > -1000:
            found.append((tags, float(np.exp(weight))))
    return found


@pytest.mark.parametrize("words", [1, 3, 4])
def test_probabilities_are_those_of_all_sequences_counted(words: int) -> None:
    rng = np.random.default_rng(words)
    scores, steps = rng.normal(size=(words, len(TAGS))), rng.normal(size=(len(TAGS) + 1, len(TAGS)))
    sequences = _all_sequences(scores, steps)
    total = sum(weight for _, weight in sequences)
    counted: dict[tuple[str, int, int], float] = {}
    for tags, weight in sequences:
        for span in spans_of([TAGS[tag] for tag in tags]):
            counted[span] = counted.get(span, 0.0) + weight / total
    assert span_shares(scores, steps) == pytest.approx({span: p for span, p in counted.items() if p >= 0.01})
    lengths = np.array([words])
    logz, marginal, _ = expect(scores, steps, lengths, padded(lengths))
    assert logz == pytest.approx(np.log(total))
    assert marginal[0, 1] == pytest.approx(sum(w for tags, w in sequences if tags[0] == 1) / total)


def test_of_overlapping_spans_those_are_told_that_exceed_the_bar_by_most_in_sum() -> None:
    shares = {("S", 0, 4): 0.6, ("S", 0, 2): 0.5, ("T", 2, 4): 0.55, ("R", 5, 6): 0.3}
    assert best_spans(shares, 0.35) == {("S", 0, 2), ("T", 2, 4)}
    assert best_spans(shares, 0.5) == {("S", 0, 4)}
    assert best_spans({}, 0.5) == set()


def test_models_are_joined_by_the_mean_and_silence_counts_as_none() -> None:
    assert joined([{("S", 0, 1): 0.8}, {("S", 0, 1): 0.4, ("T", 1, 2): 0.6}]) == pytest.approx(
        {("S", 0, 1): 0.6, ("T", 1, 2): 0.3}
    )
