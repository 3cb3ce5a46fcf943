"""What the trained encoder thinks of the events that the lexicon found: their confidence, and whether they are told.

The lexicon finds a deed and its parties; the encoder, which has seen neither the lexicon nor the parse, says how
probable the deed's type is between these two parties in this sentence. Both are joined in a logistic, fitted to 356
events of real news that were judged by eye (docs/methods/events.md). What is then rather wrong than right is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import exp, log

from detente.plover import quad_of, score_of
from detente.reading.model import Event
from detente.reading.pair_types import Span, judge, labels

BIAS, OF_LEXICON, OF_ENCODER = 1.07, 1.00, 0.46
UNLIKELY, LIKELY = 0.2, 0.5
"""The encoder's probability of a visit under which, and of help or joint work over which, it is no visit."""
FLOOR = 0.01
"""Added to the encoder's probability, so that its flat no weighs no more than it was seen to."""
LEAST = 0.5
"""The confidence under which an event is left out: it is rather wrong than right."""


def weigh_events(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events with their joint confidence, without those that are rather wrong than right.

    An event whose parties do not both stand in its sentence keeps the confidence it came with: nothing can be marked.
    """
    told = list(events)
    pairs = [_spans(event) for event in told]
    asked = [(i, spans) for i, spans in enumerate(pairs) if spans is not None]
    if not asked:
        return tuple(told)  # Most reports: the encoder is not even loaded.
    shares = judge([(told[i].text, *spans) for i, spans in asked])
    names = labels()
    for (i, _), row in zip(asked, shares, strict=True):
        event = told[i] = _retyped(told[i], dict(zip(names, row, strict=True)))
        told[i] = replace(event, confidence=_joined(event.confidence, float(row[names.index(event.type)])))
    return tuple(event for event, spans in zip(told, pairs, strict=True) if spans is None or event.confidence >= LEAST)


def _retyped(event: Event, shares: Mapping[str, float]) -> Event:
    """The event as help or as joint work where the lexicon took an arrival for a visit and the encoder does not."""
    if event.type != "CONSULT" or shares["CONSULT"] >= UNLIKELY:
        return event
    better = max(("AID", "COOPERATE"), key=lambda name: shares[name])
    if shares[better] < LIKELY:
        return event
    return replace(event, type=better, mode=None, quad=quad_of(better), score=score_of(better, None))


def _joined(confidence: float, share: float) -> float:
    """The lexicon's confidence and the encoder's probability of the type as one probability."""
    sure = min(max(confidence, 0.02), 0.98)
    total = BIAS + OF_LEXICON * log(sure / (1 - sure)) + OF_ENCODER * log(share + FLOOR)
    return round(1 / (1 + exp(-total)), 2)


def _spans(event: Event) -> tuple[Span, Span] | None:
    """Where the first actor and the first recipient (of a reciprocal event, the second actor) stand in the sentence."""
    actor, recipient = event.actors[0], (event.recipients or event.actors[1:])[0]
    if not all(event.start <= party.start < party.end <= event.end for party in (actor, recipient)):
        return None
    if actor.start < recipient.end and recipient.start < actor.end:
        return None
    return (actor.start - event.start, actor.end - event.start), (
        recipient.start - event.start,
        recipient.end - event.start,
    )
