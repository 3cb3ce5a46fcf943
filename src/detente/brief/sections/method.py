"""Method: every formula used on the page with its documentation, and the settings."""

from __future__ import annotations

from detente.brief import wording
from detente.brief.document import Computation, Grid, Row, Section, Statement, statements_of
from detente.brief.formulas import FORMULAS, Formula
from detente.brief.material import Material


def section(material: Material, sections: tuple[Section, ...]) -> Section:
    """The formulas that the other sections used, and how the series was made."""
    used: dict[str, list[Computation]] = {}
    for part in sections:
        for block in part.blocks:
            for said in statements_of(block):
                for piece in said.evidence:
                    if isinstance(piece, Computation):
                        used.setdefault(piece.formula, []).append(piece)
    rows = tuple(_row(FORMULAS[name], pieces) for name, pieces in used.items())
    eras = material.eras
    text = (
        f"Turning points were sought by {eras.by} with: {eras.method}; over "
        f"{wording.counted(eras.n_events, 'deed')} done, from {wording.counted(eras.n_reports, 'report')}."
    )
    proof = Computation("verdict", eras.n_events, "deeds", (("by", eras.by), ("method", eras.method)), about="method")
    return Section("method", (Statement(text, (proof,)), Grid("formulas", rows)))


def _row(formula: Formula, pieces: list[Computation]) -> Row:
    largest = max(pieces, key=lambda piece: piece.n_rows)
    return Row((formula.title, formula.formula, largest.applied_to, formula.doc), (pieces[0],))
