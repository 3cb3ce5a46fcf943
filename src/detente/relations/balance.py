"""The triads of a relation with its third states before and after its latest turn, beside what chance alone gives."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from detente.relations.model import Eras
from detente.relations.queries.every_dyad import counts_between
from detente.relations.table import ask
from detente.relations.triads import Counted, Triad, as_balanced, triad

REACH = timedelta(days=730)
"""How far before and after a turn ties are counted, where the neighbouring eras last that long."""


def balance(store: Any, eras: Eras, made: Sequence[dict[str, Any]]) -> str:
    """Marks the rows of third parties (`balanced_before`, `balanced_after`) and says in words how many are in balance.

    Empty where there is no turn, or no triad with three signs.
    """
    for row in made:
        row |= {"balanced_before": None, "balanced_after": None}
    if not eras.turning_points:
        return ""
    at = date.fromisoformat(eras.turning_points[-1].date)
    start = max(at - REACH, date.fromisoformat(eras.eras[-2].start))
    end = min(at + REACH, date.fromisoformat(eras.eras[-1].end))
    first, second = eras.dyad.split("-")
    parts = []
    for word, (since, until) in (("before", (start, at)), ("after", (at, end))):
        ties = {row["dyad"]: (row["n_events"], row["n_conflict"]) for row in ask(store, counts_between, since, until)}
        found: dict[str, Triad] = {}
        of = _of_states(ties)
        for state in sorted({row["state"] for row in made}):
            names = [eras.dyad, *("-".join(sorted((side, state))) for side in (first, second))]
            if all(name in ties for name in names):
                three = ties[names[0]], ties[names[1]], ties[names[2]]
                one = triad(three, of, (first, second, state))
                if one:
                    found[state] = one
        for row in made:
            if row["state"] in found:
                row[f"balanced_{word}"] = found[row["state"]].balanced
        if found:
            n, expected, chance = as_balanced(list(found.values()))
            parts.append(
                f"{word}: {n} of {len(found)} triads in balance, {expected:.1f} expected (chance {chance:.2f})"
            )
    return "; ".join(parts)


def _of_states(ties: dict[str, Counted]) -> dict[str, Counted]:
    of: dict[str, Counted] = {}
    for dyad, (n, conflict) in ties.items():
        for code in dyad.split("-"):
            known = of.get(code, (0, 0))
            of[code] = known[0] + n, known[1] + conflict
    return of
