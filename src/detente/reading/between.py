"""What the parties of a sentence do to each other, by a small encoder that reads the sentence once for all of them.

Four layers over the word vectors of `pair_types.py` read a sentence in which every party's pieces are marked; then
one layer of attention asks, of any two parties, what the one does to the other. Made by training/between.py (data and
limits: training/between.md; figures: docs/methods/events.md). A party that only a sentence before names is read with
it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np

from detente.reading.model import Actor, Mention
from detente.reading.pair_types import labels, packaged, pieces_of, shares_of, words_of
from detente.reading.parsed import ParsedReport

FILES = ("between.encoder.onnx", "between.pairs.onnx")
BACK = 2
"""So many sentences before a deed's own are read with it where a party stands in one of them."""
LONGEST, LONGEST_BEFORE = 200, 100
"""Pieces of a sentence that are read, and of one before it; who stands behind them is not asked about."""
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pieces:
    """A sentence: the numbers of its pieces, the ranges of pieces of each party in it, and those of each mention by its
    first character."""

    numbers: list[int]
    parties: dict[str, list[Range]]
    mentions: dict[int, tuple[str, list[Range]]]


@dataclass(frozen=True, slots=True)
class _Read:
    """What the encoder made of some sentences: vectors, keys and values, each (1, pieces, 384); where each begins."""

    hidden: np.ndarray
    keys: np.ndarray
    values: np.ndarray
    begins: dict[int, int]

    def vector(self, at: int, ranges: Sequence[Range]) -> np.ndarray:
        """The mean vector of a party in one of the sentences, (1, 384)."""
        begin = self.begins[at]
        pieces = sorted({begin + piece for first, last in ranges for piece in range(first, last)})
        return np.asarray(self.hidden[:, pieces].mean(1))


class Between:
    """The sentences of a report as the encoder reads them, each at most once for the same company of sentences."""

    def __init__(self, parsed: ParsedReport, mentions: Sequence[Mention]) -> None:
        self._text = parsed.text
        self._spans = [(sentence.start, sentence.end) for sentence in parsed.sentences]
        self._mentions = mentions
        self._pieces: dict[int, Pieces] = {}
        self._read: dict[tuple[int, ...], _Read] = {}
        self._answers: dict[tuple[int, ...], dict[str, float] | None] = {}

    def shares(self, end: int, actor: Actor, recipient: Actor) -> dict[str, float] | None:
        """The probabilities of the types and of "none" in the sentence that ends there, by name.

        None where a party stands nowhere up to there, or both in the same words. Answers are kept: who finds a deed and
        who weighs it ask the same.
        """
        asked = (end, actor.start, actor.end, recipient.start, recipient.end)
        if asked not in self._answers:
            self._answers[asked] = self._answer(end, actor, recipient)
        return self._answers[asked]

    def _answer(self, end: int, actor: Actor, recipient: Actor) -> dict[str, float] | None:
        own = next(i for i, span in enumerate(self._spans) if span[1] == end)
        one, other = self._place(actor, own), self._place(recipient, own)
        if one is None or other is None or _overlap(one, other):
            return None
        read = self._reading(own, {one[0], other[0]} - {own})
        first = read.begins[own]
        last = first + min(len(self._cut(own).numbers), LONGEST)
        given = {"actor": read.vector(*one), "recipient": read.vector(*other)}
        given |= {"keys": read.keys[:, first:last], "values": read.values[:, first:last]}
        scores = _network(FILES[1]).run(None, given)[0][0]
        return dict(zip(labels(), map(float, shares_of(scores)), strict=True))

    def _place(self, side: Actor, own: int) -> tuple[int, list[Range]] | None:
        """The sentence in which a party is read, its own if that names it, and its ranges there."""
        at = next((i for i in range(own, -1, -1) if self._spans[i][0] <= side.start < self._spans[i][1]), None)
        if at is None or side.start >= side.end:
            return None
        name, alone = self._cut(at).mentions.get(side.start, ("", []))
        here = self._cut(own).parties.get(name)
        at, ranges = (own, here) if here else (at, self._cut(at).parties.get(name) or alone)
        kept = [r for r in ranges if r[1] <= (LONGEST if at == own else LONGEST_BEFORE)]
        return (at, kept) if kept else None

    def _reading(self, own: int, before: Set[int]) -> _Read:
        """A sentence read alone, or with those just before it, or with the farther ones that name a party."""
        near = range(max(0, own - BACK), own)
        company = (*(near if before <= set(near) else sorted(before)), own) if before else (own,)
        if company not in self._read:
            self._read[company] = self._encoded(company)
        return self._read[company]

    def _encoded(self, company: Sequence[int]) -> _Read:
        numbers: list[int] = []
        marked: list[int] = []
        begins: dict[int, int] = {}
        for at in company:
            cut, most = self._cut(at), LONGEST if at == company[-1] else LONGEST_BEFORE
            begins[at] = len(numbers) + 1
            numbers += cut.numbers[:most]
            flags = np.zeros(len(cut.numbers), dtype=np.int64)
            for first, last in (r for ranges in cut.parties.values() for r in ranges):
                flags[first:last] = 1
            marked += flags[:most].tolist()
        made = _network(FILES[0]).run(None, {"words": words_of(numbers), "marked": np.array([[0, *marked, 0]])})
        return _Read(made[0], made[1], made[2], begins)

    def _cut(self, at: int) -> Pieces:
        if at not in self._pieces:
            start, end = self._spans[at]
            self._pieces[at] = cut_sentence(self._text[start:end], start, self._mentions)
        return self._pieces[at]


def cut_sentence(text: str, start: int, mentions: Sequence[Mention]) -> Pieces:
    """The pieces of a sentence that stands at `start`, cut where mentions begin and end.

    A collective ("the two countries") is a mention, but no party that is marked.
    """
    inside = [m for m in mentions if start <= m.start < m.end <= start + len(text)]
    numbers, begins = cut_at(text, (edge - start for m in inside for edge in (m.start, m.end)))
    parties: dict[str, list[Range]] = {}
    told: dict[int, tuple[str, list[Range]]] = {}
    for mention in inside:
        place = begins[mention.start - start], begins[mention.end - start]
        name = party_of(mention)
        if place[0] < place[1]:
            told[mention.start] = name, [place]
            if name:
                parties.setdefault(name, []).append(place)
    return Pieces(numbers, parties, told)


def cut_at(text: str, edges: Iterable[int]) -> tuple[list[int], dict[int, int]]:
    """The numbers of a text's pieces, cut at some characters, and how many pieces stand before each of these."""
    numbers: list[int] = []
    begins = {0: 0}
    for first, last in pairwise(sorted({0, len(text), *edges})):
        numbers += pieces_of(text[first:last])
        begins[last] = len(numbers)
    return numbers, begins


def party_of(mention: Mention) -> str:
    """The party of a mention: its state, else its name; "" for a collective and for who has neither."""
    return "" if mention.members else mention.state or mention.name or ""


def _overlap(one: tuple[int, list[Range]], other: tuple[int, list[Range]]) -> bool:
    return one[0] == other[0] and any(a < d and c < b for a, b in one[1] for c, d in other[1])


@cache
def _network(file: str) -> Any:
    return packaged(file, "the model of what parties do to each other")
