"""Where the record's rows come from, what was refused, and its events at large."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from detente import states
from detente.errors import QuestionError, UnknownDataSet
from detente.plover import event_types
from detente.relations.table import Table
from detente.relations.window import first_day, last_day

# Broken off is what a repeated command would go on with: no file that cannot be taken, and none that came later.
SOURCES = """
SELECT CASE WHEN kind = 'dataset' THEN source ELSE 'text' END AS name, count(*) AS n_loads,
    count(*) FILTER (finished IS NULL AND id NOT IN (SELECT "load" FROM quarantine)
        AND (came IS NULL OR came < started)) AS n_broken_off,
    sum(n_read)::BIGINT AS n_read, sum(n_kept)::BIGINT AS n_kept,
    sum(n_same)::BIGINT AS n_same, sum(n_refused)::BIGINT AS n_refused, max(coalesce(finished, started)) AS last_load
FROM (SELECT *, max(finished) OVER (PARTITION BY kind, source, path) AS came FROM loads) GROUP BY 1
"""
DAYS = """
SELECT source AS name, min(date_start) AS since, max(date_end) AS until FROM (
    SELECT source, date_start, date_end FROM dataset_rows_days UNION ALL SELECT source, date_start, date_end FROM
        measures
    UNION ALL SELECT source, date_start, date_end FROM facts) GROUP BY 1
"""
EVENTS = """
SELECT t.dyad, t.event, t.deed, t.actor, t.recipient, t.reciprocal, t.type, e.mode, t.quad, t.score, t.status, e.date,
    t.date_start, t.date_end, e.place, e.text, t.source, e.code, e.n_reports, t.report, e.file, e.line
FROM ties t JOIN events e ON e.id = t.event
"""


def loaded(store: Any) -> list[dict[str, Any]]:
    """What the loads of each source brought, by its name; quick also where the record is large."""
    rows: list[dict[str, Any]] = store.connection.sql(f"{SOURCES} ORDER BY name").to_arrow_table().to_pylist()
    return rows


def sources(store: Any) -> Table:
    """One row a source: what its loads brought, the days it covers (half-open) and how it is cited."""
    import pyarrow as pa

    from detente.sources.datasets.catalogue import MODULES, find_dataset

    days = (
        """SELECT coalesce(source, 'text') AS source, date_start, date_end FROM events WHERE date_start IS NOT NULL"""
    )
    query = f"""SELECT * FROM ({SOURCES}) LEFT JOIN ({DAYS.replace("dataset_rows_days", f"({days})")}) USING (name)
        ORDER BY name"""
    table = store.connection.sql(query).to_arrow_table()
    names = table.column("name").to_pylist()
    known = [find_dataset(name) if name in MODULES else None for name in names]
    for column in ("title", "citation", "licence"):
        table = table.append_column(column, pa.array([getattr(d, column) if d else None for d in known], pa.string()))
    return Table(table)


def all_events(
    store: Any,
    a: str | None,
    b: str | None,
    *,
    since: str | None,
    until: str | None,
    types: Iterable[str] | None,
    source: str | None,
    limit: int | None = None,
    offset: int = 0,
) -> Table:
    """One row an event and dyad, by dyad and day (see `Record.events`); with a limit, the note `total` counts all."""
    wheres: list[str] = []
    values: list[Any] = []
    if a is not None and b is not None:
        wheres.append("t.dyad IN (SELECT unnest(?))")
        values.append(list(states.dyads_with_predecessors(states.dyad(a, b))))
    elif a is not None or b is not None:
        codes = list(states.with_predecessors(states.state(str(a if a is not None else b)).code))
        wheres.append("(t.actor IN (SELECT unnest(?)) OR t.recipient IN (SELECT unnest(?)))")
        values += [codes, codes]
    for day, test in ((first_day(since), "t.date_start >= ?"), (last_day(until), "t.date_start < ?")):
        if day is not None:
            wheres.append(test)
            values.append(day)
    if types is not None:
        wheres.append("t.type IN (SELECT unnest(?))")
        values.append([_type(name) for name in ([types] if isinstance(types, str) else types)])
    if source is not None:
        _check_source(store, source)
        wheres.append("t.source = ?")
        values.append(source)
    where = f" WHERE {' AND '.join(wheres)}" if wheres else ""
    query = f"{EVENTS}{where} ORDER BY t.dyad, t.date_start, t.event"
    if limit is None:
        return Table(store.connection.sql(query, params=values).to_arrow_table())
    ((total,),) = store.connection.execute(f"SELECT count(*) FROM ties t{where}", values).fetchall()
    rows = store.connection.sql(f"{query} LIMIT ? OFFSET ?", params=[*values, limit, offset]).to_arrow_table()
    return Table(rows, {"total": int(total)})


def _type(name: str) -> str:
    if name.upper() not in event_types():
        raise QuestionError(f'"{name}" is no type of PLOVER', next_step=f"There are {', '.join(event_types())}.")
    return name.upper()


def _check_source(store: Any, source: str) -> None:
    from detente.sources.datasets.catalogue import MODULES

    if source == "text" or source in MODULES:
        return
    known = [row["name"] for row in loaded(store)]
    if source not in known:
        raise UnknownDataSet(
            f'nothing of a source "{source}" was loaded', next_step=f"There are {', '.join(known) or 'none'}."
        )


def refused(store: Any) -> Table:
    """One row a document, line or row that was refused."""
    query = """SELECT path, line, code, reason, excerpt, seen FROM quarantine
        UNION ALL BY NAME SELECT file AS path, line, code, reason FROM refused_rows
        ORDER BY path NULLS FIRST, line NULLS FIRST, code, reason"""
    return Table(store.connection.sql(query).to_arrow_table())
