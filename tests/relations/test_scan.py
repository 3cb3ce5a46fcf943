"""A scan ranks every dyad of a record: it says what the eras say, and how many of the turns it keeps may be none."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from detente.relations.discovery import SUREST_DATE, expected_false, n_kept
from detente.relations.eras import find_eras
from detente.relations.judging import Found, judge_case, judge_cases
from detente.relations.methods.simulate import Shift, simulate_dyad
from detente.relations.scan import heads_of, scan, table_of_found


@pytest.fixture
def turned(record):
    """Four years in which Chad and Sudan turn from talk to quarrel in the third, and Peru and Chile do not turn."""
    small = record
    made = simulate_dyad(5, weeks=208, rate=2.0, share=0.15, shifts=(Shift(100, share=0.85),))
    small.simulated("SDN-TCD", made, coverage=60)
    small.simulated("CHL-PER", simulate_dyad(6, weeks=208, rate=2.0, share=0.3), coverage=60)
    return small.store


def test_the_dyad_that_turned_stands_above_the_one_that_did_not(turned):
    rows = scan(turned, processes=1).rows()
    assert rows[0]["dyad"] == "SDN-TCD"
    assert rows[0]["verdict"] == "turn"
    assert rows[0]["direction"] == "cooling"
    assert rows[0]["kept"]
    assert not any(row["kept"] for row in rows if row["dyad"] != "SDN-TCD")


def test_a_scan_says_of_a_dyad_what_its_eras_say(turned):
    row = next(row for row in scan(turned, processes=1) if row["dyad"] == "SDN-TCD")
    (point,) = find_eras(turned, ("SDN-TCD",)).turning_points
    assert (row["date"], (row["low"], row["high"]), row["direction"]) == (point.date, point.interval, point.direction)
    assert row["probability"] == pytest.approx(point.probability)


def test_a_scan_looks_only_at_the_stretch_asked_for(turned):
    row = next(row for row in scan(turned, until="2011-06", processes=1) if row["dyad"] == "SDN-TCD")
    assert not row["kept"]


def test_a_dyad_with_under_five_deeds_is_counted_and_not_judged(record):
    for k in range(4):
        record.deed("FJI-TON", f"2010-0{k + 1}-03")
    for k in range(6):
        record.deed("CHL-PER", f"2011-0{k + 1}-03")
    table = scan(record.done(), processes=1)
    assert [row["dyad"] for row in table] == ["CHL-PER"]
    assert (table.notes["n_dyads"], table.notes["n_too_few"]) == (2, 1)


def test_an_empty_record_has_no_dyads(record):
    table = scan(record.done())
    assert len(table) == 0
    assert table.notes["n_kept"] == 0


def test_deeds_of_a_predecessor_count_with_its_successor():
    assert heads_of(["PAK-RUS", "PAK-SUN", "FRA-GBR"]) == {
        "PAK-RUS": ["PAK-RUS"],
        "PAK-SUN": ["PAK-RUS"],
        "FRA-GBR": ["FRA-GBR"],
    }
    assert heads_of(["PAK-SUN"]) == {"PAK-SUN": ["PAK-SUN"]}


def test_the_false_share_expected_is_the_mean_of_what_is_missing_to_certainty():
    assert expected_false([1.0, 0.9, 0.8]) == pytest.approx([0.0, 0.05, 0.1])
    assert n_kept([1.0, 0.9, 0.8, 0.5], 0.1) == 3
    assert n_kept([0.6], 0.1) == 0
    assert n_kept([], 0.1) == 0


def test_keeping_by_posterior_probability_holds_the_false_share():
    rng = np.random.default_rng(1)
    chances = np.sort(rng.beta(0.3, 0.5, 20_000))[::-1]
    true = rng.random(len(chances)) < chances
    kept = n_kept(chances.tolist(), 0.1)
    assert kept > 1000
    assert 1 - true[:kept].mean() == pytest.approx(0.1, abs=0.01)


def test_a_turn_whose_date_is_vague_ranks_below_one_whose_date_is_not():
    days = [date(2010, month, 1) for month in range(1, 13)]
    vague = Found("CHL-PER", "month", "turn", 5, 1, 9, 0.99, 1, 100, 0.2, dated=0.5)
    exact = replace(vague, dyad="SDN-TCD", low=5, high=5, probability=0.98, dated=1.0)
    rows = table_of_found([vague, exact], {"month": days}, {}, 0.1).rows()
    assert [(row["dyad"], row["kept"]) for row in rows] == [("SDN-TCD", True), ("CHL-PER", False)]
    assert [row["probability_dated"] for row in rows] == pytest.approx([0.98 * SUREST_DATE, 0.99 * 0.5 * SUREST_DATE])


def test_worker_processes_find_what_one_process_finds(turned):
    from detente.relations.judging import CHUNK, Case

    made = [simulate_dyad(k, weeks=60, rate=1.0) for k in range(CHUNK + 5)]
    cases = [Case(f"d{k}", "month", d.conflict, d.total, d.exposure, 0.3) for k, d in enumerate(made)]
    found = {one.dyad: one for one in judge_cases(cases, 2)}
    assert found == {case.dyad: judge_case(case) for case in cases}


def test_what_is_set_aside_before_histories_are_drawn_has_no_turn():
    from detente.relations.judging import Case
    from detente.relations.methods.judgement import fit_counts, is_quiet, judge_counts

    shifts = [(), (), (Shift(60, share=0.8),), (Shift(70, rate=4.0),), (Shift(112, rate=8.0),)]
    n_quiet = 0
    for k in range(15):
        made = simulate_dyad(900 + k, weeks=120, rate=2.0, shifts=shifts[k % 5])
        counts = made.conflict, made.total, made.exposure
        found = judge_case(Case("A-B", "month", *counts, 0.3))
        n_quiet += is_quiet(fit_counts(*counts, by="month", memory=0.3), *counts[1:], "month")
        turns = judge_counts(*counts, by="month", memory=0.3).turns
        assert found.n_turns == len(turns)
        assert found.at in {turn.at for turn in turns} or not turns
    assert n_quiet >= 3


def test_where_turns_are_rarer_than_the_prior_has_it_the_record_says_so_and_the_false_share_holds():
    from detente.relations.discovery import at_odds, learned_factor

    rng = np.random.default_rng(2)
    true = rng.random(4000) < 0.06
    evidence = rng.normal(np.where(true, 9.0, -4.0), np.where(true, 4.0, 2.0)).clip(-6, 14)
    # Under a prior of one turn a decade each of these ten-year dyads has odds of 1.7 before the data are seen.
    said = 1 / (1 + np.exp(-(evidence + np.log(1.7))))
    factor = learned_factor(said.tolist(), [1.0] * len(said))
    assert 0.02 < factor < 0.2
    learned = np.sort(at_odds(said, factor))[::-1]
    order = np.argsort(-at_odds(said, factor))
    kept = n_kept(learned.tolist(), 0.1)
    assert 1 - true[order[:kept]].mean() < 0.12


def test_few_dyads_leave_the_prior_as_it_is():
    from detente.relations.discovery import at_odds, learned_factor

    assert learned_factor([0.9, 0.2], [1.0, 1.0]) == 1.0
    assert at_odds([0.9, 1.0], 1.0) == pytest.approx([0.9, 1.0])
