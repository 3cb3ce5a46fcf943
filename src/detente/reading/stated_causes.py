"""Which causal links of a sentence are stated: not asked, denied or supposed, each side saying something by itself."""

from __future__ import annotations

from typing import Any

from detente.reading.causes import Link
from detente.reading.phrase_structure import Run, Token
from detente.reading.suppositions import is_supposed
from detente.tables import toml_table

_ASKING = frozenset({"whether", "how", "why"})
_GUESSES = frozenset({"speculation", "rumour", "rumor"})
_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


def is_stated(doc: Any, link: Link) -> bool:
    """Whether the sentence says that the cause had its effect, in words that a reader can use without the rest."""
    sides = (link.cause, link.effect)
    due = (
        doc[link.cue[1] - 2 : link.cue[1]].text.lower() == "due to" and doc[link.cue[1]].tag_ == "VB"
    )  # "due to begin"
    return not due and _are_apart(*sides) and all(_tells(doc, side) for side in sides) and _is_asserted(doc, link.cue)


def is_explicit(doc: Any, link: Link) -> bool:
    """Whether the cue is a word of cause, whatever stands on its sides ("because of", "led to", not "after")."""
    words = toml_table("causes")["explicit"]
    cue = doc[slice(*link.cue)]
    if cue.text.lower() in words["words"] or cue[0].lemma_.lower() in words["verbs"]:
        return True
    return f"{cue[0].lemma_.lower()} {doc[min(link.cue[0] + 1, len(doc) - 1)].lower_}" in words["words"]


def _are_apart(cause: tuple[Run, ...], effect: tuple[Run, ...]) -> bool:
    """Words inside their own effect are no reason for it."""
    return all(a >= d or b <= c for a, b in cause for c, d in effect)


def _tells(doc: Any, side: tuple[Run, ...]) -> bool:
    """Whether there is more than pronouns and auxiliaries ("that were")."""
    return any(token.pos_ in _TELLING for run in side for token in doc[slice(*run)])


def _is_asserted(doc: Any, cue: Run) -> bool:
    """Whether no question, denial, condition or guess stands over the cue."""
    root = doc[slice(*cue)].root
    if any(kid.dep_ == "neg" for kid in root.children) or (cue[0] and doc[cue[0] - 1].lower_ in ("not", "n't")):
        return False
    if any(above.pos_ == "NOUN" and above.lemma_.lower() in _GUESSES for above in root.ancestors):
        return False
    verb = _clause(root)
    asked = any(token.lower_ in _ASKING for token in doc[verb.left_edge.i : verb.i]) and verb.dep_ != "ROOT"
    return not asked and not is_supposed(verb) and doc[len(doc) - 1].text != "?"


def _clause(token: Token) -> Token:
    """The verb whose clause holds a token: itself, or the nearest above."""
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token
