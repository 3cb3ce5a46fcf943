"""A dyad's measures, and what they are compared with: the rest of the record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.relations.queries.record_tables import record_table

VOTES = "UN vote agreement"


def measures(dyads: Sequence[str]) -> Any:
    """The rows of these dyads: name, days, value, unit, detail, source, file and line."""
    rows = record_table("measures")
    own = rows.filter(rows.dyad.isin(list(dyads)) & rows.date_start.notnull())
    return own.select("dyad", "name", "date", "date_start", "date_end", "value", "unit", "detail", "source", "file",
                      "line").order_by("name", "date_start", "line")  # fmt: skip


def covered_years() -> Any:
    """From which day to which each measure is kept at all, over all dyads."""
    rows = record_table("measures")
    rows = rows.filter(rows.date_start.notnull())
    return rows.group_by("name").aggregate(since=rows.date_start.min(), until=rows.date_end.max()).order_by("name")


def usual_agreement(codes: Sequence[str], dyads: Sequence[str]) -> Any:
    """By year, how these states agree in UN votes with all others than each other, in the mean."""
    rows = record_table("measures")
    touches = rows.dyad.left(3).isin(list(codes)) | rows.dyad.right(3).isin(list(codes))
    rows = rows.filter((rows.name == VOTES) & touches & rows.dyad.notin(list(dyads)))
    return rows.group_by("date_start").aggregate(usual=rows.value.mean()).order_by("date_start")
