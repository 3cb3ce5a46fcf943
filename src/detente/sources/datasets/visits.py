"""Visits abroad of US presidents and secretaries of state, as the State Department's historian lists them."""

from __future__ import annotations

from detente.sources.datasets.dataset import DataSet

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
FIRST = rf"^\s*({MONTHS})\s+([0-9]{{1,2}})(?:,\s*([0-9]{{4}}))?"
LAST = rf"(?:({MONTHS})\s+)?([0-9]{{1,2}}),\s*([0-9]{{4}})\s*$"
# "January 29-February 7, 1909", "December 14-25, 1918", "December 31, 1918-January 1, 1919": the year may stand only at
# the end, and the second month only where it is another.
MAPPING = f"""
WITH parts AS (
    SELECT *, regexp_extract("time", '{FIRST}', ['month', 'day', 'year']) AS f,
        regexp_extract("time", '{LAST}', ['month', 'day', 'year']) AS l FROM raw),
days AS (
    SELECT *, try_strptime(concat_ws(' ', f.month, f.day, coalesce(nullif(f.year, ''), l.year)), '%B %d %Y')::DATE
        AS first,
        try_strptime(concat_ws(' ', coalesce(nullif(l.month, ''), f.month), l.day, l.year), '%B %d %Y')::DATE AS last
    FROM parts)
SELECT line, md5_number_lower(concat_ws('|', "destination country", "destination city", "time",
    "description"))::UBIGINT AS row,
    concat_ws('|', "destination country", "destination city", "time", "description") AS own, first AS day,
    CASE WHEN last >= first THEN last + 1 ELSE first + 1 END::DATE AS day_end, NULL::VARCHAR AS code, 'CONSULT' AS type,
    'visit' AS mode, 'United States' AS actor, 'United States' AS actor_state, 'GOV' AS actor_sector,
    nullif(trim("destination country"), '') AS recipient, nullif(trim("destination country"), '') AS recipient_state,
    NULL::VARCHAR AS recipient_sector, NULL::VARCHAR AS sentence, 0::UBIGINT AS story, 1 AS n_reports,
    'diplomatic' AS contexts, nullif(concat_ws(', ', nullif("destination city", ''), "destination country"), '') AS
        place,
    nullif("description", '') AS text,
    CASE WHEN first IS NULL THEN 'no date: "' || left("time", 40) || '"'
        WHEN coalesce(trim("destination country"), '') = '' THEN 'no country' END AS fault
FROM days
"""

DATASET = DataSet(
    name="visits",
    title="Travels abroad of US presidents and secretaries of state",
    citation="US Department of State, Office of the Historian: Travels Abroad of the President, of the Secretary",
    licence="public domain (work of the US government)",
    address="https://history.state.gov/departmenthistory/travels",
    kind="events",
    columns=("destination country", "destination city", "description", "time"),
    mapping=MAPPING,
    states="name",
    quoted=True,
    encoding="latin-1",
)
