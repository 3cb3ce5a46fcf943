"""All pages."""

from __future__ import annotations

from fastapi import APIRouter

from detente.interfaces.pages import dyads, entering, home, items, reading, scanning


def page_router() -> APIRouter:
    """The router of the pages; they are not part of the API's description."""
    router = APIRouter(include_in_schema=False)
    for part in (home, dyads, items, reading, scanning, entering):
        router.include_router(part.router)
    return router
