"""What happened in one history of eras and episodes: its turning points, and what only passed.

A draw is a history of segments. The short ones are judged by an explicit rule: what passes and leaves the levels as
they were is an episode; what leads from one lasting level to another is one turning point; what has begun too recently
is a turn not yet established. What all draws together allow to be said: reporting.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.relations.methods.grid import Floats
from detente.relations.methods.regimes import ATTENDED, BEGIN

SHARE_MATTERS = 0.1
"""A smaller difference of the share of conflict between two levels is none."""
VOLUME_MATTERS = float(np.log(1.5))
"""A smaller difference of the log rate is none."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Steps [start, end) with one share of conflict and one log rate; `passing`: the engine holds it for an episode."""

    start: int
    end: int
    share: float
    log_rate: float
    passing: bool = False

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Change:
    """A turn in one draw: the first step of the new level, the levels' differences, whether the new one has lasted."""

    at: int
    share: float
    log_rate: float
    established: bool


@dataclass(frozen=True, slots=True)
class Passing:
    """An episode in one draw: steps [start, end) and how far it stood from the level before."""

    start: int
    end: int
    share: float
    log_rate: float


def segments(kinds: NDArray[np.int8], share: Floats, log_rate: Floats) -> list[list[Segment]]:
    """The segments of each draw (arrays (m, n)); the stages of attention make one, with their mean rate."""
    opens = kinds != 0
    opens[:, 0] = True
    places = np.nonzero(opens)
    (draws, starts), kind = (place.tolist() for place in places), kinds[places]
    ends = [end or kinds.shape[1] for end in (*starts[1:], 0)]
    levels, rates, passing = share[places].tolist(), log_rate[places].tolist(), (kind == BEGIN) | (kind > ATTENDED)
    for i in np.flatnonzero(passing).tolist():
        rates[i] = float(log_rate[draws[i], starts[i] : ends[i]].sum()) / (ends[i] - starts[i])
    found: list[list[Segment]] = [[] for _ in kinds]
    for draw, segment in zip(draws, map(Segment, starts, ends, levels, rates, passing.tolist()), strict=True):
        found[draw].append(segment)
    return found


def _agree(before: Segment, after: Segment, passing: Sequence[Segment] = ()) -> bool:
    """Whether two levels are one: no difference that matters, nor half of what passed between them."""
    least_share, least_rate = SHARE_MATTERS, VOLUME_MATTERS
    for passed in passing:
        least_share = max(least_share, abs(passed.share - before.share) / 2)
        least_rate = max(least_rate, abs(passed.log_rate - before.log_rate) / 2)
    return abs(after.share - before.share) < least_share and abs(after.log_rate - before.log_rate) < least_rate


def _distance(one: Segment, other: Segment) -> float:
    return abs(one.share - other.share) / SHARE_MATTERS + abs(one.log_rate - other.log_rate) / VOLUME_MATTERS


def _border(before: Segment, between: Sequence[Segment], after: Segment) -> int:
    """Where the new level begins: the first short segment nearer to the level after than to that before."""
    for segment in between:
        if _distance(segment, after) < _distance(segment, before):
            return segment.start
    return after.start


def _set_apart(history: Sequence[Segment], lasting: int) -> tuple[list[Segment], list[Passing]]:
    """The eras of a history without what passed, and this by itself.

    What the engine holds for an episode is one where it is shorter than `lasting` and does not end the data. Eras on
    both sides whose levels agree are one; where they differ, the border is where the new level is nearer.
    """
    eras: list[Segment] = []
    episodes: list[Passing] = []
    pending: Segment | None = None
    for place, segment in enumerate(history):
        if segment.passing and len(segment) < lasting and 0 < place < len(history) - 1:
            pending = segment
            continue
        before = eras[-1] if eras else None
        if pending is None or before is None:
            eras.append(segment)
        elif _agree(before, segment):
            eras[-1] = Segment(before.start, segment.end, before.share, before.log_rate)
            episodes.append(_passed(before, pending.start, pending.end, pending))
        else:
            at = _border(before, [pending], segment)
            eras[-1] = Segment(before.start, at, before.share, before.log_rate)
            eras.append(Segment(at, segment.end, segment.share, segment.log_rate, segment.passing))
        pending = None
    return eras, episodes


def _passed(before: Segment, start: int, end: int, far: Segment) -> Passing:
    return Passing(start, end, far.share - before.share, far.log_rate - before.log_rate)


def judge(history: Sequence[Segment], lasting: int) -> tuple[list[Change], list[Passing]]:
    """The turns and episodes of one history. `lasting`: steps that a level must hold to be an era.

    The first segment counts as long, however short it is in the data: its true start is before them. The last one may
    be short: then its turn is not established. Two long neighbours whose levels agree are one era. An era of the engine
    that is too short to be one passes as well, if the levels on both sides of it agree.
    """
    eras, episodes = _set_apart(history, lasting)
    changes: list[Change] = []
    anchor = eras[0]
    between: list[Segment] = []
    for place, segment in enumerate(eras[1:], start=1):
        last = place == len(eras) - 1
        if len(segment) < lasting and not last:
            between.append(segment)
            continue
        if _agree(anchor, segment, between):
            moved = [s for s in between if not _agree(anchor, s)]
            if moved:
                far = max(moved, key=lambda s: _distance(anchor, s))
                episodes.append(_passed(anchor, moved[0].start, moved[-1].end, far))
            anchor = Segment(anchor.start, segment.end, anchor.share, anchor.log_rate)
            if len(segment) > anchor.end - anchor.start - len(segment):
                anchor = Segment(anchor.start, segment.end, segment.share, segment.log_rate)
        else:
            at = _border(anchor, between, segment)
            difference = segment.share - anchor.share, segment.log_rate - anchor.log_rate
            changes.append(Change(at, *difference, segment.end - at >= lasting))
            anchor = Segment(at, segment.end, segment.share, segment.log_rate)
        between = []
    return changes, sorted(episodes, key=lambda passing: passing.start)
