"""The eras of a relation: when it turned, how sure that is, and which deeds carry it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from detente.relations import accounts
from detente.relations.carrying import Deed, carrying_events
from detente.relations.cross_checks import (
    Mix,
    by_source,
    chance_of_turn,
    changed_types,
    differing_sources,
    lone_turns,
    mix_of,
)
from detente.relations.levels import Stretch, direction_of, level_of
from detente.relations.methods.dyad import Setting
from detente.relations.methods.fitting import pooled_memory
from detente.relations.methods.grid import Floats
from detente.relations.methods.judgement import LASTING, PER_YEAR, Judgement, judge_counts
from detente.relations.methods.reporting import Spell, Turn
from detente.relations.model import Direction, Episode, Era, Eras, SourceVerdict, TurningPoint, Verdict
from detente.relations.queries import periods
from detente.relations.series import By, related, series
from detente.relations.table import Table, ask

MOST_OTHERS = 16
MOST_PERIODS = 520
FEWEST_DYADS = 5
FEWEST_DEEDS = 15
"""From so many other dyads with so many deeds, and their last periods, it is learned how sluggish volumes are."""
SHORT_SPAN = 2.0
"""Years under which weeks are taken even for few deeds: months would leave too few periods."""


def choose_period(n_events: int, years: float) -> By:
    """The period that suits the data: weeks for two deeds a week or a span under two years, months for two a year,
    quarters for one in two years, else years. Finer than needed costs nothing (an empty period is no information)."""
    a_year = n_events / max(years, 1e-9)
    if a_year >= 104 or years < SHORT_SPAN:
        return "week"
    if a_year >= 2:
        return "month"
    return "quarter" if a_year >= 0.5 else "year"


def find_eras(
    store: Any,
    dyad: str | Sequence[str],
    by: By | None = None,
    *,
    since: str | None = None,
    until: str | None = None,
    predecessors: bool = True,
) -> Eras:
    """The eras of the dyad, its turning points and episodes, and the verdict with its reason.

    `by`: the period, chosen by `choose_period` where None; `since` and `until` (EDTF): the stretch looked at. The
    record is asked for the dyad's deeds and its coverage; the same record gives the same answer. Method and measured
    figures: docs/methods/eras.md.
    """
    pairs = related(dyad, predecessors=predecessors)
    name = dyad if isinstance(dyad, str) else pairs[0]
    if by is None:
        yearly = series(store, pairs, "year", since, until)
        by = choose_period(int(sum(yearly.arrow["n_events"].to_pylist())), _years(yearly))
    counted = series(store, pairs, by, since, until)
    if len(counted) == 0 or sum(counted.arrow["n_events"].to_pylist()) == 0:
        return accounts.nothing_known(name, by, counted, whole=since is None and until is None)
    columns = {c: counted.arrow[c].to_numpy() for c in ("n_events", "exposure", "verbal_conflict", "material_conflict")}
    total = columns["n_events"].astype(float)
    conflict = (columns["verbal_conflict"] + columns["material_conflict"]).astype(float)
    exposure = columns["exposure"].astype(float)
    memory = _memory_of_record(store, pairs, by, counted, total + exposure)
    judged = judge_counts(conflict, total, exposure, by=by, memory=memory)
    known = _dated_deeds(store, pairs, by, counted)
    alone = by_source(store, pairs, by, counted.arrow["period"].to_pylist())
    return _told(name, by, counted, Stretch(judged, conflict, total, by), known, alone)


def _memory_of_record(store: Any, pairs: Sequence[str], by: By, counted: Table, coverage: Floats) -> float | None:
    """How sluggish volumes are in this record, by its other dyads over the last periods; None where these are few."""
    place = {day: i for i, day in enumerate(counted.arrow["period"].to_pylist())}
    counts: dict[str, Floats] = {}
    for row in ask(store, periods.counts_of_others, pairs, by, MOST_OTHERS):
        index = place.get(row["period"].isoformat())
        if index is not None:
            counts.setdefault(row["dyad"], np.zeros(len(place)))[index] = row["n_events"]
    told = [count[-MOST_PERIODS:] for count in counts.values() if count[-MOST_PERIODS:].sum() >= FEWEST_DEEDS]
    recent = coverage[-MOST_PERIODS:]
    if len(told) < FEWEST_DYADS or len(recent) < FEWEST_DYADS:
        return None
    exposures = np.maximum(recent - np.stack(told), 0.0)
    return pooled_memory(
        np.stack(told), exposures / exposures.mean(axis=1, keepdims=True), Setting().chances(PER_YEAR[by])
    )


def _years(table: Table) -> float:
    if len(table) == 0:
        return 0.0
    rows = [r for r in table.rows() if r["n_reports"] or r["exposure"] or r["n_events"]]
    if not rows:
        return 0.0
    return (date.fromisoformat(rows[-1]["end"]) - date.fromisoformat(rows[0]["period"])).days / 365.25


def _dated_deeds(store: Any, pairs: Sequence[str], by: By, counted: Table) -> list[Deed]:
    """The deeds done that stand in the series, each with its period's index."""
    place = {day: i for i, day in enumerate(counted.arrow["period"].to_pylist())}
    found = []
    for row in ask(store, periods.done_deeds, pairs, by):
        index = place.get(row["period"].isoformat())
        if index is not None:
            conflict = row["quad"] in (3, 4)
            found.append(Deed(row["event"], index, conflict, row["score"], row["confidence"], row["type"] or ""))
    return found


def _told(
    name: str, by: By, counted: Table, data: Stretch, known: Sequence[Deed], alone: tuple[SourceVerdict, ...]
) -> Eras:
    """The judgement in the words of the model."""
    judged, n = data.judged, len(data.total)
    days = [*counted.arrow["period"].to_pylist(), counted.arrow["end"].to_pylist()[-1]]
    borders = [0, *(turn.at for turn in judged.turns), n]
    mix = mix_of(known, n, by)
    points = tuple(
        _turning_point(turn, borders[i : i + 3], days, data, known, mix) for i, turn in enumerate(judged.turns)
    )
    lasting = [True, *(turn.established >= 0.5 for turn in judged.turns)]
    stretches = zip(borders[:-1], borders[1:], lasting, strict=True)
    eras = tuple(Era(days[a], days[b], level_of(data, a, b), held) for a, b, held in stretches)
    episodes = tuple(_episode(spell, days, data, known) for spell in judged.episodes)
    verdict = _verdict(points, judged)
    differing = (*lone_turns(mix, judged, days), *differing_sources(alone))
    return Eras(
        dyad=name,
        by=by,
        verdict=verdict,
        reason=" ".join((accounts.reason(verdict, points, episodes, judged, counted, by, _begun(data)), *differing)),
        eras=eras,
        turning_points=points,
        episodes=episodes,
        periods=tuple(days[:-1]),
        probabilities=tuple(float(p) for p in judged.posterior.turns),
        n_events=int(data.total.sum()),
        n_reports=int(counted.notes["n_reports"]),
        smallest_shift=judged.smallest_shift,
        method=accounts.method(judged, by),
        sources=alone,
        disagreements=differing,
    )


def _begun(data: Stretch) -> Direction | None:
    """The direction in which something began, where that is all that can be told."""
    if data.judged.beginning is None:
        return None
    at = data.judged.beginning.at
    before, after = level_of(data, 0, at), level_of(data, at, len(data.total))
    return direction_of(before, after, 0.0, float(np.log(max(after.volume, 1e-9) / max(before.volume, 1e-9))))


def _verdict(points: Sequence[TurningPoint], judged: Judgement) -> Verdict:
    """The latest turn decides; without any, whether the data could have shown one."""
    if points:
        return "turn" if points[-1].established else "young"
    return "cannot tell" if judged.sparse else "none"


def _turning_point(
    turn: Turn, borders: Sequence[int], days: Sequence[str], data: Stretch, known: Sequence[Deed], mix: Mix | None
) -> TurningPoint:
    start, at, end = borders
    before, after = level_of(data, start, at), level_of(data, at, end)
    return TurningPoint(
        date=days[at],
        interval=(days[turn.low], days[turn.high + 1]),
        probability=min(turn.probability, 1.0),
        direction=direction_of(before, after, turn.share, turn.log_rate),
        established=turn.established >= 0.5,
        before=before,
        after=after,
        events=carrying_events(known, data, before, after, (start, turn.low, at, min(end, at + 2 * LASTING[data.by]))),
        types=changed_types(mix, start, at, end),
        mix=chance_of_turn(mix, turn),
    )


def _episode(spell: Spell, days: Sequence[str], data: Stretch, known: Sequence[Deed]) -> Episode:
    outside = level_of(data, 0, len(data.total), without=(spell.start, spell.end))
    level = level_of(data, spell.start, spell.end)
    return Episode(
        start=days[spell.start],
        end=days[spell.end],
        probability=spell.probability,
        direction=direction_of(outside, level, spell.share, spell.log_rate),
        level=level,
        events=carrying_events(known, data, outside, level, (0, spell.start, spell.start, spell.end)),
        turned=spell.turned,
    )
