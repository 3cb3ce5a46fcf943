"""How to cite the dossier and what it rests on."""

from __future__ import annotations

from detente.brief import wording
from detente.brief.document import Section, Statement
from detente.brief.material import Material
from detente.brief.sections.coverage import counting


def section(material: Material) -> Section:
    """A citation with version, date and the fingerprint of the record's holdings on this relation."""
    pair = wording.title(material.names)
    text = (
        f"Détente {material.version}: “{pair}: has a new era begun?” Dossier of {wording.day(material.made[:10])}, "
        f"from {wording.counted(len(material.reports), 'report')}, record fingerprint {material.record}."
    )
    proof = counting(material, fingerprint=material.record)
    return Section("citation", (Statement(text, (proof,), knowing="counted"),))
