"""Who disputes and who supports whom about a relation, across reports."""

from datetime import date, timedelta

import pytest

import detente
from detente.relations.agreement import agreement, paired
from detente.sources.report import Report


def claim(name, source, content, stance, *, report="r", day=0, about=("CHL-PER",), role=None, state=None):
    return {
        "id": name,
        "report": report,
        "source_name": source,
        "source_role": role,
        "source_state": state,
        "source_text": None,
        "cue": "said",
        "content": content,
        "stance": stance,
        "about": list(about),
        "date_start": date(2015, 3, 1) + timedelta(days=day),
    }


def found(*rows):
    return [(a.claim, a.other, a.kind) for a in paired(rows)]


WELCOME = "The canal treaty is beneficial to both countries"
REFUSAL = "The canal treaty is unacceptable and must be withdrawn"


def test_opposite_sides_in_one_matter_dispute_each_other_with_the_words_that_show_it():
    (answer,) = paired([claim("a", "Lima", WELCOME, "for"), claim("b", "Rojas", REFUSAL, "against", report="s", day=3)])
    assert (answer.claim, answer.other, answer.kind) == ("b", "a", "disputes")
    assert set(answer.words) == {"beneficial", "unacceptable"}
    assert set(answer.matter) == {"canal", "treaty"}


def test_the_stance_that_counts_is_the_one_to_this_relation():
    first = "Relations between Chile and Peru have improved since the canal treaty, Minister Rosa Vega said."
    other = (
        "Senator Luis Rojas said relations between Chile and Peru had worsened since the canal treaty, while those "
        "between Chile and Bolivia had improved."
    )
    with detente.open(":memory:") as record:
        record.add([Report(first, "2015-03-02"), Report(other, "2015-03-05")], processes=1)
        (answer,) = record.relation("CHL", "PER").agreement().rows()
        assert answer["kind"] == "disputes"
        assert {answer["source"], answer["other_source"]} == {"Luis Rojas", "Rosa Vega"}


def test_the_same_side_supports():
    again = "For us the canal treaty is helpful"
    assert found(claim("a", "Lima", WELCOME, "for"), claim("b", "Rojas", again, "for", report="s", day=3)) == [
        ("b", "a", "supports")
    ]


@pytest.mark.parametrize(
    "other",
    [
        claim("b", "Lima", REFUSAL, "against", report="s", day=3),
        claim("b", "Rojas", REFUSAL, "against", report="s", day=90),
        claim("b", "Rojas", "The fishing ban is unacceptable", "against", report="s", day=3),
        claim("b", "Rojas", REFUSAL, "against", report="s", day=3, about=("BOL-CHL",)),
        claim("b", "Rojas", REFUSAL, "worried", report="s", day=3),
        claim("b", "Rojas", REFUSAL, None, report="s", day=3),
    ],
    ids=["one voice", "months later", "another matter", "another relation", "worry", "no side"],
)
def test_what_does_not_meet_pairs_nothing(other):
    assert found(claim("a", "Lima", WELCOME, "for"), other) == []


def test_two_unnamed_sources_of_one_office_and_state_may_be_one_voice():
    rows = [
        claim("a", None, WELCOME, "for", role="official", state="CHL"),
        claim("b", None, REFUSAL, "against", role="official", state="CHL", report="s", day=2),
    ]
    assert found(*rows) == []


def test_a_record_pairs_claims_of_two_reports_and_those_that_a_report_pairs(tmp_path):
    one = (
        "Ana Lima said that the canal treaty between Chile and Peru was a milestone. "
        "Juan Vega disagreed and said the canal treaty between Chile and Peru would founder."
    )
    two = "Rosa Paz said that the canal treaty had poisoned ties between Chile and Peru."
    with detente.open(tmp_path / "record.duckdb") as record:
        record.add([Report(one, date="2015-03-01"), Report(two, date="2015-03-04")])
        rows = agreement(record.store, "CHL-PER").rows()
        assert rows == record.relation("Chile", "Peru").agreement().rows()
    told = {(row["source"], row["kind"], row["other_source"], row["shown_by"], row["days"]) for row in rows}
    assert ("Rosa Paz", "disputes", "Ana Lima", "stance", 3) in told
    assert ("Juan Vega", "disputes", "Ana Lima", "answer", 0) in told
