"""Subjects that are named after a state but do not act for it: people, firms, rebels, former leaders."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.reading.contexts import private_heads
from detente.reading.deeds import Deed
from detente.reading.model import Actor
from detente.reading.roles import prepositional, slot_tokens

FORMER = frozenset({"former", "ex", "ousted", "deposed", "toppled", "exiled", "retired", "onetime", "one-time"})
"""What is said of who no longer acts for a state."""
LEADING = frozenset(
    {"leader", "chief", "commander", "head", "figure", "spokesman", "spokeswoman", "official", "member"}
)
"""Nouns whose bearers act for what is named with them ("a rebel leader", "the head of the opposition")."""


def acts_privately(deed: Deed, actors: Sequence[Actor]) -> bool:
    """Whether people, a firm, rebels or former leaders of a state do a deed rather than the state: by the actors of its
    event, or by its subject."""
    if all(actor.kind == "person" and actor.sector == "ELI" for actor in actors):
        return True
    if actors[0].kind == "group" and actors[0].text.split()[-1].lower() in private_heads():
        return True
    subjects = slot_tokens(deed.match, deed.how[0]) if deed.how[0] in ("subject", "agent") else []
    if deed.how[0] == "pair":
        words = {word for party in deed.actors for word in party.text.split()}
        subjects = [
            token for token in slot_tokens(deed.match, "subject") if any(part.text in words for part in token.subtree)
        ]
    return bool(subjects) and all(_is_private(token) or _is_former(token) for token in subjects)


def _is_former(token: Any) -> bool:
    """Whether a noun or what is put before it is said to be past ("[former] leader Rao", "the [ousted] premier")."""
    nouns = [token, *(child for child in token.children if child.dep_ in ("compound", "nmod"))]
    return any(child.lower_ in FORMER for noun in nouns for child in noun.children)


def _is_private(token: Any) -> bool:
    """Whether a noun is a private person, a firm, or a name that only an adjective or a trade ties to a state."""
    if token.lower_ in private_heads() or (token.tag_ == "NNPS" and any(c.dep_ == "nummod" for c in token.children)):
        return True
    if token.lemma_.lower() in LEADING:
        named = [*token.children, *prepositional([token], "of")]
        return any(part.lower_ in private_heads() and part.dep_ in ("compound", "poss", "pobj") for part in named)
    return token.pos_ == "PROPN" and any(
        child.dep_ in ("compound", "amod") and child.lower_ in private_heads() for child in token.children
    )
