"""What is found about a relation. Dates are ISO days; intervals are half-open [start, end)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Direction = Literal["warming", "cooling", "closer", "more distant"]
"""warming and cooling: conflict falls or rises beside cooperation, or dealings that are mostly conflict grow rarer or
more frequent; closer and more distant: else, by the volume. The rule: levels.direction_of."""
Verdict = Literal["turn", "young", "none", "cannot tell"]


@dataclass(frozen=True, slots=True)
class Level:
    """The level of relations over a stretch: posterior mean and 90 % interval of the share of conflict (0 to 1) and of
    the volume (events a year relative to the record's coverage), with the raw numbers beside them."""

    share: float
    share_interval: tuple[float, float]
    volume: float
    volume_interval: tuple[float, float]
    n_events: int
    n_conflict: int


@dataclass(frozen=True, slots=True)
class CarryingEvent:
    """An event that carries a turning point, with its contribution to the evidence (natural log of the odds)."""

    event: str
    contribution: float


@dataclass(frozen=True, slots=True)
class Era:
    """A stretch with one pattern of relations."""

    start: str
    end: str
    level: Level
    established: bool


@dataclass(frozen=True, slots=True)
class TypeChange:
    """A type of deeds whose share of all differs between two eras: deeds a year and in all, before and after, and the
    probability that the share differs (even odds beforehand)."""

    type: str
    before: float
    after: float
    n_before: int
    n_after: int
    probability: float


@dataclass(frozen=True, slots=True)
class SourceVerdict:
    """What one source alone says of the relation: "text" stands for the reports; `date` is that of its last turn."""

    source: str
    verdict: Verdict
    date: str | None
    probability: float | None
    n_events: int


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """The border between two eras: first day of the new one, its probability, and a 90 % interval of the date.

    `types` whose share changed, surest first; `mix`: the second engine's P(the mix of types turns there), None where
    the deeds are too few to ask it.
    """

    date: str
    interval: tuple[str, str]
    probability: float
    direction: Direction
    established: bool
    before: Level
    after: Level
    events: tuple[CarryingEvent, ...]
    types: tuple[TypeChange, ...] = ()
    mix: float | None = None


@dataclass(frozen=True, slots=True)
class Episode:
    """A crisis or honeymoon that passed: levels before and after it agree. `turned`: the probability that a new era
    began there instead."""

    start: str
    end: str
    probability: float
    direction: Direction
    level: Level
    events: tuple[CarryingEvent, ...]
    turned: float = 0.0


@dataclass(frozen=True, slots=True)
class Eras:
    """The answer for one dyad. `probabilities` gives P(a turn in this period) beside the series' periods.

    `smallest_shift` is the smallest change of the conflict share that the data could have shown with 90 % power, or
    None where none could. `sources`: what each of them says alone, where there are several; `disagreements`: sentences
    on where these, or the engine of the mix, say otherwise.
    """

    dyad: str
    by: str
    verdict: Verdict
    reason: str
    eras: tuple[Era, ...]
    turning_points: tuple[TurningPoint, ...]
    episodes: tuple[Episode, ...]
    periods: tuple[str, ...]
    probabilities: tuple[float, ...]
    n_events: int
    n_reports: int
    smallest_shift: float | None
    method: str
    sources: tuple[SourceVerdict, ...] = ()
    disagreements: tuple[str, ...] = ()
