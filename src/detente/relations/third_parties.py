"""Third states: how their dealings with the two stand in time to the relation's turn. Order in time, never a cause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from detente import states
from detente.relations.balance import balance
from detente.relations.claims import claims
from detente.relations.eras import find_eras
from detente.relations.methods.fisher import fisher_chance
from detente.relations.model import Eras
from detente.relations.order import Order, orders
from detente.relations.queries import rows
from detente.relations.queries.deeds import DONE
from detente.relations.series import related
from detente.relations.table import Table, ask, table_of
from detente.relations.window import inside

REACH = timedelta(days=730)
"""How far before and after a turn dealings are counted, where the neighbouring eras last that long."""


@dataclass(slots=True)
class _Dealings:
    """What one third state and one side did to each other: deeds as (day, conflict, event, report)."""

    deeds: dict[str, tuple[date, bool, str, str | None]] = field(default_factory=dict)


def third_parties(
    store: Any,
    dyad: str | Sequence[str],
    *,
    since: str | None = None,
    until: str | None = None,
    predecessors: bool = True,
    eras: Eras | None = None,
) -> Table:
    """One row a third state and side of the dyad that it deals with, most deeds first.

    Columns: state, side (code of the side, successors for predecessors), n_before, n_conflict_before, n_after,
    n_conflict_after (deeds within two years of the latest turn, not beyond its eras; null where there is no turn),
    chance (two-sided Fisher test that the shares of conflict before and after are one; null where either is empty),
    turn, turn_low, turn_high, turn_probability, order, order_probability, lag_low, lag_high, in_time (the turn of that
    state with that side nearest to the relation's, whether before or after it, months between; null where it has none:
    relations/order.py), balanced_before, balanced_after (whether the three states' ties are in balance; the note
    `balance` sets their number beside chance: relations/triads.py),
    n_deeds, n_shared (deeds told in reports that also tell of the dyad), n_claims (claims about the dyad on this
    state's word), first, last (days), events and reports (ids). Nothing here says that one thing caused another.
    """
    pairs = related(dyad, predecessors=predecessors)
    found = eras or find_eras(store, dyad, since=since, until=until, predecessors=predecessors)
    sides = _sides(pairs)
    ties = inside(ask(store, rows.ties_of_states, sorted(sides), pairs), since=since, until=until)
    own = {row["report"] for row in ask(store, rows.tellings, pairs).rows()}
    said: dict[str, int] = defaultdict(int)
    for claim in claims(store, pairs, since=since, until=until):
        said[claim["source_state"] or ""] += 1
    grouped: dict[tuple[str, str], _Dealings] = defaultdict(_Dealings)
    for tie in ties:
        if tie["status"] not in DONE:
            continue
        one, other = (tie["actor"], tie["recipient"]) if tie["actor"] in sides else (tie["recipient"], tie["actor"])
        deed = tie["date_start"], tie["quad"] in (3, 4), tie["event"], tie["report"]
        grouped[other, sides[one]].deeds.setdefault(tie["deed"], deed)
    made = [_row(key, dealings, found, own, said[key[0]]) for key, dealings in grouped.items()]
    made.sort(key=lambda row: (-row["n_shared"], -row["n_deeds"], row["state"], row["side"]))
    turn = found.turning_points[-1].date if found.turning_points else ""
    busiest = sorted(made, key=lambda row: (-row["n_deeds"], row["state"], row["side"]))
    told = orders(store, found, [(row["state"], row["side"]) for row in busiest], since=since, until=until)
    for row in made:
        row |= _in_time(told.get((row["state"], row["side"])))
    notes: dict[str, int | str] = {"turn": turn, "note": "order in time and counts; no cause is found here"}
    notes["balance"] = balance(store, found, made)
    return _table(made, notes)


def _in_time(order: Order | None) -> dict[str, Any]:
    names = ("order", "order_probability", "lag_low", "lag_high")
    row: dict[str, Any] = {name: getattr(order, name) if order else None for name in names}
    turn = {"turn": "date", "turn_low": "low", "turn_high": "high", "turn_probability": "probability"}
    row |= {name: getattr(order, own) if order else None for name, own in turn.items()}
    return row | {"in_time": order.words if order else None}


def _sides(pairs: Sequence[str]) -> dict[str, str]:
    """Each state of the dyads, predecessors included, with the side it belongs to: SUN -> RUS."""
    first, second = pairs[0].split("-")
    sides = dict.fromkeys(states.with_predecessors(first), first)
    sides |= dict.fromkeys(states.with_predecessors(second), second)
    named = {code for pair in pairs for code in pair.split("-")}
    return {code: side for code, side in sides.items() if code in named}


def _row(key: tuple[str, str], dealings: _Dealings, eras: Eras, own: set[str | None], n_claims: int) -> dict[str, Any]:
    deeds = sorted(dealings.deeds.values())
    row: dict[str, Any] = {"state": key[0], "side": key[1]}
    row |= _around_the_turn(deeds, eras)
    shared = [deed for deed in deeds if deed[3] in own and deed[3] is not None]
    return row | {
        "n_deeds": len(deeds),
        "n_shared": len(shared),
        "n_claims": n_claims,
        "first": deeds[0][0].isoformat(),
        "last": deeds[-1][0].isoformat(),
        "events": [deed[2] for deed in deeds],
        "reports": sorted({deed[3] for deed in deeds if deed[3]}),
    }


def _around_the_turn(deeds: Sequence[tuple[date, bool, str, str | None]], eras: Eras) -> dict[str, Any]:
    names = ("n_before", "n_conflict_before", "n_after", "n_conflict_after", "chance")
    if not eras.turning_points:
        return dict.fromkeys(names)
    at = date.fromisoformat(eras.turning_points[-1].date)
    start = max(at - REACH, date.fromisoformat(eras.eras[-2].start))
    end = min(at + REACH, date.fromisoformat(eras.eras[-1].end))
    before = [conflict for day, conflict, *_ in deeds if start <= day < at]
    after = [conflict for day, conflict, *_ in deeds if at <= day < end]
    counts = len(before), sum(before), len(after), sum(after)
    chance = None
    if before and after:
        chance = fisher_chance((counts[1], counts[0] - counts[1]), (counts[3], counts[2] - counts[3]))
    return dict(zip(names, (*counts, chance), strict=True))


def _table(made: Sequence[dict[str, Any]], notes: dict[str, int | str]) -> Table:
    import pyarrow as pa

    kinds = {
        "state": pa.string(), "side": pa.string(), "n_before": pa.int64(), "n_conflict_before": pa.int64(),
        "n_after": pa.int64(), "n_conflict_after": pa.int64(), "chance": pa.float64(), "turn": pa.string(),
        "turn_low": pa.string(), "turn_high": pa.string(), "turn_probability": pa.float64(), "order": pa.string(),
        "order_probability": pa.float64(), "lag_low": pa.float64(), "lag_high": pa.float64(), "in_time": pa.string(),
        "balanced_before": pa.bool_(), "balanced_after": pa.bool_(), "n_deeds": pa.int64(),
        "n_shared": pa.int64(), "n_claims": pa.int64(), "first": pa.string(), "last": pa.string(),
        "events": pa.list_(pa.string()), "reports": pa.list_(pa.string()),
    }  # fmt: skip
    return table_of({name: pa.array([row[name] for row in made], type=kind) for name, kind in kinds.items()}, notes)
