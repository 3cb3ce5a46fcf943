"""The tables of the record (DuckDB). Every row says where it comes from.

Spans are half-open character offsets in `reports.text`; `date` is EDTF as read, `date_start` and `date_end` the
half-open days it covers (an event without a date of its own takes its report's). `dyad` is a sorted pair of codes at
the right date ("PAK-SUN" before 1991-12-26). `deed` names what was done, over all reports of it: see
docs/methods/deeds.md. Of the ties that tell of one deed one `stands` for it (record/standing.py).

All events are the view `events`: those of reports as `told_events` has them, and those of data sets with their
`source`, CAMEO `code` and `n_reports`, the number of reports that they are coded from. The latter have at most one
party on each side, so that `coded_events` keeps them in plain columns, without what follows from these: writing lists
takes twice the time.

A row of a data set becomes a row of `coded_events`, `measures` (a dyad's number at a date), `facts` (what is said of
one state) or `tellings` (where an event was told). `dataset_rows` keeps which raw row (its number in the data set, file
and line by `load`) tells of which event; `refused_rows` which lines were refused and why.

A claim has its source in `source_...`, who passed it on in `via_...`, its stance to each dyad that it names in
`towards`. A driver has the words that join its cause and effect in `cue...`, and is `explicit` where they are words of
cause; spans broken by other words have their pieces in `..._parts`.

`touched` holds dyads and days whose ties have changed since the data sets' deeds were linked; a load leaves it empty.

`corrections` keeps what readers said of events and claims; what they called wrong is set aside in tables of its own, so
that no question need ask for it (record/corrections.py). `frozen` keeps dossiers as they were shown.

Only `reports` has a primary key that DuckDB guards: an index over the events would cost memory for every row ever
kept. The intake keeps the others unique, and tests hold it to that.
"""

from __future__ import annotations

SCHEMA_VERSION = 8
APPLICATION = "detente"

TIES = """dyad TEXT NOT NULL, event TEXT NOT NULL, deed TEXT NOT NULL, report TEXT, actor TEXT NOT NULL,
        recipient TEXT NOT NULL, reciprocal BOOLEAN NOT NULL, type TEXT NOT NULL, quad TINYINT NOT NULL,
        score DOUBLE NOT NULL, status TEXT NOT NULL, date_start DATE, date_end DATE, confidence DOUBLE NOT NULL,
        source TEXT NOT NULL, stands BOOLEAN DEFAULT true"""
CLAIMS = """id TEXT NOT NULL, report TEXT NOT NULL, position INTEGER NOT NULL, source_text TEXT,
        source_start INTEGER, source_end INTEGER, source_name TEXT, source_role TEXT, source_state TEXT,
        source_anonymous BOOLEAN, cue TEXT, cue_start INTEGER, cue_end INTEGER, content TEXT NOT NULL,
        content_start INTEGER NOT NULL, content_end INTEGER NOT NULL, content_parts INTEGER[][], direct BOOLEAN,
        certainty TEXT, stance TEXT, about TEXT[], disputes TEXT[], supports TEXT[], coder TEXT NOT NULL,
        coder_version TEXT NOT NULL, "load" BIGINT NOT NULL, via_text TEXT, via_start INTEGER, via_end INTEGER,
        via_name TEXT, via_role TEXT, via_state TEXT, towards STRUCT(dyad TEXT, stance TEXT)[]"""
ACTORS = """STRUCT("text" TEXT, span_start INTEGER, span_end INTEGER, kind TEXT, state TEXT, sector TEXT, "name" TEXT,
    role TEXT, members TEXT[])[]"""

TABLES = {
    "meta": "key TEXT PRIMARY KEY, value TEXT NOT NULL",
    "loads": """id BIGINT PRIMARY KEY, kind TEXT NOT NULL, source TEXT NOT NULL, path TEXT, hash TEXT,
        coder TEXT, coder_version TEXT, started TIMESTAMP NOT NULL, finished TIMESTAMP,
        n_read BIGINT DEFAULT 0, n_kept BIGINT DEFAULT 0, n_same BIGINT DEFAULT 0, n_refused BIGINT DEFAULT 0,
        n_replaced BIGINT DEFAULT 0, n_undated BIGINT DEFAULT 0, lines BIGINT DEFAULT 0""",
    "reports": """id TEXT PRIMARY KEY, text TEXT NOT NULL, title TEXT, date TEXT, date_start DATE, date_end DATE,
        outlet TEXT, url TEXT, path TEXT, line BIGINT, language TEXT, name TEXT, sources TEXT[],
        coder TEXT NOT NULL, coder_version TEXT NOT NULL, "load" BIGINT NOT NULL""",
    "mentions": """report TEXT NOT NULL, span_start INTEGER, span_end INTEGER, text TEXT, kind TEXT, state TEXT,
        sector TEXT, name TEXT, role TEXT, members TEXT[]""",
    "told_events": f"""id TEXT NOT NULL, deed TEXT NOT NULL, report TEXT, text TEXT, span_start INTEGER,
        span_end INTEGER, trigger TEXT, trigger_start INTEGER, trigger_end INTEGER, type TEXT NOT NULL, mode TEXT,
        contexts TEXT[], actors {ACTORS}, recipients {ACTORS}, status TEXT NOT NULL, date TEXT, date_start DATE,
        date_end DATE, place TEXT, quad TINYINT NOT NULL, score DOUBLE NOT NULL, confidence DOUBLE NOT NULL,
        coder TEXT NOT NULL, coder_version TEXT NOT NULL, file TEXT, line BIGINT, "load" BIGINT NOT NULL""",
    "coded_events": """id TEXT NOT NULL, deed TEXT NOT NULL, text TEXT, type TEXT NOT NULL, mode TEXT, contexts TEXT,
        reciprocal BOOLEAN NOT NULL, actor TEXT, actor_kind TEXT, actor_state TEXT, actor_sector TEXT, actor_name TEXT,
        recipient TEXT, recipient_kind TEXT, recipient_state TEXT, recipient_sector TEXT, recipient_name TEXT,
        date_start DATE NOT NULL, date_end DATE NOT NULL, place TEXT, quad TINYINT NOT NULL, score DOUBLE NOT NULL,
        coder_version TEXT NOT NULL, file TEXT, line BIGINT, "load" BIGINT NOT NULL, source TEXT NOT NULL, code TEXT,
        n_reports INTEGER""",
    "ties": TIES,
    "ties_set_aside": TIES,
    "claims": CLAIMS,
    "claims_set_aside": CLAIMS,
    "phases": """report TEXT NOT NULL, dyad TEXT NOT NULL, "interval" TEXT, date_start DATE, date_end DATE,
        direction TEXT, text TEXT, span_start INTEGER, span_end INTEGER""",
    "drivers": """report TEXT NOT NULL, cause TEXT, cause_start INTEGER, cause_end INTEGER, effect TEXT,
        effect_start INTEGER, effect_end INTEGER, source_text TEXT, source_name TEXT, cue TEXT, cue_start INTEGER,
        cue_end INTEGER, explicit BOOLEAN, cause_parts INTEGER[][], effect_parts INTEGER[][]""",
    "measures": """dyad TEXT NOT NULL, name TEXT NOT NULL, date TEXT, date_start DATE, date_end DATE,
        value DOUBLE NOT NULL, unit TEXT, source TEXT NOT NULL, file TEXT, line BIGINT, "load" BIGINT NOT NULL,
        "row" UBIGINT, actor TEXT, recipient TEXT, detail TEXT""",
    "facts": """state TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, date TEXT, date_start DATE NOT NULL,
        date_end DATE NOT NULL, detail TEXT, source TEXT NOT NULL, "row" UBIGINT, file TEXT, line BIGINT,
        "load" BIGINT NOT NULL""",
    "tellings": """"of" UBIGINT NOT NULL, of_source TEXT NOT NULL, story UBIGINT NOT NULL, outlet TEXT, url TEXT,
        moment TIMESTAMP, sentence INTEGER, confidence DOUBLE, source TEXT NOT NULL, "row" UBIGINT, file TEXT,
        line BIGINT, "load" BIGINT NOT NULL""",
    "dataset_rows": """source TEXT NOT NULL, "row" UBIGINT NOT NULL, event TEXT NOT NULL, story UBIGINT,
        n_reports INTEGER, date_start DATE, line BIGINT, "load" BIGINT NOT NULL""",
    "refused_rows": """source TEXT NOT NULL, file TEXT NOT NULL, line BIGINT, code TEXT NOT NULL, reason TEXT NOT NULL,
        "load" BIGINT NOT NULL""",
    "quarantine": """path TEXT, line BIGINT, code TEXT NOT NULL, reason TEXT NOT NULL, excerpt TEXT,
        hash TEXT NOT NULL, seen TIMESTAMP NOT NULL, "load" BIGINT NOT NULL""",
    "corrections": """id BIGINT NOT NULL, kind TEXT NOT NULL, target TEXT NOT NULL, judgement TEXT NOT NULL,
        who TEXT NOT NULL, note TEXT, moment TIMESTAMP NOT NULL, report TEXT, "text" TEXT, span_start INTEGER,
        span_end INTEGER, said TEXT NOT NULL""",
    "touched": "dyad TEXT NOT NULL, date_start DATE",
    "frozen": "hash TEXT NOT NULL, dyad TEXT NOT NULL, moment TIMESTAMP NOT NULL, html TEXT NOT NULL",
}

PARTY = """{{'text': {side}, 'span_start': NULL::INTEGER, 'span_end': NULL::INTEGER, 'kind': {side}_kind,
    'state': {side}_state, 'sector': {side}_sector, 'name': coalesce({side}_name, {side}), 'role': NULL::TEXT,
    'members': []::TEXT[]}}"""
PARTIES = f"[{PARTY.format(side='actor')}, {PARTY.format(side='recipient')}]"
# A slice of one list costs the engine less than a choice between lists. A deed of both has both sides.
EVENTS = f"""
FROM told_events UNION ALL BY NAME
SELECT id, deed, text, type, mode, coalesce(string_split(contexts, ';'), []) AS contexts,
    {PARTIES}[CASE WHEN actor IS NULL THEN 2 ELSE 1 END:CASE WHEN reciprocal THEN 2 ELSE 1 END] AS actors,
    {PARTIES}[2:CASE WHEN reciprocal OR recipient IS NULL THEN 1 ELSE 2 END] AS recipients, 'occurred' AS status,
    CASE WHEN date_end = date_start + 1 THEN strftime(date_start, '%Y-%m-%d')
        ELSE strftime(date_start, '%Y-%m-%d') || '/' || strftime(date_end - 1, '%Y-%m-%d') END AS date, date_start,
    date_end, place, quad, score, 1.0::DOUBLE AS confidence, source AS coder, coder_version, file, line, "load", source,
    code, n_reports
FROM coded_events
"""
VIEWS = {"events": EVENTS}
SIDE = """{side}.text AS {side}, {side}.kind AS {side}_kind, {side}.state AS {side}_state,
    {side}.sector AS {side}_sector, nullif({side}.name, {side}.text) AS {side}_name"""
CODED = f"""
SELECT id, deed, text, type, mode, nullif(array_to_string(contexts, ';'), '') AS contexts, reciprocal,
    {SIDE.format(side="actor")}, {SIDE.format(side="recipient")}, date_start, date_end, place, quad, score,
    coder_version, file, line, "load", source, code, n_reports
FROM (SELECT *, len(actors) = 2 AS reciprocal, actors[1] AS actor, coalesce(actors[2], recipients[1]) AS recipient
    FROM {{rows}} WHERE source IS NOT NULL)
"""
BEHIND = {
    "events": {
        "told_events": "SELECT * EXCLUDE (source, code, n_reports) FROM {rows} WHERE source IS NULL",
        "coded_events": CODED,
    }
}
"""The tables behind each view, and what each keeps of the view's rows."""
SHOWN = [table for table in TABLES if table != "meta" and not any(table in tables for tables in BEHIND.values())]
SHOWN += BEHIND
"""What the record holds for others: tables, and views instead of the tables behind them."""

OF_A_REPORT = ("mentions", "told_events", "ties", "ties_set_aside", "claims", "claims_set_aside", "phases", "drivers")
"""The tables whose rows belong to one report (column `report`) and are replaced with it."""
