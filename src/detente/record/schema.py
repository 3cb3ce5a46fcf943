"""The tables of the record (DuckDB). Every row says where it comes from.

Spans are half-open character offsets in `reports.text`; `date` is EDTF as read, `date_start` and `date_end` the
half-open days it covers (an event without a date of its own takes its report's). `dyad` is a sorted pair of codes at
the right date ("PAK-SUN" before 1991-12-26). `deed` names what was done, over all reports of it: see
docs/methods/deeds.md. Of the ties that tell of one deed one `stands` for it (record/standing.py).

A row of a data set becomes a row of `events` (with `source`, its CAMEO `code`, and `n_reports`, the number of reports
that it is coded from), `measures` (a dyad's number at a date), `facts` (what is said of one state) or `tellings` (where
an event was told). `dataset_rows` keeps which raw row (its number in the data set, file and line by `load`) tells
of which
event; `refused_rows` which lines were refused and why.

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

SCHEMA_VERSION = 7
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
    "events": f"""id TEXT NOT NULL, deed TEXT NOT NULL, report TEXT, text TEXT, span_start INTEGER,
        span_end INTEGER, trigger TEXT, trigger_start INTEGER, trigger_end INTEGER, type TEXT NOT NULL, mode TEXT,
        contexts TEXT[], actors {ACTORS}, recipients {ACTORS}, status TEXT NOT NULL, date TEXT, date_start DATE,
        date_end DATE, place TEXT, quad TINYINT NOT NULL, score DOUBLE NOT NULL, confidence DOUBLE NOT NULL,
        coder TEXT NOT NULL, coder_version TEXT NOT NULL, file TEXT, line BIGINT, "load" BIGINT NOT NULL,
        source TEXT, code TEXT, n_reports INTEGER""",
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

OF_A_REPORT = ("mentions", "events", "ties", "ties_set_aside", "claims", "claims_set_aside", "phases", "drivers")
"""The tables whose rows belong to one report (column `report`) and are replaced with it."""
