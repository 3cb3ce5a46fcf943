"""The rows behind the statements: events, claims, phases and drivers of a relation, each with its report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.relations.queries.record_tables import record_table


def tellings(dyads: Sequence[str]) -> Any:
    """One row a telling: an event as one report or data set has it, with its deed, parties, sentence and report."""
    ties, coded = record_table("ties"), record_table("events")
    own = ties.filter(ties.dyad.isin(list(dyads)))
    parties = own.group_by("event").aggregate(
        dyad=own.dyad.min(),
        pair_deed=own.deed.min(),
        stands=(own.deed == own.event.concat("-", own.dyad)).any(),
        actors=own.actor.collect(distinct=True, order_by=own.actor),
        recipients=own.recipient.collect(distinct=True, order_by=own.recipient),
        reciprocal=own.reciprocal.any(),
    )
    told = record_table("reports").select(report_id="id", report_date="date", outlet="outlet")
    joined = parties.join(coded, parties.event == coded.id)
    joined = joined.join(told, joined.report == told.report_id, how="left")
    names = ("date", "date_start", "date_end", "type", "mode", "contexts", "quad", "score", "status", "place", "text",
             "report", "span_start", "span_end", "confidence", "coder", "coder_version", "file", "line")  # fmt: skip
    chosen = joined.select("event", deed="pair_deed", dyad="dyad", actors="actors", recipients="recipients",
                           reciprocal="reciprocal", stands="stands", report_date="report_date", outlet="outlet",
                           **{name: name for name in names})  # fmt: skip
    return chosen.order_by(chosen.date_start, chosen.event)


def claims(dyads: Sequence[str]) -> Any:
    """One row a claim about these dyads, with the date and name of its report."""
    rows, reports = record_table("claims"), record_table("reports")
    told = reports.select(report_id="id", report_date="date", date_start="date_start", title="title", outlet="outlet")
    joined = rows.filter(_about(rows, dyads)).join(told, rows.report == told.report_id, how="left").drop("report_id")
    return joined.order_by("date_start", "report", "position")


def _about(rows: Any, dyads: Sequence[str]) -> Any:
    """Whether a claim is about any of these dyads."""
    import ibis

    return rows.about.intersect(ibis.array(list(dyads))).length() > 0


def phases(dyads: Sequence[str]) -> Any:
    """One row a phase of these dyads as a report tells it."""
    rows = record_table("phases")
    return rows.filter(rows.dyad.isin(list(dyads))).order_by("date_start", "report", "span_start")


def drivers(dyads: Sequence[str]) -> Any:
    """One row a cause and effect asserted in a report that tells of an event of these dyads, or of a claim."""
    rows, ties, said = record_table("drivers"), record_table("ties"), record_table("claims")
    reports = record_table("reports").select(report_id="id", report_date="date", date_start="date_start")
    of_events = ties.filter(ties.dyad.isin(list(dyads)) & ties.report.notnull()).select("report")
    of_claims = said.filter(_about(said, dyads)).select("report")
    concerned = of_events.union(of_claims, distinct=True)
    kept = rows.semi_join(concerned, "report")
    joined = kept.join(reports, kept.report == reports.report_id, how="left").drop("report_id")
    return joined.order_by("date_start", "report", "cause_start")


def ties_of_states(codes: Sequence[str], dyads: Sequence[str]) -> Any:
    """Dated ties of these states with any third one: event, deed, report, both sides, quad class, status, days."""
    ties = record_table("ties")
    one, other = ties.actor.isin(list(codes)), ties.recipient.isin(list(codes))
    rows = ties.filter((one | other) & ~(one & other) & ties.dyad.notin(list(dyads)) & ties.date_start.notnull())
    return rows.select("event", "deed", "report", "actor", "recipient", "quad", "status", "date_start",
                       "date_end").order_by("date_start", "event")  # fmt: skip
