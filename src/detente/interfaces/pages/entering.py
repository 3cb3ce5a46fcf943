"""The door: where a token is needed, and the files that every page needs."""

from __future__ import annotations

import hashlib
import time
from functools import cache
from importlib.resources import files
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from detente.brief.html import stylesheet
from detente.interfaces.pages.rendering import page, set_cookie
from detente.interfaces.serving.guard import COOKIE
from detente.interfaces.serving.problems import Problem

router = APIRouter()


@router.get("/enter")
def door(request: Request) -> Response:
    """The form for the token."""
    return page(request, "enter.html.j2", 200, wrong=False)


@router.post("/enter")
def enter(request: Request, token: Annotated[str, Form(max_length=500)]) -> Response:
    """A session for whoever has the token."""
    sessions = request.state.sessions
    if not sessions.is_token(token.strip()):
        time.sleep(0.5)  # Guessing shall be slow.
        return page(request, "enter.html.j2", 403, wrong=True)
    response = RedirectResponse("/", 303)
    set_cookie(request, response, COOKIE, sessions.grant(sessions.new()))
    return response


@router.get("/static/{name}")
def static(request: Request, name: str) -> Response:
    """The stylesheets: the dossier's, and that of the pages."""
    body = _styles().get(name)
    if body is None:
        raise Problem(404, "There is no such file.")
    headers = {"ETag": f'"{hashlib.sha256(body).hexdigest()[:20]}"', "Cache-Control": "max-age=3600"}
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="text/css", headers=headers)


@cache
def _styles() -> dict[str, bytes]:
    own = files("detente.interfaces.pages") / "static" / "pages.css"
    return {"brief.css": stylesheet().encode(), "pages.css": own.read_bytes()}


@router.get("/favicon.ico")
def icon() -> Response:
    """No icon."""
    return Response(status_code=204, headers={"Cache-Control": "max-age=86400"})
