"""The document put together from its material: one section after the other, those with nothing to say left out."""

from __future__ import annotations

from datetime import date

from detente.brief import wording
from detente.brief.document import Document, Section
from detente.brief.material import Material
from detente.brief.sections import (
    citation,
    claims,
    coverage,
    deeds,
    drivers,
    history,
    method,
    outlook,
    third_parties,
    timeline,
    verdict,
)

ORDER = (verdict, timeline, deeds, claims, third_parties, history, drivers, outlook, coverage)


def assemble(material: Material) -> Document:
    """The document; its method section tells of the formulas that the others used."""
    made = [part.section(material) for part in ORDER]
    sections: tuple[Section, ...] = tuple(part for part in made if part is not None)
    sections = (*sections, method.section(material, sections), citation.section(material))
    return Document(
        dyad=material.dyad,
        names=material.names,
        arrow=wording.arrow(material.eras),
        sections=sections,
        made=material.made or date.today().isoformat(),
        version=material.version,
        record=material.record,
        facts=_facts(material),
    )


def _facts(material: Material) -> tuple[tuple[str, object], ...]:
    """The verdict for programs: the latest turning point's numbers, None where there is none."""
    eras = material.eras
    point = eras.turning_points[-1] if eras.turning_points else None
    return (
        ("verdict", eras.verdict),
        ("date", point.date if point else None),
        ("interval", list(point.interval) if point else None),
        ("probability", point.probability if point else None),
        ("direction", point.direction if point else None),
        ("established", point.established if point else None),
        ("share_before", point.before.share if point else None),
        ("share_after", point.after.share if point else None),
        ("smallest_shift", eras.smallest_shift),
        ("n_events", eras.n_events),
        ("n_reports", eras.n_reports),
    )
