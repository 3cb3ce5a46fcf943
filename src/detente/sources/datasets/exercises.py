"""Multinational military exercises: for each two participants one COOPERATE, military, over the days it lasted."""

from __future__ import annotations

from dataclasses import replace
from string import ascii_uppercase

from detente.sources.datasets.dataset import DataSet

STATES = tuple(f"State{letter}" for letter in (*ascii_uppercase, *(f"A{letter}" for letter in ascii_uppercase[:13])))


def _day(side: str, *, end: bool) -> str:
    """The first day, or the day after the last; an unknown day ("xx") or month stands for all of its month or year."""
    year, month, day = (
        f"""try_cast(try_cast("{side}.{part}" AS DOUBLE) AS INTEGER)""" for part in ("year", "month", "day")
    )
    given = (
        f"lpad({year}::VARCHAR, 4, '0') || '-' || lpad({month}::VARCHAR, 2, '0') || '-' || lpad({day}::VARCHAR, 2, '0')"
    )
    whole = f"try_strptime({given}, '%Y-%m-%d')::DATE"
    of_month = (
        f"CASE WHEN {year} BETWEEN 1 AND 9998 AND {month} BETWEEN 1 AND 12 THEN make_date({year}, {month}, 1) END"
    )
    of_year = f"CASE WHEN {year} BETWEEN 1 AND 9998 THEN make_date({year}, 1, 1) END"
    if not end:
        return f"coalesce({whole}, {of_month}, {of_year})"
    return f"coalesce(({whole} + 1)::DATE, ({of_month} + INTERVAL 1 MONTH)::DATE, ({of_year} + INTERVAL 1 YEAR)::DATE)"


# A participant that stands twice in an exercise is one. A line without a partner has nothing to tell of two states.
MAPPING = f"""
WITH given AS (
    SELECT line, "MMEID" AS exercise, "Ex_Name" AS name, "Location" AS place, PARTY AS party, {
    _day("s", end=False)
} AS first,
        {_day("e", end=True)} AS last FROM ROWS),
parts AS (SELECT * FROM given WHERE party IS NOT NULL AND party NOT IN ('', '-9', 'NA'))
SELECT g.line, md5_number_lower(concat_ws('|', g.exercise, least(g.party, o.party), greatest(g.party,
    o.party)))::UBIGINT AS row,
    g.exercise AS own, g.first AS day,
    CASE WHEN g.last > g.first THEN g.last ELSE g.first + 1 END::DATE AS day_end, NULL::VARCHAR AS code,
        'COOPERATE' AS type,
    NULL::VARCHAR AS mode, least(g.party, o.party) AS actor, least(g.party, o.party) AS actor_state, 'MIL' AS
        actor_sector,
    greatest(g.party, o.party) AS recipient, greatest(g.party, o.party) AS recipient_state, 'MIL' AS recipient_sector,
    NULL::VARCHAR AS sentence, 0::UBIGINT AS story, 1 AS n_reports, 'military' AS contexts, nullif(g.place, '') AS
        place,
    'Joint exercise ' || g.name AS text,
    CASE WHEN g.first IS NULL THEN 'no date' WHEN g.exercise IS NULL THEN 'no exercise' END AS fault
FROM parts g JOIN parts o ON g.exercise = o.exercise AND g.party <> o.party
"""
LONG = DataSet(
    name="exercises",
    title="Multinational Military Exercises",
    citation="D'Orazio 2013: War Games: North Korea's Reaction to US and South Korean Military Exercises; D'Orazio, "
    "Galambos: Multinational Military Exercises 1980-2010, doi:10.7910/DVN/KHFODX",
    licence="free for scholarly use with citation",
    address="https://dataverse.harvard.edu/dataset.xhtml?persistentId=doi:10.7910/DVN/KHFODX",
    kind="events",
    columns=("MMEID", "Ex_Name", "gwcode", "Location", "s.year", "s.month", "s.day", "e.year", "e.month", "e.day"),
    mapping=MAPPING.replace("PARTY", '"gwcode"').replace("ROWS", "raw"),
    states="gw",
    quoted=True,
    encoding="latin-1",
)
WIDE = replace(
    LONG,
    columns=(
        "MMEID",
        "Ex_Name",
        "Location",
        "s.year",
        "s.month",
        "s.day",
        "e.year",
        "e.month",
        "e.day",
        "StateA",
        "StateB",
    ),
    optional=STATES[2:],
    mapping=MAPPING.replace("PARTY", "party").replace(
        "ROWS", "(SELECT *, unnest([" + ", ".join(f'"{name}"' for name in STATES) + "]) AS party FROM raw)"
    ),
    states="name",
)
DATASET = replace(LONG, variants=(WIDE,))
