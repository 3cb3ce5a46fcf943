"""What a tool answers: rows of plain values, so many of so many, and notes that concern the whole."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from pydantic import BaseModel, Field, field_validator

from detente.interfaces.rest.asking import as_json
from detente.relations.model import Eras
from detente.relations.table import Table


class Answer(BaseModel):
    """Rows out of `total`; `notes` says what was left out of the analysis and why."""

    rows: list[dict[str, Any]]
    total: int
    notes: dict[str, Any] = Field(default_factory=dict)

    @field_validator("rows", "notes", mode="before")
    @classmethod
    def _plain(cls, value: Any) -> Any:
        return json.loads(as_json(value))


def cut(found: Table, limit: int, offset: int) -> Answer:
    """That page of the table's rows."""
    return Answer(rows=Table(found.arrow.slice(offset, limit)).rows(), total=len(found), notes=dict(found.notes))


def said_of_eras(found: Eras, events: Table) -> Answer:
    """Eras, turning points and episodes as rows, the carrying deeds with their sentences, and the verdict as notes."""
    told = {row["deed"]: row for row in events} | {row["event"]: row for row in events}
    rows = [{"kind": "era", **asdict(era)} for era in found.eras]
    for kind, many in (("turning point", found.turning_points), ("episode", found.episodes)):
        for one in many:
            carrying = [_carried(told.get(event["event"]), event) for event in asdict(one)["events"]]
            rows.append({"kind": kind, **asdict(one), "events": carrying})
    notes = {"dyad": found.dyad, "verdict": found.verdict, "reason": found.reason, "n_events": found.n_events,
             "n_reports": found.n_reports, "by": found.by, "smallest_shift": found.smallest_shift,
             "method": found.method, "disagreements": found.disagreements,
             "sources": [asdict(source) for source in found.sources]}  # fmt: skip
    return Answer(rows=rows, total=len(rows), notes=notes)


def _carried(row: dict[str, Any] | None, event: dict[str, Any]) -> dict[str, Any]:
    names = (
        "type",
        "date",
        "status",
        "actors",
        "recipients",
        "text",
        "report",
        "span_start",
        "span_end",
        "file",
        "line",
    )
    return event | ({name: row[name] for name in names if name in row} if row else {})
