import pytest
from by_hand import level
from hypothesis import given
from hypothesis import strategies as st

from detente.brief.reversal import events_to_reverse, fewest_to_doubt, probability_without
from detente.relations.model import TurningPoint


def point(direction: str, before: float, n: int, conflict: int) -> TurningPoint:
    after = level(conflict / n, n, conflict)
    return TurningPoint(
        "2014-01-01", ("2013-01-01", "2015-01-01"), 0.9, direction, True, level(before, 10, 5), after, ()
    )  # type: ignore[arg-type]


def test_taking_nothing_away_changes_nothing() -> None:
    assert probability_without(0.9, []) == pytest.approx(0.9)


@given(st.floats(0.01, 0.99), st.lists(st.floats(0, 5), max_size=10))
def test_taking_support_away_never_makes_surer(probability: float, weights: list[float]) -> None:
    assert probability_without(probability, weights) <= probability + 1e-9


@given(st.floats(0.51, 0.99), st.lists(st.floats(0.01, 3), min_size=1, max_size=12))
def test_the_fewest_are_the_fewest(probability: float, weights: list[float]) -> None:
    weights = sorted(weights, reverse=True)
    n = fewest_to_doubt(probability, weights)
    if n is None:
        assert probability_without(probability, weights) >= 0.5
    else:
        assert probability_without(probability, weights[:n]) < 0.5
        assert probability_without(probability, weights[: n - 1]) >= 0.5


@given(st.integers(1, 200), st.floats(0.05, 0.95), st.booleans(), st.data())
def test_so_many_deeds_bring_the_old_share_back_and_one_fewer_does_not(
    n: int, before: float, warming: bool, data: st.DataObject
) -> None:
    conflict = data.draw(st.integers(0, n))
    needed = events_to_reverse(point("warming" if warming else "cooling", before, n, conflict))
    opposite, wanted = (conflict, before) if warming else (n - conflict, 1 - before)
    if needed is None:
        assert opposite / n >= wanted - 1e-9
    else:
        assert (opposite + needed) / (n + needed) >= wanted - 1e-9
        assert (opposite + needed - 1) / (n + needed - 1) < wanted + 1e-9


def test_a_change_of_volume_alone_is_not_reversed_by_a_share() -> None:
    assert events_to_reverse(point("closer", 0.5, 10, 1)) is None
