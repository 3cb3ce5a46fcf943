"""Reasons given: causes that reports or their sources assert, never Détente's own."""

from __future__ import annotations

from detente.brief.document import Listing, Section, Statement
from detente.brief.material import DriverRow, Material
from detente.brief.proof import of_driver

MOST = 12


def section(material: Material) -> Section | None:
    """Each asserted cause with its effect and its source."""
    if not material.drivers:
        return None
    return Section("drivers", (Listing(tuple(_statement(material, driver) for driver in material.drivers[:MOST])),))


def _statement(material: Material, driver: DriverRow) -> Statement:
    text = material.reports[driver.report].text
    cause, effect = (
        " … ".join(" ".join(text[start:end].split()) for start, end in side) for side in (driver.cause, driver.effect)
    )
    said = f"According to {driver.source or 'the report itself'}, “{cause}” is a reason for “{effect}”."
    return Statement(said, (of_driver(material, driver),), knowing="attributed")
