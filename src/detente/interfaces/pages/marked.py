"""A report's text with what was found in it: cut where a mark begins or ends, each piece with the marks over it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any, Literal

Kind = Literal["event", "party", "claim", "source", "time", "phase", "driver"]
LEGEND: tuple[tuple[Kind, str], ...] = (
    ("event", "the words that carry an event, bold on yellow, numbered E"),
    ("party", "who acts, or on whom: underlined"),
    ("claim", "what someone is said to have said, between half brackets, numbered C"),
    ("source", "on whose word: italics, underlined twice"),
    ("time", "when: dotted underline"),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text, what it is, and the label and address that lead to what was coded from it."""

    start: int
    end: int
    kind: Kind
    label: str = ""
    href: str | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words under the same marks: the classes they show, the labels that begin here, and the claims that end here."""

    text: str
    start: int
    kinds: tuple[str, ...]
    begins: tuple[Mark, ...]
    ends: tuple[Mark, ...]
    about: str


def pieces_of(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """The whole text, in order, without loss; marks that lie outside of it or are empty are passed over."""
    good = sorted((m for m in marks if 0 <= m.start < m.end <= len(text)), key=lambda m: (m.start, -m.end, m.kind))
    borders = sorted({0, len(text), *(m.start for m in good), *(m.end for m in good)})
    pieces: list[Piece] = []
    over: list[Mark] = []
    following = 0
    for start, end in pairwise(borders):
        over = [m for m in over if m.end > start]
        begins = []
        while following < len(good) and good[following].start == start:
            begins.append(good[following])
            following += 1
        over += begins
        kinds = tuple(dict.fromkeys(m.kind for m in over))
        ends = tuple(m for m in over if m.end == end)
        about = "; ".join(dict.fromkeys(m.about for m in over if m.about))
        pieces.append(Piece(text[start:end], start, kinds, tuple(begins), ends, about))
    return pieces


def marks_of_rows(report: Mapping[str, Any]) -> Iterator[Mark]:
    """The marks of a report as the record keeps it: `events`, `claims` and `times` as `Record.report` gives them."""
    for n, row in enumerate(report["events"], 1):
        if row["trigger_start"] is not None:
            yield Mark(row["trigger_start"], row["trigger_end"], "event", f"E{n}", f"#E{n}", row["type"])
        yield from _parties(row["actors"] or (), row["recipients"] or ())
    for n, row in enumerate(report["claims"], 1):
        parts = row["content_parts"] or [(row["content_start"], row["content_end"])]
        for k, (start, end) in enumerate(parts):
            yield Mark(start, end, "claim", f"C{n}" if k == 0 else "", f"#C{n}")
        if row["source_start"] is not None:
            yield Mark(row["source_start"], row["source_end"], "source", about=f"source of C{n}")
    for time in report["times"]:
        yield Mark(time.start, time.end, "time", about=time.edtf or time.value)


def rows_of_reading(reading: Any) -> dict[str, Any]:
    """A reading in the shape in which the record keeps it, so that both are shown by one page."""
    events = [
        {
            **asdict(e),
            "id": None,
            "trigger": e.trigger.text,
            "trigger_start": e.trigger.start,
            "trigger_end": e.trigger.end,
            "actors": [_party(a) for a in e.actors],
            "recipients": [_party(a) for a in e.recipients],
            "judgement": None,
        }
        for e in reading.events
    ]
    claims = []
    for claim in reading.claims:
        source = claim.source
        named = ("text", "start", "end", "name", "role", "state", "anonymous")
        claims.append(
            {
                "id": None,
                **{f"source_{name}": getattr(source, name) if source else None for name in named},
                "cue": claim.cue.text if claim.cue else None,
                "content": claim.content.text,
                "content_start": claim.content.start,
                "content_end": claim.content.end,
                "content_parts": list(claim.content.parts),
                "direct": claim.direct,
                "certainty": claim.certainty,
                "stance": claim.stance,
                "about": claim.about,
                "judgement": None,
            }
        )
    return {"events": events, "claims": claims, "times": reading.times, "phases": reading.phases}


def _party(actor: Any) -> dict[str, Any]:
    return {
        "text": actor.text,
        "span_start": actor.start,
        "span_end": actor.end,
        "state": actor.state,
        "members": list(actor.members),
        "name": actor.name,
    }


def _parties(*sides: Iterable[Mapping[str, Any]]) -> Iterator[Mark]:
    for side in sides:
        for actor in side:
            if actor["span_start"] is not None and actor["span_start"] >= 0:
                about = actor["name"] or "+".join(actor["members"] or ()) or actor["state"] or ""
                yield Mark(actor["span_start"], actor["span_end"], "party", about=about)
