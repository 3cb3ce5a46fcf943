"""Events and measures of one's own: any CSV or Parquet table, with a small TOML file that says which column is what.

    name = "our-visits"                 # how the record names it
    citation = "Own collection, 2024"
    states = "iso3"                     # how states are written: name, iso2, iso3, cow, gw, cameo, fips
    [columns]
    date = "day"                        # YYYY-MM-DD, YYYY-MM or YYYY
    actor = "sender"
    recipient = "target"
    type = "kind"                       # a PLOVER type; or code = "cameo"
    [constants]                         # what is the same in all rows
    mode = "visit"

Events need date, actor, recipient and type or code; measures date, a, b and value, and a name (column or constant).
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from detente.errors import UnknownDataSet
from detente.sources.datasets.dataset import DataSet

FIELDS = {
    "events": ("date", "end", "actor", "recipient", "type", "code", "mode", "place", "text", "id", "contexts"),
    "measures": ("date", "end", "a", "b", "value", "name", "unit", "detail"),
}
KEYS = ("name", "title", "citation", "licence", "address", "states", "directed", "columns", "constants")
SYSTEMS = ("name", "iso2", "iso3", "cow", "gw", "cameo", "fips")
START = """coalesce(try_strptime({0}, '%Y-%m-%d'), try_strptime({0}, '%Y-%m'), try_strptime({0}, '%Y'))::DATE"""
# The day after the last one that a date covers.
END = """coalesce(try_strptime({0}, '%Y-%m-%d') + INTERVAL 1 DAY, try_strptime({0}, '%Y-%m') + INTERVAL 1 MONTH,
    try_strptime({0}, '%Y') + INTERVAL 1 YEAR)::DATE"""
EVENTS = """
SELECT line, md5_number_lower({key})::UBIGINT AS row, NULL::VARCHAR AS own, {start} AS day, {last} AS day_end,
    {code} AS code,
    upper({type}) AS type, {mode} AS mode, {actor} AS actor, {actor} AS actor_state, NULL::VARCHAR AS actor_sector,
    {recipient} AS recipient, {recipient} AS recipient_state, NULL::VARCHAR AS recipient_sector,
    NULL::VARCHAR AS sentence, md5_number_lower({key})::UBIGINT AS story, 1 AS n_reports, {contexts} AS contexts,
    {place} AS place, {text} AS text,
    CASE WHEN {start} IS NULL THEN 'no date: "' || left(coalesce({date}, ''), 20) || '"' END AS fault
FROM raw
"""
MEASURES = """
SELECT line, md5_number_lower({key})::UBIGINT AS row, {a} AS a, {b} AS b, {directed} AS directed, {name} AS name,
    try_cast({value} AS DOUBLE) AS value, {unit} AS unit, {date} || coalesce('/' || {end}, '') AS date,
    {start} AS date_start, {last} AS date_end, {detail} AS detail,
    CASE WHEN {name} IS NULL THEN 'no name of the measure' END AS fault
FROM raw
"""


def read_mapping(kind: str, path: str) -> DataSet:
    """The data set that a mapping file describes; `kind` is events or measures. Raises UnknownDataSet."""
    try:
        given = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnknownDataSet(f"the mapping file cannot be read: {error}", where=path) from error
    name, states = str(given.get("name", "")), str(given.get("states", "name"))
    columns, constants = given.get("columns", {}), given.get("constants", {})
    _check_shape(path, given, columns, constants)
    _check(kind, path, name, states, columns, constants)
    parts = {field: _part(field, columns, constants) for field in FIELDS[kind]}
    parts |= {
        "start": START.format(parts["date"]),
        "last": END.format(f"coalesce({parts['end']}, {parts['date']})"),
        "key": "concat_ws('|', " + (parts.get("id", "NULL") if "id" in columns else _key(kind, parts)) + ")",
        "directed": "true" if given.get("directed") else "false",
    }
    return DataSet(
        name=name,
        title=str(given.get("title", name)),
        citation=str(given.get("citation", "")),
        licence=str(given.get("licence", "")),
        address=str(given.get("address", "")),
        kind="events" if kind == "events" else "measures",
        columns=tuple(dict.fromkeys(map(str, columns.values()))),
        mapping=(EVENTS if kind == "events" else MEASURES).format(**parts),
        states=states,
        quoted=True,
    )


def _key(kind: str, parts: dict[str, str]) -> str:
    names = (
        ("date", "actor", "recipient", "type", "code", "mode", "text")
        if kind == "events"
        else ("date", "a", "b", "name")
    )
    return ", ".join(parts[name] for name in names)


def _part(field: str, columns: dict[str, Any], constants: dict[str, Any]) -> str:
    if field in columns:
        return 'nullif(trim("' + str(columns[field]).replace('"', '""') + "\"), '')"
    if field in constants:
        return "'" + str(constants[field]).replace("'", "''") + "'"
    return "NULL::VARCHAR"


def _wrong(what: str, path: str) -> UnknownDataSet:
    return UnknownDataSet(what, where=path, next_step="See docs/guide/data-sets.md.")


def _check_shape(path: str, given: dict[str, Any], columns: Any, constants: Any) -> None:
    unknown = [key for key in given if key not in KEYS]
    if unknown:
        raise _wrong(f"unknown: {', '.join(unknown)}; there are {', '.join(KEYS)}", path)
    for name, table, kinds in (("columns", columns, str), ("constants", constants, (str, int, float))):
        if not isinstance(table, dict):
            raise _wrong(f"{name} is no table: write [{name}] on a line of its own, and what is in it below", path)
        bad = [key for key, value in table.items() if not isinstance(value, kinds)]
        if bad:
            raise _wrong(f"not one name each, under [{name}]: {', '.join(bad)}", path)


def _check(kind: str, path: str, name: str, states: str, columns: dict[str, Any], constants: dict[str, Any]) -> None:
    from detente.plover import event_types
    from detente.sources.datasets.catalogue import MODULES

    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,40}", name) or name in MODULES or name in ("text", "events", "measures"):
        raise _wrong(
            f'"{name}" cannot be the name of a data set: small letters, digits and hyphens, and not taken', path
        )
    if states not in SYSTEMS:
        raise _wrong(f'states = "{states}" is none of {", ".join(SYSTEMS)}', path)
    unknown = [field for field in (*columns, *constants) if field not in FIELDS[kind]]
    if unknown:
        raise _wrong(f"unknown fields: {', '.join(unknown)}; there are {', '.join(FIELDS[kind])}", path)
    if "type" in constants and (type_name := str(constants["type"]).upper()) not in event_types():
        raise _wrong(f'"{type_name}" is no type of PLOVER; there are {", ".join(event_types())}', path)
    needed = ("date", "actor", "recipient") if kind == "events" else ("date", "a", "b", "value")
    missing = [field for field in needed if field not in columns]
    known = {*columns, *constants}
    if kind == "events" and not known & {"type", "code"}:
        missing.append("type or code")
    if kind == "measures" and "name" not in known:
        missing.append("name")
    if missing:
        raise _wrong(f"columns lack: {', '.join(missing)}", path)
