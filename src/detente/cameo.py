"""CAMEO: what PLOVER makes of its codes, from `knowledge/cameo.csv`. Codes are text; "010" (a statement) is not "10".

Source of the conversion: PLOVER manual (Halterman, Bagozzi, Beger, Schrodt, Scarborough 2023); codes of CAMEO 1.1b3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from detente.plover import quad_of, score_of
from detente.tables import csv_rows

CODE = re.compile(r"(0[1-9]|1\d|20)\d{0,2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Conversion:
    """A code's PLOVER type (None: outside PLOVER), mode, quad class and score.

    `mutual`: both sides share the deed by its nature. `turned`: PLOVER's actor is CAMEO's target.
    """

    type: str | None
    mode: str | None
    quad: int | None
    score: float | None
    mutual: bool
    turned: bool


@cache
def convert(code: str) -> Conversion | None:
    """What PLOVER makes of a CAMEO code of two to four digits; None where it is none."""
    if not CODE.fullmatch(code):
        return None
    rows = _rows()
    row = next(rows[code[:n]] for n in range(len(code), 1, -1) if code[:n] in rows)
    kind, mode = row["type"] or None, row["mode"] or None
    return Conversion(
        type=kind,
        mode=mode,
        quad=quad_of(kind) if kind else None,
        score=score_of(kind, mode) if kind else None,
        mutual=row["mutual"] == "yes",
        turned=row["turned"] == "yes",
    )


@cache
def code_of(name: str) -> str | None:
    """The code that bears this name, such as "Make a visit" (042), or is written so itself; None where unknown."""
    return name if CODE.fullmatch(name) else _codes().get(_plain(name))


def _plain(name: str) -> str:
    return " ".join(re.findall(r"[a-z]+", name.casefold()))


@cache
def _codes() -> dict[str, str]:
    return {_plain(row["name"]): row["code"] for row in csv_rows("cameo_names")}


@cache
def _rows() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in csv_rows("cameo")}
