"""The SQL that the record is asked: written once from its expression, so that a change of a question is seen in review.

After a wanted change: DETENTE_SNAPSHOTS=write pytest tests/relations/test_queries.py
"""

import os
from datetime import date
from importlib.resources import files

import pytest

from detente.relations.eras import MOST_OTHERS
from detente.relations.queries import every_dyad, measures, periods, rows
from detente.relations.queries.deeds import LONGEST
from detente.relations.queries.written import name_of, sql_of, write, written
from detente.relations.table import Once, ask

PAIRS, CODES, DAY = ("PAK-RUS", "PAK-SUN"), ("PAK", "RUS", "SUN"), date(2012, 1, 1)
ASKED = [
    *(
        (question, PAIRS, by)
        for question in (periods.counts, periods.report_counts, periods.exposure,
                         periods.counts_by_source, periods.left_out, periods.done_deeds)
        for by in LONGEST
    ),
    *((periods.counts_of_others, PAIRS, by, MOST_OTHERS) for by in LONGEST),
    *((every_dyad.counts_of_every_dyad, by) for by in LONGEST),
    (periods.span,),
    (every_dyad.counts_between, DAY, DAY),
    (measures.measures, PAIRS),
    (measures.covered_years,),
    (measures.usual_agreement, CODES, PAIRS),
    (rows.tellings, PAIRS),
    (rows.claims, PAIRS),
    (rows.phases, PAIRS),
    (rows.drivers, PAIRS),
    (rows.ties_of_states, CODES, PAIRS),
]  # fmt: skip


def named(asked):
    return name_of(*asked)


@pytest.fixture(scope="module", autouse=True)
def _written_anew():
    if os.environ.get("DETENTE_SNAPSHOTS") == "write":
        text = "".join(f"-- {name_of(*asked)}\n{write(*asked)}\n\n" for asked in ASKED)
        (files("detente.relations.queries") / "questions.sql").write_text(text.rstrip() + "\n", encoding="utf-8")
        written.cache_clear()


@pytest.mark.parametrize("asked", ASKED, ids=named)
def test_the_written_question_is_its_expression(asked):
    assert written()[name_of(*asked)] == write(*asked)


def test_no_question_stands_there_that_nobody_asks():
    assert list(written()) == [name_of(*asked) for asked in ASKED]


@pytest.mark.parametrize("asked", ASKED, ids=named)
def test_the_question_runs_on_an_empty_record(record, asked):
    assert ask(record.done(), *asked).columns


def test_values_stand_where_the_question_has_its_holes():
    sql = sql_of(rows.ties_of_states, ["PAK", "O'X"], ["PAK-RUS"])
    assert "'PAK', 'O''X'" in sql
    assert "NOT" in sql
    assert "'PAK-RUS'" in sql
    assert "{" not in sql


def test_what_is_asked_twice_is_asked_once(record):
    record.deed("PAK-RUS", "2014-06-02")
    once = Once(record.done())
    first = ask(once, periods.counts, PAIRS, "month").arrow
    assert ask(once, periods.counts, PAIRS, "month").arrow is first
    assert len(once.answers) == 1
