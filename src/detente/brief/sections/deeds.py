"""The deeds that carry the turn, each with its sentence, its confidence and the number of reports."""

from __future__ import annotations

from detente.brief import wording
from detente.brief.document import Block, Computation, Evidence, Listing, Section, Statement
from detente.brief.material import EventRow, Material
from detente.brief.proof import SURE, of_deed
from detente.brief.titles import EVENT_WORDS

MOST, MOST_OPEN = 12, 6


def section(material: Material) -> Section | None:
    """The events that speak for and against the latest turn; the latest deeds where there is no turn."""
    if not material.events:
        return None
    turns = material.eras.turning_points
    if not turns:
        return Section("latest-deeds", _latest(material))
    deeds = material.deeds()
    by_event = {event.id: deed for deed, rows in deeds.items() for event in rows}
    weights: dict[str, float] = {}
    for carrier in turns[-1].events:
        deed = by_event.get(carrier.event, carrier.event)
        if deed in deeds:
            weights[deed] = weights.get(deed, 0.0) + carrier.contribution
    blocks: list[Block] = []
    for name, sign in (("for", 1), ("against", -1)):
        ranked = sorted((d for d, w in weights.items() if w * sign > 0), key=lambda d: -abs(weights[d]))[:MOST]
        if ranked:
            blocks.append(Listing(tuple(deed_statement(material, deeds[d], weights[d]) for d in ranked), name))
    return Section("deeds", tuple(blocks)) if blocks else Section("latest-deeds", _latest(material))


def deed_statement(material: Material, events: tuple[EventRow, ...], weight: float | None = None) -> Statement:
    """A deed in the ontology's words, shown as coded by machine, over its sentence."""
    event = events[0]
    evidence: tuple[Evidence, ...] = of_deed(material, events)
    n_reports = len({e.report for e in events if e.report})
    told = wording.counted(n_reports, "report") if n_reports else wording.counted(len(events), "row")
    values = [("confidence", f"{event.confidence:.2f}"), ("told by", told)]
    notes = [f"confidence {event.confidence:.2f}", told]
    if weight is not None:
        values.append(("contribution", f"{weight:+.2f}"))
        notes.append(f"contribution to the turn {weight:+.2f}")
    if weight is not None or n_reports > 1:
        formula = "deed" if weight is None else "contribution"
        evidence = (*evidence, Computation(formula, len(events), "events", tuple(values), about=event.deed))
    return Statement(
        f"{_date(event)}: {parties(material, event)}: {what(event)}.",
        evidence,
        knowing="coded",
        note=", ".join(notes),
        quoted=True,
    )


def parties(material: Material, event: EventRow) -> str:
    """Who to whom: "Russia → Pakistan", or "Pakistan and Russia" for what they did together."""
    actors = wording.listed([material.name(code) for code in event.actors])
    if event.reciprocal or not event.recipients:
        return actors
    return f"{actors} → {wording.listed([material.name(code) for code in event.recipients])}"


def what(event: EventRow) -> str:
    """Type and status in words with the type's name: "talks or visit (CONSULT, visit), planned"."""
    mode = f", {event.mode}" if event.mode else ""
    return f"{EVENT_WORDS.get(event.type, event.type.lower())} ({event.type}{mode}), {event.status}"


def _date(event: EventRow) -> str:
    words = wording.edtf(event.date)
    return words[:1].upper() + words[1:]


def _latest(material: Material) -> tuple[Listing, ...]:
    """The latest sure deeds that were done, then what is planned, possible or denied, by the day it was told."""
    told: list[tuple[EventRow, ...]] = []
    done: list[tuple[EventRow, ...]] = []
    for rows in material.deeds().values():
        over = rows[0].done and (rows[0].date_start or "") <= _told_on(material, rows[0])
        (done if over else told).append(rows)
    done.sort(key=lambda rows: rows[0].date_start or "", reverse=True)
    told.sort(key=lambda rows: _told_on(material, rows[0]), reverse=True)
    return tuple(
        Listing(tuple(deed_statement(material, rows) for rows in _sure(deeds, most)), name)
        for name, deeds, most in (("done", done, MOST), ("open", told, MOST_OPEN))
        if deeds
    )


def _sure(deeds: list[tuple[EventRow, ...]], most: int) -> list[tuple[EventRow, ...]]:
    """The first of the deeds that the coder is sure of; where these are few, as many as half of `most`, the surest."""
    ranked = sorted(deeds, key=lambda rows: -rows[0].confidence)
    least = ranked[min(most // 2, len(ranked)) - 1][0].confidence
    return [rows for rows in deeds if rows[0].confidence >= min(SURE, least)][:most]


def _told_on(material: Material, event: EventRow) -> str:
    """The day of the event's report; of a data set's row any day."""
    report = material.reports.get(event.report or "")
    return (report.date_start or "" if report else None) or "9999"
