"""Drivers: causes with their effects as a report asserts them, and on whose word.

Rules over the syntax; measured on the Causal News Corpus in `docs/methods/drivers.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.reading.causes import find_links
from detente.reading.model import Claim, Driver, Source
from detente.reading.parsed import ParsedReport
from detente.reading.spans import offsets, span_of


def find_drivers(parsed: ParsedReport, claims: Iterable[Claim]) -> tuple[Driver, ...]:
    """The causal statements of the parsed sentences in the order of the text.

    `source` is that of the claim whose content holds the causal words (of several the closest), None where the report
    itself asserts them.
    """
    contents = [(piece, claim) for claim in claims for piece in _pieces(claim)]
    return tuple(_drivers(parsed, contents))


def _pieces(claim: Claim) -> tuple[tuple[int, int], ...]:
    return claim.content.parts or ((claim.content.start, claim.content.end),)


def _drivers(parsed: ParsedReport, contents: list[tuple[tuple[int, int], Claim]]) -> Iterator[Driver]:
    text = parsed.text
    for sentence in parsed.sentences:
        if sentence.doc is None:
            continue
        doc, base = sentence.doc, sentence.start
        for link in find_links(doc):
            cue = span_of(text, [offsets(doc, base, link.cue)])
            yield Driver(
                cause=span_of(text, [offsets(doc, base, run) for run in link.cause]),
                effect=span_of(text, [offsets(doc, base, run) for run in link.effect]),
                source=_source(cue.start, contents),
                cue=cue,
            )


def _source(offset: int, contents: list[tuple[tuple[int, int], Claim]]) -> Source | None:
    """The source of the shortest content over a character."""
    over = [(piece[1] - piece[0], i) for i, (piece, _) in enumerate(contents) if piece[0] <= offset < piece[1]]
    return contents[min(over)[1]][1].source if over else None
