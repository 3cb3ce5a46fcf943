"""GDELT 2.0 mentions: which page tells of which event, where and how surely; 16 columns, tabs, no header."""

from __future__ import annotations

from detente.sources.datasets.dataset import DataSet

COLUMNS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
MAPPING = """
SELECT line, md5_number_lower(concat_ws('|', "GLOBALEVENTID", "MentionTimeDate", "MentionIdentifier", "SentenceID",
        "ActionCharOffset"))::UBIGINT AS row,
    try_cast("GLOBALEVENTID" AS UBIGINT) AS of, 'gdelt2' AS of_source,
    md5_number_lower("MentionIdentifier")::UBIGINT AS story, nullif("MentionSourceName", '') AS outlet,
    CASE WHEN "MentionIdentifier" ILIKE 'http%' THEN "MentionIdentifier" END AS url,
    try_strptime("MentionTimeDate", '%Y%m%d%H%M%S') AS moment, try_cast("SentenceID" AS INTEGER) AS sentence,
    try_cast("Confidence" AS DOUBLE) / 100 AS confidence,
    CASE WHEN try_cast("GLOBALEVENTID" AS UBIGINT) IS NULL THEN 'no event ID: "' || left("GLOBALEVENTID", 20) || '"'
        WHEN try_strptime("MentionTimeDate", '%Y%m%d%H%M%S') IS NULL
            THEN 'no time: "' || left("MentionTimeDate", 20) || '"'
        WHEN try_cast("Confidence" AS DOUBLE) BETWEEN 0 AND 100 IS NOT TRUE
            THEN 'no confidence: "' || left("Confidence", 20) || '"' END AS fault
FROM raw
"""

DATASET = DataSet(
    name="gdelt-mentions",
    title="GDELT 2.0 Mentions",
    citation="The GDELT Project: Event Database 2.0, mentions table, http://data.gdeltproject.org/gdeltv2/",
    licence="free for any use with citation of the GDELT Project and a link to it",
    address="http://data.gdeltproject.org/gdeltv2/",
    kind="tellings",
    columns=COLUMNS,
    headless={16: COLUMNS},
    mapping=MAPPING,
)
