"""Coding: a data set's files become blocks of rows with the program's own types, states and sectors.

What a mapping (the SELECT of a data set) gives for each kind of rows, and what comes out, stands in `MAPPED`. Names of
states are looked up once each, at the
row's own date; what is no state stays a name. Rows written twice in one sentence,
from A to B and from B to A, are one deed of both.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.errors import MissingColumn, UnknownFormat, Unreadable
from detente.sources.datasets import terms
from detente.sources.datasets.blocks import BLOCK
from detente.sources.datasets.dataset import Block, DataSet
from detente.sources.datasets.files import DataFile
from detente.sources.datasets.raw import raw_blocks, read_companion

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

EVENTS = """
WITH joined AS NOT MATERIALIZED (
    SELECT m.* REPLACE (coalesce(c.cameo, m.code) AS code), coalesce(m.type, c.type) AS kind, coalesce(m.mode,
        c.mode) AS how,
        coalesce(k.quad, c.quad) AS quad, coalesce(s.score, k.score, c.score) AS score,
        coalesce(c.mutual, false) AS mutual, coalesce(c.turned, false) AS turned,
        CASE WHEN m.fault IS NOT NULL THEN m.fault
            WHEN m.type IS NULL AND c.code IS NULL THEN 'no code of CAMEO: "' || left(coalesce(m.code, ''), 20) || '"'
            WHEN m.type IS NOT NULL AND k.type IS NULL THEN 'no type of PLOVER: "' || left(m.type, 20) || '"'
            WHEN coalesce(m.type, c.type) IS NULL THEN 'CAMEO ' || c.cameo || ' is no event of PLOVER'
            WHEN m.day IS NULL OR m.day_end <= m.day THEN 'no date'
            WHEN m.actor IS NULL AND m.recipient IS NULL THEN 'neither an actor nor a recipient' END AS why,
        m.type IS NULL AND c.code IS NOT NULL AND c.type IS NULL AND m.fault IS NULL AS outside
    FROM mapped m LEFT JOIN term_codes c ON c.code = m.code LEFT JOIN plover_types k ON k.type = m.type
        LEFT JOIN plover_modes s ON s.type = m.type AND s.mode = m.mode
), sided AS NOT MATERIALIZED (
    SELECT * REPLACE (
        CASE WHEN turned THEN recipient ELSE actor END AS actor,
        CASE WHEN turned THEN actor ELSE recipient END AS recipient,
        CASE WHEN turned THEN recipient_state ELSE actor_state END AS actor_state,
        CASE WHEN turned THEN actor_state ELSE recipient_state END AS recipient_state,
        CASE WHEN turned THEN recipient_sector ELSE actor_sector END AS actor_sector,
        CASE WHEN turned THEN actor_sector ELSE recipient_sector END AS recipient_sector),
        -- What its nature makes mutual need not be looked for.
        sentence IS NOT NULL AND why IS NULL AND NOT mutual AND actor <> recipient AS one_way
    FROM joined
), told AS (
    -- Who is said to do what to whom in a sentence. Numbers of 64 bits stand for it: two that agree by chance come once
    -- in ten million blocks.
    SELECT hash(sentence, code, actor, recipient) AS way FROM sided WHERE one_way
), mirrored AS (
    SELECT *, coalesce(actor <> recipient AND (mutual OR way_back IN (SELECT way FROM told)), false) AS both
    FROM (SELECT *, CASE WHEN one_way THEN hash(sentence, code, recipient, actor) END AS way_back FROM sided)
)
SELECT m.line, m.row, m.why, m.outside, m.day, coalesce(m.day_end, m.day + 1)::DATE AS day_end, m.code, m.kind AS
    type, m.how AS mode, m.quad::TINYINT AS quad,
    m.score::DOUBLE AS score, m.both AS reciprocal, m.story, m.n_reports::INTEGER AS n_reports, m.contexts,
        m.place, m.text,
    m.actor, a.state AS actor_state, coalesce(ap.sector, asec.sector) AS actor_sector, ap.name AS actor_name,
    ap.kind AS actor_party, m.recipient, r.state AS recipient_state, coalesce(rp.sector, rsec.sector) AS
        recipient_sector,
    rp.name AS recipient_name, rp.kind AS recipient_party,
    CASE WHEN m.why IS NULL THEN left(md5(concat_ws('|', $source, m.own, m.day,
        coalesce(CASE WHEN turned THEN left(m.code, 2) || '2' || m.code[4:] ELSE m.code END,
            m.kind || coalesce(m.how, '')), m.both,
        -- A row with a name of its own may be given in two layouts, which name the same states differently.
        CASE WHEN m.own IS NOT NULL THEN least(coalesce(a.state, m.actor), coalesce(r.state, m.recipient))
            WHEN m.both THEN least(m.actor, m.recipient) ELSE coalesce(m.actor, '') END,
        CASE WHEN m.own IS NOT NULL THEN greatest(coalesce(a.state, m.actor), coalesce(r.state, m.recipient))
            WHEN m.both THEN greatest(m.actor, m.recipient) ELSE coalesce(m.recipient, '') END)), 16) END AS event
FROM mirrored m
    LEFT JOIN term_states a ON a.term = m.actor_state AND m.day >= a.since AND m.day < a.until
    LEFT JOIN term_states r ON r.term = m.recipient_state AND m.day >= r.since AND m.day < r.until
    LEFT JOIN term_sectors asec ON asec.term = m.actor_sector
    LEFT JOIN term_sectors rsec ON rsec.term = m.recipient_sector
    LEFT JOIN term_parties ap ON ap.term = m.actor AND m.actor_state IS NULL
    LEFT JOIN term_parties rp ON rp.term = m.recipient AND m.recipient_state IS NULL
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
CODED = {"events": EVENTS, "measures": MEASURES, "facts": FACTS, "tellings": TELLINGS}


def open_dataset(dataset: DataSet, file: DataFile, *, size: int = BLOCK) -> Iterator[Block]:
    """The blocks of one file, in whichever of the data set's layouts it is.

    Raises SourceError for a file that is none of this data set's, or breaks off.
    """
    layouts = (dataset, *dataset.variants)
    for place, layout in enumerate(layouts):
        blocks = _blocks(layout, file, size)
        try:
            first = next(blocks, None)
        except (MissingColumn, UnknownFormat):
            if place == len(layouts) - 1:
                raise
            continue
        if first is not None:
            yield first
            yield from blocks
        return


def _blocks(dataset: DataSet, file: DataFile, size: int) -> Iterator[Block]:
    import duckdb

    config = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    connection = duckdb.connect(":memory:", config=config)
    connection.execute("SET enable_progress_bar = false")
    try:
        _plover_tables(connection)
        if dataset.companion:
            read_companion(connection, dataset, file)
        for raw in raw_blocks(connection, dataset, file, size=size):
            try:
                rows, aside, unknown = _code(connection, dataset)
            except duckdb.Error as error:
                # The mappings take any text; what they still cannot take is a fault of the file's, told and passed
                # over.
                text = str(error).splitlines()[0]
                raise Unreadable(
                    f"rows before line {raw.last_line} cannot be taken: {text}", where=file.name
                ) from error
            n_read = raw.n_rows + len(raw.refused)
            yield Block(rows, aside, raw.refused, n_read, raw.last_line, unknown)
    finally:
        connection.close()


def _plover_tables(connection: Any) -> None:
    import pyarrow as pa

    from detente.plover import event_types

    kinds = event_types().values()
    types = [{"type": kind.name, "quad": kind.quad, "score": kind.score} for kind in kinds]
    modes = [{"type": k.name, "mode": mode, "score": score} for k in kinds for mode, score in k.modes.items()]
    _table(connection, "plover_types", pa.Table.from_pylist(types))
    _table(connection, "plover_modes", pa.Table.from_pylist(modes))


def _code(connection: Any, dataset: DataSet) -> tuple[Any, Any, frozenset[str]]:
    """From `raw` to rows, set-aside rows and the names that are no state."""
    import pyarrow.compute as pc

    columns = MAPPED[dataset.kind]
    # Plain columns are taken from where the file's reader put them; what is derived from many of them is kept.
    kind = "TABLE" if dataset.quoted else "VIEW"
    connection.execute(f"CREATE OR REPLACE TEMP {kind} mapped AS SELECT {columns} FROM ({dataset.mapping})")
    unknown = _look_up_states(connection, dataset)
    if dataset.kind == "events":
        _look_up_events(connection)
    coded = connection.sql(CODED[dataset.kind].replace("$source", "'" + dataset.name + "'")).to_arrow_table()
    sound = pc.is_null(coded.column("why"))
    aside = _set_aside(connection, coded.filter(pc.invert(sound)).select(["line", "why", "outside"]), coded, sound)
    return coded.filter(sound).drop_columns(["why", "outside"]), aside, unknown


def _set_aside(connection: Any, faulty: Any, coded: Any, sound: Any) -> Any:
    """The lines of which nothing is kept, each with its reason: columns line, code, reason."""
    connection.register("faulty", faulty)
    connection.register("kept_lines", coded.select(["line"]).filter(sound))
    try:
        return connection.sql(
            f"""SELECT line, CASE WHEN bool_or(outside) THEN '{OUTSIDE}' ELSE '{BAD_ROW}' END AS code,
                coalesce(min(why), 'nothing to keep') AS reason
            FROM (FROM faulty UNION ALL
                SELECT line, NULL, false FROM raw WHERE line NOT IN (SELECT line FROM faulty))
            WHERE line NOT IN (SELECT line FROM kept_lines) GROUP BY line ORDER BY line"""
        ).to_arrow_table()
    finally:
        connection.unregister("faulty")
        connection.unregister("kept_lines")


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
    if dataset.open_names:
        return frozenset()
    return frozenset(
        term for term in unknown if terms.why_no_state(dataset.states, term) is None and not term.endswith("*")
    )


def _look_up_events(connection: Any) -> None:
    import pyarrow as pa

    text = pa.string()
    fields = {"code": text, "cameo": text, "type": text, "mode": text, "quad": pa.int8(), "score": pa.float64()}
    codes = pa.schema(list({**fields, "mutual": pa.bool_(), "turned": pa.bool_()}.items()))
    found = terms.conversions(_distinct(connection, "code"))
    _table(connection, "term_codes", pa.Table.from_pylist(found, schema=codes))
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
