"""The eras of a dyad's yearly measures: when votes, arms deliveries or numbers of one's own turned, and how sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Any

import numpy as np

from detente.relations.methods.grid import Floats
from detente.relations.methods.segments import NumberTurn, find_segments
from detente.relations.series import related
from detente.relations.table import Table, table_of
from detente.relations.window import first_day, last_day
from detente.relations.yearly import Yearly, measures_by_year, plain_row

FEWEST_YEARS = 8
"""Fewer known years tell no turn from chance."""
YEARS_A_TURN = 50.0
"""So long a number stays about the same beforehand: a window of eleven years then holds .2 turns by the prior alone,
and most of the .5 that a turn needs must come from the data."""
MOST_ROWS = 2
"""So many of a stretch's rows, its first ones, come with it."""
SUREST = 0.999
"""The engine gives the expected number of turns in a window, which bounds the probability of one from above."""
LEAST_GAP = 1.0
"""Levels nearer to each other than one standard deviation about them are one."""


def measures(
    store: Any,
    dyad: str | Sequence[str],
    *,
    since: str | None = None,
    until: str | None = None,
    predecessors: bool = True,
) -> Table:
    """One row a measure and stretch between two turns: UN votes, arms deliveries, and measures of one's own.

    Columns: measure, unit, start and end (first and last year), level (mean of the known years), n_years (known),
    probability (that the stretch begins with a turn), low and high (90 % interval of its first year; null, as the
    probability, for a measure's first stretch), n_rows, rows (the first two behind it: date, value,
    detail, source, file, line) and sources (the data sets). The engine is
    that of plain series, which expects a turn in fifty years. A measure with under eight known years, or that never
    moves, has one stretch. Alliances and disputes have dates of their own, and are left to `phases`. `since` and
    `until` are EDTF. Raises BadDate. Method: docs/methods/eras.md.
    """
    first, last = first_day(since), last_day(until)
    rows = []
    for yearly in measures_by_year(store, related(dyad, predecessors=predecessors), others=True):
        if yearly.kind.how == "max":
            continue
        start = max((first.year if first else yearly.first) - yearly.first, 0)
        end = (
            min((last - timedelta(days=1)).year + 1 - yearly.first, len(yearly.values)) if last else len(yearly.values)
        )
        rows += list(_stretches(yearly, start, end))
    return _table(rows)


def _stretches(yearly: Yearly, start: int, end: int) -> Iterator[dict[str, Any]]:
    """The stretches of one measure between the steps [start, end), from its first known year on."""
    known = np.flatnonzero(np.isfinite(yearly.values[start:end]))
    if not len(known):
        return
    start, end = start + int(known[0]), start + int(known[-1]) + 1
    values, first = yearly.values[start:end], yearly.first + start
    turns = _turns(values)
    borders = [0, *(turn.at for turn in turns), len(values)]
    for turn, (a, b) in zip([None, *turns], pairwise(borders), strict=True):
        behind = [row for year in range(first + a, first + b) for row in yearly.rows.get(year, ())]
        inside = values[a:b][np.isfinite(values[a:b])]
        yield {
            "measure": yearly.kind.label,
            "unit": yearly.kind.unit,
            "start": first + a,
            "end": first + b - 1,
            "level": float(inside.mean()),
            "n_years": len(inside),
            "probability": min(turn.probability, SUREST) if turn else None,
            "low": first + turn.low if turn else None,
            "high": first + turn.high if turn else None,
            "n_rows": len({id(row) for row in behind}),
            "rows": list(map(plain_row, behind[:MOST_ROWS])),
            "sources": " ".join(sorted({row["source"] for row in behind})),
        }


def _turns(values: Floats) -> list[NumberTurn]:
    """The turns of the level: what the engine finds, less those at which the spread alone changes."""
    if np.isfinite(values).sum() < FEWEST_YEARS:
        return []
    turns = list(find_segments(values, expected_turns=len(values) / YEARS_A_TURN).turns)
    while turns:
        parts = [part[np.isfinite(part)] for part in np.split(values, [turn.at for turn in turns])]
        gaps = [_gap(one, other) for one, other in pairwise(parts)]
        least = int(np.argmin(gaps))
        if gaps[least] >= LEAST_GAP:
            break
        del turns[least]
    return turns


def _gap(one: Floats, other: Floats) -> float:
    """The difference of two means in standard deviations about them; 0 where either stretch is unknown."""
    if not len(one) or not len(other):
        return 0.0
    spread = np.sqrt((one.var() * len(one) + other.var() * len(other)) / (len(one) + len(other)))
    return float(abs(one.mean() - other.mean()) / max(spread, 1e-9))


def _table(rows: Sequence[dict[str, Any]]) -> Table:
    import pyarrow as pa

    texts = [(name, pa.string()) for name in ("date", "detail", "source", "file")]
    row = pa.struct([*texts, ("value", pa.float64()), ("line", pa.int64())])
    kinds = {
        "measure": pa.string(), "unit": pa.string(), "start": pa.int64(), "end": pa.int64(), "level": pa.float64(),
        "n_years": pa.int64(), "probability": pa.float64(), "low": pa.int64(), "high": pa.int64(),
        "n_rows": pa.int64(), "rows": pa.list_(row), "sources": pa.string(),
    }  # fmt: skip
    columns = {name: pa.array([one[name] for one in rows], type=kind) for name, kind in kinds.items()}
    return table_of(columns, {"n_measures": len({one["measure"] for one in rows})})
