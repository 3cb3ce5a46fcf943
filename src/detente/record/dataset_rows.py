"""Rows of data sets into the tables of the record: one block, inside the caller's transaction.

A raw row is known by its data set and number. Given again it changes nothing; given with other content it takes the
place of what it said before, and an event that no row tells of any more goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

ACTOR = """[{{'text': {side}, 'span_start': NULL::INTEGER, 'span_end': NULL::INTEGER,
    'kind': CASE WHEN {side}_party IS NOT NULL THEN {side}_party
        WHEN {side}_state IS NULL THEN NULL WHEN {side}_sector IN ('GOV', 'MIL', 'COP', 'JUD', 'LEG', 'SPY')
            THEN CASE WHEN contains({side}, '(') OR {side} = upper({side}) THEN 'body' ELSE 'person' END
        WHEN {side}_sector IS NULL THEN 'state' ELSE 'group' END,
    'state': {side}_state, 'sector': {side}_sector, 'name': coalesce({side}_name, {side}), 'role': NULL::TEXT,
    'members': []::TEXT[]}}]"""
SIDE = "CASE WHEN {side} IS NULL THEN [] ELSE " + ACTOR + " END"
PARTIES = """CASE WHEN reciprocal THEN list_concat({actor}, {recipient}) ELSE {actor} END AS actors,
    CASE WHEN reciprocal THEN [] ELSE {recipient} END AS recipients""".format(
    actor=SIDE.format(side="actor"), recipient=SIDE.format(side="recipient")
)
# An event between two states is a tie; a state's dealings with itself are an event without one.
TIES = """
INSERT INTO ties BY NAME
SELECT least(actor_state, recipient_state) || '-' || greatest(actor_state, recipient_state) AS dyad, event,
    event AS deed, NULL::TEXT AS report, CASE WHEN reciprocal THEN least(actor_state, recipient_state) ELSE
        actor_state END AS actor,
    CASE WHEN reciprocal THEN greatest(actor_state, recipient_state) ELSE recipient_state END AS recipient,
    reciprocal, type, quad, score, 'occurred' AS status, day AS date_start, day_end AS date_end, 1.0 AS confidence,
    ? AS source
FROM new_events WHERE actor_state <> recipient_state
"""
EVENTS = f"""
INSERT INTO events BY NAME
SELECT event AS id, event AS deed, text, type, mode, coalesce(string_split(contexts, ';'), []) AS contexts, {PARTIES},
    'occurred' AS status, CASE WHEN day_end = day + 1 THEN strftime(day, '%Y-%m-%d')
        ELSE strftime(day, '%Y-%m-%d') || '/' || strftime(day_end - 1, '%Y-%m-%d') END AS date, day AS date_start,
            day_end AS date_end, place, quad,
    score, 1.0 AS confidence, $source AS coder, $version AS coder_version, $file AS file, line, $load AS "load",
    $source AS source, code, n_reports
FROM new_events
"""
COUNTED = """
SELECT event, min(first) AS "row", sum(n)::INTEGER AS n_reports FROM (
    SELECT event, story, min("row") AS first, max(n_reports) AS n FROM {rows} GROUP BY event, story) GROUP BY event
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block comes from: data set, file and load."""

    source: str
    version: str
    file: str
    load: int


@dataclass(frozen=True, slots=True)
class Written:
    """How many of a block's rows were known with the same content, and how many took the place of others."""

    n_same: int
    n_replaced: int


def write_events(connection: Any, rows: Any, place: Place) -> Written:
    """Keep the rows of a block of events. The dyads and days that changed are noted in the temp table `touched`."""
    _fresh(connection, rows)
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE known AS SELECT d."row", d.event,
            d.event = f.event AND d.story IS NOT DISTINCT FROM f.story AND d.n_reports = f.n_reports AS same
        FROM dataset_rows d JOIN fresh f ON d."row" = f."row" WHERE d.source = ?""",
        [place.source],
    )
    n_same, n_known = connection.execute("SELECT count(*) FILTER (same), count(*) FROM known").fetchall()[0]
    # Of a line that gives several rows all must be known, so that it counts as known.
    lines = """SELECT count(*) FROM (SELECT f.line FROM fresh f LEFT JOIN known k USING ("row") GROUP BY f.line
        HAVING bool_and(coalesce(k.same, false)))"""
    n_lines_same = _one(connection, lines) if n_same else 0
    if n_same == n_known == _one(connection, "SELECT count(*) FROM fresh"):
        return Written(n_lines_same, 0)
    if n_known:
        connection.execute(
            """CREATE OR REPLACE TEMP TABLE changed AS SELECT * FROM fresh
            WHERE "row" NOT IN (SELECT "row" FROM known WHERE same)"""
        )
        connection.execute("CREATE OR REPLACE TEMP VIEW fresh AS SELECT * FROM changed")
        connection.execute(
            """DELETE FROM dataset_rows WHERE source = ? AND "row" IN (SELECT "row" FROM known WHERE NOT same)""",
            [place.source],
        )
    connection.execute(
        """INSERT INTO dataset_rows BY NAME
        SELECT ? AS source, "row", event, story, n_reports, day AS date_start, line, ? AS "load" FROM fresh""",
        [place.source, place.load],
    )
    _update_events(connection, place, revised=n_known > n_same)
    return Written(n_lines_same, n_known - n_same)


def _one(connection: Any, query: str) -> int:
    return int(connection.execute(query).fetchall()[0][0])


def _fresh(connection: Any, rows: Any) -> None:
    """The block's rows as the temp view `fresh`, each number once: the last one said counts."""
    connection.register("incoming", rows)
    # The window costs more than all else, and hardly ever is a number given twice.
    if _one(connection, 'SELECT count(*) - count(DISTINCT "row") FROM incoming'):
        once = """SELECT * FROM incoming QUALIFY row_number() OVER (PARTITION BY "row" ORDER BY line DESC) = 1"""
        connection.execute(f"CREATE OR REPLACE TEMP TABLE once AS {once}")
    else:
        connection.execute("CREATE OR REPLACE TEMP VIEW once AS SELECT * FROM incoming")
    connection.execute("CREATE OR REPLACE TEMP VIEW fresh AS SELECT * FROM once")


def _update_events(connection: Any, place: Place, *, revised: bool) -> None:
    """Make the events that are new, count the reports of the others anew, drop those that lost their last row."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE counted AS {COUNTED.format(rows='fresh')}")
    # An event of that name is of the same day, so that the others' days need not be looked at.
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE existing AS SELECT id AS event FROM events
        WHERE date_start >= (SELECT min(day) FROM fresh) AND date_start <= (SELECT max(day) FROM fresh)
            AND id IN (SELECT event FROM counted)"""
    )
    connection.execute(
        """CREATE OR REPLACE TEMP VIEW new_events AS SELECT f.* EXCLUDE (n_reports), n.n_reports
        FROM fresh f JOIN counted n ON n."row" = f."row"
        WHERE f.event NOT IN (SELECT event FROM existing)"""
    )
    values = {"source": place.source, "version": place.version, "file": place.file, "load": place.load}
    connection.execute(EVENTS, values)
    connection.execute(TIES, [place.source])
    connection.execute(
        """INSERT INTO touched SELECT DISTINCT least(actor_state, recipient_state) || '-' ||
            greatest(actor_state, recipient_state), day FROM new_events WHERE actor_state <> recipient_state"""
    )
    if revised:
        connection.execute("INSERT INTO existing SELECT DISTINCT event FROM known WHERE NOT same")
        _drop_lost(connection, place.source)
    if _one(connection, "SELECT count(*) FROM existing"):
        some = "(SELECT * FROM dataset_rows WHERE source = ? AND event IN (SELECT event FROM existing))"
        connection.execute(
            f"UPDATE events SET n_reports = n.n_reports FROM ({COUNTED.format(rows=some)}) n WHERE events.id = n.event",
            [place.source],
        )


def _drop_lost(connection: Any, source: str) -> None:
    lost = """SELECT event FROM known WHERE NOT same
        AND event NOT IN (SELECT event FROM dataset_rows WHERE source = ?)"""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE lost AS {lost}", [source])
    connection.execute("INSERT INTO touched SELECT DISTINCT dyad, date_start FROM ties WHERE event IN (FROM lost)")
    connection.execute("DELETE FROM ties WHERE event IN (FROM lost)")
    connection.execute("DELETE FROM events WHERE id IN (FROM lost)")


def write_others(connection: Any, rows: Any, place: Place, table: str) -> Written:
    """Keep the rows of a block of measures, facts or tellings: a row that is known already is replaced."""
    _fresh(connection, rows)
    n_known = connection.execute(
        f'SELECT count(*) FROM {table} WHERE source = ? AND "row" IN (SELECT "row" FROM fresh)', [place.source]
    ).fetchall()[0][0]
    if n_known:
        connection.execute(
            f'DELETE FROM {table} WHERE source = ? AND "row" IN (SELECT "row" FROM fresh)', [place.source]
        )
    connection.execute(
        f'INSERT INTO {table} BY NAME SELECT *, ? AS source, ? AS file, ? AS "load" FROM fresh',
        [place.source, place.file, place.load],
    )
    return Written(0, int(n_known))
