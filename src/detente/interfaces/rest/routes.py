"""All routes of the API, and its description as OpenAPI 3.1."""

from __future__ import annotations

from fastapi import APIRouter

from detente.interfaces.rest import changing, dyads, record
from detente.interfaces.rest.asking import PROBLEMS, ProblemBody

PREFIX = "/api/v1"
ABOUT = (
    "Everything that the record answers, under the names of the Python face. Answers bear an ETag; errors are "
    "problem+json with stable codes. Events are coded by machine and may be wrong: each leads to its sentence."
)


def api_router() -> APIRouter:
    """The router of the whole API."""
    router = APIRouter(prefix=PREFIX, responses=PROBLEMS)
    for part in (record, dyads, changing):
        router.include_router(part.router)
    return router


def describe(description: dict[str, object]) -> dict[str, object]:
    """The OpenAPI description with the shape of problems in it."""
    parts = description.setdefault("components", {})
    assert isinstance(parts, dict)
    shape = ProblemBody.model_json_schema()
    parts.setdefault("schemas", {})["ProblemBody"] = shape
    return description
