"""Material: all that a brief is made from, taken out of the record once, as plain dataclasses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from detente.brief.harmless import file_name
from detente.brief.namings import Naming
from detente.relations.model import Eras
from detente.relations.queries.deeds import LONGEST

CONFLICT = (3, 4)
"""Quad classes of conflict: verbal and material."""
DONE = ("occurred", "ongoing", "ended")
"""Statuses that count as done, as in the series of relations."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report as the record keeps it."""

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    date_start: str | None = None
    outlet: str | None = None
    url: str | None = None
    path: str | None = None
    line: int | None = None
    name: str | None = None
    sources: tuple[str, ...] = ()

    @property
    def place(self) -> str | None:
        """The report's own name, or its file and line."""
        where = file_name(self.path) if self.path else None
        if where and self.line is not None:
            where = f"{where}, line {self.line}"
        return self.name or where


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event of the relation: from a report (offsets set) or from a row of a data set (`dataset`, `file`, `line`)."""

    id: str
    deed: str
    type: str
    quad: int
    status: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    reciprocal: bool
    confidence: float
    date: str | None = None
    date_start: str | None = None
    date_end: str | None = None
    mode: str | None = None
    score: float = 0.0
    report: str | None = None
    start: int = 0
    end: int = 0
    trigger_start: int | None = None
    trigger_end: int | None = None
    coder: str = ""
    coder_version: str = ""
    file: str | None = None
    line: int | None = None

    @property
    def conflict(self) -> bool:
        """Whether the event is one of conflict, in word or deed."""
        return self.quad in CONFLICT

    @property
    def done(self) -> bool:
        """Whether it counts as done: planned, possible and denied events do not."""
        return self.status in DONE

    @property
    def middle(self) -> str | None:
        """The day in the middle of those that its date covers: the one that puts it on a period."""
        if self.date_start is None or self.date_end is None:
            return self.date_start
        return (date.fromisoformat(self.date_start) + timedelta(days=self.days // 2)).isoformat()

    @property
    def days(self) -> int:
        """How many days its date covers; 0 without one."""
        if self.date_start is None or self.date_end is None:
            return 0
        return (date.fromisoformat(self.date_end) - date.fromisoformat(self.date_start)).days


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """An attributed statement that concerns the relation."""

    id: str
    report: str
    content_start: int
    content_end: int
    source_text: str | None = None
    source_name: str | None = None
    source_role: str | None = None
    source_state: str | None = None
    source_start: int | None = None
    source_end: int | None = None
    anonymous: bool = False
    direct: bool = False
    certainty: str = "certain"
    stance: str | None = None
    via: str | None = None
    """Who passes it on."""
    cue: str | None = None
    """The word by which it is told ("accused")."""
    content_parts: tuple[tuple[int, int], ...] = ()

    @property
    def marks(self) -> tuple[tuple[int, int], ...]:
        """The offsets of what is claimed."""
        return self.content_parts or ((self.content_start, self.content_end),)


@dataclass(frozen=True, slots=True)
class Answer:
    """A claim that disputes or supports an earlier one (ids); `words` show it, `matter` is what both speak of."""

    claim: str
    other: str
    kind: str
    words: tuple[str, ...]
    matter: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """What one measure, or the events, say of a told stretch: means inside and outside, and the rows that say most."""

    measure: str
    says: str
    inside: float
    other: float
    n_inside: int
    n_other: int
    chance: float
    rows: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """A stretch of the relation as a report tells it, and the record's verdict on it with what each measure says."""

    report: str
    start: int
    end: int
    text: str
    direction: str
    interval: str | None = None
    date_start: str | None = None
    date_end: str | None = None
    verdict: str = "no data"
    reason: str = ""
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class DriverRow:
    """A cause and its effect (pieces of the report's text) as a report or its source asserts them."""

    report: str
    cause: tuple[tuple[int, int], ...]
    effect: tuple[tuple[int, int], ...]
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """One period of the series: half-open days, deeds of cooperation and of conflict, expected number of turns."""

    start: str
    end: str
    n_cooperation: int
    n_conflict: int
    turns: float


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """A third state's deeds with one side of the relation, before and after its latest turn (None: there is none).

    `n_shared` of its `n_deeds` stand in reports that also tell of the relation; `events` are some of these.
    """

    state: str
    name: str
    side: str
    n_deeds: int
    n_shared: int
    n_claims: int
    first: str
    last: str
    events: tuple[EventRow, ...]
    n_before: int | None = None
    n_conflict_before: int | None = None
    n_after: int | None = None
    n_conflict_after: int | None = None
    chance: float | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """One line of the outlook beside its back-test; the numbers are None where it cannot be told, for the `reason`."""

    measure: str
    months: int
    reason: str
    forecast: float | None = None
    low: float | None = None
    high: float | None = None
    n_origins: int | None = None
    error: float | None = None
    error_of_persistence: float | None = None
    cover: float | None = None
    log_score: float | None = None
    log_score_of_mean: float | None = None
    below_10: float | None = None
    below_25: float | None = None
    below_50: float | None = None
    below_75: float | None = None
    below_90: float | None = None
    new_era: float | None = None
    hazard: str = ""
    """Chance of a new era within these months, and whence its rate is known."""

    def reliability(self) -> tuple[tuple[float, float], ...]:
        """Pairs of a mark of the forecast and how often what came lay below it; both are shares."""
        below = self.below_10, self.below_25, self.below_50, self.below_75, self.below_90
        marks = zip((0.1, 0.25, 0.5, 0.75, 0.9), below, strict=True)
        return tuple((mark, share) for mark, share in marks if share is not None)


@dataclass(frozen=True, slots=True)
class YearlyLevel:
    """A yearly number of the relation over one stretch between two turns, with its first rows; `probability`, `low` and
    `high` are those of the turn that it begins with, None for the first."""

    measure: str
    unit: str
    start: int
    end: int
    level: float
    n_years: int
    n_rows: int
    rows: tuple[dict[str, Any], ...]
    sources: str
    probability: float | None = None
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a brief says is said from this. Codes and names are in the order of the dyad."""

    dyad: str
    codes: tuple[str, str]
    names: tuple[str, str]
    eras: Eras
    made: str
    version: str
    record: str
    reports: dict[str, ReportRow] = field(default_factory=dict)
    events: tuple[EventRow, ...] = ()
    claims: tuple[ClaimRow, ...] = ()
    """Those that say something of the relation (brief/choosing.py), `n_claims` of all that touch on it."""
    n_claims: int = 0
    answers: tuple[Answer, ...] = ()
    phases: tuple[PhaseRow, ...] = ()
    levels: tuple[YearlyLevel, ...] = ()
    drivers: tuple[DriverRow, ...] = ()
    namings: dict[str, tuple[Naming, ...]] = field(default_factory=dict)
    """Where each report names states and persons."""
    periods: tuple[Period, ...] = ()
    third_parties: tuple[ThirdParty, ...] = ()
    outlook: tuple[Forecast, ...] = ()
    state_names: dict[str, str] = field(default_factory=dict)
    since: str | None = None
    until: str | None = None
    n_reports_in_record: int = 0
    n_refused: int = 0
    corrected: dict[tuple[str, str], int] = field(default_factory=dict)
    """What readers said of events and claims of the relation: (event or claim, right or wrong) -> how many."""
    tables: dict[str, Any] = field(default_factory=dict)
    """Arrow tables that took long to make, by name, for whoever needs them whole."""

    def deeds(self) -> dict[str, tuple[EventRow, ...]]:
        """The events by deed, in order of date; the first of each stands for it (docs/methods/linking.md)."""
        grouped: dict[str, list[EventRow]] = {}
        for event in self.events:
            grouped.setdefault(event.deed, []).append(event)

        def standing(event: EventRow) -> tuple[bool, bool, float]:
            return not event.deed.startswith(f"{event.id}-"), not event.done, -event.confidence

        return {deed: tuple(sorted(rows, key=standing)) for deed, rows in grouped.items()}

    def counted(self, events: Iterable[EventRow]) -> list[EventRow]:
        """Those done and dated finely enough to be counted in the series that the eras were found in."""
        return [event for event in events if event.done and 0 < event.days <= LONGEST[self.eras.by]]

    def name(self, code: str) -> str:
        """A state's name, or its code where the table has none."""
        return self.state_names.get(code, code)
