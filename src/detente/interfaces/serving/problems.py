"""Errors told to whoever asked: problem+json under /api, a page elsewhere; never a trace, never a path."""

from __future__ import annotations

import logging
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from detente import errors

log = logging.getLogger(__name__)
STATUS: dict[type[errors.DetenteError], int] = {
    errors.UnknownState: 404,
    errors.UnknownItem: 404,
    errors.TooLarge: 413,
    errors.UnknownFormat: 415,
    errors.RecordLocked: 503,
    errors.QuestionError: 400,
    errors.SourceError: 422,
    errors.RecordError: 503,
}
"""The first that fits, from the narrower to the wider."""
TITLES = {
    400: "The question cannot be asked",
    401: "A token is needed",
    403: "Not allowed",
    404: "Not found",
    405: "Not allowed here",
    406: "Not in this form",
    408: "Too slow",
    413: "Too large",
    415: "Not read in this form",
    421: "Not served under this name",
    422: "Not understood",
    500: "A fault of the program",
    503: "The record cannot be read just now",
}


class Problem(Exception):
    """What is told: the HTTP status, the sentence, and Détente's own code where the error has one."""

    def __init__(self, status: int, detail: str, *, code: str | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.code = code

    @property
    def title(self) -> str:
        """The status in words."""
        return TITLES.get(self.status, "It did not work")

    def as_json(self, instance: str) -> dict[str, Any]:
        """The problem in the shape of RFC 9457."""
        kind = f"urn:detente:error:{self.code}" if self.code else "about:blank"
        body = {"type": kind, "title": self.title, "status": self.status, "detail": self.detail, "instance": instance}
        return body | ({"code": self.code} if self.code else {})


def problem_of(error: Exception) -> Problem:
    """The problem that an error is; what is none of ours is logged and told as a fault, without its words."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, errors.DetenteError):
        status = next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)
        said = f"{error.what}.".replace("..", ".") if not isinstance(error, errors.RecordError) else _of_record(error)
        return Problem(status, f"{said} {error.next_step}".strip(), code=error.code)
    if isinstance(error, RequestValidationError):
        return Problem(422, "; ".join(f"{'.'.join(map(str, e['loc'][1:]))}: {e['msg']}" for e in error.errors()[:5]))
    if isinstance(error, HTTPException):
        return Problem(error.status_code, str(error.detail))
    log.error("a fault of the program", exc_info=error)
    return Problem(500, "The fault was noted in the log of the server.")


def _of_record(error: errors.RecordError) -> str:
    """The words without the process and the path that hold the record."""
    if isinstance(error, errors.RecordLocked):
        return "The record is being written to at the moment."
    return f"{error.what}."


def problem_response(request: Request, problem: Problem) -> Response:
    """The answer: JSON under /api, else a page."""
    headers = {"Cache-Control": "no-store"}
    if problem.status == 503:
        headers["Retry-After"] = "5"
    if problem.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if request.url.path.startswith("/api/"):
        body = problem.as_json(request.url.path)
        return JSONResponse(body, problem.status, headers, media_type="application/problem+json")
    from detente.interfaces.pages.rendering import page

    return page(request, "problem.html.j2", problem.status, headers, problem=problem)
