"""PLOVER: the 16 event types with quad class, score and modes, from `knowledge/plover.toml`.

Source: PLOVER manual (Halterman, Bagozzi, Beger, Schrodt, Scarborough 2023), table 2.2 for the scores.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from detente.tables import toml_table

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
STATUSES = ("occurred", "ongoing", "planned", "possible", "denied", "ended")
CERTAINTIES = ("certain", "probable", "possible", "doubtful")


@dataclass(frozen=True, slots=True)
class EventType:
    """One PLOVER type: its quad class (1 to 4), its score (-10 to 10) and the scores of its modes."""

    name: str
    quad: int
    score: float
    modes: dict[str, float]
    definition: str


@cache
def event_types() -> dict[str, EventType]:
    """The 16 types by name, in PLOVER's order."""
    return {
        name: EventType(name, row["quad"], float(row["score"]), dict(row.get("modes", {})), row["definition"])
        for name, row in toml_table("plover")["types"].items()
    }


def quad_of(type_name: str) -> int:
    """The quad class of a type: 1 verbal cooperation, 2 material cooperation, 3 verbal, 4 material conflict."""
    return event_types()[type_name].quad


def score_of(type_name: str, mode: str | None = None) -> float:
    """The score of a type, or of its mode where the table gives one; from -10 (hostile) to +10 (friendly)."""
    row = event_types()[type_name]
    return row.modes.get(mode or "", row.score)
