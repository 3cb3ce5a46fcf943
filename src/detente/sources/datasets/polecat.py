"""POLECAT: PLOVER events of the weekly and yearly files (40 columns, tabs, header); both spellings of its columns."""

from __future__ import annotations

from detente.sources.datasets.dataset import DataSet


def _text(column: str) -> str:
    return f"""nullif(nullif(trim("{column}"), 'None'), '')"""


# Lists are parted by ';' in some releases and by '|' in others. The same deed repeats over stories under other IDs.
MAPPING = f"""
SELECT line, md5_number_lower("Event ID")::UBIGINT AS row, NULL::VARCHAR AS own,
    try_strptime("Event Date", '%Y-%m-%d')::DATE AS day, NULL::DATE AS day_end,
    NULL::VARCHAR AS code, upper(trim("Event Type")) AS type,
    lower(string_split_regex({_text("Event Mode")}, '[;|]')[1]) AS mode,
    {_text("Actor Name")} AS actor, {_text("Actor Country")} AS actor_state,
    {_text("Primary Actor Sector")} AS actor_sector, {_text("Recipient Name")} AS recipient,
    {_text("Recipient Country")} AS recipient_state, {_text("Primary Recipient Sector")} AS recipient_sector,
    NULL::VARCHAR AS sentence, md5_number_lower("Event ID")::UBIGINT AS story, 1 AS n_reports,
    replace(replace(lower({_text("Contexts")}), '|', ';'), ' ', '_') AS contexts,
    nullif(concat_ws(', ', {_text("City")}, {_text("Country")}), '') AS place, NULL::VARCHAR AS text,
    CASE WHEN coalesce({_text("Event ID")}, '') = '' THEN 'no event ID'
        WHEN try_strptime("Event Date", '%Y-%m-%d') IS NULL THEN 'no date: "' || left("Event Date", 20) || '"'
        WHEN coalesce({_text("Event Type")}, '') = '' THEN 'no event type' END AS fault
FROM raw
"""

DATASET = DataSet(
    name="polecat",
    title="POLECAT Weekly Data",
    citation="Halterman, Bagozzi, Beger, Schrodt, Scarborough 2023: PLOVER and POLECAT; Scarborough et al.: POLECAT "
    "Weekly Data, doi:10.7910/DVN/AJGVIT, Harvard Dataverse",
    licence="(c) Leidos; non-commercial research under the terms of the Dataverse page",
    address="https://dataverse.harvard.edu/dataset.xhtml?persistentId=doi:10.7910/DVN/AJGVIT",
    kind="events",
    columns=(
        "Event ID",
        "Event Date",
        "Event Type",
        "Event Mode",
        "Intensity",
        "Quad Code",
        "Contexts",
        "Actor Name",
        "Actor Country",
        "Primary Actor Sector",
        "Recipient Name",
        "Recipient Country",
        "Primary Recipient Sector",
        "City",
        "Country",
    ),
    aliases={"Event Intensity": "Intensity", "Event Quad Code": "Quad Code", "Event Contexts": "Contexts"},
    mapping=MAPPING,
    states="iso3",
    encoding="latin-1",
)
