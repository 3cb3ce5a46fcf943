"""Levels of a relation and the direction of a change between two."""

from __future__ import annotations

import pytest

from detente.relations.levels import Level, direction_of


def level(share: float, low: float, high: float) -> Level:
    return Level(
        share=share, share_interval=(low, high), volume=20.0, volume_interval=(10.0, 30.0), n_events=12, n_conflict=6
    )


@pytest.mark.parametrize(
    ("after", "direction"),
    [
        (level(0.51, 0.27, 0.73), "closer"),  # a dozen deeds, half of them conflict: nobody can say that it cools
        (level(0.80, 0.66, 0.90), "cooling"),
        (level(0.20, 0.10, 0.34), "closer"),
    ],
)
def test_more_dealings_cool_a_relation_only_if_they_are_surely_mostly_conflict(after: Level, direction: str) -> None:
    assert direction_of(level(after.share, *after.share_interval), after, share=0.0, log_rate=1.5) == direction


def test_fewer_dealings_that_were_surely_mostly_conflict_warm_a_relation() -> None:
    half, most = level(0.51, 0.27, 0.73), level(0.80, 0.66, 0.90)
    assert direction_of(half, half, share=0.0, log_rate=-1.5) == "more distant"
    assert direction_of(most, most, share=0.0, log_rate=-1.5) == "warming"


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        # Four deeds against thirteen: the shares counted differ, and chance does as much.
        (level(0.31, 0.05, 0.67), level(0.53, 0.30, 0.75), "closer"),
        (level(0.20, 0.15, 0.26), level(0.53, 0.45, 0.61), "cooling"),
        (level(0.60, 0.52, 0.68), level(0.25, 0.19, 0.32), "warming"),
        # Conflict grows fourfold beside cooperation, from little; twofold, to under a twentieth more.
        (level(0.03, 0.015, 0.05), level(0.12, 0.09, 0.16), "cooling"),
        (level(0.03, 0.02, 0.04), level(0.06, 0.05, 0.07), "closer"),
        # Nothing known before: the share of one half is that of no deeds.
        (level(0.50, 0.006, 0.994), level(0.05, 0.02, 0.10), "closer"),
    ],
)
def test_the_share_gives_a_direction_where_it_surely_moves(before: Level, after: Level, direction: str) -> None:
    assert direction_of(before, after, share=0.02, log_rate=1.5) == direction


def test_two_deeds_against_twelve_cool_nothing_though_the_draws_lean_that_way() -> None:
    before, after = level(0.17, 0.01, 0.57), level(0.42, 0.22, 0.65)
    assert direction_of(before, after, share=0.13, log_rate=1.5) == "closer"
    assert direction_of(before, after, share=0.13, log_rate=0.1) == "cooling"
