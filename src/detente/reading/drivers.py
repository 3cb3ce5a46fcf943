"""Drivers: causes with their effects as a report asserts them, and on whose word.

Rules over the syntax; a model says which sentences tell of a cause: where that is unlikely there is no driver, and weak
words ("after", "as", "over") make one only where it is likely.
Measured on the Causal News Corpus in `docs/methods/drivers.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from detente.reading.cause_sentences import probability_of_cause
from detente.reading.causes import Link, find_links, is_weak
from detente.reading.model import Claim, Driver, Source, Span
from detente.reading.parsed import ParsedReport
from detente.reading.spans import offsets, span_of
from detente.reading.stated_causes import is_explicit, is_stated

LIKELY, UNLIKELY = 0.4, 0.15
"""How likely a sentence must be to tell of a cause: for a driver by a weak word, and for any."""


Piece = tuple[int, int]


def find_drivers(parsed: ParsedReport, claims: Iterable[Claim]) -> tuple[Driver, ...]:
    """The causal statements of the parsed sentences in the order of the text.

    `source` is that of the claim whose content holds the causal words (of several the closest), or else the effect ("As
    rains failed, he said, prices rose"); None where the report itself asserts them.
    """
    contents = [(piece, claim) for claim in claims for piece in claim.content.pieces]
    return tuple(_drivers(parsed, contents))


def _drivers(parsed: ParsedReport, contents: list[tuple[Piece, Claim]]) -> Iterator[Driver]:
    text = parsed.text
    for sentence in parsed.sentences:
        if sentence.doc is None:
            continue
        doc, base = sentence.doc, sentence.start
        for link in _trusted(doc):
            cue = span_of(text, [offsets(doc, base, link.cue)])
            cause = span_of(text, [offsets(doc, base, run) for run in link.cause])
            found = [offsets(doc, base, run) for run in link.effect]
            effect = span_of(text, _said(text, found, contents, before=min(cue.start, cause.start)))
            yield Driver(
                cause=cause,
                effect=effect,
                source=_source(cue.start, cue.end, contents) or _source(*_core(text, effect), contents),
                cue=cue,
                explicit=is_explicit(doc, link),
            )


def _trusted(doc: Any) -> list[Link]:
    """The causal links that a sentence states and that its probability of telling of a cause lets stand."""
    links = find_links(doc)
    probability = probability_of_cause(doc, links) if links else 0.0
    if probability < UNLIKELY:
        return []
    likely = (link for link in links if probability >= LIKELY or not is_weak(doc, link))
    return [link for link in likely if is_stated(doc, link)]


def _said(text: str, effect: list[Piece], contents: list[tuple[Piece, Claim]], *, before: int) -> list[Piece]:
    """An effect without a speaker put behind what he says ("Prices rose, he said, because ..."): only what he says."""
    for (start, end), claim in contents:
        if claim.source is None or claim.cue is None:
            continue
        frame = min(claim.source.start, claim.cue.start), max(claim.source.end, claim.cue.end)
        if end <= frame[0] < before and any(a <= frame[0] and frame[1] <= b for a, b in effect):
            return [_trimmed(text, start, end)]
    return effect


def _trimmed(text: str, start: int, end: int) -> Piece:
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _core(text: str, span: Span) -> Piece:
    """The longest piece of a span, without the marks around it."""
    start, end = max(span.pieces, key=lambda piece: piece[1] - piece[0])
    while start < end and not text[start].isalnum():
        start += 1
    return start, end


def _source(start: int, end: int, contents: list[tuple[Piece, Claim]]) -> Source | None:
    """The source of the shortest content that holds all of a span."""
    over = [(b - a, i) for i, ((a, b), _) in enumerate(contents) if a <= start and end <= b]
    return contents[min(over)[1]][1].source if over else None
