"""The chance that two shares are one."""

import pytest

from detente.relations.methods.fisher import fisher_chance


def test_the_lady_tasting_tea():
    """Four cups of each kind, three of four told right: the chance known from the textbook, 34/70, two-sided."""
    assert fisher_chance((3, 1), (1, 3)) == pytest.approx(34 / 70)
    assert fisher_chance((4, 0), (0, 4)) == pytest.approx(2 / 70)


def test_equal_shares_and_nothing_at_all_say_nothing():
    assert fisher_chance((5, 5), (50, 50)) == pytest.approx(1)
    assert fisher_chance((0, 3), (0, 9)) == pytest.approx(1)


def test_sides_may_be_swapped():
    assert fisher_chance((7, 2), (3, 11)) == pytest.approx(fisher_chance((3, 11), (7, 2)))
    assert fisher_chance((7, 2), (3, 11)) == pytest.approx(fisher_chance((2, 7), (11, 3)))
