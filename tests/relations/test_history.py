"""A phase as told is borne out, contradicted or neither by the record's measures and events of that stretch."""

from datetime import date

import numpy as np
import pytest

from detente.relations.history import History
from detente.relations.phases import phases
from detente.relations.stretches import compare_change, compare_level

YEARS = range(1950, 2010)


@pytest.fixture
def told(record):
    """Chile and Peru: votes alike but for the eighties, disputes in the eighties only; Norway's votes are the usual."""

    def measure(dyad, name, year, value, detail=None):
        record.store.connection.execute(
            """INSERT INTO measures (dyad, name, date, date_start, date_end, value, source, file, line, "load", detail)
            VALUES (?, ?, ?, ?, ?, ?, 'test', 'rows.csv', ?, 1, ?)""",
            [dyad, name, str(year), date(year, 1, 1), date(year + 1, 1, 1), value, year, detail],
        )

    for year in YEARS:
        eighties = 1980 <= year < 1990
        measure("CHL-PER", "UN vote agreement", year, (0.5 if eighties else 0.8) + 0.01 * (year % 5))
        for other in ("CHL-NOR", "NOR-PER"):
            measure(other, "UN vote agreement", year, 0.6)
        if eighties and year % 2:
            measure("CHL-PER", "militarised dispute", year, 4, f"dispute {year}")
    measure("FRA-GBR", "militarised dispute", 1950, 1)
    measure("FRA-GBR", "militarised dispute", 2009, 1)
    return record


def phase(direction, start, end, report=None):
    days = (date(start, 1, 1), date(end, 1, 1)) if start else (None, None)
    return {"direction": direction, "date_start": days[0], "date_end": days[1], "report": report}


def test_a_cold_decade_is_borne_out_by_votes_and_disputes_with_the_rows_that_say_so(told):
    found = History(told.done(), ("CHL-PER",)).check(phase("cold", 1980, 1990))
    assert found.verdict == "borne out"
    assert {one.measure: one.says for one in found.evidence} == {"UN votes": "for", "militarised disputes": "for"}
    disputes = next(one for one in found.evidence if one.measure == "militarised disputes")
    assert [row["detail"] for row in disputes.rows] == [f"dispute {year}" for year in range(1981, 1990, 2)]
    assert {row["file"] for row in disputes.rows} == {"rows.csv"}


def test_a_warm_decade_is_contradicted_by_the_same_rows(told):
    assert History(told.done(), ("CHL-PER",)).check(phase("warm", 1980, 1990)).verdict == "contradicted"


def test_a_thaw_after_the_cold_decade_is_borne_out_as_a_change(told):
    history = History(told.done(), ("CHL-PER",))
    assert history.check(phase("warmer", 1990, 1995)).verdict == "borne out"
    assert history.check(phase("cooler", 1980, 1983)).verdict == "borne out"


def test_an_ordinary_stretch_is_undecided(told):
    assert History(told.done(), ("CHL-PER",)).check(phase("cold", 1960, 1965)).verdict == "undecided"


@pytest.mark.parametrize(
    "asked", [phase("cold", None, None), phase("unchanged", 1980, 1990), phase("cold", 1890, 1895)]
)
def test_without_date_direction_or_years_covered_there_is_no_data(told, asked):
    assert History(told.done(), ("CHL-PER",)).check(asked).verdict == "no data"


def test_voting_alike_counts_only_beyond_how_all_vote(record):
    connection = record.store.connection
    for year in YEARS:
        value = 0.9 if 1980 <= year < 1990 else 0.6
        for dyad in ("CHL-PER", "CHL-NOR", "NOR-PER"):
            connection.execute(
                """INSERT INTO measures (dyad, name, date_start, date_end, value, source, "load")
                VALUES (?, 'UN vote agreement', ?, ?, ?, 'test', 1)""",
                [dyad, date(year, 1, 1), date(year + 1, 1, 1), value],
            )
    (votes,) = History(record.done(), ("CHL-PER",)).check(phase("warm", 1980, 1990)).evidence
    assert votes.says == "neither"


def test_a_report_does_not_bear_itself_out(record):
    for k in range(8):
        record.deed("CHL-PER", f"1985-0{k + 1}-01", "ACCUSE", report="r1")
        record.deed("CHL-PER", f"1995-0{k + 1}-01", "CONSULT", report="r2")
    history = History(record.done(), ("CHL-PER",))
    assert history.check(phase("cold", 1985, 1986, report="r1")).verdict == "no data"
    found = history.check(phase("cold", 1985, 1986, report="r3"))
    assert found.verdict == "borne out"
    assert found.evidence[0].rows[0]["detail"].startswith("e")


def test_the_table_of_phases_carries_verdict_and_evidence(told):
    store = told.done()
    store.connection.execute(
        """INSERT INTO phases VALUES ('r1', 'CHL-PER', '198X', '1980-01-01', '1990-01-01', 'cold', 'a cold decade',
        0, 13)"""
    )
    (row,) = phases(store, ("CHL-PER",)).rows()
    assert (row["verdict"], row["text"]) == ("borne out", "a cold decade")
    assert {one["measure"] for one in row["evidence"]} == {"UN votes", "militarised disputes"}


def test_no_phase_is_an_empty_table_with_the_same_columns(record):
    assert "evidence" in phases(record.done(), ("CHL-PER",)).columns


def test_a_stretch_stands_out_only_against_the_series_own_swings():
    waves = np.tile([0.0, 0.0, 1.0, 1.0], 10)
    found = compare_level(waves, 2, 4)
    assert found is not None
    assert found.higher > 0.2
    step = np.r_[np.zeros(30), np.ones(5), np.zeros(15)]
    level, change = compare_level(step, 30, 35), compare_change(step, 30, 35)
    assert level is not None
    assert change is not None
    assert level.higher < 0.05
    assert change.higher < 0.05
    assert compare_level(step, 0, 50) is None
    assert compare_change(step, 0, 5) is None
