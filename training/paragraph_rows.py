"""The rows that the pair encoder learns from paragraphs: all pairs of those named in a sentence and before it.

The reader's own mentions are the parties, so that the encoder meets in training what it will be asked. The deed is
always told by the last sentence of a row; sentences before it stand there only if a party is named in them alone.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import permutations

from pair_rows import Row
from paragraphs import Paragraph, Told, fold_of, paragraphs
from parties import party_of

from detente.reading.between import BACK
from detente.reading.mentions import find_mentions
from detente.reading.model import Mention
from detente.reading.pair_types import Span, mark
from detente.reading.parse import parse_reports
from detente.sources.report import Report

WEIGHTS = {"here": 1.0, "before": 1.0}
"""How much a pair without a deed counts, by where its parties stand."""
KEPT = {"here": 0.35, "before": 0.08}
"""What share of the pairs without a deed is kept, likewise."""


def paragraph_rows() -> list[Row]:
    """Rows of all paragraphs; their fold is their paragraph's."""
    told = list(paragraphs())
    reports = [Report(one.text, date=one.year, name=one.name) for one in told]
    rows: list[Row] = []
    for one, parsed in zip(told, parse_reports(reports, choose=False), strict=True):
        rows += _rows(one, [m for m in find_mentions(parsed) if not m.members and (m.state or m.name)])
    return rows


def _rows(paragraph: Paragraph, mentions: Sequence[Mention]) -> Iterator[Row]:
    rng, fold = random.Random(paragraph.text), fold_of(paragraph)
    for i, sentence in enumerate(paragraph.sentences):
        deeds = deeds_of(sentence, paragraph.year)
        first = paragraph.sentences[max(0, i - BACK)].start
        near = [m for m in mentions if first <= m.start < sentence.end]
        for one, other in _pairs(near, sentence):
            where = "here" if one.start >= sentence.start and other.start >= sentence.start else "before"
            types = deeds.get((key_of(one), key_of(other)))
            is_mutual = types is not None and types == deeds.get((key_of(other), key_of(one)))
            if rng.random() > (0.5 if is_mutual else 1.0 if types else KEPT[where]):
                continue
            spans = ((m.start, m.end) for m in (one, other))
            text = mark_in(paragraph.text, [(s.start, s.end) for s in paragraph.sentences[: i + 1]], *spans)
            yield Row(text, types or ("none",), f"paragraph-{where}", fold, 1.0 if types else WEIGHTS[where])


def mark_in(text: str, sentences: Sequence[Span], actor: Span, recipient: Span) -> str:
    """What is read of a deed that the last of some sentences tells: that one, and of those before it the ones that
    name a party, with the parties between marks."""
    shown = []
    for start, end in sentences:
        here = [(a - start, b - start) if start <= a < end else None for a, b in (actor, recipient)]
        if any(here) or (start, end) == sentences[-1]:
            shown.append(mark(text[start:end], *here))
    return " ".join(shown)


def _pairs(near: Sequence[Mention], sentence: Told) -> Iterator[tuple[Mention, Mention]]:
    """Both ways, each two parties of which one acts here or both stand before; in the sentence, the mentions closest
    together, before it the last ones."""
    here = [m for m in near if m.start >= sentence.start]
    last = {key_of(m): m for m in near if m.start < sentence.start}
    keys = {key_of(m) for m in here}
    for one, other in permutations(sorted(keys | set(last)), 2):
        ones = [m for m in here if key_of(m) == one] or [last[one]]
        others = [m for m in here if key_of(m) == other] or [last[other]]
        pairs = [(a, b) for a in ones for b in others if a.end <= b.start or b.end <= a.start]
        if pairs and any(m.state for m in pairs[0]):
            yield min(pairs, key=lambda pair: abs(pair[0].start - pair[1].start))


def deeds_of(sentence: Told, year: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """Actor and recipient -> the types of what the sentence tells between them."""
    out: dict[tuple[str, str], dict[str, None]] = {}
    for event in sentence.events:
        sides = party_of(event.actor, year), party_of(event.recipient, year)
        for pair in (sides, sides[::-1])[: 2 if event.mutual else 1]:
            out.setdefault(pair, {})[event.type] = None
    return {pair: tuple(types) for pair, types in out.items()}


def key_of(mention: Mention) -> str:
    """A mention's party as the paragraphs code it."""
    return party_of(mention.state or mention.name or mention.text)
