"""From the record's rows to the dataclasses that a brief is made from."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from detente.brief.material import Answer, Check, ClaimRow, DriverRow, EventRow, PhaseRow


def event_of(row: tuple[Any, ...]) -> EventRow:
    """An event of the relation from its row in the order of the query's columns."""
    (name, deed, kind, quad, status, actors, recipients, reciprocal, confidence, edtf, start, end, mode, score,
     report, span_start, span_end, trigger_start, trigger_end, coder, coder_version, file, line) = row  # fmt: skip
    both = tuple(sorted(set(actors) | set(recipients)))
    return EventRow(
        id=name,
        deed=deed,
        type=kind,
        quad=quad,
        status=status,
        actors=both if reciprocal else tuple(sorted(actors)),
        recipients=() if reciprocal else tuple(sorted(recipients)),
        reciprocal=reciprocal,
        confidence=confidence,
        date=edtf,
        date_start=iso(start),
        date_end=iso(end),
        mode=mode,
        score=score,
        report=report,
        start=span_start or 0,
        end=span_end or 0,
        trigger_start=trigger_start,
        trigger_end=trigger_end,
        coder=coder,
        coder_version=coder_version,
        file=file,
        line=line,
    )


def claim_of(row: tuple[Any, ...]) -> ClaimRow:
    """A claim from its row in the order of the query's columns."""
    *others, via, cue, parts = row
    (name, report, start, end, text, source, role, state, source_start, source_end, anonymous, direct, certainty,
     stance) = others  # fmt: skip
    return ClaimRow(
        id=name,
        report=report,
        content_start=start,
        content_end=end,
        source_text=text,
        source_name=source,
        source_role=role,
        source_state=state,
        source_start=source_start,
        source_end=source_end,
        anonymous=anonymous,
        direct=direct,
        certainty=certainty,
        stance=stance,
        via=via,
        cue=cue,
        content_parts=tuple((one, two) for one, two in parts),
    )


def driver_of(row: dict[str, Any]) -> DriverRow:
    """An asserted cause from its row by name."""
    cause, effect = (
        tuple((a, b) for a, b in row[f"{side}_parts"] or [(row[f"{side}_start"], row[f"{side}_end"])])
        for side in ("cause", "effect")
    )
    return DriverRow(row["report"], cause, effect, row["source_name"] or row["source_text"])


def answer_of(row: dict[str, Any]) -> Answer:
    """A dispute or support from its row by name."""
    words, matter = tuple(row["words"]), tuple(row["matter"])
    return Answer(row["claim"], row["other"], row["kind"], words, matter)


def phase_of(row: dict[str, Any]) -> PhaseRow:
    """A told phase from its row by name, with what each measure says of it."""
    names = {one.name for one in fields(Check)} - {"rows"}
    checks = [Check(**{name: found[name] for name in names}, rows=tuple(found["rows"])) for found in row["evidence"]]
    return PhaseRow(
        report=row["report"],
        start=row["span_start"],
        end=row["span_end"],
        text=row["text"],
        direction=row["direction"],
        interval=row["interval"],
        date_start=iso(row["date_start"]),
        date_end=iso(row["date_end"]),
        verdict=row["verdict"],
        reason=row["reason"],
        checks=tuple(checks),
    )


def iso(day: Any) -> str | None:
    """A day or moment as an ISO day."""
    return day.isoformat()[:10] if day is not None else None
