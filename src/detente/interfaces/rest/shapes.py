"""The shapes of the API's answers that are no page of rows, as its description gives them."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """An answer: the columns named here, and those of the record's table beside them."""

    model_config = ConfigDict(extra="allow")


class KeptCorrection(Shape):
    """What someone said of an event or claim."""

    id: int
    kind: str
    target: str
    judgement: str
    who: str
    note: str | None
    moment: str


class EventBody(Shape):
    """An event with the pairs of states that it counts for, and what else tells of its deed."""

    id: str
    deed: str
    report: str | None
    type: str
    status: str
    date: str | None
    confidence: float
    ties: list[dict[str, Any]]
    tellings: list[dict[str, Any]]
    judgement: str | None
    corrections: list[KeptCorrection]


class Toward(BaseModel):
    """A claim's stance towards one dyad."""

    dyad: str
    stance: str


class ClaimBody(Shape):
    """A claim with those that it disputes or supports; `via_...` is who passed it on."""

    id: str
    report: str
    source_text: str | None
    source_name: str | None
    content: str
    content_start: int
    content_end: int
    certainty: str | None
    stance: str | None
    about: list[str] | None
    via_text: str | None
    towards: list[Toward] | None
    disputed: list[dict[str, Any]]
    supported: list[dict[str, Any]]
    judgement: str | None
    corrections: list[KeptCorrection]


class ReportBody(Shape):
    """A report with all that was found in it, in the order of its text."""

    id: str
    text: str
    date: str | None
    title: str | None
    outlet: str | None
    events: list[dict[str, Any]]
    claims: list[dict[str, Any]]
    phases: list[dict[str, Any]]
    drivers: list[dict[str, Any]]
    mentions: list[dict[str, Any]]
    times: list[dict[str, Any]]


class StateBody(BaseModel):
    """A state with its relations."""

    state: dict[str, Any]
    dyads: list[dict[str, Any]]


class StatusBody(BaseModel):
    """What the record holds."""

    counts: dict[str, int]
    since: str | None
    until: str | None
    n_undated: int
    loads: list[dict[str, Any]]


class FrozenBody(BaseModel):
    """A dossier kept under the hash of its content; `html` where it is asked for by that."""

    hash: str
    dyad: str
    moment: str
    html: str | None = None


class BriefBody(BaseModel):
    """The dossier in the shape of docs/reference/brief-json.md."""

    shape: str
    version: str
    dyad: str
    names: list[str]
    made: str
    record: str
    arrow: str
    facts: dict[str, Any]
    sections: list[dict[str, Any]]
    evidence: dict[str, dict[str, Any]]


class ErasBody(BaseModel):
    """The eras of a relation, its turning points and episodes, the verdict with its reason, and what sources say."""

    dyad: str
    by: str
    verdict: str
    reason: str
    eras: list[dict[str, Any]]
    turning_points: list[dict[str, Any]]
    episodes: list[dict[str, Any]]
    periods: list[str]
    probabilities: list[float]
    n_events: int
    n_reports: int
    smallest_shift: float | None
    method: str
    sources: list[dict[str, Any]]
    disagreements: list[str]
