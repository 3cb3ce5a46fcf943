"""/api/v1: states, events, claims, reports, what changed, and what the record holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from detente import states as known_states
from detente.brief.harmless import file_name
from detente.errors import UnknownItem
from detente.interfaces.face import Record
from detente.interfaces.rest.asking import (
    NOT_CHANGED,
    ItemId,
    Limit,
    Offset,
    Rows,
    Since,
    Until,
    answer,
    as_json,
    page_of,
)
from detente.interfaces.rest.shapes import ClaimBody, EventBody, FrozenBody, ReportBody, StateBody, StatusBody

if TYPE_CHECKING:
    from detente.record.store import Load

router = APIRouter(tags=["record"], responses=NOT_CHANGED)
Name = Annotated[str | None, Query(max_length=100, description="A state: name, code, adjective or demonym.")]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip


@router.get("/states", response_model=Rows, summary="States and territories, with their codes, names and dates")
def states(
    request: Request,
    name: Name = None,
    limit: Limit = 1000,
    offset: Offset = 0,
) -> Response:
    """All, or the one that a name, code, adjective, demonym or capital means; 404 names near ones."""

    def ask(record: Record) -> Any:
        found = [known_states.state(name)] if name else list(known_states.states_by_code().values())
        return page_of(request, found, limit, offset)

    return answer(request, ask)


@router.get("/states/{code}", response_model=StateBody, summary="A state, with all its relations in the record")
def state(request: Request, code: Annotated[str, ItemId]) -> Response:
    """`state` and `dyads`, most deeds first; predecessors count with their successors."""

    def ask(record: Record) -> Any:
        found = known_states.state(code)
        return {"state": found, "dyads": record.dyads(found.code).rows()}

    return answer(request, ask)


@router.get("/events", response_model=Rows, summary="Coded events: of two states, of one with any other, or all")
def events(
    request: Request,
    a: Name = None,
    b: Name = None,
    since: Since = None,
    until: Until = None,
    type: Annotated[list[EventType], Query(max_length=16, description="PLOVER types.")] = [],  # noqa: A002, B006
    source: Annotated[str | None, Query(max_length=200, description="A data set's name, or text.")] = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Response:
    """One row an event and dyad, by dyad and day."""

    def ask(record: Record) -> Any:
        found = record.events(
            a, b, since=since, until=until, types=list(type) or None, source=source, limit=limit, offset=offset
        )
        return page_of(request, found, limit, offset, total=int(found.notes["total"]))

    return answer(request, ask)


@router.get("/events/{id}", response_model=EventBody, summary="An event, and what else tells of its deed")
def event(request: Request, id: ItemId) -> Response:  # noqa: A002
    """The coding with its sentence, its offsets in the report, its ties, and what readers said of it."""
    return answer(request, lambda record: record.event(id))


@router.get("/claims/{id}", response_model=ClaimBody, summary="A claim, and those it disputes or supports")
def claim(request: Request, id: ItemId) -> Response:  # noqa: A002
    """Source, cue and content with their offsets in the report, and what readers said of it."""
    return answer(request, lambda record: record.claim(id))


@router.get("/reports", response_model=Rows, summary="Reports, the latest first")
def reports(
    request: Request,
    outlet: Annotated[str | None, Query(max_length=300)] = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Response:
    """One row a report, with the number of events and claims found in it."""

    def ask(record: Record) -> Any:
        found = record.reports(outlet=outlet, limit=limit, offset=offset)
        return page_of(request, found, limit, offset, total=int(found.notes["total"]))

    return answer(request, ask)


@router.get("/reports/{id}", response_model=ReportBody, summary="A report with all that was found in it")
def report(request: Request, id: ItemId) -> Response:  # noqa: A002
    """The text as given, and events, claims, phases, drivers and mentions with their offsets in it."""
    return answer(request, lambda record: record.report(id))


@router.get("/changes", response_model=Rows, summary="What changed lately")
def changes(request: Request, limit: Limit = 20, offset: Offset = 0) -> Response:
    """The dyads whose last four weeks depart most from the year before them (docs/methods/changes.md)."""
    return answer(request, lambda record: page_of(request, record.changes(most=1000), limit, offset))


@router.get(
    "/scan",
    response_model=Rows,
    summary="All relations, the surest turn first",
    responses={202: {"description": "Still being made: ask again", "content": {"application/json": {}}}},
)
def scan(request: Request, limit: Limit = 100, offset: Offset = 0) -> Response:
    """Made once for what the record holds; until it is there, 202 with how far it has come (docs/methods/scan.md)."""
    scans = request.app.state.scans
    found = scans.get(request.app.state.readers)
    headers = {"Cache-Control": "no-store"}
    if found is None:
        done, total = scans.done
        body = as_json({"done": done, "total": total})
        return Response(body, 202, {**headers, "Retry-After": "5"}, media_type="application/json")
    return Response(as_json(page_of(request, found, limit, offset)), 200, headers, media_type="application/json")


@router.get("/status", response_model=StatusBody, summary="What the record holds")
def status(request: Request) -> Response:
    """Rows by table, the days covered, and every time that material was brought in."""

    def ask(record: Record) -> Any:
        held = record.status()
        return {
            "counts": held.counts,
            "since": held.since,
            "until": held.until,
            "n_undated": held.n_undated,
            "loads": [_of_files(load) for load in held.loads],
        }

    return answer(request, ask)


def _of_files(load: Load) -> Load:
    """The load with the names of its files, without where they lay."""
    return replace(load, source=", ".join(map(file_name, load.source.split(", "))))


@router.get("/sources", response_model=Rows, summary="Where the rows come from, and how each source is cited")
def sources(request: Request, limit: Limit = 100, offset: Offset = 0) -> Response:
    """One row a data set, and one for the reports."""
    return answer(request, lambda record: page_of(request, record.sources(), limit, offset))


@router.get("/refused", response_model=Rows, summary="What was refused, with the reason")
def refused(request: Request, limit: Limit = 100, offset: Offset = 0) -> Response:
    """By file and line, with the code of the error."""
    return answer(request, lambda record: page_of(request, record.refused(), limit, offset))


@router.get("/corrections", response_model=Rows, summary="What readers called right or wrong, as labelled data")
def corrections(request: Request, limit: Limit = 100, offset: Offset = 0) -> Response:
    """The judgement beside what was judged, its words and offsets, by whom and when."""
    return answer(request, lambda record: page_of(request, record.corrections(), limit, offset))


@router.get("/frozen/{hash}", response_model=FrozenBody, summary="A dossier that was frozen")
def frozen(request: Request, hash: ItemId) -> Response:  # noqa: A002
    """`hash`, `dyad`, `moment` and `html`."""

    def ask(record: Record) -> Any:
        from detente.record.frozen import frozen, frozen_html

        html = frozen_html(record.store, hash)
        found = next((one for one in frozen(record.store) if one.hash == hash), None)
        if found is None:
            raise UnknownItem(f"no dossier {hash!r} was frozen in this record")
        return {"hash": found.hash, "dyad": found.dyad, "moment": found.moment, "html": html}

    return answer(request, ask)
