"""The SQL that the record is asked: kept as snapshots, so that a change of a question is seen in review.

After a wanted change: DETENTE_SNAPSHOTS=write pytest tests/relations/test_queries.py
"""

import os
from datetime import date
from pathlib import Path

import pytest

from detente.relations.queries import deeds, every_dyad, measures, periods, rows

PAIRS = ("PAK-RUS", "PAK-SUN")
FOLDER = Path(__file__).parent / "snapshots"
QUESTIONS = {
    "deeds": lambda: deeds.deeds(PAIRS),
    "counts_by_month": lambda: periods.counts(PAIRS, "month"),
    "reports_by_week": lambda: periods.report_counts(PAIRS, "week"),
    "exposure_by_quarter": lambda: periods.exposure(PAIRS, "quarter"),
    "counts_of_others": lambda: periods.counts_of_others(PAIRS, "month", 16),
    "counts_of_every_dyad": lambda: every_dyad.counts_of_every_dyad("month"),
    "counts_between": lambda: every_dyad.counts_between(date(2012, 1, 1), date(2014, 1, 1)),
    "measures": lambda: measures.measures(PAIRS),
    "covered_years": measures.covered_years,
    "usual_agreement": lambda: measures.usual_agreement(("PAK", "RUS", "SUN"), PAIRS),
    "left_out_by_month": lambda: periods.left_out(PAIRS, "month"),
    "span": periods.span,
    "tellings": lambda: rows.tellings(PAIRS),
    "claims": lambda: rows.claims(PAIRS),
    "phases": lambda: rows.phases(PAIRS),
    "drivers": lambda: rows.drivers(PAIRS),
    "ties_of_states": lambda: rows.ties_of_states(("PAK", "RUS", "SUN"), PAIRS),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_question_is_the_one_reviewed(name):
    import ibis

    found = str(ibis.to_sql(QUESTIONS[name](), dialect="duckdb")).strip() + "\n"
    path = FOLDER / f"{name}.sql"
    if os.environ.get("DETENTE_SNAPSHOTS") == "write":
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_question_runs_on_an_empty_record(record, name):
    from detente.relations.table import ask

    assert ask(record.done(), QUESTIONS[name]()).columns
