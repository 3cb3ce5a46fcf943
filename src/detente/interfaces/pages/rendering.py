"""Pages made from templates: everything escaped and neutralised, forms with the token of their session."""

from __future__ import annotations

import html
import secrets
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import Response

from detente import __version__
from detente.brief.harmless import file_name
from detente.brief.html import environment
from detente.interfaces.rest.asking import kept
from detente.interfaces.serving.guard import COOKIE
from detente.relations.overview import name_of

NAME_COOKIE = "detente_name"
TOKEN_MARK, NAME_MARK = f"form-token-{secrets.token_hex(16)}", f"name-{secrets.token_hex(16)}"
"""Stand in kept pages where the session's own token and the reader's name go."""
SECONDS_OF_NAME = 180 * 86_400


@cache
def templates() -> Environment:
    """The environment of the dossier, with the templates of the pages and what they need."""
    made = environment("detente.interfaces.pages")
    made.globals.update(
        version=__version__, state_name=name_of, file_name=file_name, token_mark=TOKEN_MARK, name_mark=NAME_MARK
    )
    made.filters.update(day=_day, segment=_segment, share=_share, moment=_moment)
    return made


def body_of(template: str, /, **values: Any) -> bytes:
    """A page's body, with the mark for the form token in it."""
    return templates().get_template(template).render(**values).encode("utf-8", "replace")


def page(
    request: Request, template: str, status: int = 200, headers: Mapping[str, str] | None = None, **values: Any
) -> Response:
    """A page made now, for this session."""
    body = body_of(template, path=request.url.path, **values)
    return _for_session(request, Response(body, status, dict(headers or {"Cache-Control": "no-store"})))


def kept_page(request: Request, make: Callable[[], bytes]) -> Response:
    """A page kept for this version of the record and this address, with this session's token put in."""
    session = _session(request)
    response = kept(request, make, media_type="text/html", per=f"{session} {_name(request)}")
    return _for_session(request, response, session)


def _session(request: Request) -> str | None:
    """The session; a new one only where no token guards the door, as a session is what opens it."""
    sessions = request.state.sessions
    found: str | None = request.state.session
    if found is None and sessions.token is None:
        found = request.state.session = sessions.new()
        request.state.new_session = True
    return found


def _for_session(request: Request, response: Response, session: str | None = None) -> Response:
    session = session or _session(request)
    token = request.state.sessions.form_token(session) if session else ""
    body = bytes(response.body).replace(TOKEN_MARK.encode(), token.encode())
    response.body = body.replace(NAME_MARK.encode(), html.escape(_name(request)).encode("utf-8", "replace"))
    response.headers["Content-Length"] = str(len(response.body))
    if response.status_code == 304:
        del response.headers["Content-Length"]
    else:
        response.headers["Content-Type"] = "text/html; charset=utf-8"
    if getattr(request.state, "new_session", False) and session:
        set_cookie(request, response, COOKIE, request.state.sessions.grant(session))
    return response


def _name(request: Request) -> str:
    """The name under which this reader last corrected something."""
    return request.cookies.get(NAME_COOKIE, "")[:100]


def set_cookie(request: Request, response: Response, name: str, value: str, seconds: int | None = None) -> None:
    """A cookie that no script reads and no other site sends."""
    secure = request.url.scheme == "https"
    response.set_cookie(name, value, max_age=seconds, httponly=True, samesite="strict", secure=secure)


def _day(value: date | str | None) -> str:
    """A day as a person reads it: 4 March 2014."""
    from detente.brief.wording import day

    if value is None:
        return "no date"
    try:
        return day(value if isinstance(value, str) else value.isoformat())
    except ValueError:
        return str(value)


def _moment(value: datetime | None) -> str:
    return value.strftime("%Y-%m-%d %H:%M UTC") if value else ""


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"


def _segment(value: str) -> str:
    """A value as one part of an address."""
    return html.escape(quote(str(value), safe=""))
