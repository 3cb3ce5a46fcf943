"""The application: REST and pages over one record, behind the guard."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from detente import __version__
from detente.errors import DetenteError
from detente.interfaces.pages.routes import page_router
from detente.interfaces.pages.scanning import Scans
from detente.interfaces.rest.routes import ABOUT, PREFIX, api_router, describe
from detente.interfaces.serving.answers import MOST_BYTES, Answers
from detente.interfaces.serving.desk import Desk
from detente.interfaces.serving.dossiers import MOST_BRIEFS
from detente.interfaces.serving.guard import Guard, Sessions
from detente.interfaces.serving.problems import Problem, problem_of, problem_response
from detente.interfaces.serving.readers import Readers
from detente.interfaces.serving.workshop import MOST_PROCESSES, Workshop


def make_app(record: Path, *, token: str | None = None, names: tuple[str, ...] = ()) -> FastAPI:
    """The application over the record at that path; with a token nothing is shown without it.

    `names` are host names under which it answers, besides addresses and localhost.
    """
    app = FastAPI(
        title="Détente",
        version=__version__,
        description=ABOUT,
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=_life,
        redirect_slashes=False,
    )
    app.state.readers = Readers(record)
    app.state.answers = Answers(MOST_BYTES, len)
    app.state.briefs = Answers(MOST_BRIEFS, lambda brief: 1)
    # Each is half a second of work: were they made all at once, who asks for a light page would wait for all of them.
    cores = os.cpu_count() or 1
    app.state.workshop = Workshop(min(cores, MOST_PROCESSES))
    app.state.turns = BoundedSemaphore(max(cores - 1, 1))
    app.state.desk = Desk()
    app.state.scans = Scans()
    app.add_middleware(Guard, sessions=Sessions(token), names=names)
    for kind in (DetenteError, Problem, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, _tell)
    app.include_router(api_router())
    app.include_router(page_router())
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]
    return app


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    """While it runs the record is let go in pauses, so that another process may write."""

    async def let_go() -> None:
        while True:
            await asyncio.sleep(1)
            await asyncio.to_thread(app.state.readers.rest)

    task = asyncio.create_task(let_go())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        app.state.desk.close()
        app.state.workshop.close()
        app.state.readers.close()


async def _tell(request: Request, error: Exception) -> Response:
    return await asyncio.to_thread(problem_response, request, problem_of(error))


def _described(app: FastAPI) -> dict[str, Any]:
    if app.openapi_schema is None:
        made = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        app.openapi_schema = describe(made)
    return app.openapi_schema
