"""How the API asks the record and answers: parameters said once, JSON, pages of rows, ETags."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import asdict, is_dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from detente.brief.harmless import file_name
from detente.interfaces.face import Record, Relation
from detente.relations.table import Table

Dyad = Annotated[
    str, Path(pattern="^[A-Za-z]{3}-[A-Za-z]{3}$", examples=["PAK-RUS"], description="Two codes, in any order.")
]
ItemId = Annotated[str, Path(max_length=80, description="The id, as given by the lists.")]
Since = Annotated[str | None, Query(max_length=64, description="First day, as EDTF: 2014, 2014-06, 198X.")]
Until = Annotated[str | None, Query(max_length=64, description="Last day, as EDTF; the whole of it counts.")]
Sources = Annotated[
    list[Annotated[str, Field(max_length=200)]],
    Query(max_length=50, description="Only these sources: text (the reports), or data sets by name."),
]
Outlets = Annotated[
    list[Annotated[str, Field(max_length=300)]], Query(max_length=50, description="Only reports of these outlets.")
]
Limit = Annotated[int, Query(ge=1, le=1000, description="Rows at most.")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="Rows to pass over.")]


class ProblemBody(BaseModel):
    """An error after RFC 9457; `code` is Détente's own and stable (D101: unknown state)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str | None = None


class Rows(BaseModel):
    """A page of rows; `next` is the address of the following page. Columns are those of the Python face."""

    model_config = ConfigDict(extra="forbid")

    rows: list[dict[str, Any]]
    total: int
    limit: int
    offset: int
    next: str | None
    notes: dict[str, int | str]


PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemBody"}}}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"description": words, "content": PROBLEM}
    for status, words in (
        (400, "The question cannot be asked"),
        (401, "A token is needed"),
        (403, "Sent from another site"),
        (404, "No such state, dyad or item"),
        (413, "Too large"),
        (421, "Not served under this name"),
        (422, "A parameter that cannot be"),
        (503, "The record is being written to"),
    )
}
NOT_CHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "Not changed since the ETag named"}}


def relation_of(record: Record, dyad: str) -> Relation:
    """The relation of a dyad's two codes. Raises UnknownState, SameState."""
    one, other = dyad.upper().split("-")
    return record.relation(one, other)


def answer(
    request: Request,
    ask: Callable[[Record], Any],
    *,
    sources: Sequence[str] = (),
    outlets: Sequence[str] = (),
    heavy: bool = False,
) -> Response:
    """What `ask` gives for the record, as JSON; kept for this version of the record, and 304 where the ETag says so.

    What is `heavy` waits for its turn, so that few such answers are made at once.
    """

    def make() -> bytes:
        state = request.app.state
        turn = state.turns if heavy else nullcontext()
        with turn, state.readers.record(sources=sources, outlets=outlets) as record:
            said = ask(record)
        return said.encode("utf-8") if isinstance(said, str) else as_json(said)

    return kept(request, make, media_type="application/json")


def kept(request: Request, make: Callable[[], bytes], *, media_type: str, per: str = "") -> Response:
    """A body kept for this version of the record and this address, under an ETag; `per` tells who it is made for."""
    version = request.app.state.readers.look()
    address = f"{request.url.path}?{request.url.query}"
    tag = f'W/"{hashlib.sha256(f"{version} {address} {per}".encode("utf-8", "replace")).hexdigest()[:20]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Cookie, Authorization"}
    if tag in [given.strip() for given in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    body = request.app.state.answers.get((version, media_type, address), make)
    return Response(body, media_type=media_type, headers=headers)


def page_of(
    request: Request, found: Table | Sequence[Any], limit: int, offset: int, *, total: int | None = None
) -> dict[str, Any]:
    """The rows from `offset` on in the shape of `Rows`; with `total` given, `found` is that page already."""
    notes = dict(found.notes) if isinstance(found, Table) else {}
    if total is None:
        total = len(found)
        found = Table(found.arrow.slice(offset, limit)) if isinstance(found, Table) else found[offset : offset + limit]
    rows = found.rows() if isinstance(found, Table) else list(found)
    follows = None
    if offset + len(rows) < total and rows:
        query = [(k, v) for k, v in request.query_params.multi_items() if k not in ("offset", "limit")]
        follows = f"{request.url.path}?{urlencode([*query, ('limit', limit), ('offset', offset + limit)])}"
    return {"rows": rows, "total": total, "limit": limit, "offset": offset, "next": follows, "notes": notes}


def as_json(value: Any) -> bytes:
    """JSON in ASCII, so that no control or bidirectional character stands in it bare; NaN becomes null."""
    return json.dumps(plain(value), ensure_ascii=True, allow_nan=False).encode()


def plain(value: Any) -> Any:
    """Dicts, lists, words and numbers; days as ISO; of a file only its name, never where it lies on this machine."""
    if is_dataclass(value) and not isinstance(value, type):
        value = asdict(value)
    if isinstance(value, dict):
        return {
            str(k): file_name(v) if k in ("path", "file") and isinstance(v, str) else plain(v) for k, v in value.items()
        }
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, str | int):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
