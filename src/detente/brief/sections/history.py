"""History as told, set beside the record: do the coded events of those years bear the story out?"""

from __future__ import annotations

from detente.brief import wording
from detente.brief.document import Computation, Listing, Section, Statement
from detente.brief.material import Material, PhaseRow
from detente.brief.proof import of_events, of_phase

FEWEST = 3
"""Events inside and outside the told interval below which no judgement is made."""
MOST = 30
_COLD = ("cooler", "cold")
_TOLD = {
    "warmer": "growing warmer",
    "cooler": "growing colder",
    "warm": "warm",
    "cold": "cold",
    "unchanged": "unchanged",
}


def section(material: Material) -> Section | None:
    """Each phase as a report tells it, with the record's own share of conflict in those years."""
    if not material.phases:
        return None
    ordered = sorted(material.phases, key=lambda p: (p.date_start or "9999", p.report))
    return Section("history", (Listing(tuple(_statement(material, p) for p in ordered[:MOST]), "told"),))


def _statement(material: Material, phase: PhaseRow) -> Statement:
    told = of_phase(material, phase)
    when = f"for {wording.edtf(phase.interval)}" if phase.interval else "for a time it does not date"
    words = _TOLD.get(phase.direction, phase.direction)
    text = f"{_teller(material, phase)} tells of relations {words} {when}."
    judged = _against_record(material, phase)
    if judged is None:
        return Statement(text, (told,), knowing="told", quoted=True)
    found, proof = judged
    return Statement(f"{text} {found}", (told, proof), knowing="told", quoted=True)


def _teller(material: Material, phase: PhaseRow) -> str:
    report = material.reports[phase.report]
    dated = f" of {wording.edtf(report.date)}" if report.date else ""
    return f"A report{dated}"


def _against_record(material: Material, phase: PhaseRow) -> tuple[str, Computation] | None:
    """What the record says of the told years; None where the phase is undated or says nothing of warm or cold."""
    if phase.date_start is None or phase.date_end is None or phase.direction == "unchanged":
        return None
    dated = [rows[0] for rows in material.deeds().values() if rows[0].date_start and rows[0].done]
    inside = [e for e in dated if phase.date_start <= (e.middle or "") < phase.date_end]
    outside = [e for e in dated if not phase.date_start <= (e.middle or "") < phase.date_end]
    n_in, n_out = len(inside), len(outside)
    conflict_in, conflict_out = sum(e.conflict for e in inside), sum(e.conflict for e in outside)
    proof = Computation(
        formula="told",
        n_rows=n_in + n_out,
        rows_are="dated deeds",
        values=(("inside", f"{conflict_in}/{n_in}"), ("outside", f"{conflict_out}/{n_out}")),
        rests_on=of_events(material, inside[:8]),
        about=f"{phase.report}-{phase.start}",
    )
    if n_in < FEWEST or n_out < FEWEST:
        few = f"The record holds {wording.counted(n_in, 'dated deed')} of those years, too few to judge."
        return few if n_in < FEWEST else "The record holds too few deeds of other years to judge.", proof
    share_in, share_out = conflict_in / n_in, conflict_out / n_out
    counted = (
        f"In the record {conflict_in} of {wording.counted(n_in, 'deed')} of those years are conflict "
        f"({wording.percent(share_in)}), against {wording.percent(share_out)} in all other years"
    )
    if share_in == share_out:
        return f"{counted}: no difference.", proof
    agrees = (share_in > share_out) == (phase.direction in _COLD)
    return f"{counted}: {'this points the same way' if agrees else 'this points the other way'}.", proof
