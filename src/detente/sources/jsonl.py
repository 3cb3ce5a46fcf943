"""JSON Lines and JSON: one report an object. A broken line is refused alone."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

from detente.errors import SourceError, Unreadable
from detente.sources.columns import Options, find_columns, report_of, tell_columns
from detente.sources.decoding import decode
from detente.sources.material import lines_of, whole
from detente.sources.refused import Refused, refuse
from detente.sources.report import Report

Shapes = dict[tuple[str, ...], dict[str, str]]
"""The keys of an object -> which of them hold what; most lines of a file are alike."""
MANY_SHAPES = 1000


def read_jsonl(stream: io.BufferedReader, name: str, options: Options) -> Iterator[Report | Refused]:
    """The reports of JSON Lines in order; blank lines are passed over."""
    shapes: Shapes = {}
    for number, line, fault in lines_of(stream, max_bytes=options.max_bytes):
        if not fault and not line.strip():
            continue
        try:
            if fault:
                raise fault
            yield _report(_parsed(decode(line)), shapes, options, name=name, line=number)
        except SourceError as error:
            yield refuse(error, line, path=name, line=number)


def read_json(stream: io.BufferedReader, name: str, options: Options) -> Iterator[Report | Refused]:
    """The reports of a JSON document: one object, or a list of them. `line` counts the objects."""
    shapes: Shapes = {}
    data = whole(stream, max_bytes=options.max_bytes)
    content = _parsed(decode(data), what="file")
    for number, item in enumerate(content if isinstance(content, list) else [content], start=1):
        try:
            yield _report(item, shapes, options, name=name, line=number)
        except SourceError as error:
            yield refuse(error, json.dumps(item, ensure_ascii=True), path=name, line=number)


def _parsed(text: str, *, what: str = "line") -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        place = f" at character {error.pos}" if isinstance(error, json.JSONDecodeError) else ""
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deep or a number too long"
        raise Unreadable(f"the {what} is no JSON{place}: {reason}", next_step=f"Repair the {what}.") from error


def _report(item: Any, shapes: Shapes, options: Options, *, name: str, line: int) -> Report:
    if not isinstance(item, dict):
        raise Unreadable("the line is no JSON object", next_step='Write each report as {"text": ..., "date": ...}.')
    shape = tuple(item)
    columns = shapes.get(shape)
    if columns is None:
        # Lines may differ in what they leave out: a mapped column that one line lacks is an empty cell, not a fault,
        # as long as the line has a text.
        wanted = {field: column for field, column in options.columns.items() if field == "text" or column in item}
        columns = find_columns(item, wanted, where=name)
        if not shapes:
            tell_columns(columns, item, options, where=name)
        if len(shapes) < MANY_SHAPES:
            shapes[shape] = columns
    return report_of(item, columns, options, path=name, line=line)
