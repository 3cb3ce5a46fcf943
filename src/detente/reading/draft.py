"""A claim in the making: what frames and quotations of a report give before source, certainty and stance are told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from detente.reading.cues import Cue
from detente.reading.frame import Carrier
from detente.reading.quotes import Quote

Piece = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """A claim in the making; all offsets are the report's. `head` is the offset of the source's head word.

    `conveyor` is who passes the statement on ("TASS quoted Shoigu as saying"): span and offset of its head word.
    """

    cue: Cue
    cue_span: Piece | None
    source: Piece | None
    head: int | None
    content: list[Piece]
    carrier: Carrier
    quotable: bool
    inside: bool
    verb: Any | None
    antecedent: Piece | None = None
    conveyor: tuple[Piece, int] | None = None
    sentence: int = -1
    quotes: list[Quote] = field(default_factory=list)

    @property
    def clausal(self) -> bool:
        """Is the content a clause, and not a noun phrase or a quotation alone?"""
        return self.carrier in ("clause", "report")

    @property
    def reach(self) -> Piece:
        """From the first to the last character of source and cue."""
        spans = [s for s in (self.cue_span, self.source) if s is not None]
        return min(s[0] for s in spans), max(s[1] for s in spans)
