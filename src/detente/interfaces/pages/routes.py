"""All pages."""

from __future__ import annotations

from fastapi import APIRouter


def page_router() -> APIRouter:
    """The router of the pages; they are not part of the API's description."""
    return APIRouter(include_in_schema=False)
