"""At the edge of the data a departure is told as young: not yet an era, and neither a spike nor nothing."""

import numpy as np

from detente.relations.methods.judgement import judge_counts


def quiet_then(last: list[float], weeks: int = 60) -> np.ndarray:
    counts = np.zeros(weeks)
    counts[7::9] = 1.0
    counts[len(counts) - len(last) :] = last
    return counts


def judged(counts: np.ndarray) -> tuple:
    return judge_counts(np.zeros(len(counts)), counts, np.full(len(counts), 40.0), by="week").turns


def test_a_surge_in_the_last_weeks_is_young_and_dated_by_its_first_week() -> None:
    counts = quiet_then([5.0, 6.0, 7.0])
    (turn,) = judged(counts)
    assert turn.at == len(counts) - 3
    assert turn.established < 0.5
    assert 0.9 <= turn.probability <= 1.0


def test_a_quiet_end_is_none() -> None:
    assert judged(quiet_then([0.0, 1.0, 0.0])) == ()


def test_a_few_deeds_are_too_few_for_a_young_regime() -> None:
    assert judged(quiet_then([2.0, 2.0])) == ()


def test_a_flood_of_the_last_week_alone_may_be_a_spike() -> None:
    assert judged(quiet_then([12.0])) == ()
