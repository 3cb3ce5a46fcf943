"""/api/v1: what is handed in: texts to be read, corrections, dossiers to be frozen."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from detente import states
from detente.interfaces.rest.asking import Dyad, as_json
from detente.interfaces.rest.shapes import FrozenBody, KeptCorrection
from detente.interfaces.serving.desk import LONGEST_TEXT, Handed
from detente.interfaces.serving.dossiers import brief_of
from detente.record.corrections import LONGEST_NAME, LONGEST_NOTE

router = APIRouter(tags=["changing"])


class TextBody(BaseModel):
    """A text to be read; `date` (EDTF) is the day from which "last week" counts."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=LONGEST_TEXT)
    date: str | None = Field(None, max_length=64)
    title: str | None = Field(None, max_length=1000)


class CorrectionBody(BaseModel):
    """What someone says of an event or claim; open takes an earlier word back."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["event", "claim"]
    target: str = Field(max_length=80)
    judgement: Literal["right", "wrong", "open"]
    who: str = Field(min_length=1, max_length=LONGEST_NAME)
    note: str | None = Field(None, max_length=LONGEST_NOTE)


@router.post("/read", response_model=dict[str, Any], summary="Read a text; nothing is kept")
def read(request: Request, body: TextBody) -> Response:
    """Mentions, events, claims, times, phases and drivers with their offsets in the text as given."""
    _, found = request.app.state.desk.read(Handed(text=body.text, date=body.date, title=body.title))
    return Response(as_json(found), media_type="application/json", headers={"Cache-Control": "no-store"})


@router.post(
    "/corrections", response_model=KeptCorrection, status_code=201, summary="Call an event or claim right or wrong"
)
def correct(request: Request, body: CorrectionBody) -> Response:
    """Kept with name and moment; what is wrong leaves series, eras and dossiers until it is called right or open."""
    kept = request.app.state.readers.write(
        lambda record: record.correct(body.kind, body.target, body.judgement, who=body.who, note=body.note)
    )
    return Response(as_json(kept), 201, media_type="application/json", headers={"Cache-Control": "no-store"})


@router.post("/dyads/{dyad}/frozen", response_model=FrozenBody, status_code=201, summary="Freeze the dossier")
def freeze(request: Request, dyad: Dyad) -> Response:
    """The present dossier kept as it is, under the hash of its content: GET /frozen/{hash}."""
    from detente.record.frozen import freeze as keep

    pair = states.dyad(*dyad.upper().split("-"))
    html = brief_of(request, pair).to_html()
    kept = request.app.state.readers.write(lambda record: keep(record.store, pair, html))
    return Response(as_json(kept), 201, media_type="application/json", headers={"Cache-Control": "no-store"})
