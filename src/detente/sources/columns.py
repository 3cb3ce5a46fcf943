"""Columns: which column of a table holds the text, the date and the rest, as named by the user or found by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from detente.dates import normalise
from detente.errors import MissingColumn
from detente.sources.report import Report

NAMES = {
    "text": ("text", "body", "content", "fulltext", "articletext", "maintext", "article", "story", "articlebody"),
    "date": (
        "date",
        "published",
        "publisheddate",
        "publishdate",
        "pubdate",
        "publicationdate",
        "publishedat",
        "datepublished",
        "datetime",
        "timestamp",
    ),
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "publisher", "newspaper", "publication", "sitename", "sourcename"),
    "url": ("url", "link", "sourceurl", "articleurl"),
    "name": ("id", "name", "docname", "docid", "documentid", "articleid"),
    "language": ("language", "lang"),
    "sources": ("sources", "references"),
}


@dataclass(frozen=True, slots=True)
class Options:
    """How material is to be read. `date` and `outlet` stand in where the material gives none of its own; `tell` hears
    in words what was decided on the way (which columns were taken)."""

    max_bytes: int
    max_chars: int
    columns: Mapping[str, str]
    date: str | None = None
    outlet: str | None = None
    tell: Callable[[str], None] | None = None


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())


def find_columns(names: Iterable[str], wanted: Mapping[str, str], *, where: str) -> dict[str, str]:
    """Field of a report -> column, those that the user named first, then by the usual names.

    Raises MissingColumn, naming the columns that exist, where a named one is absent or none holds the text.
    """
    there = list(names)
    found: dict[str, str] = {}
    for field, column in wanted.items():
        if field not in NAMES:
            raise MissingColumn(
                f'a report has no field "{field}"', where=where, next_step=f"The fields are {', '.join(NAMES)}."
            )
        if column not in there:
            raise _missing(f'there is no column "{column}"', there, where)
        found[field] = column
    by_plain = {_plain(name): name for name in reversed(there)}
    for field, usual in NAMES.items():
        if field not in found:
            column = next((by_plain[name] for name in usual if by_plain.get(name) not in (None, *found.values())), "")
            if column:
                found[field] = column
    if "text" not in found:
        raise _missing("no column holds the text", there, where)
    return found


def _missing(what: str, there: list[str], where: str) -> MissingColumn:
    shown = ", ".join(there[:20]) + (", ..." if len(there) > 20 else "")
    return MissingColumn(what, where=where, next_step=f"Name the right one (--text-column NAME); there are: {shown}.")


def tell_columns(found: Mapping[str, str], there: Iterable[str], options: Options, *, where: str) -> None:
    """Say which columns were taken and which were left."""
    if options.tell:
        taken = ", ".join(f"{field} from {column}" for field, column in found.items())
        left = [name for name in there if name not in found.values()]
        options.tell(f"{where}: {taken}" + (f"; not used: {', '.join(left[:20])}" if left else ""))


def report_of(row: Mapping[str, Any], columns: Mapping[str, str], options: Options, *, path: str, line: int) -> Report:
    """The report in a row. Dates are brought to EDTF; one that cannot be read for certain counts as none."""
    value = {field: row.get(column) for field, column in columns.items()}
    outlet, url = _text(value.get("outlet")), _text(value.get("url"))
    if outlet and re.match(r"https?://", outlet):
        url, outlet = url or outlet, None
    sources = value.get("sources")
    if isinstance(sources, str):
        sources = [sources]
    return Report(
        text=_text(value.get("text")) or "",
        date=normalise(value.get("date")) or options.date,
        title=_text(value.get("title")),
        outlet=outlet or options.outlet,
        url=url,
        path=path,
        line=line,
        language=_text(value.get("language")),
        name=_text(value.get("name")),
        sources=tuple(text for text in map(_text, sources) if text) if isinstance(sources, list | tuple) else (),
    )


def _text(value: Any) -> str | None:
    """The value as text; None where it is empty or no text could stand for it."""
    if value is None or isinstance(value, bool | dict | list | tuple | bytes) or value != value:
        return None
    return str(value) if str(value).strip() else None
