"""Third states: which turned first, and whether the triads are in balance; never why."""

from datetime import date, timedelta

import numpy as np
import pytest

from detente.relations.eras import find_eras
from detente.relations.methods.simulate import Shift, simulate_dyad
from detente.relations.third_parties import third_parties
from detente.relations.triads import as_balanced, sign, triad


@pytest.fixture
def turned(record):
    """India and Russia turn in week 90, Pakistan and Russia in week 120, China and Russia never."""
    weeks, monday = 208, date(2010, 1, 4)
    for seed, (dyad, at) in enumerate({"IND-RUS": 90, "PAK-RUS": 120, "CHN-RUS": None, "FRA-GBR": None}.items()):
        shifts = (Shift(at, share=0.85),) if at else ()
        made = simulate_dyad(40 + seed, weeks=weeks, rate=2.5, share=0.15, shifts=shifts)
        for week in range(weeks):
            for k in range(int(made.total[week])):
                day = monday + timedelta(days=7 * week)
                record.deed(dyad, day, "ACCUSE" if k < made.conflict[week] else "CONSULT")
    return record.done()


def test_the_state_that_turned_before_is_said_to_have_turned_before(turned):
    rows = {row["state"]: row for row in third_parties(turned, ("PAK-RUS",))}
    assert find_eras(turned, ("PAK-RUS",)).turning_points
    india = rows["IND"]
    assert india["order"] == "before"
    assert india["order_probability"] > 0.8
    assert india["lag_low"] <= 30 * 7 / 30.44 <= india["lag_high"] + 1
    assert "months before, P " in india["in_time"]


def test_a_state_without_a_turn_has_no_place_in_time(turned):
    rows = {row["state"]: row for row in third_parties(turned, ("PAK-RUS",))}
    assert rows["CHN"]["in_time"] is None


def test_nothing_said_of_third_parties_is_a_cause(turned):
    table = third_parties(turned, ("PAK-RUS",))
    assert "no cause is found here" in table.notes["note"]
    assert not any("caus" in name for name in table.columns)


def test_a_tie_has_the_sign_of_most_of_its_deeds():
    assert [sign(tie) for tie in ((10, 2), (10, 8), (10, 5), (2, 0))] == [1, -1, 0, 0]


def test_two_foes_of_one_foe_are_in_balance_if_they_are_friends():
    states = {"A": (30, 15), "B": (30, 15), "C": (30, 15)}
    friends, foes = (10, 1), (10, 9)
    assert triad((friends, foes, foes), states, ("A", "B", "C")).balanced
    assert not triad((friends, friends, foes), states, ("A", "B", "C")).balanced
    assert triad(((2, 0), foes, foes), states, ("A", "B", "C")) is None


def test_chance_keeps_each_states_share_of_conflict():
    even = {"A": (100, 50), "B": (100, 50), "C": (100, 50)}
    assert triad(((9, 1),) * 3, even, ("A", "B", "C")).chance == pytest.approx(0.5)
    peaceful = {"A": (100, 5), "B": (100, 5), "C": (100, 5)}
    assert triad(((9, 1),) * 3, peaceful, ("A", "B", "C")).chance > 0.8


def test_the_number_in_balance_is_set_beside_what_chance_gives():
    even = {"A": (100, 50), "B": (100, 50), "C": (100, 50)}
    one = triad(((9, 1),) * 3, even, ("A", "B", "C"))
    n, expected, chance = as_balanced([one] * 8)
    assert (n, expected) == (8, pytest.approx(4.0))
    assert chance == pytest.approx(2 * 0.5**8)
    assert np.isclose(as_balanced([])[2], 1.0)
