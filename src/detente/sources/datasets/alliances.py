"""Alliances by dyad and year: ATOP and Correlates of War. One measure for each kind of obligation, 1 or 0."""

from __future__ import annotations

from collections.abc import Mapping

from detente.sources.datasets.dataset import DataSet


def dyad_year(names: Mapping[str, str], *, unit: str, row: str = "", directed: bool = False) -> str:
    """The SQL of a table of dyads and years: a measure for each of these columns. `row`: what else names a row.

    With `directed` what the first state owes the second is another row than what the second owes the first.
    """
    values = ", ".join(
        f"""{{'name': '{name}', 'value': try_cast("{column}" AS DOUBLE)}}""" for column, name in names.items()
    )
    number = 'try_cast(try_cast("{0}" AS DOUBLE) AS INTEGER)'
    sides = "a, b" if directed else "least(a, b), greatest(a, b)"
    one, other, year = (number.format(column) for column in ("ccode1", "ccode2", "year"))
    return f"""
SELECT line, md5_number_lower(concat_ws('|', {sides}, yr, m.name{row}))::UBIGINT AS row,
    a::VARCHAR AS a, b::VARCHAR AS b, {str(directed).lower()} AS directed, m.name AS name, m.value AS value,
    '{unit}' AS unit,
    lpad(yr::VARCHAR, 4, '0') AS date, make_date(yr, 1, 1) AS date_start, make_date(yr + 1, 1, 1) AS date_end,
    NULL::VARCHAR AS detail, CASE WHEN yr IS NULL THEN 'no year: "' || left("year", 20) || '"' END AS fault
FROM (SELECT *, unnest([{values}]) AS m, {one} AS a, {other} AS b,
        CASE WHEN {year} BETWEEN 1 AND 9998 THEN {year} END AS yr FROM raw)
"""


ATOP_COLUMNS = {
    "atop_defense": "alliance: defence", "atop_offense": "alliance: offence", "atop_neutral": "alliance: neutrality",
    "atop_nonagg": "alliance: non-aggression", "atop_consul": "alliance: consultation",
}  # fmt: skip
COW_COLUMNS = {
    "cow_defense": "alliance: defence", "cow_neutral": "alliance: neutrality", "cow_nonagg": "alliance: non-aggression",
    "cow_entente": "alliance: entente",
}  # fmt: skip
ATOP = DataSet(
    name="atop",
    title="ATOP, dyad-years",
    citation="Leeds, Ritter, Mitchell, Long 2002: Alliance Treaty Obligations and Provisions, 1815-1944, International "
    "Interactions 28; ATOP 5, http://www.atopdata.org",
    licence="free for scholarly use with citation",
    address="http://www.atopdata.org/data.html",
    kind="measures",
    columns=("ccode1", "ccode2", "year", *ATOP_COLUMNS),
    aliases={
        "stateA": "ccode1",
        "stateB": "ccode2",
        "defense": "atop_defense",
        "offense": "atop_offense",
        "neutral": "atop_neutral",
        "nonagg": "atop_nonagg",
        "consul": "atop_consul",
    },
    # Some bind one side only: the United States are to defend Japan, and Japan not them.
    mapping=dyad_year(ATOP_COLUMNS, unit="in force", directed=True),
    states="cow",
    quoted=True,
)
COW = DataSet(
    name="cow-alliances",
    title="COW Formal Alliances, dyad-years",
    citation="Gibler 2009: International Military Alliances, 1648-2008, CQ Press; Correlates of War v4.1",
    licence="free for scholarly use with citation",
    address="https://correlatesofwar.org/data-sets/formal-alliances/",
    kind="measures",
    columns=("ccode1", "ccode2", "year", *COW_COLUMNS),
    aliases={
        "defense": "cow_defense",
        "neutrality": "cow_neutral",
        "nonaggression": "cow_nonagg",
        "entente": "cow_entente",
    },
    mapping=dyad_year(COW_COLUMNS, unit="in force"),
    states="cow",
    quoted=True,
)
