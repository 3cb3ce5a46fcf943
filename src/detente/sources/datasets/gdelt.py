"""GDELT events, versions 1.0 and 2.0: tabs, no header; 57, 58 or 61 columns."""

from __future__ import annotations

from detente.sources.datasets.dataset import DataSet

ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
         "Type2Code", "Type3Code")  # fmt: skip
GEO1 = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
GEO2 = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")


def _columns(geo: tuple[str, ...], *, address: bool) -> tuple[str, ...]:
    return (
        "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
        *(f"Actor1{part}" for part in ACTOR), *(f"Actor2{part}" for part in ACTOR),
        "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
        "NumSources", "NumArticles", "AvgTone",
        *(f"{place}Geo_{part}" for place in ("Actor1", "Actor2", "Action") for part in geo),
        "DATEADDED", *(("SOURCEURL",) if address else ()),
    )  # fmt: skip


# An actor's code stands in for a missing name, so that a deed has its parties; a known group ("UNO") for a missing
# type.
# The page, or where it is not given the row itself, is the story.
MAPPING = """
SELECT line, try_cast("GLOBALEVENTID" AS UBIGINT) AS row, NULL::VARCHAR AS own,
    try_strptime("SQLDATE", '%Y%m%d')::DATE AS day, NULL::DATE AS day_end,
    "EventCode" AS code, NULL::VARCHAR AS type, NULL::VARCHAR AS mode,
    coalesce(nullif("Actor1Name", ''), nullif("Actor1Code", '')) AS actor, nullif("Actor1CountryCode", '') AS
        actor_state,
    coalesce(nullif("Actor1Type1Code", ''), nullif("Actor1KnownGroupCode", '')) AS actor_sector,
    coalesce(nullif("Actor2Name", ''), nullif("Actor2Code", '')) AS recipient,
    nullif("Actor2CountryCode", '') AS recipient_state,
    coalesce(nullif("Actor2Type1Code", ''), nullif("Actor2KnownGroupCode", '')) AS recipient_sector,
    nullif("SOURCEURL", '') || '/' || "SQLDATE" AS sentence,
    md5_number_lower(coalesce(nullif("SOURCEURL", ''), "GLOBALEVENTID"))::UBIGINT AS story,
    try_cast("NumArticles" AS INTEGER) AS n_reports, NULL::VARCHAR AS contexts,
    nullif("ActionGeo_FullName", '') AS place, NULL::VARCHAR AS text,
    CASE WHEN try_cast("GLOBALEVENTID" AS UBIGINT) IS NULL THEN 'no event ID: "' || left("GLOBALEVENTID", 20) || '"'
        WHEN length("SQLDATE") <> 8 OR try_strptime("SQLDATE", '%Y%m%d') IS NULL
            THEN 'no date: "' || left("SQLDATE", 20) || '"'
        WHEN try_cast("NumArticles" AS INTEGER) BETWEEN 1 AND 1000000000 IS NOT TRUE
            THEN 'no number of articles: "' || left("NumArticles", 20) || '"'
        WHEN try_cast("QuadClass" AS INTEGER) BETWEEN 1 AND 4 IS NOT TRUE
            THEN 'no quad class: "' || left("QuadClass", 20) || '"' END AS fault
FROM raw
"""
CITATION = "Leetaru, Schrodt 2013: GDELT, Global Data on Events, Location and Tone 1979-2012; the GDELT Project, "
V1 = _columns(GEO1, address=True)
V2 = _columns(GEO2, address=True)

GDELT1 = DataSet(
    name="gdelt1",
    title="GDELT 1.0 Events",
    citation=CITATION + "http://data.gdeltproject.org/events/",
    licence="free for any use with citation of the GDELT Project and a link to it",
    address="http://data.gdeltproject.org/events/",
    kind="events",
    columns=_columns(GEO1, address=False),
    # Without an address (before April 2013) the event itself is its story.
    optional=("SOURCEURL",),
    headless={57: _columns(GEO1, address=False), 58: V1},
    mapping=MAPPING,
    states="cameo",
)
GDELT2 = DataSet(
    name="gdelt2",
    title="GDELT 2.0 Events",
    citation=CITATION + "http://data.gdeltproject.org/gdeltv2/",
    licence="free for any use with citation of the GDELT Project and a link to it",
    address="http://data.gdeltproject.org/gdeltv2/",
    kind="events",
    columns=V2,
    headless={61: V2},
    mapping=MAPPING,
    states="cameo",
)
