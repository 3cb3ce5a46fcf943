"""Forms that change something: only this session's own page may send them."""

from __future__ import annotations

from starlette.requests import Request

from detente.interfaces.serving.problems import Problem


def check_form(request: Request, token: str) -> None:
    """Raise Problem unless the form came from a page of this session."""
    session = request.state.session
    if session is None or not request.state.sessions.is_form_token(token, session):
        raise Problem(403, "This form has grown old. Open the page again and send it once more.")
