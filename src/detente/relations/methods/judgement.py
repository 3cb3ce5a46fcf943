"""Judgement: what the counts of one dyad allow to be said, from arrays alone; relations/eras.py puts it in words.

The one frozen default of the project: settings here are chosen from the literature and the stress test on simulated
dyads (docs/methods/eras.md), never from a real dyad.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.relations.methods.dyad import DyadModel, DyadPosterior, Setting, draw_histories, fit_dyad, is_thin
from detente.relations.methods.grid import Floats
from detente.relations.methods.onset import find_onset
from detente.relations.methods.reporting import (
    RAISED,
    Beginning,
    Spell,
    Turn,
    reported_beginning,
    reported_episodes,
    reported_turns,
    smallest_shift,
    window_sums,
)
from detente.relations.methods.verdicts import VOLUME_MATTERS, judge, segments

PER_YEAR: dict[str, float] = {"day": 365.25, "week": 52.18, "month": 12.0, "quarter": 4.0, "year": 1.0}
LASTING = {"day": 182, "week": 26, "month": 6, "quarter": 4, "year": 3}
"""Periods that a level must hold to be an era: half a year where data are dense, a year or three where they are not."""
WINDOW = {"day": 14, "week": 8, "month": 4, "quarter": 2, "year": 1}
"""Half the narrowest window in which turns are counted together."""
NEAR = {"day": 61, "week": 8, "month": 2, "quarter": 0, "year": 0}
"""A turn is told at the date with most of the posterior so near: two months, where periods are that fine."""
CLEAR_SHIFT = 0.3
"""Where not even a change of the conflict share this large could have been seen, silence of the data says nothing."""
SPARSE_LEAST = 0.6
"""There a turn must be likelier than one half: what is noise and what an era is known less well."""
SPARSE_PROBABILITY = 0.95
"""There a turn of the share alone, which could hardly be seen, must be this sure."""
SPARSE_RAISED = 27.0
"""In such data the prior weighs much: they must raise the odds nine times as far as dense ones (reporting.RAISED)."""
YOUNG_PROBABILITY = 0.9
"""What has not lasted yet may be a wave of the season or of a wandering rate: told only where the data are sure."""
SHORTEST = {"day": 7, "week": 2, "month": 1, "quarter": 1, "year": 1}
"""Periods under which a departure is a spike, and no episode."""
YOUNGEST = {"day": 14, "week": 2, "month": 2, "quarter": 1, "year": 1}
"""Periods that a young regime has lasted: a flood of duplicates fills one week, and can make a month of it."""
ONSET_RISE = float(np.log(3.0))
"""An onset is weaker news than a turn, and at the edge a wandering rate looks like one: it must be sure and steep."""
QUIET = 0.4
"""Expected turns in a window under which none will be told: a turn needs .5, and draws of histories err by .02."""
FEWEST = 5
"""A turn rests on at least this many deeds on the side where there are more a year."""
FEWEST_OTHERS = 10
"""The volume is compared only where the record holds at least this many deeds between other states."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """`posterior` with its draws; the turns and episodes reported; the smallest shift that could have been seen.

    The last of the turns may be young: a departure at the edge of the data, too late to be told from an episode. Where
    neither turn nor episode is reported, `beginning` is where one or the other is likely all the same.
    """

    posterior: DyadPosterior
    turns: tuple[Turn, ...]
    episodes: tuple[Spell, ...]
    smallest_shift: float | None
    sparse: bool
    hazard: float
    beginning: Beginning | None = None


def comparable(exposure: Floats) -> bool:
    """Whether the record covers anything beside this dyad, so that its volume can be compared."""
    return bool(exposure.sum() >= FEWEST_OTHERS)


def fit_counts(
    conflict: Floats,
    total: Floats,
    exposure: Floats,
    *,
    by: str = "week",
    memory: float | None = None,
    setting: Setting | None = None,
) -> DyadModel:
    """The models of a dyad's counts: all arrays (n), one value a period `by`; `exposure` counts all other deeds.

    `memory`: how sluggish volumes are in the record; None: as this dyad's counts alone say.
    """
    conflict, total, exposure = (np.asarray(a, dtype=float) for a in (conflict, total, exposure))
    covered = exposure if comparable(exposure) else None
    return fit_dyad(conflict, total, covered, per_year=PER_YEAR[by], memory=memory, setting=setting)


def judge_counts(
    conflict: Floats,
    total: Floats,
    exposure: Floats,
    *,
    by: str = "week",
    memory: float | None = None,
    setting: Setting | None = None,
) -> Judgement:
    """The judgement on a dyad's counts, as `fit_counts` takes them."""
    fitted = fit_counts(conflict, total, exposure, by=by, memory=memory, setting=setting)
    return judge_fitted(fitted, conflict, total, exposure, by=by, setting=setting)


def judge_fitted(
    fitted: DyadModel,
    conflict: Floats,
    total: Floats,
    exposure: Floats,
    *,
    by: str,
    setting: Setting | None = None,
) -> Judgement:
    """The judgement on counts (n) whose models are fitted, from as many histories as the setting asks for."""
    conflict, total, exposure = (np.asarray(a, dtype=float) for a in (conflict, total, exposure))
    posterior, hazard, n = draw_histories(fitted, setting), fitted.regimes.chances.turn, len(total)
    drawn = segments(posterior.kinds, posterior.share, posterior.log_rate)
    histories = [judge(history, LASTING[by]) for history in drawn]
    shift, sparse = resolution(fitted, conflict, total)
    least, raised = (SPARSE_LEAST, SPARSE_RAISED) if sparse else (0.5, RAISED)
    turns = reported_turns(
        [turns for turns, _ in histories],
        n,
        window=WINDOW[by],
        hazard=hazard,
        near=NEAR[by],
        least=least,
        raised=raised,
    )
    episodes = reported_episodes(histories, n, window=WINDOW[by], shortest=SHORTEST[by])
    kept = [t for t in turns if _rests_on_enough(t, turns, total) and _is_sure(t, n, by)]
    if sparse:
        kept = [t for t in kept if abs(t.log_rate) >= VOLUME_MATTERS or t.probability >= SPARSE_PROBABILITY]
    if not kept or n - kept[-1].high > LASTING[by]:
        onset = _onset_of(fitted, total, exposure, by)
        kept += [onset] if onset and not _passed(onset, episodes, n, by) else []
    beginning = None if kept or episodes else reported_beginning(histories, n, window=WINDOW[by])
    return Judgement(posterior, tuple(kept), tuple(episodes), shift, sparse, hazard, beginning)


def resolution(fitted: DyadModel, conflict: Floats, total: Floats) -> tuple[float | None, bool]:
    """The smallest shift of the share that could have been seen, and whether that is too coarse to tell."""
    share = float(np.clip(conflict.sum() / max(total.sum(), 1), 0.05, 0.95))
    shift = smallest_shift(total, share, fitted.share.concentration, fitted.regimes.chances.turn)
    return shift, shift is None or shift > CLEAR_SHIFT


def is_quiet(fitted: DyadModel, total: Floats, exposure: Floats, by: str) -> bool:
    """Whether the exact posterior expects so few turns, in any window that a turn may be told by, that none can be, and
    nothing begins at the edge: a look without drawing histories. There an episode that goes on may count as a turn."""
    found, n = fitted.posterior, len(fitted.posterior.turns)
    expected = window_sums(found.turns.sum(axis=1), min(8 * WINDOW[by], max(WINDOW[by], n // 3)))
    if expected.max() >= QUIET or found.passing[-1] + found.attention[-1] >= 0.5:
        return False
    return _onset_of(fitted, total, exposure, by) is None


def _passed(onset: Turn, episodes: list[Spell], n: int, by: str) -> bool:
    """Whether what began there has ended again: an episode that the data outlast."""
    return any(
        onset.low - WINDOW[by] <= spell.start <= onset.high + WINDOW[by] and spell.end <= n - SHORTEST[by]
        for spell in episodes
    )


def _onset_of(fitted: DyadModel, total: Floats, exposure: Floats, by: str) -> Turn | None:
    """The departure at the edge of the data, where the volume can be compared and it rests on enough deeds."""
    if not fitted.comparable or is_thin(total, exposure):
        return None
    relative = exposure / exposure[exposure > 0].mean() * fitted.season
    found = find_onset(
        total,
        relative,
        dispersion=fitted.volume.dispersion,
        memory=fitted.volume.memory,
        hazard=fitted.regimes.chances.turn,
        lasting=LASTING[by],
    )
    if found is None or found.log_rate < ONSET_RISE or not _is_sure(found, len(total), by):
        return None
    return found if total[found.at :].sum() >= FEWEST else None


def _is_sure(turn: Turn, n: int, by: str) -> bool:
    """Whether a turn has lasted, or is sure enough without."""
    lasted = turn.established >= 0.5
    return lasted or (turn.probability >= YOUNG_PROBABILITY and n - turn.at >= YOUNGEST[by])


def _rests_on_enough(turn: Turn, turns: list[Turn], total: Floats) -> bool:
    before = max((t.at for t in turns if t.at < turn.at), default=0)
    after = min((t.at for t in turns if t.at > turn.at), default=len(total))
    sides = total[before : turn.at], total[turn.at : after]
    fuller = max(sides, key=lambda side: side.mean() if len(side) else 0.0)
    return bool(fuller.sum() >= FEWEST)
