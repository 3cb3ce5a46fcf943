"""The first page, the search, what the record holds, and the list of the API's addresses."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from detente import states
from detente.brief.harmless import file_name
from detente.errors import SameState, UnknownState
from detente.interfaces.pages.rendering import body_of, kept_page, page

router = APIRouter()
SHOWN_DYADS, SHOWN_CHANGES = 24, 10


def names() -> list[str]:
    """The names of present states, for the search to offer."""
    return sorted({s.name for s in states.states_by_code().values() if s.end is None and s.kind == "state"})


@router.get("/")
def home(request: Request) -> Response:
    """Search, what changed lately, and the relations of which most is told."""

    def make() -> bytes:
        with request.app.state.readers.record() as record:
            held = record.status()
            dyads = record.dyads().rows()
            changes = record.changes(most=SHOWN_CHANGES)
        return body_of(
            "home.html.j2",
            names=names(),
            held=held,
            dyads=dyads[:SHOWN_DYADS],
            n_dyads=len(dyads),
            changes=changes.rows(),
            weeks=changes.notes,
            a="",
            b="",
        )

    return kept_page(request, make)


@router.get("/search")
def search(request: Request, a: str = "", b: str = "") -> Response:
    """To the relation of two states, or the page of one; near names where one is unknown."""
    wanted = [" ".join(name.split())[:100] for name in (a, b)]
    found, unknown = [], {}
    for field, name in zip(("a", "b"), wanted, strict=True):
        if not name:
            continue
        try:
            found.append(states.state(name).code)
        except UnknownState:
            unknown[field] = name
    if not unknown and len(found) == 2:
        try:
            return RedirectResponse(f"/dyads/{states.dyad(*found)}", 303)
        except SameState:
            return RedirectResponse(f"/states/{found[0]}", 303)
    if not unknown and len(found) == 1:
        return RedirectResponse(f"/states/{found[0]}", 303)
    offers = []
    for field, name in unknown.items():
        for near in states.near_names(name):
            query = {"a": wanted[0], "b": wanted[1]} | {field: near}
            offers.append((near, f"/search?{urlencode(query)}"))
    status = 404 if unknown else 200
    return page(
        request,
        "search.html.j2",
        status,
        names=names(),
        a=wanted[0],
        b=wanted[1],
        unknown=list(unknown.values()),
        offers=offers,
    )


@router.get("/about")
def about(request: Request) -> Response:
    """What the record holds: rows by table, days covered, sources with their citations, loads, what was refused."""

    def make() -> bytes:
        with request.app.state.readers.record() as record:
            held, sources = record.status(), record.sources().rows()
        loads = [replace(x, source=", ".join(map(file_name, x.source.split(", ")))) for x in held.loads[-20:]]
        return body_of("about.html.j2", held=held, sources=sources, loads=loads[::-1])

    return kept_page(request, make)


@router.get("/api")
def api(request: Request) -> Response:
    """The addresses of the API with what they answer, from its own description."""
    described = request.app.openapi()
    routes = [
        (method.upper(), path, said["summary"], said.get("description", ""), said.get("parameters", ()))
        for path, methods in described["paths"].items()
        for method, said in methods.items()
    ]
    return page(request, "api.html.j2", routes=routes, about=described["info"]["description"])
