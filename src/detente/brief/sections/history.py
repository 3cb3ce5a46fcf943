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
from detente.brief.proof import of_events, of_phase, surest

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
        dated = sorted((p for p in material.phases if p.interval), key=lambda p: (p.date_start or "9999", p.report))
        told = [_statement(material, phase) for phase in dated[:MOST]]
        blocks.append(Listing((*told, *_undated(material)), "told"))
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
    words = _TOLD.get(phase.direction, phase.direction)
    text = f"{_teller(material, phase)} tells of relations {words} for {wording.edtf(phase.interval)}."
    found, proof = _against_record(material, phase)
    return Statement(f"{text} {found}", (told, proof), knowing="told", quoted=True)


def _undated(material: Material) -> tuple[Statement, ...]:
    """What is told without a time of it: one statement for each direction, with every sentence."""
    by_direction: dict[str, list[PhaseRow]] = {}
    for phase in sorted(material.phases, key=lambda p: (material.reports[p.report].date_start or "", p.start)):
        if not phase.interval:
            by_direction.setdefault(phase.direction, []).append(phase)
    return tuple(
        Statement(
            f"{_tellers(material, phases)} of relations {_TOLD.get(direction, direction)} without saying when; "
            "the record has nothing to set beside it.",
            tuple({piece.key: piece for piece in (of_phase(material, phase) for phase in phases)}.values())[:MOST],
            knowing="told",
            quoted=True,
        )
        for direction, phases in by_direction.items()
    )


def _tellers(material: Material, phases: list[PhaseRow]) -> str:
    """The reports that tell: "A report of 3 May 1999 tells", "4 reports (3 May 1999 to June 2004) tell"."""
    dates = list(dict.fromkeys(wording.edtf(material.reports[phase.report].date) for phase in phases))
    n = len({phase.report for phase in phases})
    if n == 1:
        return f"{_teller(material, phases[0])} tells"
    when = dates[0] if len(dates) == 1 else f"{dates[0]} to {dates[-1]}"
    return f"{wording.counted(n, 'report').capitalize()} ({when}) tell"


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
        deeds = (known[row["detail"]] for row in check.rows if row["detail"] in known)
        return of_events(material, surest(deeds, MOST_ROWS))
    return tuple(_of_row(check.measure, row) for row in check.rows[:MOST_ROWS])


def _of_row(measure: str, row: dict[str, Any]) -> RowEvidence:
    fields = (
        ("measure", measure),
        ("date", row["date"] or ""),
        ("value", f"{row['value']:g}"),
        ("detail", row["detail"] or ""),
    )
    return RowEvidence(row["source"] or "data set", row["file"] or "", row["line"], fields)
