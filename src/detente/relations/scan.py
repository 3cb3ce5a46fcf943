"""Every dyad of a record, ranked by the probability of a turn: for those who watch many at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from detente import states
from detente.relations.discovery import LEVEL, SUREST_DATE, at_odds, expected_false, learned_factor, n_kept
from detente.relations.eras import FEWEST_DEEDS, FEWEST_DYADS, MOST_OTHERS, MOST_PERIODS, choose_period
from detente.relations.judging import Case, Found, judge_cases
from detente.relations.methods.dyad import Setting
from detente.relations.methods.fitting import pooled_memory
from detente.relations.methods.grid import Floats
from detente.relations.methods.judgement import FEWEST, PER_YEAR
from detente.relations.queries.every_dyad import counts_of_every_dyad
from detente.relations.series import By, following, period_starts, window
from detente.relations.table import Table, ask, table_of

Counts = dict[str, tuple[Floats, Floats]]
"""By relation: conflict and total, (n) each."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The record by one period: first days (n), what was done in each relation and between all states (n)."""

    by: By
    days: list[date]
    counts: Counts
    coverage: Floats


def scan(
    store: Any,
    *,
    since: str | None = None,
    until: str | None = None,
    by: By | None = None,
    false: float = LEVEL,
    processes: int | None = None,
    progress: Callable[[int, int | None], None] | None = None,
) -> Table:
    """One row a dyad, the surest turn first, in the stretch from `since` to `until` (EDTF, both ends included).

    Columns: rank, dyad, verdict, date, low, high (first period of the new era, 90 % interval; half-open), probability,
    probability_here (the same where the odds are those of this record's dyads: discovery.learned_factor),
    probability_dated (that it turns within the narrowest window about the date: this ranks), false_discovery (expected
    share without a turn so near among this row and those above), kept (at most `false` of the turns kept are expected
    to be false), direction, established, share_before, share_after, volume_before, volume_after (events a year),
    n_turns, n_events, by, smallest_shift. Without a turn (verdict "none" or "cannot tell") the dates are those of the
    window in which one is likeliest, its probability the engine's. The method is that of `find_eras`; what differs is
    told in docs/methods/scan.md. Notes: n_dyads, n_too_few (under five deeds: not judged), n_kept.
    Raises BadDate.
    """
    limits = window(store, since, until)
    if limits is None:
        return table_of_found([], {}, {"n_dyads": 0, "n_too_few": 0, "n_kept": 0, "level": str(false)}, false)
    yearly = stretch_of(store, limits, "year")
    told = {dyad: total.sum() for dyad, (_, total) in yearly.counts.items() if total.sum() >= FEWEST}
    years = _years(yearly)
    periods: dict[str, By] = {dyad: by or choose_period(int(n), years) for dyad, n in told.items()}
    stretches = {unit: stretch_of(store, limits, unit) for unit in sorted(set(periods.values()))}
    cases = [case for unit, stretch in stretches.items() for case in _cases(stretch, periods)]
    found: list[Found] = []
    for one in judge_cases(cases, processes or os.cpu_count() or 1):
        found.append(one)
        if progress:
            progress(len(found), len(cases))
    notes: dict[str, int | str] = {"n_dyads": len(yearly.counts), "n_too_few": len(yearly.counts) - len(cases)}
    return table_of_found(found, {unit: stretch.days for unit, stretch in stretches.items()}, notes, false)


def stretch_of(store: Any, limits: tuple[date, date], by: By) -> Stretch:
    """All relations of the record by one period, from one question."""
    days = period_starts(*limits, by)
    place = {day: i for i, day in enumerate(days)}
    rows = ask(store, counts_of_every_dyad, by).arrow.to_pydict()
    heads = heads_of(sorted(set(rows["dyad"])))
    counts: Counts = {}
    coverage = np.zeros(len(days))
    for dyad, period, n_events, n_conflict in zip(*(rows[name] for name in rows), strict=True):
        index = place.get(period)
        if index is None:
            continue
        coverage[index] += n_events
        for head in heads[dyad]:
            if head not in counts:
                counts[head] = np.zeros(len(days)), np.zeros(len(days))
            counts[head][0][index] += n_conflict
            counts[head][1][index] += n_events
    return Stretch(by, days, counts, coverage)


def heads_of(dyads: Sequence[str]) -> dict[str, list[str]]:
    """The relations to which each dyad belongs: PAK-SUN to PAK-RUS where that is among them, else to itself."""
    known = states.states_by_code()
    present = set(dyads)
    heads: dict[str, list[str]] = {dyad: [] for dyad in dyads}
    for dyad in dyads:
        parts = states.dyads_with_predecessors(dyad) if all(code in known for code in dyad.split("-")) else ()
        for part in parts:
            if part != dyad and part in present:
                heads[part].append(dyad)
    # A dyad of predecessors is part of its successors' relation and no relation of its own.
    tops = {dyad for dyad in dyads if not heads[dyad]}
    return {dyad: [dyad] if dyad in tops else [head for head in heads[dyad] if head in tops] for dyad in dyads}


def _years(yearly: Stretch) -> float:
    told = np.flatnonzero(yearly.coverage)
    if not len(told):
        return 0.0
    covered = following(yearly.days[told[-1]], "year") - yearly.days[told[0]]
    return float(covered.days / 365.25)


def _cases(stretch: Stretch, periods: dict[str, By]) -> list[Case]:
    """The dyads that are judged by this period. The record's memory is learned once, from its busiest dyads."""
    own = [dyad for dyad, unit in periods.items() if unit == stretch.by and dyad in stretch.counts]
    memory = memory_of(stretch) if own else None
    made = []
    for dyad in own:
        conflict, total = stretch.counts[dyad]
        if total.sum() >= FEWEST:
            made.append(Case(dyad, stretch.by, conflict, total, stretch.coverage - total, memory))
    return made


def memory_of(stretch: Stretch) -> float | None:
    """How sluggish volumes are in this record, as find_eras learns it, but from the same dyads for all."""
    busiest = sorted(stretch.counts.items(), key=lambda item: (-item[1][1].sum(), item[0]))[:MOST_OTHERS]
    told = [total[-MOST_PERIODS:] for _, (_, total) in busiest if total[-MOST_PERIODS:].sum() >= FEWEST_DEEDS]
    recent = stretch.coverage[-MOST_PERIODS:]
    if len(told) < FEWEST_DYADS or len(recent) < FEWEST_DYADS:
        return None
    exposures = np.maximum(recent - np.stack(told), 0.0)
    return pooled_memory(
        np.stack(told), exposures / exposures.mean(axis=1, keepdims=True), Setting().chances(PER_YEAR[stretch.by])
    )


def table_of_found(
    found: Sequence[Found], days: dict[By, list[date]], notes: dict[str, int | str], false: float
) -> Table:
    """The table of a scan, ranked, with what may be false; `days`: the periods' first days (see `scan`)."""
    import pyarrow as pa

    years = Setting().era_years
    spans = [len(days[one.by]) / (PER_YEAR[one.by] * years) for one in found]  # type: ignore[index]
    factor = learned_factor([one.probability for one in found], spans)
    here = at_odds([one.probability for one in found], factor).tolist()
    ranked = sorted(zip(found, here, strict=True), key=lambda pair: (pair[0].n_turns == 0, -_dated(pair), pair[0].dyad))
    dated = [_dated(pair) for pair in ranked]
    kept = n_kept(dated[: sum(one.n_turns > 0 for one in found)], false)
    expected = expected_false(dated)
    rows = [
        {
            "rank": i + 1,
            **_row(one, days),
            "probability_here": chance,
            "probability_dated": dated[i],
            "false_discovery": float(expected[i]),
            "kept": i < kept,
        }
        for i, (one, chance) in enumerate(ranked)
    ]
    kinds = {
        "rank": pa.int64(), "dyad": pa.string(), "verdict": pa.string(), "date": pa.string(), "low": pa.string(),
        "high": pa.string(), "probability": pa.float64(), "probability_here": pa.float64(),
        "probability_dated": pa.float64(), "false_discovery": pa.float64(), "kept": pa.bool_(),
        "direction": pa.string(), "established": pa.bool_(), "share_before": pa.float64(), "share_after": pa.float64(),
        "volume_before": pa.float64(), "volume_after": pa.float64(), "n_turns": pa.int64(), "n_events": pa.int64(),
        "by": pa.string(), "smallest_shift": pa.float64(),
    }  # fmt: skip
    columns = {name: pa.array([row[name] for row in rows], type=kind) for name, kind in kinds.items()}
    return table_of(columns, notes | {"n_kept": kept, "level": str(false), "factor": f"{factor:.3f}"})


def _dated(pair: tuple[Found, float]) -> float:
    """P(a turn near the date told): that of a turn, by that of its date."""
    one, chance = pair
    return chance * one.dated * SUREST_DATE


def _row(one: Found, days: dict[By, list[date]]) -> dict[str, Any]:
    firsts = days[one.by]  # type: ignore[index]
    row: dict[str, Any] = {name: getattr(one, name) for name in (
        "dyad", "verdict", "probability", "direction", "established", "n_turns", "n_events", "by", "smallest_shift",
    )}  # fmt: skip
    row |= {"date": firsts[one.at].isoformat(), "low": firsts[one.low].isoformat()}
    row["high"] = following(firsts[one.high], one.by).isoformat()
    for name, level in (("before", one.before), ("after", one.after)):
        row |= {f"share_{name}": level.share if level else None, f"volume_{name}": level.volume if level else None}
    return row
