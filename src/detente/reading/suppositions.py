"""Deeds that a sentence only imagines: "if Peru attacks", "an attack would mean war", "in the event of an attack"."""

from __future__ import annotations

from typing import Any

from detente.reading.lexicon import lexicon

SUPPOSING = frozenset({"if", "unless", "lest"})
KNOWN = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their"})
"""Determiners of a noun that is spoken of as known."""
CARRYING = frozenset({"prep", "dobj", "nsubj", "nsubjpass", "pobj", "attr", "conj", "appos"})


def is_supposed(token: Any) -> bool:
    """Whether a verb or an event noun stands in a supposing clause, or is what would bring something about."""
    node = token
    for _ in range(6):
        if node.pos_ in ("VERB", "AUX"):
            if any(child.dep_ in ("mark", "advmod") and child.lower_ in SUPPOSING for child in node.children):
                return True
            if node.dep_ not in ("xcomp", "ccomp", "pcomp", "conj"):
                return False
        elif _is_imagined(node):
            return True
        elif node.dep_ not in ("prep", *CARRYING):
            return False
        node = node.head
    return False


def _is_imagined(noun: Any) -> bool:
    """Whether a noun is what would bring something about, or is "the event" of something."""
    if noun.dep_ == "pobj":
        return noun.lower_ in ("event", "case") and noun.head.lower_ == "in"
    return noun.dep_ == "nsubj" and _would(noun.head) and not _is_known(noun)


def _would(verb: Any) -> bool:
    """Whether a verb tells what would come of its subject, not that it would take place ("said talks would begin")."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    return bool(auxiliaries & {"would", "'d"}) and verb.lemma_ not in lexicon().signs["happening"]


def _is_known(noun: Any) -> bool:
    """Whether a noun is spoken of as known ("the attack", "Peru's attack")."""
    return any(child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ in KNOWN) for child in noun.children)
