"""What a reading consists of. Offsets are character offsets, half-open, in the text as given; dates are EDTF.

Frozen, so that a finding travels between stages unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["state", "body", "person", "group", "organisation", "collective"]
Status = Literal["occurred", "ongoing", "planned", "possible", "denied", "ended"]
Certainty = Literal["certain", "probable", "possible", "doubtful"]
Stance = Literal["warmer", "cooler", "unchanged", "worried", "for", "against"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the text. `parts` holds the pieces where the span is broken ("Yes," he said, "we will")."""

    text: str
    start: int
    end: int
    parts: tuple[tuple[int, int], ...] = ()

    @property
    def pieces(self) -> tuple[tuple[int, int], ...]:
        """The offsets of its pieces; of an unbroken span, its own."""
        return self.parts or ((self.start, self.end),)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, is acted on or is mentioned.

    `state` is the ISO 3166 alpha-3 code (or a historic code: SUN, YUG, DDR, ...) or None where the actor belongs to no
    state or cannot be resolved; `sector` is PLOVER's (GOV, MIL, ...); `name` the resolved name ("Sergey Shoigu");
    `members` the states of a collective ("the two countries", "Moscow and Islamabad").
    """

    text: str
    start: int
    end: int
    kind: Kind
    state: str | None = None
    sector: str | None = None
    name: str | None = None
    role: str | None = None
    members: tuple[str, ...] = ()
    place: bool = False
    """Named as a place only ("in Moscow"): no actor unless nothing else is."""


Mention = Actor


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression: its TIMEX3 type and value, and the EDTF of the days it covers (None where unresolved)."""

    text: str
    start: int
    end: int
    type: TimexType
    value: str
    edtf: str | None

    @property
    def timex(self) -> tuple[str, str]:
        """TIMEX3 type and value."""
        return self.type, self.value


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, when, with what status; `text`, `start`, `end` are the evidence (its sentence).

    A reciprocal event ("Russia and Pakistan signed") has all parties in `actors` and none in `recipients`. `trigger` is
    the predicate or noun that carries it. `confidence` is the probability that type, actors and direction are right;
    `counted`: whether it is sure enough for a record, and so for series, eras and dossiers.
    """

    type: str
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    status: Status
    text: str
    start: int
    end: int
    trigger: Span
    confidence: float
    quad: int
    score: float
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    date: str | None = None
    place: str | None = None
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Source:
    """On whose word: the span, its resolved name, role, state, and whether the text withholds the name."""

    text: str
    start: int
    end: int
    name: str | None = None
    role: str | None = None
    state: str | None = None
    anonymous: bool = False
    parts: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """An attributed statement. `source` or `cue` is None where the text gives none.

    `about` lists dyads ("PAK-RUS"); `disputes` and `supports` are indices into the reading's claims. `via` is who
    passes the statement on ("TASS quoted Shoigu as saying": TASS). `stance` is that of the whole claim; `towards` gives
    it for each dyad of which its words speak.
    """

    source: Source | None
    cue: Span | None
    content: Span
    direct: bool
    certainty: Certainty = "certain"
    stance: Stance | None = None
    about: tuple[str, ...] = ()
    disputes: tuple[int, ...] = ()
    supports: tuple[int, ...] = ()
    via: Source | None = None
    towards: tuple[tuple[str, Stance], ...] = ()


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of a relation as the text tells it ("frosty during the Cold War"). `interval` is EDTF."""

    dyad: str
    interval: str | None
    direction: Literal["warmer", "cooler", "warm", "cold", "unchanged"]
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Driver:
    """Cause and effect as the text asserts them, and the source that asserts it (None: the report itself).

    `explicit` where the cue is a word of cause ("because of", "led to") and no other that may tell one ("after", "to").
    """

    cause: Span
    effect: Span
    source: Source | None
    cue: Span | None = None
    explicit: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in one report. Each tuple is in the order of the text."""

    report_id: str
    text: str
    date: str | None
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    phases: tuple[Phase, ...] = ()
    drivers: tuple[Driver, ...] = ()
    coder: str = ""
    coder_version: str = ""
    warnings: tuple[str, ...] = field(default=())
