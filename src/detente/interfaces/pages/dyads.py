"""The pages of relations: the dossier with its filters, its frozen states, several side by side; and a state's own."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from detente import dates, states
from detente.brief.html import render
from detente.interfaces.pages.forms import check_form
from detente.interfaces.pages.rendering import body_of, kept_page, templates
from detente.interfaces.pages.sparks import spark
from detente.interfaces.rest.asking import Dyad, Outlets, Sources
from detente.interfaces.serving.dossiers import brief_of, policy_of
from detente.record.frozen import freeze, frozen, frozen_html
from detente.relations.overview import outlets as outlets_of

router = APIRouter()
MOST_COMPARED = 4
Day = Annotated[str, Query(max_length=64)]


@router.get("/dyads/{dyad}")
def dyad(
    request: Request,
    dyad: Dyad,
    since: Day = "",
    until: Day = "",
    source: Sources = [],  # noqa: B006
    outlet: Outlets = [],  # noqa: B006
) -> Response:
    """The dossier, made from the period and the sources chosen."""
    one, other = dyad.upper().split("-")
    pair = states.dyad(one, other)
    if pair != dyad:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/dyads/{pair}{query}", 303)
    since, until = since.strip(), until.strip()
    for day in (since, until):
        if day:
            dates.require(day)
    chosen = [name for name in outlet if name]

    def make() -> bytes:
        with request.app.state.readers.record() as record:
            known = [row["name"] for row in record.sources()]
            named = outlets_of(record.store).rows()
            kept = frozen(record.store, pair)
        brief = brief_of(request, pair, since=since or None, until=until or None, sources=source, outlets=chosen)
        filters = _query(since, until, source, chosen)
        return render(
            brief.document,
            templates().get_template("dyad.html.j2"),
            dyad=pair,
            since=since,
            until=until,
            chosen_sources=source,
            chosen_outlets=chosen,
            sources=known,
            outlets=named,
            frozen=kept,
            filters=filters,
            filtered=bool(filters),
        ).encode("utf-8", "replace")

    return kept_page(request, make)


def _query(since: str, until: str, sources: list[str], outlets: list[str]) -> str:
    """The filters as a query, to be put behind other addresses."""
    pairs = [("since", since), ("until", until), *(("source", s) for s in sources), *(("outlet", o) for o in outlets)]
    return urlencode([(name, value) for name, value in pairs if value])


@router.post("/dyads/{dyad}/freeze")
def freeze_dyad(
    request: Request,
    dyad: Dyad,
    form_token: Annotated[str, Form()] = "",
    since: Annotated[str, Form(max_length=64)] = "",
    until: Annotated[str, Form(max_length=64)] = "",
    source: Annotated[list[str], Form()] = [],  # noqa: B006
    outlet: Annotated[list[str], Form()] = [],  # noqa: B006
) -> Response:
    """Keep the dossier as it is shown, and lead to it."""
    check_form(request, form_token)
    pair = states.dyad(*dyad.upper().split("-"))
    outlets = [name for name in outlet if name]
    brief = brief_of(request, pair, since=since or None, until=until or None, sources=source, outlets=outlets)
    kept = request.app.state.readers.write(lambda record: freeze(record.store, pair, brief.to_html()))
    return RedirectResponse(f"/frozen/{kept.hash}", 303)


@router.get("/frozen/{hash}")
def frozen_page(request: Request, hash: str) -> Response:  # noqa: A002
    """A frozen dossier, byte for byte; it never changes, so it may be kept for good."""
    with request.app.state.readers.record() as record:
        html = frozen_html(record.store, hash[:64])
    headers = {
        "Content-Security-Policy": policy_of(html),
        "ETag": f'"{hash[:64]}"',
        "Cache-Control": "private, max-age=31536000, immutable",
    }
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(html, media_type="text/html", headers=headers)


@router.get("/compare")
def compare(
    request: Request,
    dyad: Annotated[list[Annotated[str, Query(max_length=7)]], Query(max_length=MOST_COMPARED)] = [],  # noqa: B006
    a: Annotated[str, Query(max_length=100)] = "",
    b: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """Up to four relations, one under the other, with their verdicts and years on one scale."""
    wanted = [states.dyad(*pair.split("-", 1)) for pair in dyad if "-" in pair]
    if a.strip() and b.strip():
        wanted = [*wanted, states.dyad(a, b)]
        return RedirectResponse(
            "/compare?" + urlencode([("dyad", p) for p in dict.fromkeys(wanted)][:MOST_COMPARED]), 303
        )

    def make() -> bytes:
        compared = [_compared(request, pair) for pair in dict.fromkeys(wanted)]
        years = [row["period"] for one in compared for row in one["told"]]
        scale = (min(years), max(years)) if years else None
        for one in compared:
            one["chart"] = spark(one["rows"], scale, f"{one['names'][0]} and {one['names'][1]}") if scale else None
        return body_of("compare.html.j2", compared=compared, wanted=wanted, most=MOST_COMPARED)

    return kept_page(request, make)


def _compared(request: Request, pair: str) -> dict[str, Any]:
    document: Any = brief_of(request, pair).document
    with request.app.state.readers.record() as record:
        rows = record.relation(*pair.split("-")).series("year").rows()
    return {
        "dyad": pair,
        "names": document.names,
        "arrow": document.arrow,
        "verdict": document.sections[0].blocks[0].text,
        "facts": dict(document.facts),
        "rows": rows,
        "told": [row for row in rows if row["n_events"]],
    }


@router.get("/states/{code}")
def state(request: Request, code: str) -> Response:
    """A state with all its relations, those of its predecessors among them."""
    found = states.state(code[:100])
    if found.code != code:
        return RedirectResponse(f"/states/{found.code}", 303)

    def make() -> bytes:
        with request.app.state.readers.record() as record:
            rows = record.dyads(found.code).rows()
        for row in rows:
            one, other = row["dyad"].split("-")
            row["other"] = other if one == found.code else one
        before = states.with_predecessors(found.code)[1:]
        return body_of(
            "state.html.j2", state=found, rows=rows, before=before, most=max((r["n_deeds"] for r in rows), default=1)
        )

    return kept_page(request, make)
