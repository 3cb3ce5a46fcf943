"""History as told, set beside the record: do its measures and events bear it out? And what its yearly numbers show."""

from __future__ import annotations

from typing import Any

from detente.brief import wording
from detente.brief.document import (
    Block,
    Computation,
    Grid,
    Listing,
    Row,
    RowEvidence,
    Section,
    SentenceEvidence,
    Statement,
)
from detente.brief.material import Check, Material, PhaseRow, YearlyLevel
from detente.brief.proof import of_events, of_phase

MOST = 30
MOST_CHECKS, MOST_ROWS = 4, 3
_VERDICT = {
    "borne out": "The record bears this out",
    "contradicted": "The record contradicts this",
    "undecided": "The record does not decide it",
}
_TOLD = {
    "warmer": "growing warmer",
    "cooler": "growing colder",
    "warm": "warm",
    "cold": "cold",
    "unchanged": "unchanged",
}


def section(material: Material) -> Section | None:
    """Each phase as a report tells it, with the record's verdict on it; and the turns of the yearly numbers."""
    blocks: list[Block] = []
    if material.phases:
        ordered = sorted(material.phases, key=lambda p: (p.date_start or "9999", p.report))
        blocks.append(Listing(tuple(_statement(material, p) for p in ordered[:MOST]), "told"))
    if material.levels:
        blocks.append(Grid("levels", tuple(_level(one) for one in material.levels[:MOST])))
    return Section("history", tuple(blocks)) if blocks else None


def _level(one: YearlyLevel) -> Row:
    """One stretch of a yearly number, with its first rows."""
    turn, years = "", ""
    if one.probability is not None:
        turn, years = wording.percent(one.probability), f"{one.start} ({one.low} to {one.high})"
    cells = (one.measure, str(one.start), str(one.end), f"{one.level:.2f}", one.unit, turn, years, f"{one.n_rows:,}")
    proof = Computation(
        "levels",
        one.n_rows,
        "rows of data sets",
        (("mean", f"{one.level:.4g}"), ("years known", str(one.n_years)), ("data sets", one.sources)),
        rests_on=tuple(_of_row(one.measure, row) for row in one.rows),
        about=f"{one.measure}-{one.start}",
    )
    return Row(cells, (proof,))


def _statement(material: Material, phase: PhaseRow) -> Statement:
    told = of_phase(material, phase)
    when = f"for {wording.edtf(phase.interval)}" if phase.interval else "for a time it does not date"
    words = _TOLD.get(phase.direction, phase.direction)
    text = f"{_teller(material, phase)} tells of relations {words} {when}."
    found, proof = _against_record(material, phase)
    return Statement(f"{text} {found}", (told, proof), knowing="told", quoted=True)


def _teller(material: Material, phase: PhaseRow) -> str:
    report = material.reports[phase.report]
    dated = f" of {wording.edtf(report.date)}" if report.date else ""
    return f"A report{dated}"


def _against_record(material: Material, phase: PhaseRow) -> tuple[str, Computation]:
    """The record's verdict on what is told, with what each measure says, and the rows that say so."""
    shown = phase.checks[:MOST_CHECKS]
    proof = Computation(
        formula="told",
        n_rows=sum(check.n_inside + check.n_other for check in phase.checks),
        rows_are="yearly values and deeds",
        values=(("verdict", phase.verdict), *((check.measure, _numbers(check)) for check in shown)),
        rests_on=tuple({piece.key: piece for check in shown for piece in _rows(material, check)}.values()),
        about=f"{phase.report}-{phase.start}-{phase.interval}",
    )
    if not phase.checks:
        return f"The record has nothing to set beside it: {phase.reason}.", proof
    said = "; ".join(f"{check.measure} {_numbers(check)}" for check in shown)
    return f"{_VERDICT[phase.verdict]}: {said}.", proof


def _numbers(check: Check) -> str:
    """Inside against outside, and what that says: "0.25 against 0.60 (for, chance 0.02)"."""
    return f"{check.inside:.2f} against {check.other:.2f} ({check.says}, chance {check.chance:.2f})"


def _rows(material: Material, check: Check) -> tuple[SentenceEvidence | RowEvidence, ...]:
    """The rows of the stretch that say most: sentences of deeds, or rows of a data set."""
    if check.measure.startswith("events"):
        known = {event.id: event for event in material.events}
        return of_events(material, [known[row["detail"]] for row in check.rows if row["detail"] in known][:MOST_ROWS])
    return tuple(_of_row(check.measure, row) for row in check.rows[:MOST_ROWS])


def _of_row(measure: str, row: dict[str, Any]) -> RowEvidence:
    fields = (
        ("measure", measure),
        ("date", row["date"] or ""),
        ("value", f"{row['value']:g}"),
        ("detail", row["detail"] or ""),
    )
    return RowEvidence(row["source"] or "data set", row["file"] or "", row["line"], fields)
