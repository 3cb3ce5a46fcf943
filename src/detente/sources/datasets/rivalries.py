"""Rivalries with their years: Thompson, Sakuwa and Suhas; Thompson and Dreyer. A measure of 1 while a rivalry lasts."""

from __future__ import annotations

from dataclasses import replace

from detente.sources.datasets.dataset import DataSet


def _mapping(name: str, start: str, end: str, edition: str) -> str:
    """`edition`: the same rivalry may have ended for one list and not for the other."""
    first, last = (f"""try_cast(try_cast("{column}" AS DOUBLE) AS INTEGER)""" for column in (start, end))
    return f"""
SELECT line, md5_number_lower(concat_ws('|', "ccode1", "ccode2", "{name}", "{start}"{edition}))::UBIGINT AS row,
    "ccode1" AS a, "ccode2" AS b, false AS directed, 'rivalry' AS name, 1.0 AS value, 'in force' AS unit,
    lpad(first::VARCHAR, 4, '0') || '/' || coalesce(lpad(last::VARCHAR, 4, '0'), '..') AS date,
    make_date(first, 1, 1) AS date_start, make_date(coalesce(last, 9998) + 1, 1, 1) AS date_end, "{name}" AS detail,
    CASE WHEN first IS NULL THEN 'no first year: "' || left("{start}", 20) || '"' END AS fault
FROM (SELECT *, CASE WHEN {first} BETWEEN 1 AND 9998 THEN {first} END AS first,
    CASE WHEN {last} BETWEEN 1 AND 9998 THEN {last} END AS last FROM raw)
"""


TSS = DataSet(
    name="rivalries",
    title="Strategic rivalries",
    citation="Thompson, Sakuwa, Suhas 2021: Analyzing Strategic Rivalries in World Politics, Springer; "
    "Thompson, Dreyer 2011: Handbook of International Rivalries, CQ Press",
    licence="free for scholarly use with citation",
    address="https://svmiller.com/peacesciencer/",
    kind="measures",
    columns=("rivalry", "ccode1", "ccode2", "start", "end"),
    mapping=_mapping("rivalry", "start", "end", ""),
    states="cow",
    quoted=True,
)
DATASET = replace(
    TSS,
    variants=(
        replace(
            TSS,
            columns=("rivalryname", "ccode1", "ccode2", "styear", "endyear"),
            mapping=_mapping("rivalryname", "styear", "endyear", ", 'Thompson-Dreyer'"),
        ),
    ),
)
