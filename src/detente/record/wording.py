"""Wording: how alike sentences are, by the words they share, rare words first.

Cosine of TF-IDF vectors (Salton and Buckley 1988) over the stems of content words; a word's weight falls with the share
of the relation's own sentences that have it, so that the two states' names and the standing theme count for little.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from detente.states import surface_forms

WORD = re.compile(r"[^\W\d_]+|\d[\d.,]*\d|\d")
_EMPTY = (
    "a about after again against all also amid among an and any are as at be because been before being between both"
    " but by can could did do does down during each either for from further had has have he her hers him his how if"
    " in into is it its itself just may might more most must near no nor not now of off on once only or other our"
    " out over own per s same she should since so some such t than that the their them themselves then there these"
    " they this those through to too under until up upon us very was we were what when where whether which while who"
    " whom whose why will with within without would you your u mr mrs ms say says said saying tell told report"
    " reported reuters ap afp official officials minister president monday tuesday wednesday thursday friday"
    " saturday sunday today yesterday week month year"
)
EMPTY = frozenset(_EMPTY.split())
"""Function words, and words that stand in every report: they tell no deed from another."""
ENDINGS = ("ing", "ed", "es", "s", "ly")


@cache
def stem(word: str) -> str:
    """The word without its ending, so that "visits" and "visited" are one: rough, and the same for all."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def content_words(text: str) -> frozenset[str]:
    """The stems of the words that say what was done, numbers included."""
    words = WORD.findall(text.lower().replace("'s", " ").replace("’s", " "))
    return frozenset(stem(word) for word in words if word not in EMPTY)


@cache
def names_of(state: str) -> frozenset[str]:
    """The words that name a state, its people and its capital: both sides of a relation are in all of its sentences."""
    return frozenset().union(*(content_words(form.form) for form in surface_forms() if form.state == state))


def numbers_in(words: frozenset[str]) -> frozenset[str]:
    """The numbers among the words."""
    return frozenset(word for word in words if word[0].isdigit())


def weighted(sentences: Sequence[frozenset[str]]) -> Any:
    """A sparse matrix (sentences, words) with rows of length one: products of rows are cosines.

    The words are in alphabetical order, so that the same sentences give the same numbers bit by bit.
    """
    from scipy.sparse import csr_array

    n = len(sentences)
    frequency = Counter(word for words in sentences for word in words)
    column = {word: i for i, word in enumerate(sorted(frequency))}
    weight: dict[str, float] = {word: np.log1p((n + 1) / frequency[word]) for word in column}
    starts, columns = [0], list[int]()
    values: list[float] = []
    for words in sentences:
        own = sorted(words)
        row = np.array([weight[word] for word in own])
        columns += [column[word] for word in own]
        values += (row / np.sqrt((row**2).sum())).tolist() if own else []
        starts.append(len(columns))
    return csr_array((np.array(values), np.array(columns, dtype=np.int64), starts), shape=(n, max(len(column), 1)))
