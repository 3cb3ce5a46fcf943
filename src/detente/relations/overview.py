"""What the record holds at large: its dyads, those of one state, its reports and outlets."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from detente import states
from detente.relations.table import Table, table_of

DYADS = """
SELECT dyad, count(DISTINCT deed) AS n_deeds, count(DISTINCT deed) FILTER (quad IN (3, 4)) AS n_conflict,
    count(DISTINCT report) AS n_reports,
    min(date_start) FILTER (date_end - date_start <= 366) AS first,
    max(date_start) FILTER (date_end - date_start <= 366) AS last
FROM ties WHERE status IN ('occurred', 'ongoing', 'ended') GROUP BY dyad"""
REPORTS = """
SELECT r.id, r.date, r.title, r.outlet, r.url, r.name, r.path, r.line, length(r.text) AS length,
    coalesce(e.n, 0) AS n_events, coalesce(c.n, 0) AS n_claims
FROM reports r LEFT JOIN (SELECT report, count(*) AS n FROM events GROUP BY report) e ON e.report = r.id
    LEFT JOIN (SELECT report, count(*) AS n FROM claims GROUP BY report) c ON c.report = r.id"""


def dyads(store: Any, state: str | None = None) -> Table:
    """One row a relation of which deeds are told, most deeds first; of one state where it is named.

    Columns: dyad, a, b (names), n_deeds, n_conflict, n_reports, first and last (days of deeds dated to a
    year at most). Predecessors count with their
    successors: what is told of the Soviet Union stands under Russia. Raises UnknownState.
    """
    code = states.state(state).code if state is not None else None
    joined: dict[str, list[dict[str, Any]]] = defaultdict(list)
    answer = store.connection.execute(DYADS)
    names = [column[0] for column in answer.description]
    for values in answer.fetchall():
        row = dict(zip(names, values, strict=True))
        pair = _present(row["dyad"])
        if pair is not None and (code is None or code in pair.split("-")):
            joined[pair].append(row)
    rows = [_sum(pair, group) for pair, group in joined.items()]
    rows.sort(key=lambda row: (-row["n_deeds"], row["dyad"]))
    columns = ("dyad", "a", "b", "n_deeds", "n_conflict", "n_reports", "first", "last")
    return _table(rows, columns)


def _present(pair: str) -> str | None:
    """The dyad of the present successors; None where both are one by now."""
    one, other = (_successor(code) for code in pair.split("-"))
    return "-".join(sorted((one, other))) if one != other else None


def _successor(code: str) -> str:
    known = states.states_by_code()
    found = known.get(code)
    while found is not None and found.successor in known:
        found = known[found.successor]
    return found.code if found else code


def _sum(pair: str, group: list[dict[str, Any]]) -> dict[str, Any]:
    one, other = pair.split("-")
    firsts = [row["first"] for row in group if row["first"]]
    lasts = [row["last"] for row in group if row["last"]]
    counts = {name: sum(row[name] for row in group) for name in ("n_deeds", "n_conflict", "n_reports")}
    return {
        "dyad": pair,
        "a": name_of(one),
        "b": name_of(other),
        **counts,
        "first": min(firsts, default=None),
        "last": max(lasts, default=None),
    }


def name_of(code: str) -> str:
    """The name of a state, or its code where the table has none."""
    found = states.states_by_code().get(code)
    return found.name if found else code


def reports(store: Any, *, outlet: str | None = None, limit: int = 100, offset: int = 0) -> Table:
    """One row a report, the latest first: id, date, title, outlet, url, name, path, line, length, n_events, n_claims.

    The note `total` tells how many there are in all.
    """
    where, values = ("WHERE outlet = ?", [outlet]) if outlet is not None else ("", [])
    ((total,),) = store.connection.execute(f"SELECT count(*) FROM reports {where}", values).fetchall()
    query = f"{REPORTS} {where} ORDER BY r.date_start DESC NULLS LAST, r.id LIMIT ? OFFSET ?"
    table = store.connection.sql(query, params=[*values, limit, offset]).to_arrow_table()
    return Table(table, {"total": int(total)})


def outlets(store: Any, *, most: int = 100) -> Table:
    """The outlets of the reports with their number of reports, most first."""
    query = """SELECT outlet, count(*) AS n_reports FROM reports WHERE outlet IS NOT NULL GROUP BY outlet
        ORDER BY n_reports DESC, outlet LIMIT ?"""
    return Table(store.connection.sql(query, params=[most]).to_arrow_table())


def _table(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> Table:
    import pyarrow as pa

    kinds = {"first": pa.date32(), "last": pa.date32()}
    kinds |= {name: pa.int64() for name in columns if name.startswith("n_")}
    return table_of({name: pa.array([row[name] for row in rows], kinds.get(name, pa.string())) for name in columns})
