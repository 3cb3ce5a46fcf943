"""The yearly numbers of a relation, by the stretches between their turns."""

from datetime import date

import numpy as np
import pytest

from detente.errors import BadDate
from detente.relations.measures import measures


def keep(record, dyad, name, values, *, first=1950, unit="points"):
    """Write a number a year; NaN: no row."""
    for k, value in enumerate(values):
        if np.isfinite(value):
            days = date(first + k, 1, 1), date(first + k + 1, 1, 1)
            record.store.connection.execute(
                """INSERT INTO measures (dyad, name, date, date_start, date_end, value, unit, line, source, file, load)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'test', 'rows.csv', 1)""",
                [dyad, name, str(first + k), *days, float(value), unit, k],
            )


def noise(n, seed=1):
    return np.random.default_rng(seed).normal(0, 0.5, n)


def test_a_number_that_moves_to_another_level_has_two_stretches_and_the_year_in_between(record):
    keep(record, "CHL-PER", "trade", np.where(np.arange(60) < 35, 2.0, 6.0) + noise(60))
    before, after = measures(record.done(), "CHL-PER").rows()
    assert (before["start"], before["end"], before["probability"], before["low"]) == (1950, 1984, None, None)
    assert (after["start"], after["end"], after["n_years"], after["n_rows"]) == (1985, 2009, 25, 25)
    assert after["low"] <= 1985 <= after["high"]
    assert after["probability"] > 0.9
    assert abs(after["level"] - before["level"] - 4) < 0.4
    assert (after["measure"], after["unit"], after["sources"]) == ("trade", "points", "test")


def test_years_that_only_vary_more_are_no_stretch_of_their_own(record):
    keep(record, "CHL-PER", "trade", 3 + noise(70) * np.where(np.arange(70) < 35, 1, 8))
    assert len(measures(record.done(), "CHL-PER")) == 1


def test_arms_deliveries_are_none_in_years_without_a_row_from_the_first_that_the_data_cover(record):
    keep(record, "FRA-GBR", "arms delivered", np.full(50, 10.0))
    keep(record, "CHL-PER", "arms delivered", np.full(20, 100.0), first=1980)
    before, after = measures(record.done(), "CHL-PER").rows()
    assert (before["start"], before["end"], before["level"], before["n_rows"]) == (1950, 1979, 0.0, 0)
    assert (after["start"], after["end"]) == (1980, 1999)


def test_orders_and_what_is_only_there_are_no_numbers_of_their_own_and_few_years_have_no_turn(record):
    keep(record, "CHL-PER", "rivalry", np.ones(30), unit="in force")
    keep(record, "CHL-PER", "arms ordered", np.where(np.arange(60) < 35, 2.0, 6.0))
    keep(record, "CHL-PER", "visits", [1, 1, 9, 9, 9])
    (only,) = measures(record.done(), "CHL-PER").rows()
    assert (only["measure"], only["n_years"], only["probability"]) == ("visits", 5, None)


def test_a_window_cuts_the_years_and_what_is_no_date_is_said(record):
    keep(record, "CHL-PER", "trade", np.where(np.arange(60) < 35, 2.0, 6.0) + noise(60))
    store = record.done()
    (only,) = measures(store, "CHL-PER", since="1990", until="2001").rows()
    assert (only["start"], only["end"]) == (1990, 2001)
    with pytest.raises(BadDate):
        measures(store, "CHL-PER", since="soon")
    assert len(measures(store, "CHL-BOL")) == 0
