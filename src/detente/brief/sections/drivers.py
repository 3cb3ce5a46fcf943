"""Reasons given: causes that reports or their sources assert, never Détente's own."""

from __future__ import annotations

import re

from detente.brief.document import Listing, Section, Statement
from detente.brief.material import DriverRow, Material
from detente.brief.proof import of_driver

MOST = 12
SURE = re.compile(
    r"\b(because|due to|owing to|thanks to|as a result|in response to|in retaliation for|on account of|therefore"
    r"|led to|leading to|resulted in|(caus|prompt|trigger|spark|provok|fuell?|motivat)ed|driven by|forced)\b",
    re.IGNORECASE,
)
"""Words that join a cause and its effect whatever they stand between. Others ("to", "for", "after", "over") tell when,
about whom or what for as often as why: what they join is left to `detente drivers`."""
_EMPTY = "a an the that this it its itself which who he she they was were is are be been had has have"
EMPTY = frozenset(_EMPTY.split())
"""A cause or an effect of these words alone says nothing."""
BEFORE = 40
"""Characters before a cause that begins its sentence, in which such words are looked for."""


def section(material: Material) -> Section | None:
    """Each asserted cause with its effect and its source."""
    plain = [driver for driver in material.drivers if _is_plain(material, driver)]
    if not plain:
        return None
    return Section("drivers", (Listing(tuple(_statement(material, driver) for driver in plain[:MOST])),))


def _is_plain(material: Material, driver: DriverRow) -> bool:
    """Whether words of cause join the two, and each says something by itself."""
    if not SURE.search(_joint(material, driver)):
        return False
    return all(set(re.findall(r"\w+", said.lower())) - EMPTY for said in _spans(material, driver))


def _spans(material: Material, driver: DriverRow) -> tuple[str, str]:
    """The words of cause and effect."""
    text = material.reports[driver.report].text
    ends = ((driver.cause_start, driver.cause_end), (driver.effect_start, driver.effect_end))
    cause, effect = (" ".join(text[start:end].split()) for start, end in ends)
    return cause, effect


def _joint(material: Material, driver: DriverRow) -> str:
    """The words between a cause and its effect, and those before a cause that comes first."""
    text = material.reports[driver.report].text
    if driver.cause_start < driver.effect_start:
        before = re.split(r"[.!?] ", text[max(driver.cause_start - BEFORE, 0) : driver.cause_start])[-1]
        return before + text[driver.cause_end : driver.effect_start]
    return text[driver.effect_end : driver.cause_start]


def _statement(material: Material, driver: DriverRow) -> Statement:
    cause, effect = _spans(material, driver)
    said = f"According to {driver.source or 'the report itself'}, “{cause}” is a reason for “{effect}”."
    return Statement(said, (of_driver(material, driver),), knowing="attributed")
