"""What changed in the turns of a record's dyads from one watch to the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.record.watched import LastWatch, Watched, Window
from detente.relations.table import Table, table_of

CHANGES = ("new turn", "turn no longer told", "date moved", "direction changed", "established", "no longer established")
"""What may have changed, the weightiest first where several did."""


def turns_now(scanned: Table) -> dict[str, Watched]:
    """The turns that a scan keeps, by dyad."""
    names = ("dyad", "verdict", "date", "low", "high", "probability", "direction", "n_events")
    return {row["dyad"]: Watched(**{name: row[name] for name in names}) for row in scanned if row["kept"]}


def changes(before: LastWatch | None, now: dict[str, Watched], *, window: Window) -> Table:
    """One row a dyad whose turn is another than at the last watch, new ones first; none at the first watch.

    Columns: change (see CHANGES), dyad, verdict, date, low, high, probability, direction, n_events, and the same of the
    last watch as was_verdict, was_date, was_probability, was_direction, was_n_events. A date has moved where neither
    lies in the interval of the other. Notes: `first` (1 at the first watch), n_watched (dyads with a turn now), `last`
    (when the last watch was), other_window (1 where the last watch looked at another stretch of time).
    """
    notes: dict[str, int | str] = {"first": int(before is None), "n_watched": len(now)}
    notes |= {
        "last": before.seen if before else "",
        "other_window": int(before is not None and before.window != window),
    }
    rows: list[dict[str, Any]] = []
    known = before.turns if before else {}
    for dyad in sorted({*known, *now}) if before else ():
        change = _change(known.get(dyad), now.get(dyad))
        if change:
            rows.append(_row(change, known.get(dyad), now.get(dyad)))
    rows.sort(key=lambda row: (CHANGES.index(row["change"]), -(row["probability"] or 0), row["dyad"]))
    return _table(rows, notes)


def _change(was: Watched | None, now: Watched | None) -> str | None:
    if was is None:
        return "new turn"
    if now is None:
        return "turn no longer told"
    if not (was.low <= now.date < was.high or now.low <= was.date < now.high):
        return "date moved"
    if was.direction != now.direction:
        return "direction changed"
    if was.verdict != now.verdict:
        return "established" if now.verdict == "turn" else "no longer established"
    return None


def _row(change: str, was: Watched | None, now: Watched | None) -> dict[str, Any]:
    dyad = now.dyad if now else was.dyad if was else ""
    row: dict[str, Any] = {"change": change, "dyad": dyad}
    for name in ("verdict", "date", "low", "high", "probability", "direction", "n_events"):
        row[name] = getattr(now, name) if now else None
    for name in ("verdict", "date", "probability", "direction", "n_events"):
        row[f"was_{name}"] = getattr(was, name) if was else None
    return row


def _table(rows: Sequence[dict[str, Any]], notes: dict[str, int | str]) -> Table:
    import pyarrow as pa

    kinds = {name: pa.string() for name in ("change", "dyad", "verdict", "date", "low", "high")}
    kinds |= {"probability": pa.float64(), "direction": pa.string(), "n_events": pa.int64()}
    kinds |= {f"was_{name}": kinds[name] for name in ("verdict", "date", "probability", "direction", "n_events")}
    return table_of({name: pa.array([row[name] for row in rows], type=kind) for name, kind in kinds.items()}, notes)
