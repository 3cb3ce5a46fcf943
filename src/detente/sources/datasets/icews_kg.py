"""ICEWS as a temporal knowledge graph: subject, relation (by its name or CAMEO code), object, date."""

from __future__ import annotations

from detente.sources.datasets.dataset import DataSet
from detente.sources.datasets.icews import DATASET as ICEWS


def _mapping(subject: str, code: str, target: str) -> str:
    # "Police (India)" belongs to India; a name without brackets may be a state's own. The graph keeps no stories.
    def state(column: str) -> str:
        return f"""coalesce(nullif(regexp_extract("{column}", '\\(([^()]+)\\)\\s*$', 1), ''), "{column}")"""

    return f"""
SELECT line, md5_number_lower(concat_ws('|', "{subject}", "{code}", "{target}", left("date", 10)))::UBIGINT AS row,
    NULL::VARCHAR AS own, try_strptime(left("date", 10), '%Y-%m-%d')::DATE AS day, NULL::DATE AS day_end,
    "{code}" AS code, NULL::VARCHAR AS type, NULL::VARCHAR AS mode, nullif("{subject}", '') AS actor,
    {state(subject)} AS actor_state, NULL::VARCHAR AS actor_sector, nullif("{target}", '') AS recipient,
    {state(target)} AS recipient_state, NULL::VARCHAR AS recipient_sector, NULL::VARCHAR AS sentence,
    0::UBIGINT AS story, 1 AS n_reports, NULL::VARCHAR AS contexts, NULL::VARCHAR AS place,
    NULL::VARCHAR AS text,
    CASE WHEN regexp_full_match("{subject}", '[0-9]+') THEN 'a number instead of a name: give the graph as text'
        WHEN try_strptime(left("date", 10), '%Y-%m-%d') IS NULL THEN 'no date: "' || left("date", 20) || '"' END
        AS fault
FROM raw
"""


DATASET = DataSet(
    name="icews-kg",
    title="ICEWS as a temporal knowledge graph",
    citation=f"{ICEWS.citation}; as quadruples of subject, relation, object and date",
    licence=ICEWS.licence,
    address=ICEWS.address,
    kind="events",
    columns=("source", "cameo", "target", "date"),
    aliases={"subject": "source", "object": "target", "code": "cameo", "relation": "cameo"},
    # Without a header: subject, relation by its name (or CAMEO code), object, date; a fifth column says nothing.
    headless={4: ("source", "cameo", "target", "date"), 5: ("source", "cameo", "target", "date", "rest")},
    mapping=_mapping("source", "cameo", "target"),
    states="icews",
    open_names=True,
)
