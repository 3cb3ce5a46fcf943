"""From a report and its reading to the rows of the record's tables: plain dicts, in the order of the text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from detente.dates import day_range
from detente.reading.model import Actor, Claim, Driver, Event, Reading
from detente.record.deeds import deed_of, deed_of_pair, event_id, pairs_of, states_of
from detente.sources.report import Report

Row = dict[str, Any]
Days = tuple[date, date]
OF_VIA = ("text", "start", "end", "name", "role", "state")
"""What is kept of who passes a claim on."""


@dataclass(slots=True)
class Batch:
    """Rows waiting to be kept, by table."""

    tables: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, row: Row) -> None:
        """Put a row behind the others of its table."""
        self.tables.setdefault(table, []).append(row)


def add_reading(batch: Batch, report: Report, reading: Reading, load: int) -> None:
    """Put all rows of one report into the batch."""
    days = day_range(report.date)
    batch.add("reports", _report_row(report, reading, days, load))
    for mention in reading.mentions:
        batch.add("mentions", {"report": report.id, **_actor(mention), "members": list(mention.members)})
    seen: set[str] = set()
    for event in reading.events:
        if not event.counted:
            continue
        name = event_id(report.id, event)
        if name not in seen:
            seen.add(name)
            _add_event(batch, report, reading, event, name, days, load)
    for row in _claim_rows(report, reading, load):
        batch.add("claims", row)
    for phase in reading.phases:
        batch.add(
            "phases",
            {
                "report": report.id,
                "dyad": phase.dyad,
                "interval": phase.interval,
                **_days(day_range(phase.interval)),
                "direction": phase.direction,
                "text": phase.text,
                "span_start": phase.start,
                "span_end": phase.end,
            },
        )
    for driver in reading.drivers:
        batch.add("drivers", _driver_row(report, driver))


def _days(days: Days | None) -> Row:
    return {"date_start": days[0] if days else None, "date_end": days[1] if days else None}


def _driver_row(report: Report, driver: Driver) -> Row:
    cause, effect, cue, source = driver.cause, driver.effect, driver.cue, driver.source
    return {
        "report": report.id,
        "cause": cause.text,
        "cause_start": cause.start,
        "cause_end": cause.end,
        "effect": effect.text,
        "effect_start": effect.start,
        "effect_end": effect.end,
        "source_text": source.text if source else None,
        "source_name": source.name if source else None,
        "cue": cue.text if cue else None,
        "cue_start": cue.start if cue else None,
        "cue_end": cue.end if cue else None,
        "explicit": driver.explicit,
        "cause_parts": [list(part) for part in cause.parts],
        "effect_parts": [list(part) for part in effect.parts],
    }


def _report_row(report: Report, reading: Reading, days: Days | None, load: int) -> Row:
    return {
        "id": report.id,
        "text": report.text,
        "title": report.title,
        "date": report.date,
        **_days(days),
        "outlet": report.outlet,
        "url": report.url,
        "path": report.path,
        "line": report.line,
        "language": report.language,
        "name": report.name,
        "sources": list(report.sources),
        "coder": reading.coder,
        "coder_version": reading.coder_version,
        "load": load,
    }


def _actor(actor: Actor) -> Row:
    return {
        "text": actor.text,
        "span_start": actor.start,
        "span_end": actor.end,
        "kind": actor.kind,
        "state": actor.state,
        "sector": actor.sector,
        "name": actor.name,
        "role": actor.role,
        "members": list(actor.members),
    }


def _add_event(
    batch: Batch, report: Report, reading: Reading, event: Event, name: str, report_days: Days | None, load: int
) -> None:
    """The event's row and one tie for each pair of states in it."""
    days = day_range(event.date) or report_days
    day = days[0] if days else None
    actors, recipients = states_of(event.actors, day), states_of(event.recipients, day)
    said = {"type": event.type, "quad": event.quad, "score": event.score, "status": event.status, **_days(days)}
    row = {
        "id": name,
        "deed": deed_of(actors, recipients, event.type, days, event.status, name),
        "report": report.id,
        "text": event.text,
        "span_start": event.start,
        "span_end": event.end,
        "trigger": event.trigger.text,
        "trigger_start": event.trigger.start,
        "trigger_end": event.trigger.end,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "actors": [_actor(a) for a in event.actors],
        "recipients": [_actor(a) for a in event.recipients],
        "date": event.date,
        "place": event.place,
        "confidence": event.confidence,
        "coder": reading.coder,
        "coder_version": reading.coder_version,
        "file": report.path,
        "line": report.line,
        "load": load,
        **said,
    }
    batch.add("told_events", row)
    # Who jointly fault NATO do nothing to each other: a recipient without a state is one all the same.
    for pair in pairs_of(actors, recipients) if recipients or not event.recipients else ():
        tie = {
            "dyad": pair.dyad,
            "event": name,
            "deed": deed_of_pair(pair, event.type, days, event.status, name),
            "report": report.id,
            "actor": pair.actor,
            "recipient": pair.recipient,
            "reciprocal": pair.reciprocal,
            "confidence": event.confidence,
            "source": "text",
            "stands": True,
            **said,
        }
        batch.add("ties", tie)


def _claim_id(report: str, claim: Claim) -> str:
    source = (claim.source.start, claim.source.end) if claim.source else ("", "")
    parts = [report, str(claim.content.start), str(claim.content.end), *map(str, source)]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]


def _claim_rows(report: Report, reading: Reading, load: int) -> list[Row]:
    """The claims, each once; the places of the claims that they dispute or support become those claims' names."""
    names = [_claim_id(report.id, claim) for claim in reading.claims]
    rows: dict[str, Row] = {}
    for position, (name, claim) in enumerate(zip(names, reading.claims, strict=True)):
        if name in rows:
            continue
        source, cue = claim.source, claim.cue
        rows[name] = {
            "id": name,
            "report": report.id,
            "position": position,
            "source_text": source.text if source else None,
            "source_start": source.start if source else None,
            "source_end": source.end if source else None,
            "source_name": source.name if source else None,
            "source_role": source.role if source else None,
            "source_state": source.state if source else None,
            "source_anonymous": source.anonymous if source else None,
            "cue": cue.text if cue else None,
            "cue_start": cue.start if cue else None,
            "cue_end": cue.end if cue else None,
            "content": claim.content.text,
            "content_start": claim.content.start,
            "content_end": claim.content.end,
            "content_parts": [list(part) for part in claim.content.parts],
            "direct": claim.direct,
            "certainty": claim.certainty,
            "stance": claim.stance,
            "about": list(claim.about),
            "disputes": [names[i] for i in claim.disputes if 0 <= i < len(names)],
            "supports": [names[i] for i in claim.supports if 0 <= i < len(names)],
            "coder": reading.coder,
            "coder_version": reading.coder_version,
            "load": load,
            **{f"via_{name}": getattr(claim.via, name) if claim.via else None for name in OF_VIA},
            "towards": [{"dyad": dyad, "stance": stance} for dyad, stance in claim.towards],
        }
    return list(rows.values())
