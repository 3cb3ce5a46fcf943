"""The pages of single events, claims and reports, each at a stable address; and the corrections of them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from detente.interfaces.pages.forms import check_form
from detente.interfaces.pages.marked import LEGEND, Mark, marks_of_rows, pieces_of
from detente.interfaces.pages.rendering import NAME_COOKIE, SECONDS_OF_NAME, body_of, kept_page, page, set_cookie
from detente.record.corrections import LONGEST_NAME, LONGEST_NOTE
from detente.relations.lookup import report_alone

router = APIRouter()
PAGE = 50
AROUND = 600
"""Characters of the report shown before and after the sentence."""


@router.get("/events/{id}")
def event(request: Request, id: str) -> Response:  # noqa: A002
    """An event: what was coded, its sentence in the report, what else tells of the deed, and what readers say."""

    def make() -> bytes:
        with request.app.state.readers.record() as record:
            found = record.event(id[:80])
            report = report_alone(record.store, found["report"]) if found["report"] else None
        pieces: list[Any] = []
        if report:
            alone = {**report, "events": [found], "claims": [], "times": ()}
            pieces = _around(report["text"], found["span_start"], found["span_end"], list(marks_of_rows(alone)))
        dyads = list(dict.fromkeys(tie["dyad"] for tie in found["ties"]))
        return body_of("event.html.j2", event=found, report=report, pieces=pieces, dyads=dyads, kind="event", id=id)

    return kept_page(request, make)


@router.get("/claims/{id}")
def claim(request: Request, id: str) -> Response:  # noqa: A002
    """A claim: who says what, in the words of the report, against whom, and what readers say."""

    def make() -> bytes:
        with request.app.state.readers.record() as record:
            found = record.claim(id[:80])
            report = report_alone(record.store, found["report"])
        marks = list(marks_of_rows({**report, "events": [], "claims": [found], "times": ()}))
        pieces = _around(report["text"], found["content_start"], found["content_end"], marks)
        return body_of("claim.html.j2", claim=found, report=report, pieces=pieces, kind="claim", id=id)

    return kept_page(request, make)


def _around(text: str, start: int, end: int, marks: list[Mark]) -> list[Any]:
    """The pieces of the text around the span, cut at words."""
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    if first:
        first = min(text.find(" ", first) + 1 or first, start)
    if last < len(text):
        last = max(text.rfind(" ", end, last), end)
    moved = [Mark(m.start - first, m.end - first, m.kind, m.label, None, m.about) for m in marks]
    return pieces_of(text[first:last], moved)


@router.get("/reports")
def reports(
    request: Request,
    page: Annotated[int, Query(ge=1, le=200_000)] = 1,
    outlet: Annotated[str, Query(max_length=300)] = "",
) -> Response:
    """Reports, the latest first."""

    def make() -> bytes:
        with request.app.state.readers.record() as record:
            found = record.reports(outlet=outlet or None, limit=PAGE, offset=(page - 1) * PAGE)
        total = int(found.notes["total"])
        return body_of(
            "reports.html.j2", rows=found.rows(), number=page, total=total, pages=-(-total // PAGE), outlet=outlet
        )

    return kept_page(request, make)


@router.get("/reports/{id}")
def report(request: Request, id: str) -> Response:  # noqa: A002
    """A report: its text with everything found in it marked."""

    def make() -> bytes:
        with request.app.state.readers.record() as record:
            found = record.report(id[:80])
        pieces = pieces_of(found["text"], marks_of_rows(found))
        return body_of("report.html.j2", report=found, pieces=pieces, legend=LEGEND)

    return kept_page(request, make)


@router.get("/corrections")
def corrections(request: Request) -> Response:
    """What readers called right or wrong, the latest first."""
    with request.app.state.readers.record() as record:
        rows = record.corrections()
    return page(request, "corrections.html.j2", rows=rows[::-1][:500], total=len(rows))


@router.post("/{kind}s/{id}/correction")
def correct(
    request: Request,
    kind: str,
    id: str,  # noqa: A002
    judgement: Annotated[str, Form(max_length=10)],
    who: Annotated[str, Form(max_length=LONGEST_NAME)],
    note: Annotated[str, Form(max_length=LONGEST_NOTE)] = "",
    form_token: Annotated[str, Form()] = "",
) -> Response:
    """Keep what a reader says of an event or claim, and show its page again."""
    check_form(request, form_token)
    request.app.state.readers.write(lambda record: record.correct(kind, id[:80], judgement, who=who, note=note))
    response = RedirectResponse(f"/{kind}s/{id[:80]}#corrections", 303)
    name = "".join(c for c in " ".join(who.split()) if c.isascii() and (c.isalnum() or c in " .-"))
    set_cookie(request, response, NAME_COOKIE, name, SECONDS_OF_NAME)
    return response
