"""Reasons given: causes that reports or their sources assert, never Détente's own."""

from __future__ import annotations

from detente.brief import choosing
from detente.brief.document import Listing, Section, Statement
from detente.brief.material import DriverRow, Material
from detente.brief.namings import POINTING
from detente.brief.proof import of_driver

MOST = 12


def section(material: Material) -> Section | None:
    """Each asserted cause with its effect and its source."""
    shown = choosing.drivers(material, MOST)
    if not shown:
        return None
    return Section("drivers", (Listing(tuple(_statement(material, driver) for driver in shown)),))


def _statement(material: Material, driver: DriverRow) -> Statement:
    cause, effect = (choosing.words_of(material, driver.report, side) for side in (driver.cause, driver.effect))
    source = driver.source or "the report itself"
    if source.casefold() in POINTING:
        source = f"someone (“{source}” in the report)"
    said = f"According to {source}, “{cause}” is a reason for “{effect}”."
    return Statement(said, (of_driver(material, driver),), knowing="attributed")
