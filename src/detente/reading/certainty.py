"""How sure a source sounds."""

from __future__ import annotations

import re
from typing import Any

from detente.reading.cues import Cue, words
from detente.reading.model import Certainty

_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")
_SUBORDINATE = re.compile(
    r"\b(?:who|which|if|unless|because|since|although|though|while|when|after|before|where)\b", re.I
)
_MAY = re.compile(r"(?<=[a-z0-9,] )May\b")
"""The month."""
_OPEN = re.compile(
    r"^whether\b|\b(?:say|saying|know|known|clear|certain|sure|tell|decided?|remains|question)\b(?:\W+\w+){0,2}\W+whether\b",
    re.I,
)
"""A question that the source leaves open; "asked to look into whether" leaves none."""
_RANK: dict[str, int] = {"certain": 0, "probable": 1, "possible": 2, "doubtful": 3}
_FALLING: tuple[Certainty, ...] = ("doubtful", "possible", "probable")
_NEGATIONS = frozenset({"not", "no", "never", "n't", "neither", "nor", "cannot", "hardly"})
_REFUSALS = frozenset({"decline", "refuse", "fail"})
_ASKING = frozenset({"ask", "wonder", "question", "inquire", "enquire"})


def certainty_of(cue: Cue, content: str, *, negated: bool) -> Certainty:
    """How sure the source sounds: the weakest of its cue and of the modals and hedges of its main clause.

    A denial, a doubt, a negated belief ("does not believe") and an open question ("asked whether") are doubtful.
    """
    if negated and cue.denies and cue.lemma in ("deny", "dispute", "doubt"):
        return "probable"
    if (cue.denies and cue.kind in ("speech", "belief")) or (negated and cue.kind == "belief"):
        return "doubtful"
    main = _SUBORDINATE.split(content, maxsplit=1)[0] or content
    found = [w.lower() for w in _WORD.findall(_MAY.sub("", main))]
    if cue.lemma in _ASKING and found[:1] and found[0] in ("whether", "if", "why", "how"):
        return "doubtful"
    if _OPEN.search(main):
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
