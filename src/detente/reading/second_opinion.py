"""What the trained encoder and the event itself say of the events that the lexicon found: whether they are told.

The lexicon finds a deed and its parties (`trust.py` says how far that alone is to be trusted); the encoder, which has
seen neither the lexicon nor the parse, says how probable the deed's type is between these two parties in this sentence;
the type, the parties' kinds and the sentence's subject matter say how often such events were right. All are joined in
one logistic (`knowledge/trust.toml`). What is then hardly likely is left out, and what is not sure enough is told but
not counted (docs/methods/events.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import log

from detente.plover import quad_of, score_of
from detente.reading.between import Between
from detente.reading.contexts import names_private
from detente.reading.model import Actor, Event
from detente.reading.trust import share_of, weights

UNLIKELY, LIKELY = 0.2, 0.5
"""The encoder's probability of a visit under which, and of help or joint work over which, it is no visit."""
FLOOR = 0.01
"""Added to the encoder's probability, so that its flat no weighs no more than it was seen to."""
LEAST = 0.28
"""The confidence under which an event is left out: about half of the F1 that is reached on dense text, where it is
largest (Lipton, Elkan and Naryanaswamy 2014)."""
SURE = 0.65
"""That from which on it is counted: of what a record tells of news three in four are to be right."""
SURE_ALONE = 0.75
"""The same for what the encoder alone finds: of such news from .6 to .7 .60 was right, above it .76."""
FURTHEST = 200
"""Characters between the parties beyond which it no longer matters how far they are apart."""
ASIDE = frozenset({"MNC", "OPP", "CVL"})
"""Sectors whose deeds are seldom a state's."""


def weigh_events(events: Iterable[Event], between: Between, sure: float = SURE) -> tuple[Event, ...]:
    """The events of a report with their joint confidence, without those that are hardly likely; which are counted.

    `sure`: the confidence from which on they are.
    """
    weighed = (_weighed(event, between.shares(event.end, *sides_of(event)), sure) for event in events)
    return tuple(event for event in weighed if event.confidence >= LEAST)


def _weighed(event: Event, shares: Mapping[str, float] | None, sure: float) -> Event:
    """The event with its joint confidence; `shares`: the encoder's answer, where it could be asked."""
    event = event if shares is None else retyped(event, shares)
    confidence = _joined(event, shares)
    return replace(event, confidence=confidence, counted=confidence >= sure)


def retyped(event: Event, shares: Mapping[str, float]) -> Event:
    """The event as help or as joint work where the lexicon took an arrival for a visit and the encoder does not."""
    if event.type != "CONSULT" or shares["CONSULT"] >= UNLIKELY:
        return event
    better = max(("AID", "COOPERATE"), key=lambda name: shares[name])
    if shares[better] < LIKELY:
        return event
    return replace(event, type=better, mode=None, quad=quad_of(better), score=score_of(better, None))


def _joined(event: Event, shares: Mapping[str, float] | None) -> float:
    """The confidence with which the deed was found, the encoder's answer and the event's facts as one probability."""
    sure = min(max(event.confidence, 0.02), 0.98)
    known = weights()
    total = log(sure / (1 - sure)) + sum(known.get(name, 0.0) * size for name, size in facts_of(event, shares).items())
    return round(share_of(total), 2)


def facts_of(event: Event, shares: Mapping[str, float] | None) -> dict[str, float]:
    """What an event and the encoder's probabilities of its types tell, by name and size."""
    actor, recipient = sides_of(event)
    facts = {f"type {event.type}": 1.0, f"status {event.status}": 1.0}
    facts |= {"names private": float(names_private(event.text)), "actor bare": float(" " not in actor.text)}
    facts["actor governs"] = float(actor.sector == "GOV")
    facts |= {f"about {context}": 1.0 for context in event.contexts or ("none",)}
    for side, party in (("actor", actor), ("recipient", recipient)):
        facts[f"{side} aside"] = float(_is_aside(party))
        facts[f"{side} {party.kind}"] = 1.0
    if shares is None:
        return facts | {"unmarked": 1.0}
    apart = min(abs(actor.start - recipient.start), FURTHEST) / 100
    said = {"encoder type": log(shares[event.type] + FLOOR), "encoder none": log(shares["none"] + FLOOR)}
    return facts | {"apart": apart} | said


def _is_aside(party: Actor) -> bool:
    return party.sector in ASIDE or (party.kind == "person" and party.sector not in ("GOV", "MIL"))


def sides_of(event: Event) -> tuple[Actor, Actor]:
    """The first actor and the first recipient; of a reciprocal event, the second actor."""
    return event.actors[0], (event.recipients or event.actors[1:])[0]
