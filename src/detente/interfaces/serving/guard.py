"""The guard before every request: names, token, sessions, sizes, and the headers that every answer bears."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import ipaddress
import re
import secrets
import socket
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request

from detente.interfaces.serving.problems import Problem, problem_of, problem_response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "detente_session"
LONGEST_BODY = 4 * 2**20
BODY_SECONDS = 30.0
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer: a form would then bear no origin to be checked. Strangers' pages learn nothing either way.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Frame-Options": "DENY",
}
OPEN_TO_ALL = frozenset({"/enter", "/static/brief.css", "/static/pages.css", "/favicon.ico"})


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a server on that address."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


class Sessions:
    """Who may do what: sessions by cookie, the access token, and the tokens that forms must bear."""

    def __init__(self, token: str | None) -> None:
        self.token = token
        self._secret = secrets.token_bytes(32)

    def new(self) -> str:
        """The name of a new session."""
        return secrets.token_urlsafe(24)

    def form_token(self, session: str) -> str:
        """What a form of this session must send back, so that no other site can fill it in."""
        return self._sign("form", session)

    def grant(self, session: str) -> str:
        """A session's cookie: its name, and with an access token the proof that it was shown."""
        return f"{session}.{self._sign('entered', session)}"

    def session_of(self, cookie: str | None) -> str | None:
        """The session that a cookie proves."""
        session, _, proof = (cookie or "").partition(".")
        good = re.fullmatch(r"[A-Za-z0-9_-]{32}", session) and self._same(proof, self._sign("entered", session))
        return session if good else None

    def is_token(self, given: str) -> bool:
        """Whether this is the access token."""
        return self.token is not None and self._same(given, self.token)

    def is_form_token(self, given: str, session: str) -> bool:
        """Whether this is what the session's forms bear."""
        return self._same(given, self.form_token(session))

    def _sign(self, what: str, session: str) -> str:
        return hmac.new(self._secret, f"{what} {session}".encode(), hashlib.sha256).hexdigest()[:40]

    @staticmethod
    def _same(one: str, other: str) -> bool:
        return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode())


class Guard:
    """ASGI middleware. What it lets through has a known host, is allowed in, small, and in time."""

    def __init__(self, app: ASGIApp, *, sessions: Sessions, names: tuple[str, ...] = ()) -> None:
        self._app = app
        self._sessions = sessions
        self._names = {"localhost", socket.gethostname().lower(), *(name.lower() for name in names)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at the request, then pass it on or answer it with a problem."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        state = scope.setdefault("state", {})
        state["sessions"] = self._sessions
        state["session"] = self._sessions.session_of(_cookie(request.headers))
        state["guarded"] = True
        answer = _Answer(send)
        try:
            self._check(request)
            body = await _read_body(request)
            await self._app(scope, _again(body), answer)
        except Exception as error:
            if answer.begun:
                raise
            response = problem_response(request, problem_of(error))
            await response(scope, receive, answer)

    def _check(self, request: Request) -> None:
        if not self._known(request.headers.get("host", "")):
            raise Problem(421, "This server does not answer under that name. Start it with --name NAME to allow it.")
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            _same_site(request)
        path = request.url.path
        if self._sessions.token is None or path in OPEN_TO_ALL or self._entered(request):
            return
        raise Problem(401, "Show the token that the server was started with.")

    def _entered(self, request: Request) -> bool:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and self._sessions.is_token(given.strip()):
            return True
        return request.state.session is not None

    def _known(self, host: str) -> bool:
        """An address, localhost, or a name allowed: another site's name that leads here is neither."""
        name = re.sub(r":\d{1,5}$", "", host).lower().rstrip(".")
        try:
            ipaddress.ip_address(name.strip("[]"))
        except ValueError:
            return name in self._names
        return True


class _Answer:
    """Sends the answer on with the headers that every one bears."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)


def _same_site(request: Request) -> None:
    """Raise where a browser says that another site sends this."""
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    foreign = site is not None and site not in ("same-origin", "none")
    if origin is not None and origin != "null":
        foreign = foreign or origin.split("://", 1)[-1] != request.headers.get("host")
    if foreign or origin == "null":
        raise Problem(403, "This was sent from another site.")


def _cookie(headers: Headers) -> str | None:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return None
    return found.value if found else None


async def _read_body(request: Request) -> bytes:
    """The whole body, within the bounds of size and time."""
    said = request.headers.get("content-length", "0")
    too_large = Problem(413, f"At most {LONGEST_BODY // 2**20} MB can be sent.", code="D203")
    if said.isdigit() and int(said) > LONGEST_BODY:
        raise too_large
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for part in request.stream():
                size += len(part)
                if size > LONGEST_BODY:
                    raise too_large
                parts.append(part)
    except TimeoutError:
        raise Problem(408, f"It was not sent within {BODY_SECONDS:.0f} seconds.") from None
    return b"".join(parts)


def _again(body: bytes) -> Receive:
    """The body given to the application as if it came from the wire."""
    sent = False

    async def receive() -> Any:
        nonlocal sent
        if sent:
            # Nothing more comes; whoever waits for the reader's leaving waits until the answer is done.
            await asyncio.Event().wait()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive
