"""/api/v1/dyads: everything that a relation answers, under the names of the Python face."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from detente import states
from detente.interfaces.face import By, Record
from detente.interfaces.rest.asking import (
    NOT_CHANGED,
    Dyad,
    Limit,
    Offset,
    Outlets,
    Rows,
    Since,
    Sources,
    Until,
    answer,
    kept,
    page_of,
    relation_of,
)
from detente.interfaces.rest.shapes import BriefBody, ErasBody
from detente.interfaces.serving.dossiers import brief_of, policy_of

router = APIRouter(prefix="/dyads", tags=["dyads"], responses=NOT_CHANGED)

TABLES = {
    "events": ("events", "The deeds of the relation, each once, with everything that tells of it."),
    "claims": ("claims", "Who says what on the relation: source, cue, content, certainty, stance, offsets."),
    "third-parties": ("third_parties", "Third states, and how their dealings stand in time to the turn."),
    "outlook": ("outlook", "What may follow, beside its back-test."),
    "measures": ("measures", "Yearly numbers of the relation, by the stretches between their turns."),
    "phases": ("phases", "The relation's past as reports tell it."),
    "drivers": ("drivers", "Causes that reports or their sources assert."),
}
"""The address of each table, the method of the Python face that answers it, and what it is."""
HEAVY = ("third-parties", "outlook")
"""Those that take as long as a dossier."""


@router.get("", response_model=Rows, summary="The relations of which deeds are told")
def dyads(
    request: Request,
    a: Annotated[str | None, Query(max_length=100, description="A state: name, code, adjective or demonym.")] = None,
    b: Annotated[str | None, Query(max_length=100, description="The other state.")] = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Response:
    """All, those of one state, or the one of two states, most deeds first."""

    def ask(record: Record) -> Any:
        found = record.dyads(a or b)
        if not (a and b):
            return page_of(request, found, limit, offset)
        pair = record.relation(a, b).dyad
        return page_of(request, [row for row in found if row["dyad"] == pair], limit, offset)

    return answer(request, ask)


def _table(name: str, method: str, summary: str) -> None:
    """The route of one table."""

    def route(
        request: Request,
        dyad: Dyad,
        since: Since = None,
        until: Until = None,
        source: Sources = [],  # noqa: B006
        outlet: Outlets = [],  # noqa: B006
        limit: Limit = 100,
        offset: Offset = 0,
    ) -> Response:
        def ask(record: Record) -> Any:
            found: Callable[..., Any] = getattr(relation_of(record, dyad), method)
            return page_of(request, found(since=since, until=until), limit, offset)

        return answer(request, ask, sources=source, outlets=outlet, heavy=name in HEAVY)

    router.get(f"/{{dyad}}/{name}", response_model=Rows, summary=summary, operation_id=f"dyad_{method}")(route)


for _name, (_method, _summary) in TABLES.items():
    _table(_name, _method, _summary)


@router.get("/{dyad}/series", response_model=Rows, summary="Counts by period, share of conflict, index, coverage")
def series(
    request: Request,
    dyad: Dyad,
    by: By = "month",
    since: Since = None,
    until: Until = None,
    source: Sources = [],  # noqa: B006
    outlet: Outlets = [],  # noqa: B006
    limit: Limit = 1000,
    offset: Offset = 0,
) -> Response:
    """One row a period, from the record's first to its last (docs/methods/series.md)."""

    def ask(record: Record) -> Any:
        return page_of(request, relation_of(record, dyad).series(by, since=since, until=until), limit, offset)

    return answer(request, ask, sources=source, outlets=outlet)


@router.get("/{dyad}/eras", response_model=ErasBody, summary="Verdict, eras, turning points, episodes")
def eras(
    request: Request,
    dyad: Dyad,
    by: By | None = None,
    since: Since = None,
    until: Until = None,
    source: Sources = [],  # noqa: B006
    outlet: Outlets = [],  # noqa: B006
) -> Response:
    """Each turning point with its probability, 90 % interval and the events that carry it (docs/methods/eras.md)."""

    def ask(record: Record) -> Any:
        return relation_of(record, dyad).eras(by, since=since, until=until)

    return answer(request, ask, sources=source, outlets=outlet, heavy=True)


FORMS = {"json": "application/json", "html": "text/html", "markdown": "text/markdown"}


@router.get(
    "/{dyad}/brief",
    response_model=BriefBody,
    summary="The dossier",
    responses={200: {"content": {kind: {"schema": {"type": "string"}} for kind in ("text/html", "text/markdown")}}},
)
def brief(
    request: Request,
    dyad: Dyad,
    form: Literal["json", "html", "markdown"] = "json",
    since: Since = None,
    until: Until = None,
    source: Sources = [],  # noqa: B006
    outlet: Outlets = [],  # noqa: B006
) -> Response:
    """The dossier as JSON (docs/reference/brief-json.md), HTML or Markdown; every statement with its evidence."""

    def make() -> bytes:
        pair = states.dyad(*dyad.upper().split("-"))
        made = brief_of(request, pair, since=since, until=until, sources=source, outlets=outlet)
        to_text = {"json": made.to_json, "html": made.to_html, "markdown": made.to_markdown}
        return to_text[form]().encode()

    response = kept(request, make, media_type=FORMS[form])
    if form == "html":
        response.headers["Content-Security-Policy"] = policy_of()
    return response
