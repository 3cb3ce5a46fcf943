"""At the edge of the data an onset is told as one: not yet an era, and neither a spike nor nothing."""

import numpy as np

from detente.relations.methods.judgement import judge_counts
from detente.relations.methods.onset import find_onset


def quiet_then(last: list[float], weeks: int = 60) -> np.ndarray:
    counts = np.zeros(weeks)
    counts[7::9] = 1.0
    counts[len(counts) - len(last) :] = last
    return counts


def judged(counts: np.ndarray) -> tuple:
    return judge_counts(np.zeros(len(counts)), counts, np.full(len(counts), 40.0), by="week").turns


def test_a_surge_in_the_last_weeks_is_an_onset_dated_by_its_first_week() -> None:
    counts = quiet_then([5.0, 6.0, 7.0])
    (turn,) = judged(counts)
    assert turn.at == len(counts) - 3
    assert turn.established == 0.0
    assert 0.9 <= turn.probability <= 1.0


def test_a_quiet_end_is_none() -> None:
    assert judged(quiet_then([0.0, 1.0, 0.0])) == ()


def test_a_few_deeds_are_too_few_for_an_onset() -> None:
    assert judged(quiet_then([2.0, 2.0])) == ()


def test_a_series_too_short_to_know_its_level_has_no_onset() -> None:
    counts = np.array([0.0, 1.0, 0.0, 9.0])
    assert find_onset(counts, np.ones(4), dispersion=3.0, memory=0.0, hazard=0.002, lasting=26) is None
