"""Coding: a data set's files become blocks of rows with the program's own types, states and sectors.

What a mapping (the SELECT of a data set) gives for each kind of rows, and what comes out, stands in `MAPPED`. Names of
states are looked up once each, at the
row's own date; what is no state stays a name. Rows written twice in one sentence,
from A to B and from B to A, are one deed of both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from detente.errors import Unreadable
from detente.sources.datasets import terms
from detente.sources.datasets.blocks import BLOCK
from detente.sources.datasets.dataset import LINE_BITS, Block, DataSet, RawBlock
from detente.sources.datasets.files import DataFile
from detente.sources.datasets.raw import open_layout, read_companion

BAD_ROW, OUTSIDE = "D208", "D209"
MAPPED = {
    "events": """line, row, own, day, day_end, code, type, mode, actor, actor_state, actor_sector, recipient,
        recipient_state,
        recipient_sector, sentence, story, n_reports, contexts, place, text, fault""",
    "measures": "line, row, a, b, directed, name, value, unit, date, date_start, date_end, detail, fault",
    "facts": "line, row, state, name, value, date, date_start, date_end, detail, fault",
    "tellings": "line, row, of, of_source, story, outlet, url, moment, sentence, confidence, fault",
}
STATE_COLUMNS = {
    "events": ("actor_state", "recipient_state"), "measures": ("a", "b"), "facts": ("state",), "tellings": (),
}  # fmt: skip

KINDED = """
SELECT m.* REPLACE (coalesce(c.cameo, m.code) AS code), c.kind, c.how, c.quad, c.score, c.mutual, c.turned,
    coalesce(m.fault, c.why, CASE WHEN m.day IS NULL OR m.day_end <= m.day THEN 'no date'
        WHEN m.actor IS NULL AND m.recipient IS NULL THEN 'neither an actor nor a recipient' END) AS why,
    c.outside AND m.fault IS NULL AS outside
FROM mapped m LEFT JOIN term_kinds c ON c.code IS NOT DISTINCT FROM m.code AND c.type IS NOT DISTINCT FROM m.type
    AND c.mode IS NOT DISTINCT FROM m.mode
"""
EVENTS = f"""
WITH sided AS NOT MATERIALIZED (
    SELECT * REPLACE (
        CASE WHEN turned THEN recipient ELSE actor END AS actor,
        CASE WHEN turned THEN actor ELSE recipient END AS recipient,
        CASE WHEN turned THEN recipient_state ELSE actor_state END AS actor_state,
        CASE WHEN turned THEN actor_state ELSE recipient_state END AS recipient_state,
        CASE WHEN turned THEN recipient_sector ELSE actor_sector END AS actor_sector,
        CASE WHEN turned THEN actor_sector ELSE recipient_sector END AS recipient_sector),
        -- What its nature makes mutual need not be looked for.
        sentence IS NOT NULL AND NOT mutual AND actor <> recipient AS one_way
    FROM judged WHERE why IS NULL
), told AS (
    -- Who is said to do what to whom in a sentence of a file. Numbers of 64 bits stand for it: two that agree by chance
    -- come once in ten million blocks.
    SELECT hash(line >> {LINE_BITS}, sentence, code, actor, recipient) AS way FROM sided WHERE one_way
), mirrored AS (
    SELECT *, coalesce(actor <> recipient AND (mutual OR way_back IN (SELECT way FROM told)), false) AS both
    FROM (SELECT *, CASE WHEN one_way THEN hash(line >> {LINE_BITS}, sentence, code, recipient, actor) END AS way_back
        FROM sided)
)
SELECT m.line, m.row, m.day, coalesce(m.day_end, m.day + 1)::DATE AS day_end, m.code, m.kind AS type, m.how AS mode,
    m.quad, m.score, m.both AS reciprocal, m.story, m.n_reports::INTEGER AS n_reports, m.contexts, m.place, m.text,
    m.actor, a.state AS actor_state, coalesce(ap.sector, asec.sector) AS actor_sector, ap.name AS actor_name,
    ap.kind AS actor_party, m.recipient, r.state AS recipient_state,
    coalesce(rp.sector, rsec.sector) AS recipient_sector, rp.name AS recipient_name, rp.kind AS recipient_party,
    left(md5(concat_ws('|', $source, m.own, m.day,
        coalesce(CASE WHEN turned THEN left(m.code, 2) || '2' || m.code[4:] ELSE m.code END,
            m.kind || coalesce(m.how, '')), m.both,
        -- A row with a name of its own may be given in two layouts, which name the same states differently.
        CASE WHEN m.own IS NOT NULL THEN least(coalesce(a.state, m.actor), coalesce(r.state, m.recipient))
            WHEN m.both THEN least(m.actor, m.recipient) ELSE coalesce(m.actor, '') END,
        CASE WHEN m.own IS NOT NULL THEN greatest(coalesce(a.state, m.actor), coalesce(r.state, m.recipient))
            WHEN m.both THEN greatest(m.actor, m.recipient) ELSE coalesce(m.recipient, '') END)), 16) AS event
FROM mirrored m
    LEFT JOIN term_states a ON a.term = m.actor_state AND m.day >= a.since AND m.day < a.until
    LEFT JOIN term_states r ON r.term = m.recipient_state AND m.day >= r.since AND m.day < r.until
    LEFT JOIN term_sectors asec ON asec.term = m.actor_sector
    LEFT JOIN term_sectors rsec ON rsec.term = m.recipient_sector
    LEFT JOIN term_parties ap ON ap.term = CASE WHEN m.actor_state IS NULL THEN m.actor END
    LEFT JOIN term_parties rp ON rp.term = CASE WHEN m.recipient_state IS NULL THEN m.recipient END
"""
MEASURES = """
SELECT m.line, m.row, CASE WHEN m.fault IS NOT NULL THEN m.fault
        WHEN m.date_start IS NULL OR m.date_end IS NULL OR m.date_end <= m.date_start THEN 'no date'
        WHEN a.state IS NULL THEN 'no state known: "' || left(coalesce(m.a, ''), 60) || '"'
        WHEN b.state IS NULL THEN 'no state known: "' || left(coalesce(m.b, ''), 60) || '"'
        WHEN a.state = b.state THEN 'both sides are ' || a.state
        WHEN m.value IS NULL OR NOT isfinite(m.value) THEN 'no value' END AS why, false AS outside,
    least(a.state, b.state) || '-' || greatest(a.state, b.state) AS dyad,
    CASE WHEN m.directed THEN a.state END AS actor, CASE WHEN m.directed THEN b.state END AS recipient,
    m.name, m.date, m.date_start, m.date_end, m.value::DOUBLE AS value, m.unit, m.detail
FROM mapped m
    LEFT JOIN term_states a ON a.term = m.a AND m.date_start >= a.since AND m.date_start < a.until
    LEFT JOIN term_states b ON b.term = m.b AND m.date_start >= b.since AND m.date_start < b.until
"""
FACTS = """
SELECT m.line, m.row, CASE WHEN m.fault IS NOT NULL THEN m.fault
        WHEN m.date_start IS NULL OR m.date_end IS NULL OR m.date_end <= m.date_start THEN 'no date'
        WHEN s.state IS NULL THEN 'no state known: "' || left(coalesce(m.state, ''), 60) || '"'
        WHEN m.value IS NULL THEN 'no value' END AS why, false AS outside,
    s.state, m.name, m.value, m.date, m.date_start, m.date_end, m.detail
FROM mapped m LEFT JOIN term_states s ON s.term = m.state AND m.date_start >= s.since AND m.date_start < s.until
"""
TELLINGS = """
SELECT line, row, coalesce(fault, CASE WHEN of IS NULL THEN 'no event named' END) AS why, false AS outside,
    of, of_source, story, outlet, url, moment, sentence::INTEGER AS sentence, confidence::DOUBLE AS confidence
FROM mapped
"""
CODED = {"measures": MEASURES, "facts": FACTS, "tellings": TELLINGS}


def open_dataset(dataset: DataSet, file: DataFile, *, size: int = BLOCK) -> Iterator[Block]:
    """The blocks of one file, in whichever of the data set's layouts it is.

    Raises SourceError for a file that is none of this data set's, or breaks off.
    """
    with Coder() as coder:
        for layout, raw in open_layout(dataset, file, size=size):
            yield coder.code(layout, [(file, raw)])


class Coder:
    """Codes stretches of files, several at a time where they are small. Best in a `with` statement."""

    def __init__(self) -> None:
        self._connection: Any = None
        self._layout: DataSet | None = None
        self._beside: Path | None = None

    def __enter__(self) -> Coder:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def code(self, layout: DataSet, parts: Sequence[tuple[DataFile, RawBlock]]) -> Block:
        """The rows of these stretches as one block; with several, lines also tell the place of theirs.

        Raises Unreadable where the engine cannot take a row.
        """
        import duckdb
        import pyarrow as pa

        file, last = parts[-1]
        self._open(layout, file)
        numbered = [_numbered(raw.rows, place) for place, (_, raw) in enumerate(parts)]
        raw = pa.concat_tables(numbered, promote_options="default") if len(parts) > 1 else numbered[0]
        self._connection.register("raw", raw)
        try:
            rows, aside, unknown = _code(self._connection, layout, raw)
        except duckdb.Error as error:
            # The mappings take any text; what they still cannot take is a fault of the file's, told and passed over.
            text = str(error).splitlines()[0]
            raise Unreadable(f"rows before line {last.last_line} cannot be taken: {text}", where=file.name) from error
        refused = tuple(item for _, part in parts for item in part.refused)
        return Block(rows, aside, refused, raw.num_rows + len(refused), last.last_line, unknown)

    def _open(self, layout: DataSet, file: DataFile) -> None:
        """Make ready for files of this layout, and for what lies beside this one."""
        import duckdb

        if layout is not self._layout or (layout.companion and file.path.parent != self._beside):
            self._close()
            config = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
            self._connection = duckdb.connect(":memory:", config=config)
            self._connection.execute("SET enable_progress_bar = false")
            if layout.companion:
                read_companion(self._connection, layout, file)
            self._layout, self._beside = layout, file.path.parent

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()


def _numbered(rows: Any, place: int) -> Any:
    """Rows whose lines also tell the stretch's place in the block."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not place:
        return rows
    at = rows.schema.get_field_index("line")
    return rows.set_column(at, "line", pc.add(rows.column("line"), pa.scalar(place << LINE_BITS, pa.int64())))


def _code(connection: Any, layout: DataSet, raw: Any) -> tuple[Any, Any, frozenset[str]]:
    """From raw rows, known to the engine as `raw`, to rows, set-aside rows and the names that are no state."""
    # Plain columns are taken from where the file's reader put them; what is derived from many of them is kept.
    kind = "TABLE" if layout.quoted else "VIEW"
    columns = MAPPED[layout.kind]
    connection.execute(f"CREATE OR REPLACE TEMP {kind} mapped AS SELECT {columns} FROM ({layout.mapping})")
    unknown = _look_up_states(connection, layout)
    if layout.kind == "events":
        _look_up_events(connection)
        connection.execute(f"CREATE OR REPLACE TEMP VIEW judged AS {KINDED}")
        rows = connection.sql(EVENTS.replace("$source", "'" + layout.name + "'")).to_arrow_table()
    else:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE judged AS {CODED[layout.kind]}")
        rows = connection.sql("SELECT * EXCLUDE (why, outside) FROM judged WHERE why IS NULL").to_arrow_table()
    return rows, _set_aside(connection, raw, rows.column("line")), unknown


def _set_aside(connection: Any, raw: Any, kept: Any) -> Any:
    """The lines of which nothing is kept, each with its reason: columns line, code, reason."""
    import numpy as np
    import pyarrow as pa

    is_lost = ~np.isin(raw.column("line").to_numpy(), kept.to_numpy())
    lost = raw.filter(pa.array(is_lost)) if is_lost.any() else raw.slice(0, 0)
    # They alone are judged once more.
    connection.register("raw", lost)
    connection.register("lost", lost.select(["line"]))
    try:
        return connection.sql(
            f"""SELECT line, CASE WHEN bool_or(outside) THEN '{OUTSIDE}' ELSE '{BAD_ROW}' END AS code,
                coalesce(min(coalesce(told, why)), 'no two parties in it') AS reason
            FROM lost LEFT JOIN (SELECT line, why, outside FROM judged WHERE why IS NOT NULL) USING (line)
                LEFT JOIN term_no_states USING (why)
            GROUP BY line ORDER BY line"""
        ).to_arrow_table()
    finally:
        connection.unregister("lost")


def _distinct(connection: Any, *columns: str) -> list[str]:
    union = " UNION ".join(f"SELECT {column} AS term FROM mapped" for column in columns)
    rows = connection.execute(f"SELECT DISTINCT term FROM ({union}) WHERE term IS NOT NULL ORDER BY term").fetchall()
    return [term for (term,) in rows]


def _look_up_states(connection: Any, dataset: DataSet) -> frozenset[str]:
    import pyarrow as pa

    columns = STATE_COLUMNS[dataset.kind]
    spans, unknown = (
        terms.state_spans(dataset.states, _distinct(connection, *columns)) if columns else ([], frozenset())
    )
    text = pa.string()
    fields = pa.schema([("term", text), ("state", text), ("since", text), ("until", text)])
    _table(connection, "given", pa.Table.from_pylist([span._asdict() for span in spans], schema=fields))
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE term_states AS
        SELECT term, state, since::DATE AS since, until::DATE AS until FROM given"""
    )
    # Where any name may stand for a party, those of no state are many, and no fault.
    closed = () if dataset.open_names else unknown
    listed = {term: said for term in closed if (said := terms.why_no_state(dataset.states, term))}
    told = [
        {"why": f'no state known: "{term[:60]}"', "told": f'no state: "{term}" is {said}'}
        for term, said in listed.items()
    ]
    _table(connection, "term_no_states", pa.Table.from_pylist(told, schema=pa.schema([("why", text), ("told", text)])))
    return frozenset(term for term in closed if term not in listed and not term.endswith("*"))


def _look_up_events(connection: Any) -> None:
    import pyarrow as pa

    given = connection.execute("SELECT DISTINCT code, type, mode FROM mapped").fetchall()
    text, yes = pa.string(), pa.bool_()
    fields = {"code": text, "type": text, "mode": text, "cameo": text, "kind": text, "how": text, "quad": pa.int8(),
              "score": pa.float64(), "mutual": yes, "turned": yes, "why": text, "outside": yes}  # fmt: skip
    kinds = [terms.event_kind(*row)._asdict() for row in given]
    _table(connection, "term_kinds", pa.Table.from_pylist(kinds, schema=pa.schema(list(fields.items()))))
    sectors = [
        {"term": term, "sector": terms.sector_of(term)}
        for term in _distinct(connection, "actor_sector", "recipient_sector")
    ]
    _table(
        connection, "term_sectors", pa.Table.from_pylist(sectors, schema=pa.schema([("term", text), ("sector", text)]))
    )
    nameless = connection.execute(
        """SELECT DISTINCT term FROM (SELECT actor AS term FROM mapped WHERE actor_state IS NULL
        UNION ALL SELECT recipient FROM mapped WHERE recipient_state IS NULL) WHERE term IS NOT NULL"""
    ).fetchall()
    found_parties = [party._asdict() for party in terms.parties(term for (term,) in nameless)]
    fields = pa.schema([("term", text), ("name", text), ("kind", text), ("sector", text)])
    _table(connection, "term_parties", pa.Table.from_pylist(found_parties, schema=fields))


def _table(connection: Any, name: str, table: Any) -> None:
    connection.register("arrow_given", table)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM arrow_given")
    connection.unregister("arrow_given")
