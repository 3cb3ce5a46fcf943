"""ICEWS coded event data: the yearly and daily files of the Dataverse (20 columns, tabs, header)."""

from __future__ import annotations

from detente.sources.datasets.dataset import DataSet

# Empty in the daily files, "NA" for some text in the yearly ones. An actor's country may be missing (an organisation
# between states); "NA" is never a country there, as countries are written out.
MAPPING = """
SELECT line, try_cast("Event ID" AS UBIGINT) AS row, NULL::VARCHAR AS own,
    try_strptime("Event Date", '%Y-%m-%d')::DATE AS day, NULL::DATE AS day_end,
    "CAMEO Code" AS code, NULL::VARCHAR AS type, NULL::VARCHAR AS mode,
    nullif(nullif("Source Name", ''), 'NA') AS actor, nullif(nullif("Source Country", ''), 'NA') AS actor_state,
    nullif("Source Sectors", '') AS actor_sector,
    nullif(nullif("Target Name", ''), 'NA') AS recipient, nullif(nullif("Target Country", ''), 'NA') AS recipient_state,
    nullif("Target Sectors", '') AS recipient_sector,
    "Story ID" || '/' || "Sentence Number" AS sentence,
    coalesce(try_cast("Story ID" AS UBIGINT), md5_number_lower("Story ID")::UBIGINT) AS story, 1 AS n_reports,
    NULL::VARCHAR AS contexts,
    nullif(concat_ws(', ', nullif(nullif("City", ''), 'NA'), nullif(nullif("Country", ''), 'NA')), '') AS place,
    "Event Text" AS text,
    CASE WHEN try_cast("Event ID" AS UBIGINT) IS NULL THEN 'no event ID: "' || left("Event ID", 20) || '"'
        WHEN try_strptime("Event Date", '%Y-%m-%d') IS NULL THEN 'no date: "' || left("Event Date", 20) || '"'
        WHEN abs(try_cast("Intensity" AS DOUBLE)) <= 10 IS NOT TRUE THEN 'no intensity: "' || left("Intensity", 20)
            || '"'
    END AS fault
FROM raw
"""

DATASET = DataSet(
    name="icews",
    title="ICEWS Coded Event Data",
    citation="Boschee, Lautenschlager, O'Brien, Shellman, Starz, Ward: ICEWS Coded Event Data, doi:10.7910/DVN/28075 "
    "(yearly) and doi:10.7910/DVN/QI2T9A (daily), Harvard Dataverse",
    licence="free for use under the terms of the Dataverse page; (c) Lockheed Martin",
    address="https://dataverse.harvard.edu/dataset.xhtml?persistentId=doi:10.7910/DVN/QI2T9A",
    kind="events",
    columns=(
        "Event ID",
        "Event Date",
        "Source Name",
        "Source Sectors",
        "Source Country",
        "Event Text",
        "CAMEO Code",
        "Intensity",
        "Target Name",
        "Target Sectors",
        "Target Country",
        "Story ID",
        "Sentence Number",
        "City",
        "Country",
    ),
    mapping=MAPPING,
    states="icews",
)
