"""How sure a source sounds, and whether what it says of a relation is warm or cold."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any, cast

from detente.reading.cues import Cue, words
from detente.reading.model import Certainty, Stance

_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")
_SUBORDINATE = re.compile(
    r"\b(?:who|which|if|unless|because|since|although|though|while|when|after|before|where)\b", re.I
)
_RANK: dict[str, int] = {"certain": 0, "probable": 1, "possible": 2, "doubtful": 3}
_FALLING: tuple[Certainty, ...] = ("doubtful", "possible", "probable")
_NEGATIONS = frozenset({"not", "no", "never", "n't", "neither", "nor", "cannot", "hardly"})
_MERELY = frozenset({"only", "just", "merely", "simply"})
"""What makes "not" no negation ("not only praises")."""
_REFUSALS = frozenset({"decline", "refuse", "fail"})
_ASKING = frozenset({"ask", "wonder", "question", "inquire", "enquire"})
_OPPOSITE: dict[str, str] = {
    "warmer": "cooler", "cooler": "warmer", "for": "against", "against": "for", "worried": "unchanged"
}  # fmt: skip


def certainty_of(cue: Cue, content: str, *, negated: bool) -> Certainty:
    """How sure the source sounds: the weakest of its cue and of the modals and hedges of its main clause.

    A denial, a doubt, a negated belief ("does not believe") and an open question ("asked whether") are doubtful.
    """
    if negated and cue.denies and cue.lemma in ("deny", "dispute", "doubt"):
        return "probable"
    if (cue.denies and cue.kind in ("speech", "belief")) or (negated and cue.kind == "belief"):
        return "doubtful"
    main = _SUBORDINATE.split(content, maxsplit=1)[0] or content
    found = [w.lower() for w in _WORD.findall(main)]
    if cue.lemma in _ASKING and found[:1] and found[0] in ("whether", "if", "why", "how"):
        return "doubtful"
    weakest = cue.certainty
    for level in _FALLING:
        if _RANK[level] > _RANK[weakest] and not words("certainty", level).isdisjoint(found):
            return level
    return weakest


def is_negated(verb: Any | None) -> bool:
    """Is the cue itself negated ("did not say", "never claimed", "declined to say")?"""
    if verb is None:
        return False
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _REFUSALS:
        return True
    return any(kid.dep_ == "neg" or kid.lower_ in _NEGATIONS for kid in verb.children)


@cache
def _stances() -> dict[str, str]:
    """Word -> the stance that it tells."""
    return {
        word: stance
        for stance in ("unchanged", "worried", "against", "for", "cooler", "warmer")
        for word in words("stance", stance)
    }


def stance_of(cue: Cue, content: str) -> Stance | None:
    """What the source says of the relation: the stance told by most words of cue and content; None on a tie or silence.

    A word within four words after a negation tells the opposite; a bare "whether" takes no side.
    """
    table, votes = _stances(), Counter[str]()
    if not cue.denies and content.lower().startswith(("whether ", "if ")):
        return None  # an open question takes no side
    if cue.kind == "attitude":
        votes["against" if cue.denies else "for"] += 2
    elif cue.lemma in table:
        votes[table[cue.lemma]] += 1
    found = [w.lower() for w in _WORD.findall(content.replace("n't", " not").replace("n’t", " not"))]
    for place, word in enumerate(found):
        stance = table.get(word)
        if stance is not None:
            negated = any(
                found[k] in _NEGATIONS and found[k + 1] not in _MERELY for k in range(max(0, place - 4), place)
            )
            votes[_OPPOSITE.get(stance, stance) if negated else stance] += 1
    if len(votes) > 1:
        votes.pop("unchanged", None)
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return cast(Stance, ranked[0][0])
