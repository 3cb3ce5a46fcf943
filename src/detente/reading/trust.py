"""How far a deed is to be trusted, by how it was found: the probability that its type, parties and direction are right.

A logistic of named facts; the weights stand in `knowledge/trust.toml`, made by training/trust.py from events of real
news that were judged by eye. `second_opinion.py` joins it with what the encoder and the event itself tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from math import exp
from typing import Any

from detente.reading.contexts import private_heads
from detente.reading.deeds import Deed
from detente.reading.roles import slot_tokens
from detente.tables import toml_table

HOLDING_SLOTS = frozenset({"subject", "agent", "object", "to", "with", "on", "against", "from", "at", "in", "for"})
"""Slots whose filler, where it is not the party itself, is something or somebody of the party."""


@cache
def weights() -> dict[str, float]:
    """The weight of each fact."""
    return dict(toml_table("trust")["weights"])


@cache
def _bodies() -> frozenset[str]:
    """Nouns whose bearers act for the state that is named before them."""
    return frozenset(toml_table("trust")["bodies"]["nouns"].split())


def share_of(logit: float) -> float:
    """The probability of a logit."""
    return 1 / (1 + exp(-logit))


def confidence_of(deed: Deed) -> float:
    """Probability (0 to 1, two digits) that the deed's type, parties and direction are right."""
    known = weights()
    return round(share_of(known["deed"] + sum(known.get(name, 0.0) for name in facts_of(deed))), 2)


def facts_of(deed: Deed) -> tuple[str, ...]:
    """What the confidence rests on, by name; a fact without a weight says nothing."""
    actor_slot, recipient_slot = deed.how
    facts = [
        *_bearing("actor", deed, deed.actors, actor_slot),
        *_bearing("recipient", deed, deed.recipients, recipient_slot),
    ]
    if deed.match.predicate.is_noun:
        facts.append("noun")
    elif deed.match.predicate.weight > 1.5:
        facts.append("pattern")
    if actor_slot in ("owner", "mod"):
        facts.append("owner")
    facts += [f"slot {name}" for name in dict.fromkeys((recipient_slot, *deed.how)) if name]
    if recipient_slot in ("object", "with", "to", "on") or deed.reciprocal:
        facts.append("direct")
    if deed.standing.turn:
        facts.append("turned")
    if len(deed.actors) + len(deed.recipients) > 3:
        facts.append("several")
    return tuple(facts)


def _bearing(side: str, deed: Deed, parties: Sequence[Any], slot: str) -> Iterator[str]:
    """Whether a slot holds a noun that only bears the party's name and is no body of a state ("a Peruvian cleric")."""
    if slot not in HOLDING_SLOTS or not parties:
        return
    words = {word for party in parties for word in party.text.split()}
    nouns = [token for token in slot_tokens(deed.match, slot) if token.pos_ in ("NOUN", "PROPN")]
    if not nouns or any(noun.text in words for noun in nouns):
        return
    lemmas = {noun.lemma_.lower() for noun in nouns}
    if not lemmas & _bodies():
        yield f"{side} private" if lemmas & private_heads() else f"{side} held"
