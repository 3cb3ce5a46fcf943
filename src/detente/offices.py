"""Offices and bodies: what a word such as "foreign minister" or "Duma" makes of a phrase; table `offices`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from detente.states import fold
from detente.tables import csv_rows


@dataclass(frozen=True, slots=True)
class Office:
    """An office (held by a person) or a body, with PLOVER's sector, and the state where the word alone tells it."""

    form: str
    kind: Literal["person", "body"]
    sector: str
    state: str | None


@cache
def offices() -> dict[str, Office]:
    """Offices and bodies by folded form, plurals of single words included."""
    table: dict[str, Office] = {}
    for row in csv_rows("offices"):
        office = Office(row["form"], row["kind"], row["sector"], row["state"] or None)  # type: ignore[arg-type]
        table[fold(row["form"])] = office
    for form, office in list(table.items()):
        table.setdefault(_plural(form), office)
    return table


def _plural(form: str) -> str:
    if form.endswith("y") and form[-2:-1] not in "aeo":
        return form[:-1] + "ies"
    return form if form.endswith("s") else form + "s"


def office_at_start(words: list[str]) -> tuple[Office, int] | None:
    """The longest office or body that the words begin with, and how many words it takes."""
    for n in range(min(6, len(words)), 0, -1):
        office = offices().get(fold(" ".join(words[:n])))
        if office is not None:
            return office, n
    return None


def office_at_end(words: list[str]) -> tuple[Office, int] | None:
    """The longest office or body that the words end with, and how many words it takes."""
    for n in range(min(6, len(words)), 0, -1):
        office = offices().get(fold(" ".join(words[-n:])))
        if office is not None:
            return office, n
    return None
