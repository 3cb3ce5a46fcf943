"""All that is known of a relation as tables, each row with the place it comes from."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from detente.brief.gather import gather
from detente.brief.material import Material
from detente.relations.claims import claims
from detente.relations.drivers import drivers
from detente.relations.events import events
from detente.relations.model import Eras
from detente.relations.phases import phases
from detente.relations.series import series
from detente.relations.table import Once

NAMES = (
    "events", "evidence", "claims", "series", "eras", "third_parties", "measures", "phases", "drivers", "outlook",
    "reports",
)  # fmt: skip
"""The tables of a relation, in the order in which they are written."""


def tables_of(
    store: Any, dyad: str, *, since: str | None = None, until: str | None = None, material: Material | None = None
) -> dict[str, Any]:
    """The relation's tables by name (`NAMES`), as Arrow tables.

    `evidence` has one row a telling of an event, named by its `deed`, with report and offsets or file and line; in
    `events` the telling that stands for the deed. `material` spares gathering it again. Raises BadDate.
    """
    import pyarrow as pa

    known = material or gather(store, dyad, since=since, until=until)
    store = Once(store)
    deeds = events(store, dyad, since=since, until=until).arrow
    found = {
        "events": deeds.drop_columns(["evidence"]),
        "evidence": _tellings(deeds),
        "claims": claims(store, dyad, since=since, until=until).arrow,
        "series": series(store, dyad, by="month", since=since, until=until).arrow,
        "eras": pa.Table.from_pylist(era_rows(known.eras), schema=_ERAS),
        "third_parties": known.tables["third_parties"],
        "measures": known.tables["measures"],
        "phases": phases(store, dyad, since=since, until=until).arrow,
        "drivers": drivers(store, dyad, since=since, until=until).arrow,
        "outlook": known.tables["outlook"],
        "reports": pa.Table.from_pylist([asdict(row) for row in known.reports.values()], schema=_REPORTS),
    }
    return {name: found[name] for name in NAMES}


def flat(table: Any) -> Any:
    """The table without lists and structs, for CSV and SQLite: words joined by blanks, what is nested as JSON."""
    import json

    import pyarrow as pa

    columns = []
    for column in table.columns:
        if pa.types.is_nested(column.type):
            cells = [_joined(value, json.dumps) for value in column.to_pylist()]
            column = pa.chunked_array([pa.array(cells, pa.string())])
        columns.append(column)
    return pa.table(columns, names=table.column_names)


def era_rows(found: Eras) -> list[dict[str, Any]]:
    """Eras, turning points and episodes, one row each; a turning point's start and end are its 90 % interval."""
    rows: list[dict[str, Any]] = []
    for era in found.eras:
        rows.append({"kind": "era", "start": era.start, "end": era.end, "established": era.established} | _of(era))
    for turn in found.turning_points:
        start, end = turn.interval
        rows.append({"kind": "turning point", "date": turn.date, "start": start, "end": end,
                     "probability": turn.probability, "direction": turn.direction, "established": turn.established,
                     "events": [carrying.event for carrying in turn.events]})  # fmt: skip
    for one in found.episodes:
        rows.append({"kind": "episode", "start": one.start, "end": one.end, "probability": one.probability,
                     "direction": one.direction, "turned": one.turned} | _of(one))  # fmt: skip
    return [row | {"verdict": found.verdict, "dyad": found.dyad} for row in rows]


def _of(stretch: Any) -> dict[str, Any]:
    low, high = stretch.level.share_interval
    return {"share": stretch.level.share, "share_low": low, "share_high": high, "volume": stretch.level.volume,
            "n_events": stretch.level.n_events, "n_conflict": stretch.level.n_conflict}  # fmt: skip


def _tellings(deeds: Any) -> Any:
    import pyarrow as pa

    field = deeds.schema.field("evidence").type.value_type
    names = [field.field(i).name for i in range(field.num_fields)]
    schema = pa.schema([("deed", pa.string()), *((name, field.field(name).type) for name in names)])
    rows = deeds.select(["deed", "evidence"]).to_pylist()
    return pa.Table.from_pylist([{"deed": row["deed"], **one} for row in rows for one in row["evidence"]], schema)


def _joined(value: Any, nested: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return " ".join(value)
    return str(nested(value, default=str))


def _schema(**columns: str) -> Any:
    import pyarrow as pa

    types = {"s": pa.string(), "f": pa.float64(), "i": pa.int64(), "b": pa.bool_(), "l": pa.list_(pa.string())}
    return pa.schema([(name, types[kind]) for name, kind in columns.items()])


_ERAS = _schema(
    dyad="s", verdict="s", kind="s", date="s", start="s", end="s", probability="f", direction="s", established="b",
    turned="f", share="f", share_low="f", share_high="f", volume="f", n_events="i", n_conflict="i", events="l",
)  # fmt: skip
_REPORTS = _schema(
    id="s",
    title="s",
    date="s",
    date_start="s",
    outlet="s",
    url="s",
    path="s",
    line="i",
    name="s",
    sources="l",
    text="s",
)
