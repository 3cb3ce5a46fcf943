"""Roll calls of the UN General Assembly: each state's votes as facts, and from them each pair's agreement by year."""

from __future__ import annotations

from dataclasses import replace

from detente.sources.datasets.dataset import DataSet

# Agreement of a pair on a roll call: 1 where they vote alike, 1/2 where one of them abstains, 0 where one says yes and
# the other no. Absences do not count. Source: Lijphart 1963; Voeten 2000.
DERIVED = (
    "DELETE FROM measures WHERE source = 'un-votes'",
    """INSERT INTO measures BY NAME
    WITH votes AS (
        SELECT DISTINCT ON (detail, state) detail, state, year(date_start) AS year, "load",
            CASE value WHEN 'yes' THEN 2 WHEN 'abstain' THEN 1 ELSE 0 END::TINYINT AS vote
        FROM facts WHERE source = 'un-votes' AND value <> 'absent'),
    pairs AS (
        SELECT a.state || '-' || b.state AS dyad, a.year, avg(1 - abs(a.vote - b.vote) / 2) AS value, count(*) AS n,
            max(a."load") AS "load"
        FROM votes a JOIN votes b ON a.detail = b.detail AND a.year = b.year AND a.state < b.state
        GROUP BY a.state, b.state, a.year)
    SELECT dyad, 'UN vote agreement' AS name, year::TEXT AS date, make_date(year::INTEGER, 1, 1) AS date_start,
        make_date(year::INTEGER + 1, 1, 1) AS date_end, value, 'share' AS unit, 'un-votes' AS source,
        "load", md5_number_lower(dyad || year)::UBIGINT AS "row", n || ' roll calls' AS detail FROM pairs""",
)


def _mapping(state: str, vote: str, day: str, tables: str) -> str:
    return f"""
SELECT r.line, md5_number_lower(concat_ws('|', try_cast(r."rcid" AS DOUBLE), {state}))::UBIGINT AS row,
    {state} AS state, 'UN vote' AS name, {vote} AS value, strftime({day}, '%Y-%m-%d') AS date, {day} AS date_start,
    ({day} + 1)::DATE AS date_end, 'roll call ' || try_cast(try_cast(r."rcid" AS DOUBLE) AS INTEGER) AS detail,
    CASE WHEN {day} IS NULL THEN 'no date of roll call "' || left(r."rcid", 12) || '"'
        WHEN {vote} IS NULL THEN 'no vote' END AS fault
FROM {tables}
"""


PACKAGE = DataSet(
    name="un-votes",
    title="UN General Assembly votes",
    citation="Voeten, Strezhnev, Bailey 2009: United Nations General Assembly Voting Data, doi:10.7910/DVN/LEJUQZ",
    licence="CC0",
    address="https://dataverse.harvard.edu/dataset.xhtml?persistentId=doi:10.7910/DVN/LEJUQZ",
    kind="facts",
    columns=("rcid", "country", "country_code", "vote"),
    # As the R package unvotes gives it: dates stand in un_roll_calls, which lies beside.
    companion=("un_roll_calls", "rcid", "date"),
    mapping=_mapping(
        'r."country"',
        """CASE WHEN lower(r."vote") IN ('yes', 'no', 'abstain') THEN lower(r."vote") END""",
        "try_strptime(left(c.\"date\", 10), '%Y-%m-%d')::DATE",
        'raw r LEFT JOIN companion c ON try_cast(c."rcid" AS DOUBLE) = try_cast(r."rcid" AS DOUBLE)',
    ),
    states="votes",
    quoted=True,
    derived=DERIVED,
)
# As the Dataverse gives it: COW numbers, votes as numbers, the date in every row.
DATASET = replace(
    PACKAGE,
    variants=(
        replace(
            PACKAGE,
            columns=("rcid", "ccode", "vote", "date"),
            companion=(),
            mapping=_mapping(
                'r."ccode"',
                """CASE try_cast(r."vote" AS DOUBLE) WHEN 1 THEN 'yes' WHEN 2 THEN 'abstain' WHEN 3 THEN 'no'
                    WHEN 8 THEN 'absent' WHEN 9 THEN 'absent' END""",
                "try_strptime(left(r.\"date\", 10), '%Y-%m-%d')::DATE",
                "raw r",
            ),
            states="cow",
        ),
    ),
)
