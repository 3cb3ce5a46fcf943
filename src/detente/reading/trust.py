"""How far a deed is to be trusted: the probability that its type, parties and direction are right.

A logistic of a few facts about how it was found, fitted (ridge towards what had been set by hand) to 220 events of real
news judged by eye; docs/methods/events.md tells what was said and what was right.
"""

from __future__ import annotations

from math import exp

from detente.reading.deeds import Deed

BASE = 0.4
WEIGHTS = {
    "pattern": 0.35,
    "noun": -0.1,
    "owner": -0.3,
    "inside": -1.1,
    "in": -0.55,
    "for": -0.2,
    "direct": 0.5,
    "turned": -0.4,
    "possible": -0.2,
    "denied": -0.2,
    "several": -0.35,
    "clause": -0.4,
    "text": -1.0,
    "place": -0.1,
    "guest": 0.45,
}


def confidence_of(deed: Deed) -> float:
    """Probability (0 to 1, two digits) that the deed's type, parties and direction are right."""
    total = BASE + sum(WEIGHTS[name] for name in facts_of(deed))
    return round(1 / (1 + exp(-total)), 2)


def facts_of(deed: Deed) -> tuple[str, ...]:
    """What the confidence rests on, by name."""
    actor_slot, recipient_slot = deed.how
    facts = []
    if deed.match.predicate.is_noun:
        facts.append("noun")
    elif deed.match.predicate.weight > 1.5:
        facts.append("pattern")
    if actor_slot in ("owner", "mod"):
        facts.append("owner")
    if recipient_slot in ("inside", "in", "for"):
        facts.append(recipient_slot)
    facts += [name for name in ("clause", "text", "place", "guest") if name in deed.how]
    if recipient_slot in ("object", "with", "to", "on") or deed.reciprocal:
        facts.append("direct")
    if deed.standing.turn:
        facts.append("turned")
    if deed.status in ("possible", "denied"):
        facts.append(deed.status)
    if len(deed.actors) + len(deed.recipients) > 3:
        facts.append("several")
    return tuple(facts)
