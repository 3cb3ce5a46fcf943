"""Where the answer is asked twice: of the mix of types beside share and volume, and of each source by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from detente.relations.carrying import Deed
from detente.relations.methods.dyad import Setting
from detente.relations.methods.grid import Floats
from detente.relations.methods.judgement import LASTING, PER_YEAR, WINDOW, Judgement, judge_counts
from detente.relations.methods.mixes import infer_mix, share_change, usual_mix
from detente.relations.methods.reporting import Turn
from detente.relations.methods.segments import windowed_turns
from detente.relations.model import SourceVerdict, TypeChange, Verdict
from detente.relations.queries import periods
from detente.relations.table import ask

FEWEST = 15
"""Deeds under which the mix, or a source by itself, is not asked."""
LONGEST = 4000
"""Periods beyond which the mix is not asked: its engine's time grows with their square."""
TOLD = 3
SURE = 0.75
"""A type is told to have changed, and a mix alone to have turned, from this probability on."""


@dataclass(frozen=True, slots=True)
class Mix:
    """Deeds by period and type (n, T), the types' names, and P(the mix turns at t) (n)."""

    counts: Floats
    types: tuple[str, ...]
    turns: Floats
    by: str


def mix_of(known: Sequence[Deed], n: int, by: str) -> Mix | None:
    """The mix of the deeds over `n` periods; None where they are too few, of one type, or over too many periods."""
    types = tuple(sorted({deed.type for deed in known}))
    if len(known) < FEWEST or len(types) < 2 or n > LONGEST:
        return None
    counts = np.zeros((n, len(types)))
    for deed in known:
        counts[deed.period, types.index(deed.type)] += 1
    return Mix(counts, types, infer_mix(counts, Setting().chances(PER_YEAR[by]).turn).turns, by)


def chance_of_turn(mix: Mix | None, turn: Turn) -> float | None:
    """P(the mix turns within the turn's interval or a window beside it)."""
    if mix is None:
        return None
    width = WINDOW[mix.by]
    return float(min(mix.turns[max(turn.low - width, 0) : turn.high + width + 1].sum(), 1.0))


def changed_types(mix: Mix | None, start: int, at: int, end: int) -> tuple[TypeChange, ...]:
    """The types whose share differs between the periods [start, at) and [at, end), surest first."""
    if mix is None:
        return ()
    before, after, prior = mix.counts[start:at], mix.counts[at:end], usual_mix(mix.counts)
    years = max(at - start, 1) / PER_YEAR[mix.by], max(end - at, 1) / PER_YEAR[mix.by]
    told = []
    for place, name in enumerate(mix.types):
        probability = share_change(before, after, place, prior).probability
        if probability >= SURE:
            n_before, n_after = int(before[:, place].sum()), int(after[:, place].sum())
            told.append(TypeChange(name, n_before / years[0], n_after / years[1], n_before, n_after, probability))
    return tuple(sorted(told, key=lambda change: (-change.probability, change.type))[:TOLD])


def lone_turns(mix: Mix | None, judged: Judgement, days: Sequence[str]) -> list[str]:
    """Sentences on turns of the mix that share and volume do not show, episodes set apart."""
    if mix is None:
        return []
    width, lasting, n = WINDOW[mix.by], LASTING[mix.by], len(mix.turns)
    told = [(t.low - 2 * width, t.high + 2 * width) for t in judged.turns]
    told += [(spell.start - width, spell.end + width) for spell in judged.episodes]
    found = windowed_turns(mix.turns, width, least=SURE)
    borders = [0, *(turn.at for turn in found), n]
    sentences = []
    for place, turn in enumerate(found, start=1):
        lasted = turn.at - borders[place - 1] >= min(lasting, turn.at) and borders[place + 1] - turn.at >= lasting
        if lasted and not any(low <= turn.at <= high for low, high in told):
            change = in_words(changed_types(mix, borders[place - 1], turn.at, borders[place + 1]))
            what = f" ({change})" if change else ""
            sentences.append(
                f"The mix of deeds by itself turns at {days[turn.at]}, probability {turn.probability:.2f}{what}; share "
                "and volume show no turn there."
            )
    return sentences


def in_words(changes: Sequence[TypeChange]) -> str:
    """The changes in a phrase: "CONSULT from 2.0 to 9.0 a year"."""
    return ", ".join(f"{change.type} from {change.before:.1f} to {change.after:.1f} a year" for change in changes)


def by_source(store: Any, pairs: Sequence[str], by: str, days: Sequence[str]) -> tuple[SourceVerdict, ...]:
    """The verdict of each source with enough deeds, asked by itself; none where only one has. `days`: the periods."""
    place = {day: i for i, day in enumerate(days)}
    columns: dict[str, dict[str, Floats]] = {}
    for row in ask(store, periods.counts_by_source, pairs, by):
        index = place.get(row["period"].isoformat())
        if index is not None:
            own = columns.setdefault(
                row["source"], {name: np.zeros(len(place)) for name in ("n_events", "n_conflict", "exposure")}
            )
            for name, values in own.items():
                values[index] = row[name]
    told = {source: own for source, own in columns.items() if own["n_events"].sum() >= FEWEST}
    if len(told) < 2:
        return ()
    return tuple(_alone(source, own, by, days) for source, own in sorted(told.items()))


def _alone(source: str, own: dict[str, Floats], by: str, days: Sequence[str]) -> SourceVerdict:
    """What a source says over the periods that it covers."""
    covered = np.flatnonzero(own["n_events"] + own["exposure"])
    first, last = int(covered[0]), int(covered[-1]) + 1
    counts = (own[name][first:last] for name in ("n_conflict", "n_events", "exposure"))
    judged = judge_counts(*counts, by=by)
    n_events = int(own["n_events"].sum())
    if not judged.turns:
        verdict: Verdict = "cannot tell" if judged.sparse else "none"
        return SourceVerdict(source, verdict, None, None, n_events)
    turn = judged.turns[-1]
    verdict = "turn" if turn.established >= 0.5 else "young"
    return SourceVerdict(source, verdict, days[first + turn.at], min(turn.probability, 1.0), n_events)


def differing_sources(verdicts: Sequence[SourceVerdict]) -> list[str]:
    """A sentence where sources that can tell disagree on whether there is a turn; none where they agree."""
    able = [v for v in verdicts if v.verdict != "cannot tell"]
    if len({v.verdict == "none" for v in able}) < 2:
        return []
    said = [f"{v.source}: " + (f"a turn at {v.date}" if v.date else "none") + f" ({v.n_events} deeds)" for v in able]
    return [f"The sources disagree: {'; '.join(said)}."]
