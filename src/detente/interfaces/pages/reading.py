"""The page that reads a text or a file dropped on it and shows what was found; nothing is kept."""

from __future__ import annotations

from pathlib import PurePath
from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from detente.errors import DetenteError
from detente.interfaces.pages.forms import check_form
from detente.interfaces.pages.marked import LEGEND, marks_of_rows, pieces_of, rows_of_reading
from detente.interfaces.pages.rendering import page
from detente.interfaces.serving.desk import ENDINGS, FILE_BYTES, LONGEST_TEXT, Handed
from detente.interfaces.serving.problems import problem_of

router = APIRouter()
LIMITS = {"endings": sorted(ENDINGS), "longest": LONGEST_TEXT, "megabytes": FILE_BYTES // 2**20}


@router.get("/read")
def form(request: Request) -> Response:
    """The form."""
    return page(request, "read.html.j2", limits=LIMITS, text="", date="", problem=None)


@router.post("/read")
def read(
    request: Request,
    text: Annotated[str, Form()] = "",
    date: Annotated[str, Form(max_length=64)] = "",
    file: Annotated[UploadFile | None, File()] = None,
    form_token: Annotated[str, Form()] = "",
) -> Response:
    """The text with its reading marked, or the form again with what stood in the way."""
    check_form(request, form_token)
    content = file.file.read(FILE_BYTES + 1) if file is not None and file.filename else None
    ending = PurePath(file.filename).suffix.lower() if file is not None and file.filename else ""
    try:
        handed = Handed(
            text=None if content else text, content=content or None, ending=ending, date=date.strip() or None
        )
        report, reading = request.app.state.desk.read(handed)
    except DetenteError as error:
        problem = problem_of(error)
        return page(
            request, "read.html.j2", problem.status, limits=LIMITS, text=text[:LONGEST_TEXT], date=date, problem=problem
        )
    rows = rows_of_reading(reading)
    shown = {"id": None, "title": report.title, "date": reading.date, "text": reading.text, **rows}
    pieces = pieces_of(reading.text, marks_of_rows(shown))
    return page(request, "reading.html.j2", report=shown, pieces=pieces, legend=LEGEND)
