"""UCDP georeferenced event data: each event of organised violence as one ASSAULT, with its sides and days."""

from __future__ import annotations

from detente.sources.datasets.dataset import DataSet

# One-sided violence (type 3) is against civilians of the country; of the other two types each names both sides.
MAPPING = """
SELECT line, id AS row, id::VARCHAR AS own, first AS day, (last + 1)::DATE AS day_end, NULL::VARCHAR AS code,
    'ASSAULT' AS type, NULL::VARCHAR AS mode, nullif("side_a", '') AS actor, nullif("gwnoa", '') AS actor_state,
    CASE WHEN nullif("gwnoa", '') IS NULL THEN 'UAF' ELSE 'MIL' END AS actor_sector,
    CASE WHEN violence = 3 THEN 'civilians (' || "country" || ')' ELSE nullif("side_b", '') END AS recipient,
    CASE WHEN violence = 3 THEN "country_id" ELSE nullif("gwnob", '') END AS recipient_state,
    CASE WHEN violence = 3 THEN 'CVL' WHEN nullif("gwnob", '') IS NULL THEN 'UAF' ELSE 'MIL' END AS recipient_sector,
    NULL::VARCHAR AS sentence, id AS story,
    greatest(1, coalesce(try_cast(try_cast("number_of_sources" AS DOUBLE) AS INTEGER), 1)) AS n_reports,
    NULL::VARCHAR AS contexts, nullif(concat_ws(', ', nullif("where_coordinates", ''), "country"), '') AS place,
    coalesce(nullif("source_headline", ''), "dyad_name") || ' (deaths: ' || coalesce("best", '?') || ')' AS text,
    CASE WHEN id IS NULL THEN 'no event ID' WHEN first IS NULL OR last IS NULL OR last < first THEN 'no date'
        WHEN violence BETWEEN 1 AND 3 IS NOT TRUE THEN 'no type of violence' END AS fault
FROM (SELECT * EXCLUDE ("id"), try_cast(try_cast("id" AS DOUBLE) AS UBIGINT) AS id,
        try_strptime(left("date_start", 10), '%Y-%m-%d')::DATE AS first,
        try_strptime(left("date_end", 10), '%Y-%m-%d')::DATE AS last,
        try_cast(try_cast("type_of_violence" AS DOUBLE) AS INTEGER) AS violence FROM raw)
"""

DATASET = DataSet(
    name="ucdp-ged",
    title="UCDP Georeferenced Event Dataset",
    citation="Sundberg, Melander 2013: Introducing the UCDP Georeferenced Event Dataset, Journal of Peace Research 50; "
    "Davies, Pettersson, Oberg 2023",
    licence="CC BY 4.0",
    address="https://ucdp.uu.se/downloads/",
    kind="events",
    columns=(
        "id",
        "type_of_violence",
        "dyad_name",
        "side_a",
        "side_b",
        "number_of_sources",
        "source_headline",
        "where_coordinates",
        "country",
        "country_id",
        "date_start",
        "date_end",
        "best",
        "gwnoa",
        "gwnob",
    ),
    mapping=MAPPING,
    states="gw",
    quoted=True,
)
