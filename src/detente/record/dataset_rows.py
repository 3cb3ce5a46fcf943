"""Rows of data sets into the tables of the record: one block, inside the caller's transaction.

A raw row is known by its data set and number. Given again it changes nothing; given with other content it takes the
place of what it said before, and an event that no row tells of any more goes.

The caller's temp table `places` (place, file, load) names the file and the load of each part of a block.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from detente.record.dataset_links import DEED
from detente.record.dataset_links import SIDE as DIRECTION
from detente.sources.datasets.dataset import LINE_BITS

LINE, PLACE = f"line & {(1 << LINE_BITS) - 1}", f"line >> {LINE_BITS}"
KIND = """CASE WHEN {side}_party IS NOT NULL THEN {side}_party
    WHEN {side}_state IS NULL THEN NULL WHEN {side}_sector IN ('GOV', 'MIL', 'COP', 'JUD', 'LEG', 'SPY')
        THEN CASE WHEN contains({side}, '(') OR {side} = upper({side}) THEN 'body' ELSE 'person' END
    WHEN {side}_sector IS NULL THEN 'state' ELSE 'group' END AS {side}_kind"""
# An event between two states is a tie; a state's dealings with itself are an event without one. Its deed is named as if
# no other batch had any of that day; where one has, it is named anew at the end of the load.
TIES = f"""
SELECT * EXCLUDE (side, class, k), {DEED} AS deed FROM (
    SELECT *, {DIRECTION}, row_number() OVER (PARTITION BY dyad, type, date_start, side, class ORDER BY event) AS k
    FROM (
        SELECT least(actor_state, recipient_state) || '-' || greatest(actor_state, recipient_state) AS dyad, event,
            CASE WHEN reciprocal THEN least(actor_state, recipient_state) ELSE actor_state END AS actor,
            CASE WHEN reciprocal THEN greatest(actor_state, recipient_state) ELSE recipient_state END AS recipient,
            reciprocal, type, quad, score, 'occurred' AS status, day AS date_start, day_end AS date_end,
            1.0 AS confidence, ? AS source
        FROM new_events WHERE actor_state <> recipient_state))
"""
EVENTS = f"""
INSERT INTO coded_events BY NAME
SELECT e.event AS id, coalesce(t.deed, e.event) AS deed, e.text, e.type, e.mode, e.contexts, reciprocal, actor,
    {KIND.format(side="actor")}, actor_state, actor_sector, actor_name, recipient, {KIND.format(side="recipient")},
    recipient_state, recipient_sector, recipient_name, day AS date_start, day_end AS date_end, e.place, e.quad, e.score,
    $version AS coder_version, p.file, {LINE} AS line, p."load", $source AS source, code, n_reports
FROM new_events e
    LEFT JOIN (SELECT event, deed FROM new_ties) t USING (event) JOIN places p ON p.place = {PLACE}
"""
COUNTED = """
SELECT event, min(first) AS "row", sum(n)::INTEGER AS n_reports FROM (
    SELECT event, story, min("row") AS first, max(n_reports) AS n FROM {rows} GROUP BY event, story) GROUP BY event
"""


class Written(NamedTuple):
    """How many lines of a place were known with the same content, and how many took the place of others."""

    n_same: int
    n_replaced: int


def write_rows(connection: Any, rows: Any, source: str, table: str, *, version: str) -> dict[int, Written]:
    """Keep the rows of a block; what was known of them, by place where there was something.

    The dyads and days of which other ties are known are noted in the table `touched`.
    """
    written: dict[int, Written] = {}
    connection.register("incoming", rows)
    try:
        for _ in _each_number_once(connection):
            if table == "events":
                written |= _write_events(connection, source, version)
            else:
                written |= _write_others(connection, source, table)
    finally:
        connection.unregister("incoming")
    return written


def _each_number_once(connection: Any) -> Any:
    """Make of the block's rows the temp view `fresh`, in which each number stands once: the last one said counts.

    The temp view `told` has all that was said: of how many lines the same is known is told of them all.
    """
    # The window costs more than all else, and hardly ever is a number given twice.
    if not _one(connection, 'SELECT count(*) - count(DISTINCT "row") FROM incoming'):
        for view in ("told", "fresh"):
            connection.execute(f"CREATE OR REPLACE TEMP VIEW {view} AS SELECT * FROM incoming")
        yield
        return
    # What one file says of another's row is counted as if they had come one after the other.
    for (place,) in connection.execute(f"SELECT DISTINCT {PLACE} FROM incoming ORDER BY ALL").fetchall():
        connection.execute(f"CREATE OR REPLACE TEMP VIEW told AS SELECT * FROM incoming WHERE {PLACE} = {place}")
        connection.execute(
            """CREATE OR REPLACE TEMP VIEW fresh AS SELECT * FROM told
            QUALIFY row_number() OVER (PARTITION BY "row" ORDER BY line DESC) = 1"""
        )
        yield


def _one(connection: Any, query: str) -> int:
    return int(connection.execute(query).fetchall()[0][0])


def _write_events(connection: Any, source: str, version: str) -> dict[int, Written]:
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE known AS SELECT d."row", d.event,
            d.event = f.event AND d.story IS NOT DISTINCT FROM f.story AND d.n_reports = f.n_reports AS same
        FROM dataset_rows d JOIN fresh f ON d."row" = f."row" WHERE d.source = ?""",
        [source],
    )
    n_same, n_known = connection.execute("SELECT count(*) FILTER (same), count(*) FROM known").fetchall()[0]
    written = _known_by_place(connection) if n_known else {}
    new = 'SELECT * FROM fresh WHERE "row" NOT IN (SELECT "row" FROM known WHERE same)' if n_same else "FROM fresh"
    connection.execute(f"CREATE OR REPLACE TEMP VIEW changed AS {new}")
    if n_known > n_same:
        connection.execute(
            """DELETE FROM dataset_rows WHERE source = ? AND "row" IN (SELECT "row" FROM known WHERE NOT same)""",
            [source],
        )
    connection.execute(
        f"""INSERT INTO dataset_rows BY NAME
        SELECT ? AS source, "row", event, story, n_reports, day AS date_start, {LINE} AS line, p."load"
        FROM changed JOIN places p ON p.place = {PLACE}""",
        [source],
    )
    _update_events(connection, source, version, revised=n_known > n_same)
    return written


def _known_by_place(connection: Any) -> dict[int, Written]:
    # Of a line that gives several rows all must be known, so that it counts as known.
    rows = connection.execute(
        f"""SELECT place, count(*) FILTER (all_same), count(*) FILTER (changed) FROM (
            SELECT {PLACE} AS place, bool_and(coalesce(k.same, false)) AS all_same,
                coalesce(bool_or(NOT k.same), false) AS changed
            FROM told LEFT JOIN known k USING ("row") GROUP BY line)
        GROUP BY place"""
    ).fetchall()
    return {place: Written(n_same, n_replaced) for place, n_same, n_replaced in rows}


def _update_events(connection: Any, source: str, version: str, *, revised: bool) -> None:
    """Make the events that are new, count the reports of the others anew, drop those that lost their last row."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE counted AS {COUNTED.format(rows='changed')}")
    # An event of that name is of the same day, so that the others' days need not be looked at.
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE existing AS SELECT id AS event FROM coded_events
        WHERE date_start >= (SELECT min(day) FROM changed) AND date_start <= (SELECT max(day) FROM changed)
            AND id IN (SELECT event FROM counted)"""
    )
    if _one(connection, "SELECT count(*) FROM existing"):
        connection.execute("DELETE FROM counted WHERE event IN (FROM existing)")
    connection.execute(
        """CREATE OR REPLACE TEMP VIEW new_events AS SELECT f.* EXCLUDE (n_reports), n.n_reports
        FROM changed f JOIN counted n ON n."row" = f."row" """
    )
    connection.execute(f"CREATE OR REPLACE TEMP TABLE new_ties AS {TIES}", [source])
    connection.execute(EVENTS, {"source": source, "version": version})
    connection.execute(
        "INSERT INTO touched SELECT DISTINCT dyad, date_start FROM new_ties SEMI JOIN ties USING (dyad, date_start)"
    )
    connection.execute("INSERT INTO ties BY NAME FROM new_ties")
    if revised:
        connection.execute("INSERT INTO existing SELECT DISTINCT event FROM known WHERE NOT same")
        _drop_lost(connection, source)
    if _one(connection, "SELECT count(*) FROM existing"):
        some = "(SELECT * FROM dataset_rows WHERE source = ? AND event IN (FROM existing))"
        connection.execute(
            f"""UPDATE coded_events AS e SET n_reports = n.n_reports FROM ({COUNTED.format(rows=some)}) n
            WHERE e.id = n.event""",
            [source],
        )


def _drop_lost(connection: Any, source: str) -> None:
    lost = """SELECT event FROM known WHERE NOT same
        AND event NOT IN (SELECT event FROM dataset_rows WHERE source = ?)"""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE lost AS {lost}", [source])
    connection.execute("INSERT INTO touched SELECT DISTINCT dyad, date_start FROM ties WHERE event IN (FROM lost)")
    connection.execute("DELETE FROM ties WHERE event IN (FROM lost)")
    connection.execute("DELETE FROM coded_events WHERE id IN (FROM lost)")


def _write_others(connection: Any, source: str, table: str) -> dict[int, Written]:
    """Keep the rows of measures, facts or tellings: what is known with other content is replaced."""
    given = f'SELECT "row" FROM {table} WHERE source = ? AND "row" IN (SELECT "row" FROM fresh)'
    connection.execute(f"CREATE OR REPLACE TEMP TABLE known_rows AS {given}", [source])
    written, new = {}, "FROM fresh"
    if _one(connection, "SELECT count(*) FROM known_rows"):
        _compare(connection, source, table)
        written = _known_by_place(connection)
        connection.execute(
            f"""DELETE FROM {table} WHERE source = ? AND "row" IN (SELECT "row" FROM known WHERE NOT same)""", [source]
        )
        new = 'SELECT * FROM fresh WHERE "row" NOT IN (SELECT "row" FROM known WHERE same)'
    connection.execute(
        f"""INSERT INTO {table} BY NAME SELECT f.* REPLACE ({LINE} AS line), ? AS source, p.file, p."load"
        FROM ({new}) f JOIN places p ON p.place = {PLACE}""",
        [source],
    )
    return written


def _compare(connection: Any, source: str, table: str) -> None:
    """Make of the rows in `known_rows` the temp table `known`: row, and whether all it says is the same."""
    columns = [name for name, *_ in connection.execute("DESCRIBE fresh").fetchall() if name not in ("line", "row")]
    same = " AND ".join(f't."{name}" IS NOT DISTINCT FROM f."{name}"' for name in columns)
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE known AS SELECT f."row", {same} AS same
        FROM known_rows JOIN fresh f USING ("row") JOIN {table} t ON t.source = ? AND t."row" = f."row" """,
        [source],
    )
