"""Evidence of the record's rows: where an event, a claim, a phase or a driver stands in its report or data set."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from detente.brief.context import sentence_evidence
from detente.brief.document import Evidence, RowEvidence, SentenceEvidence
from detente.brief.material import ClaimRow, DriverRow, EventRow, Material, PhaseRow, ReportRow
from detente.brief.namings import introductions

Marks = tuple[tuple[int, int], ...]
MOST_SENTENCES = 6
"""Sentences linked directly from one statement; the number of all stands in its note."""
SURE, FAIRLY_SURE = 0.8, 0.7
"""Confidence of an event that is shown before others, and of one on which alone something is said; of those judged
strictly .85 are right from .8 on, .70 from .7 to .8 (events.md)."""


def of_event(material: Material, event: EventRow) -> SentenceEvidence | RowEvidence:
    """The sentence of an event with its trigger marked, or the row of the data set that it came from.

    Where the sentence does not name both sides, it begins with the one that does, the name marked too.
    """
    report = material.reports.get(event.report or "")
    if report is None:
        fields = (
            ("date", event.date or ""),
            ("actor", ", ".join(event.actors)),
            ("recipient", ", ".join(event.recipients)),
            ("type", event.type),
            ("status", event.status),
            ("event", event.id),
        )
        return RowEvidence(event.coder or "data set", event.file or "", event.line, fields)
    if event.trigger_start is None or event.trigger_end is None:
        return sentence_evidence(report, [(event.start, event.end)])
    marks = ((event.trigger_start, event.trigger_end),)
    return _introduced(material, report, marks, codes={*event.actors, *event.recipients})


def surest(events: Iterable[EventRow], most: int) -> list[EventRow]:
    """The events that the coder is surest of, in their own order: the evidence of a number is shown by these.

    None is less than fairly sure where one is surer.
    """
    events = list(events)
    ranked = sorted(events, key=lambda event: -event.confidence)[:most]
    best = {id(event) for event in ranked if event.confidence >= min(FAIRLY_SURE, ranked[0].confidence)}
    return [event for event in events if id(event) in best]


def of_events(material: Material, events: Iterable[EventRow]) -> tuple[SentenceEvidence | RowEvidence, ...]:
    """The evidence of several events, each piece once."""
    found = {piece.key: piece for piece in (of_event(material, event) for event in events)}
    return tuple(found.values())


def of_deed(material: Material, events: tuple[EventRow, ...]) -> tuple[Evidence, ...]:
    """The evidence of one deed: a sentence of each report that tells it, the first ones where they are many."""
    by_report = {event.report or event.id: event for event in reversed(events)}
    chosen = [event for event in events if by_report[event.report or event.id] is event]
    return of_events(material, chosen[:MOST_SENTENCES])


def of_claim(material: Material, claim: ClaimRow) -> SentenceEvidence:
    """The sentence of a claim with its words marked, from the one before it on where only that names the speaker."""
    return _introduced(material, material.reports[claim.report], claim.marks, name=claim.source_name)


def _introduced(
    material: Material, report: ReportRow, marks: Marks, *, codes: Collection[str] = (), name: str | None = None
) -> SentenceEvidence:
    """The sentence of the marks, from the one on that names the states or the person where it does not do so itself."""
    alone = sentence_evidence(report, marks)
    named = material.namings.get(report.id, ())
    before = introductions(named, alone.start, alone.end, codes=codes, name=name)
    return sentence_evidence(report, [*before, *marks]) if before else alone


def of_phase(material: Material, phase: PhaseRow) -> SentenceEvidence:
    """The sentence in which a report tells of the past, from where the two were named on."""
    named = material.namings.get(phase.report, ())
    before = introductions(named, phase.start, phase.end, codes=material.codes)
    return sentence_evidence(material.reports[phase.report], [*before, (phase.start, phase.end)])


def of_driver(material: Material, driver: DriverRow) -> SentenceEvidence:
    """The sentence that asserts a cause, with cause and effect marked."""
    return sentence_evidence(material.reports[driver.report], (*driver.cause, *driver.effect))
