"""Outlook: shown only with its back-test beside it."""

from __future__ import annotations

from detente.brief.document import Computation, Section, Statement
from detente.brief.material import Material


def section(material: Material) -> Section | None:
    """The forecast's sentences, or None where no forecast with a back-test was made."""
    if not material.outlook:
        return None
    n = material.eras.n_events
    said = tuple(
        Statement(text, (Computation("outlook", n, "events", (("value", value),)),)) for text, value in material.outlook
    )
    return Section("outlook", said)
