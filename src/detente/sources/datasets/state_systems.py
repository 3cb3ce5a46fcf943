"""Membership in the state system (COW, Gleditsch-Ward) and leaders in office (Archigos, REIGN), as dated facts."""

from __future__ import annotations

from dataclasses import replace

from detente.sources.datasets.dataset import DataSet


def _number(column: str) -> str:
    return f"""try_cast(try_cast("{column}" AS DOUBLE) AS INTEGER)"""


def _day(year: str, month: str, day: str) -> str:
    """A date from three columns; NULL where they are none."""
    parts = f"lpad({_number(year)}::VARCHAR, 4, '0') || '-' || lpad({_number(month)}::VARCHAR, 2, '0')"
    return f"try_strptime({parts} || '-' || lpad({_number(day)}::VARCHAR, 2, '0'), '%Y-%m-%d')::DATE"


def _iso(column: str) -> str:
    return f"""try_strptime(left("{column}", 10), '%Y-%m-%d')::DATE"""


def _mapping(state: str, name: str, value: str, start: str, end: str, detail: str) -> str:
    """`start` and `end` are SQL for the first and the day after the last; an end that is none stays open.

    `detail` names the list: two lists that agree on a first day may not agree on the last.
    """
    return f"""
SELECT line, md5_number_lower(concat_ws('|', {_number(state)}, '{name}', "{value}", since, {detail}))::UBIGINT AS row,
    "{state}" AS state, '{name}' AS name, nullif("{value}", '') AS value,
    strftime(since, '%Y-%m-%d') || '/' || CASE WHEN until IS NULL THEN '..' ELSE strftime(until - 1, '%Y-%m-%d')
        END AS date,
    since AS date_start, coalesce(until, DATE '9999-12-31') AS date_end, {detail} AS detail,
    CASE WHEN since IS NULL THEN 'no first day' END AS fault
FROM (SELECT *, {start} AS since, {end} AS until FROM raw)
"""


COW = DataSet(
    name="states",
    title="State system membership",
    citation="Correlates of War: State System Membership v2016; Gleditsch, Ward 1999: Interstate System Membership, "
    "International Interactions 25",
    licence="free for scholarly use with citation",
    address="https://correlatesofwar.org/data-sets/state-system-membership/",
    kind="facts",
    columns=("ccode", "statenme", "styear", "stmonth", "stday", "endyear", "endmonth", "endday"),
    mapping=_mapping(
        "ccode",
        "state system member",
        "statenme",
        _day("styear", "stmonth", "stday"),
        f"({_day('endyear', 'endmonth', 'endday')} + 1)::DATE",
        "'COW'",
    ),
    states="cow",
    quoted=True,
)
STATES = replace(
    COW,
    variants=(
        replace(
            COW,
            columns=("gwcode", "statename", "startdate", "enddate"),
            mapping=_mapping(
                "gwcode",
                "state system member",
                "statename",
                _iso("startdate"),
                f"({_iso('enddate')} + 1)::DATE",
                "'Gleditsch-Ward'",
            ),
            states="gw",
        ),
    ),
)
ARCHIGOS = DataSet(
    name="leaders",
    title="Leaders in office",
    citation="Goemans, Gleditsch, Chiozza 2009: Introducing Archigos, Journal of Peace Research 46; Bell 2016: The "
    "Rulers, Elections, and Irregular Governance Dataset (REIGN)",
    licence="Archigos free for scholarly use with citation; REIGN MIT",
    address="https://www.rochester.edu/college/faculty/hgoemans/data.htm",
    kind="facts",
    columns=("gwcode", "leader", "startdate", "enddate"),
    aliases={"ccode": "gwcode"},
    mapping=_mapping("gwcode", "leader", "leader", _iso("startdate"), f"({_iso('enddate')} + 1)::DATE", "'Archigos'"),
    states="gw",
    quoted=True,
)
# REIGN gives the day on which an office began and the month in which it ended.
LEADERS = replace(
    ARCHIGOS,
    variants=(
        replace(
            ARCHIGOS,
            columns=("ccode", "leader", "sdate", "smonth", "syear", "emonth", "eyear"),
            aliases={},
            mapping=_mapping(
                "ccode",
                "leader",
                "leader",
                _day("syear", "smonth", "sdate"),
                f"CASE WHEN {_number('emonth')} BETWEEN 1 AND 12 AND {_number('eyear')} BETWEEN 1 AND 9998 "
                f"THEN (make_date({_number('eyear')}, {_number('emonth')}, 1) + INTERVAL 1 MONTH)::DATE END",
                "'REIGN'",
            ),
            states="cow",
            encoding="latin-1",
        ),
    ),
)
