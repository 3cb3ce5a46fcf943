"""The answer for a dyad of a record: the verdict, its dates, and the deeds that carry it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from detente.relations import eras
from detente.relations.accounts import chance
from detente.relations.eras import choose_period, find_eras
from detente.relations.methods.judgement import judge_counts
from detente.relations.methods.reporting import Beginning
from detente.relations.methods.simulate import Shift, simulate_dyad


def test_a_turn_to_conflict_is_dated_by_the_first_day_of_its_first_week(record):
    dyad = simulate_dyad(3, weeks=200, shifts=(Shift(120, share=0.75),))
    found = find_eras(record.simulated("PAK-RUS", dyad), "PAK-RUS")
    (point,) = found.turning_points
    truth = (date(2010, 1, 4) + timedelta(days=7 * 120)).isoformat()
    assert found.verdict == "turn"
    assert point.direction == "cooling"
    assert point.interval[0] <= truth < point.interval[1]
    assert date.fromisoformat(point.date).weekday() == 0
    assert [era.start for era in found.eras] == ["2010-01-04", point.date]
    assert found.eras[0].end == point.date
    assert point.after.share > point.before.share
    assert len(found.probabilities) == len(found.periods) == 200
    assert point.date in found.reason


def test_where_era_and_episode_are_alike_the_reason_says_that_something_began_and_which_way(record, monkeypatch):
    def undecided(*counts, **options):
        return replace(
            judge_counts(*counts, **options), turns=(), episodes=(), beginning=Beginning(120, 118, 123, 0.8, 0.4)
        )

    monkeypatch.setattr(eras, "judge_counts", undecided)
    dyad = simulate_dyad(3, weeks=200, shifts=(Shift(120, share=0.75),))
    found = find_eras(record.simulated("PAK-RUS", dyad), "PAK-RUS")
    assert found.turning_points == ()
    assert (
        "Something began in the week of 2012-04-23 (cooling; 90 % interval 2012-04-09 to 2012-05-21; probability "
        "0.80): whether it passed or was a new era (0.40) cannot be told."
    ) in found.reason


@pytest.mark.parametrize(
    ("probability", "words"), [(1.0, "over 0.99"), (0.994, "0.99"), (0.0, "under 0.01"), (0.5, "0.50")]
)
def test_a_probability_is_never_rounded_to_certainty(probability, words):
    assert chance(probability) == words


def test_the_deeds_that_carry_a_turn_are_its_own_and_each_once(record):
    dyad = simulate_dyad(3, weeks=200, shifts=(Shift(120, share=0.75),))
    store = record.simulated("PAK-RUS", dyad)
    (point,) = find_eras(store, "PAK-RUS").turning_points
    names = [carrying.event for carrying in point.events]
    assert 0 < len(names) == len(set(names))
    rows = store.connection.execute(
        "SELECT DISTINCT dyad, quad, date_start >= ?::DATE FROM ties WHERE list_contains(?, event)", [point.date, names]
    ).fetchall()
    assert rows == [("PAK-RUS", 3, True)]
    assert all(carrying.contribution > 0 for carrying in point.events)


def test_a_warming_after_the_last_weeks_is_young_not_an_era(record):
    dyad = simulate_dyad(5, weeks=52, share=0.9, rate=4.0, shifts=(Shift(46, share=0.05, rate=4.0),))
    found = find_eras(record.simulated("CUB-USA", dyad), "CUB-USA")
    assert found.verdict == "young"
    assert found.turning_points[-1].direction == "warming"
    assert not found.eras[-1].established
    assert "not yet established" in found.reason


def test_an_unchanged_dyad_has_one_era_and_says_what_could_have_been_seen(record):
    found = find_eras(record.simulated("PAK-RUS", simulate_dyad(6, weeks=200)), "PAK-RUS")
    assert found.verdict == "none"
    assert len(found.eras) == 1
    assert found.smallest_shift is not None
    assert f"{found.smallest_shift:.2f}" in found.reason


def test_three_deeds_tell_nothing(record):
    for k in range(60):
        record.deed("FRA-GBR", date(2014, 1, 6) + timedelta(days=6 * k))
    for day in ("2014-02-03", "2014-05-03", "2014-11-09"):
        record.deed("NOR-SWE", day)
    found = find_eras(record.done(), "NOR-SWE")
    assert found.verdict == "cannot tell"
    assert found.turning_points == ()


@pytest.mark.parametrize("other", [True, False])
def test_a_dyad_that_the_record_does_not_know_is_said_to_be_unknown(record, other):
    if other:
        record.deed("FRA-GBR", "2014-01-06")
    found = find_eras(record.done(), "NOR-SWE")
    assert found.verdict == "cannot tell"
    assert found.n_events == 0
    assert "no dated deed between the two" in found.reason


def test_a_stretch_without_a_deed_is_not_taken_for_the_whole_record(record):
    record.deed("FRA-GBR", "2014-01-06")
    found = find_eras(record.done(), "FRA-GBR", since="2030")
    assert "no dated deed between the two in that stretch" in found.reason


def test_coverage_that_doubles_is_no_turn(record):
    dyad = simulate_dyad(8, weeks=160, noise=("growth",))
    assert find_eras(record.simulated("PAK-RUS", dyad), "PAK-RUS").verdict == "none"


def test_the_period_follows_the_density():
    assert choose_period(3000, 10) == "week"
    assert choose_period(15, 1) == "week"
    assert choose_period(200, 10) == "month"
    assert choose_period(60, 60) == "quarter"
    assert choose_period(10, 70) == "year"


def test_the_stretch_looked_at_is_the_one_asked_for(record):
    dyad = simulate_dyad(3, weeks=200, shifts=(Shift(120, share=0.75),))
    found = find_eras(record.simulated("PAK-RUS", dyad), "PAK-RUS", until="2011-12")
    assert found.turning_points == ()
    assert found.periods[-1] < "2012"
