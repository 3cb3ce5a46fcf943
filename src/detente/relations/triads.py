"""Triads of a relation's two sides and a third state: balanced or not, and how likely that is by chance alone.

The sign of a tie is that of most of its deeds, given that there are any (Lerner 2016): positive where conflict is under
a half. A triad is balanced where the product of its three signs is positive (Cartwright and Harary 1956). The null
keeps how much each state deals with each other (who has a tie is given) and each state's own share of conflict: a tie
is negative with log odds that are the sum of its states' less the record's, independently of the other ties.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np

FEWEST = 3
"""Deeds that a tie needs for a sign."""
Counted = tuple[int, int]
"""Deeds of a tie or state, and how many of them are conflict."""


@dataclass(frozen=True, slots=True)
class Triad:
    """Whether it is balanced, and the probability that it would be by chance."""

    balanced: bool
    chance: float


def sign(tie: Counted) -> int:
    """1 or -1; 0 where there are too few deeds, or as many of conflict as of cooperation."""
    n, conflict = tie
    return 0 if n < FEWEST or 2 * conflict == n else -1 if 2 * conflict > n else 1


def triad(
    ties: tuple[Counted, Counted, Counted], of: Mapping[str, Counted], codes: tuple[str, str, str]
) -> Triad | None:
    """The triad of three states; `ties` of the first two, first and third, second and third; `of`: all deeds of each.

    None where a tie has no sign.
    """
    signs = [sign(tie) for tie in ties]
    if 0 in signs:
        return None
    total = (sum(n for n, _ in of.values()), sum(c for _, c in of.values()))
    a, b, c = codes
    negative = [_negative(of[x], of[y], total) for x, y in ((a, b), (a, c), (b, c))]
    chance = 0.0
    for kinds in product((0, 1), repeat=3):
        if sum(kinds) % 2 == 0:
            chance += float(np.prod([p if kind else 1 - p for kind, p in zip(kinds, negative, strict=True)]))
    return Triad(signs[0] * signs[1] * signs[2] > 0, chance)


def _log_odds(counted: Counted) -> float:
    n, conflict = counted
    return float(np.log((conflict + 0.5) / (n - conflict + 0.5)))


def _negative(one: Counted, other: Counted, total: Counted) -> float:
    odds = _log_odds(one) + _log_odds(other) - _log_odds(total)
    return float(1 / (1 + np.exp(-odds)))


def as_balanced(triads: list[Triad]) -> tuple[int, float, float]:
    """How many are balanced, how many are to be expected, and the chance of a count as far off as that (two-sided)."""
    n = sum(one.balanced for one in triads)
    expected = sum(one.chance for one in triads)
    counts = np.array([1.0])
    for one in triads:
        counts = np.convolve(counts, [1 - one.chance, one.chance])
    far = np.abs(np.arange(len(counts)) - expected) >= abs(n - expected) - 1e-9
    return n, float(expected), float(counts[far].sum())
