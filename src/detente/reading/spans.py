"""Spans made of pieces of a text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from detente.reading.model import Span
from detente.reading.phrase_structure import Run


def span_of(text: str, pieces: Iterable[tuple[int, int]]) -> Span:
    """The pieces as one span in the order of the text; pieces that touch are joined, a gap is told by an ellipsis."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(pieces):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    whole = " … ".join(text[a:b] for a, b in merged)
    return Span(whole, merged[0][0], merged[-1][1], tuple(merged) if len(merged) > 1 else ())


def offsets(doc: Any, base: int, run: Run) -> tuple[int, int]:
    """Where a run of tokens stands in the report, whose sentence begins at `base`."""
    last = doc[run[1] - 1]
    return base + doc[run[0]].idx, base + last.idx + len(last)
