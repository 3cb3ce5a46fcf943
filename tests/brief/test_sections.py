"""What the sections say from material made by hand: verdicts on what is told, kinds, sources, answers, corrections."""

import re
from dataclasses import replace

import pytest
from by_hand import turned

import detente
from detente.brief.assemble import assemble
from detente.brief.document import (
    Chart,
    Computation,
    Grid,
    Listing,
    RowEvidence,
    SentenceEvidence,
    Statement,
    statements_of,
)
from detente.brief.gather import gather
from detente.brief.material import Check, Material, Period, PhaseRow, YearlyLevel
from detente.relations.model import SourceVerdict, TypeChange


@pytest.fixture
def one() -> Material:
    return turned(text="Russia lifted an embargo.")


def said(material: Material, section: str) -> list[Statement]:
    (found,) = [part for part in assemble(material).sections if part.name == section]
    return [s for block in found.blocks for s in statements_of(block) if isinstance(s, Statement)]


def test_what_is_told_stands_beside_the_records_verdict_with_its_rows(one: Material) -> None:
    vote = {"date": "1994", "value": 0.2, "detail": "12 roll calls", "source": "un-votes", "file": "a.csv", "line": 7}
    deed = {"date": "1999-01-05", "value": -2.0, "detail": "e2", "source": "events", "file": None, "line": None}
    checks = (
        Check("UN votes", "for", 0.2, 0.6, 9, 40, 0.05, (vote,)),
        Check("events: share of conflict", "for", 0.8, 0.1, 10, 30, 0.01, (deed,)),
    )
    phase = replace(one.phases[0], verdict="borne out", checks=checks)
    (told,) = said(replace(one, phases=(phase,)), "history")
    assert "The record bears this out: UN votes 0.20 against 0.60 (for, chance 0.05); events" in told.text
    (proof,) = [piece for piece in told.evidence if isinstance(piece, Computation)]
    assert [type(piece) for piece in proof.rests_on] == [RowEvidence, SentenceEvidence]
    assert proof.n_rows == 89


def test_a_yearly_number_stands_with_its_turn_and_its_rows_even_where_no_report_tells_of_the_past(
    one: Material,
) -> None:
    vote = {"date": "1991", "value": 0.8, "detail": None, "source": "un-votes", "file": "a.csv", "line": 9}
    before = YearlyLevel("UN votes", "agreement", 1946, 1990, -0.24, 44, 44, (), "un-votes")
    after = YearlyLevel("UN votes", "agreement", 1991, 2019, -0.03, 29, 29, (vote,), "un-votes", 0.9996, 1987, 1992)
    (section,) = [part for part in assemble(replace(one, phases=(), levels=(before, after))).sections
                  if part.name == "history"]  # fmt: skip
    (grid,) = section.blocks
    assert isinstance(grid, Grid)
    assert grid.rows[0].cells == ("UN votes", "1946", "1990", "-0.24", "agreement", "", "", "44")
    assert grid.rows[1].cells[5:] == ("over 99 %", "1991 (1987 to 1992)", "29")
    (proof,) = grid.rows[1].evidence
    assert isinstance(proof, Computation)
    assert [piece.line for piece in proof.rests_on if isinstance(piece, RowEvidence)] == [9]


def test_where_nothing_was_told_before_a_turn_no_share_of_it_is_made_up(one: Material) -> None:
    (point,) = one.eras.turning_points
    nothing = replace(point.before, n_events=0, n_conflict=0)
    eras = replace(one.eras, turning_points=(replace(point, before=nothing),),
                   eras=(replace(one.eras.eras[0], level=nothing), one.eras.eras[1]))  # fmt: skip
    without = replace(one, eras=eras, reports={}, events=(), claims=(), phases=(), answers=())
    assert "after the turn; before it no deed is told." in said(without, "verdict")[1].text
    assert "claims" not in [part.name for part in assemble(without).sections]
    (chart,) = [b for part in assemble(without).sections for b in part.blocks if isinstance(b, Chart)][:1]
    assert "no deed" in str(chart.wide)


def test_what_the_record_cannot_judge_says_why(one: Material) -> None:
    phase = replace(one.phases[0], verdict="no data", reason="the report gives the phase no date")
    (told,) = said(replace(one, phases=(phase,)), "history")
    assert told.text.endswith("The record has nothing to set beside it: the report gives the phase no date.")


def test_a_turn_names_what_changed_in_kind(one: Material) -> None:
    change = TypeChange("RETREAT", 0.0, 6.0, 0, 6, 0.93)
    point = replace(one.eras.turning_points[0], types=(change,), mix=0.8)
    words = [s.text for s in said(replace(one, eras=replace(one.eras, turning_points=(point,))), "verdict")]
    (kinds,) = [text for text in words if text.startswith("What changed in kind")]
    assert "easing or withdrawal (RETREAT) from 0 to 6 a year" in kinds
    assert "turns there with probability 80 %" in kinds


def test_where_sources_differ_the_answer_says_so(one: Material) -> None:
    sources = (
        SourceVerdict("icews", "none", None, None, 40),
        SourceVerdict("text", "turn", "2014-06-01", 0.9, 30),
    )
    words = "The sources disagree: icews: none (40 deeds); text: a turn at 2014-06-01 (30 deeds)."
    eras = replace(one.eras, verdict="none", reason=f"No turn. {words}", sources=sources, disagreements=(words,))
    (verdict,) = [part for part in assemble(replace(one, eras=eras)).sections if part.name == "verdict"]
    texts = [s.text for block in verdict.blocks for s in statements_of(block) if isinstance(s, Statement)]
    assert texts.count(words) == 1
    assert "No turn." in texts
    (table,) = [block for block in verdict.blocks if getattr(block, "name", "") == "by-source"]
    assert [row.cells[1] for row in statements_of(table) if not isinstance(row, Statement)] == ["no turn", "a turn"]


def test_answers_stand_side_by_side_with_what_shows_them(one: Material) -> None:
    via = replace(one.claims[0], via="Andina")
    words = [s for s in said(replace(one, claims=(via, one.claims[1])), "claims") if "Against this" in s.text]
    assert [s.note for s in words] == ["paired by the report: “disagrees”"]
    assert words[0].text.startswith("An envoy (passed on by Andina)")
    assert len(words[0].evidence) == 2


def test_corrections_are_counted(one: Material) -> None:
    plain = [s.text for s in said(one, "coverage")]
    assert any("none was checked by a person" in text for text in plain)
    corrected = {("event", "wrong"): 2, ("event", "right"): 1, ("claim", "wrong"): 1}
    told = [s.text for s in said(replace(one, corrected=corrected), "coverage")]
    assert any("readers checked 3 of them" in text for text in told)
    assert any("Readers called 1 event right, 2 events wrong and 1 claim wrong." in text for text in told)


def test_the_likeliest_date_of_a_turn_that_is_not_told_rests_on_the_deeds_around_it() -> None:
    years = {"1990-05-02": "signed a treaty with", "2003-02-01": "accused", "2003-02-07": "condemned"}
    told = [detente.Report(f"Peru {deed} Chile.", date=day) for day, deed in years.items()]
    with detente.open(":memory:") as record:
        record.add(told, processes=1)
        material = gather(record.store, "CHL-PER")
    chances = tuple(float(period.startswith("1990")) / 4 for period in material.eras.periods)
    material = replace(material, eras=replace(material.eras, verdict="none", probabilities=chances))
    (proof,) = next(statement.evidence for statement in said(material, "verdict") if "likeliest" in statement.text)
    assert isinstance(proof, Computation)
    first = proof.rests_on[0]
    assert isinstance(first, SentenceEvidence)
    assert first.date == "1990-05-02"


def test_stretches_told_without_a_date_are_one_statement_for_each_direction(one: Material) -> None:
    more = replace(one.reports["r1"], id="r2", date="2014-07-01", date_start="2014-07-01")
    phases = tuple(PhaseRow(report, 0, 5, "words", "cold") for report in ("r1", "r2"))
    made = replace(one, reports={**one.reports, "r2": more}, phases=phases)
    (told,) = [s for s in said(made, "history") if "without saying when" in s.text]
    assert told.text.startswith("2 reports (2 June 2014 to 1 July 2014) tell of relations cold")
    assert len(told.evidence) == 2


def test_what_is_planned_or_dated_after_its_report_is_no_latest_deed(one: Material) -> None:
    (other, event) = one.events
    planned = replace(event, id="e3", deed="d3", status="planned")
    ahead = replace(event, id="e4", deed="d4", date="2020", date_start="2020-01-01", date_end="2021-01-01")
    made = replace(one, events=(other, event, planned, ahead), eras=replace(one.eras, turning_points=()))
    (found,) = [part for part in assemble(made).sections if part.name == "latest-deeds"]
    done, open_ = (block for block in found.blocks if isinstance(block, Listing))
    assert [s.text.split(":")[0] for s in done.statements] == ["2 June 2014", "5 January 1999"]
    assert [s.text.split(":")[0] for s in open_.statements] == ["2 June 2014", "2020"]


def test_a_chart_of_one_year_is_labelled_by_its_ends_alone(one: Material) -> None:
    short = replace(
        one, periods=(Period("2014-02-01", "2014-03-01", 1, 0, 0.0), Period("2014-12-01", "2015-01-01", 1, 0, 0.1))
    )
    (timeline,) = [part for part in assemble(short).sections if part.name == "timeline"]
    (chart,) = [block for block in timeline.blocks if isinstance(block, Chart)]
    assert re.findall(r'class="year"[^>]*>([^<]*)<', chart.wide) == ["Feb 2014", "Dec 2014"]
