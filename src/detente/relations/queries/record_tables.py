"""The record's tables as Ibis sees them, unbound: the same expression runs on any engine that holds them."""

from __future__ import annotations

from functools import cache
from typing import Any

COLUMNS = {
    "ties": {
        "dyad": "string", "event": "string", "deed": "string", "report": "string", "actor": "string",
        "recipient": "string", "reciprocal": "boolean", "type": "string", "quad": "int8", "score": "float64",
        "status": "string", "date_start": "date", "date_end": "date", "confidence": "float64", "source": "string",
        "stands": "boolean",
    },
    "reports": {"id": "string", "title": "string", "date": "string", "date_start": "date", "date_end": "date",
                "outlet": "string", "url": "string"},
    "events": {"id": "string", "deed": "string", "report": "string", "text": "string", "span_start": "int32",
               "span_end": "int32", "type": "string", "mode": "string", "contexts": "array<string>",
               "status": "string", "date": "string", "date_start": "date", "date_end": "date", "place": "string",
               "quad": "int8", "score": "float64", "confidence": "float64", "coder": "string",
               "coder_version": "string", "file": "string", "line": "int64"},
    "claims": {"id": "string", "report": "string", "position": "int32", "source_text": "string",
               "source_name": "string", "source_role": "string", "source_state": "string",
               "source_anonymous": "boolean", "cue": "string", "content": "string", "content_start": "int32",
               "content_end": "int32", "direct": "boolean", "certainty": "string", "stance": "string",
               "about": "array<string>", "disputes": "array<string>", "supports": "array<string>",
               "via_text": "string", "via_name": "string", "via_role": "string", "via_state": "string",
               "towards": "array<struct<dyad: string, stance: string>>"},
    "phases": {"report": "string", "dyad": "string", "interval": "string", "date_start": "date", "date_end": "date",
               "direction": "string", "text": "string", "span_start": "int32", "span_end": "int32"},
    "measures": {"dyad": "string", "name": "string", "date": "string", "date_start": "date", "date_end": "date",
                 "value": "float64", "unit": "string", "source": "string", "file": "string", "line": "int64",
                 "detail": "string"},
    "drivers": {"report": "string", "cause": "string", "cause_start": "int32", "cause_end": "int32",
                "effect": "string", "effect_start": "int32", "effect_end": "int32", "source_text": "string",
                "source_name": "string", "cue": "string", "cue_start": "int32", "cue_end": "int32",
                "explicit": "boolean", "cause_parts": "array<array<int32>>",
                "effect_parts": "array<array<int32>>"},
}  # fmt: skip


@cache
def record_table(name: str) -> Any:
    """The unbound table `name` with the columns that relations read."""
    import ibis

    return ibis.table(COLUMNS[name], name=name)
