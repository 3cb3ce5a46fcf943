"""How far a deed is to be trusted, by how it was found: the probability that its type, parties and direction are right.

A logistic of named facts; the weights stand in `knowledge/trust.toml`, made by training/trust.py from events of real
news that were judged by eye. `second_opinion.py` joins it with what the encoder and the event itself tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from math import exp
from typing import Any

from detente.reading.contexts import private_heads
from detente.reading.deeds import Deed
from detente.reading.model import Mention
from detente.reading.parsed import Sentence
from detente.reading.parties import head_of
from detente.reading.roles import slot_tokens
from detente.tables import toml_table

HOLDING_SLOTS = frozenset({"subject", "agent", "object", "to", "with", "on", "against", "from", "at", "in", "for"})
"""Slots whose filler, where it is not the party itself, is something or somebody of the party."""
FURTHEST = 6
"""Steps in the tree beyond which it no longer matters how many they are."""
MOST_STATES = 6
"""States named in a report beyond which it no longer matters how many they are."""


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


def confidence_of(deed: Deed, sentence: Sentence, mentions: Sequence[Mention]) -> float:
    """Probability (0 to 1, two digits) that the deed's type, parties and direction are right.

    `mentions`: who is named in the report.
    """
    known = weights()
    facts = facts_of(deed, sentence, mentions)
    return round(share_of(known["deed"] + sum(known.get(name, 0.0) * size for name, size in facts.items())), 2)


def facts_of(deed: Deed, sentence: Sentence, mentions: Sequence[Mention]) -> dict[str, float]:
    """What the confidence rests on, by name and size; a fact without a weight says nothing."""
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
    return (
        dict.fromkeys(facts, 1.0)
        | dict(deed.facts)
        | _place_in_tree(deed, sentence)
        | _place_in_report(deed, sentence, mentions)
    )


def _place_in_tree(deed: Deed, sentence: Sentence) -> dict[str, float]:
    """How many steps in the tree the recipient is from its deed (in thirds), and whether it only modifies a noun."""
    others = deed.recipients or deed.actors[1:]
    head = head_of(others[0], sentence) if others else None
    if head is None:
        return {}
    way = [deed.match.token.i, *(token.i for token in deed.match.token.ancestors)]
    steps = next((n + way.index(t.i) for n, t in enumerate((head, *head.ancestors)) if t.i in way), FURTHEST)
    return {"recipient steps": min(steps, FURTHEST) / 3, "recipient modifies": float(head.dep_ == "compound")}


def counts_of_states(mentions: Sequence[Mention]) -> Counter[str]:
    """How often a report names each state, outlets aside."""
    return Counter(mention.state for mention in mentions if mention.state and mention.sector != "MED")


def _place_in_report(deed: Deed, sentence: Sentence, mentions: Sequence[Mention]) -> dict[str, float]:
    """How many states the report names (in thirds), whether either party is the foremost of them; persons near by."""
    counts = counts_of_states(mentions)
    foremost = max(counts, key=lambda state: counts[state], default="")
    others = deed.recipients or deed.actors[1:]
    return {
        "states named": min(len(counts), MOST_STATES) / 3,
        "actor foremost": float(bool(deed.actors) and deed.actors[0].state == foremost),
        "recipient foremost": float(bool(others) and others[0].state == foremost),
        "names a person": float(any(m.kind == "person" and sentence.start <= m.start < sentence.end for m in mentions)),
    }


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
