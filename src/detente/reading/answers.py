"""Which claims answer each other: dispute and support between the voices of one report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from detente.reading.cues import words
from detente.reading.model import Claim

OPPOSED = frozenset({("warmer", "cooler"), ("cooler", "warmer"), ("for", "against"), ("against", "for")})
"""Stances of which one disputes the other; who worries may still call relations warmer."""
_NEAR = 240
_SHARED = 2
"""What two claims must have in common, a dyad or weighty words, to be of one matter."""
_STOP = re.compile(r"[.!?][\"”’']?\s")


def with_answers(text: str, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with `disputes` and `supports` filled.

    A claim answers the nearest earlier one of another voice where the words around its cue say so ("disagrees",
    "agreeing with"), and on one dyad it disputes an earlier claim of the opposite stance.
    """
    answered: list[Claim] = []
    for i, claim in enumerate(claims):
        earlier = [j for j in range(i) if _other_voice(claim, claims[j])]
        disputes, supports = _stance_disputes(claim, claims, earlier), set[int]()
        told = _answer_word(text, claims, i)
        if told is not None and (aim := _aim(claim, claims, earlier, outright=told[1])) is not None:
            (disputes if told[0] == "disputes" else supports).add(aim)
        answered.append(replace(claim, disputes=tuple(sorted(disputes)), supports=tuple(sorted(supports - disputes))))
    return tuple(answered)


def _voice(claim: Claim) -> str | None:
    """Who speaks: by name, else by the office ("the former envoy", "he"), else by the words."""
    source = claim.source
    if source is None:
        return None
    role = source.role.split()[-1] if source.role and source.anonymous else None
    return (source.name or role or source.text).lower()


def _other_voice(claim: Claim, earlier: Claim) -> bool:
    mine, theirs = _voice(claim), _voice(earlier)
    if mine is None or theirs is None or claim.source is None or earlier.source is None:
        return False
    states = {claim.source.state, earlier.source.state} - {None}
    return mine != theirs or len(states) > 1


def _stance_disputes(claim: Claim, claims: Sequence[Claim], earlier: Sequence[int]) -> set[int]:
    """Of each other voice the last claim that takes the opposite stance towards one dyad."""
    last: dict[str | None, int] = {}
    for j in earlier:
        if any((stance, dict(claims[j].towards).get(pair)) in OPPOSED for pair, stance in claim.towards):
            last[_voice(claims[j])] = j
    return set(last.values())


def _aim(claim: Claim, claims: Sequence[Claim], earlier: Sequence[int], *, outright: bool) -> int | None:
    """The nearest earlier claim on the same matter: a dyad and a weighty word in common, or two weighty words.

    Where the text says outright that one voice answers another ("disagrees"), the nearest at all will do.
    """
    for j in reversed(earlier):
        shared = len(_weighty(claim) & _weighty(claims[j])) + (not set(claim.about).isdisjoint(claims[j].about))
        if shared >= (1 if outright else _SHARED):
            return j
    return earlier[-1] if outright and earlier else None


def _weighty(claim: Claim) -> set[str]:
    return {w for w in (word.strip(".,;:\"'()“”").lower() for word in claim.content.text.split()) if len(w) > 4}


def _answer_word(text: str, claims: Sequence[Claim], i: int) -> tuple[str, bool] | None:
    """A word of answering in the cue or between source and content, and whether it says so outright."""
    claim = claims[i]
    spans = [s for s in (claim.cue, claim.source) if s is not None]
    if not spans:
        return None
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    start = max(first - 60, text.rfind("\n", 0, first) + 1, text.rfind(". ", 0, first) + 1, 0)
    stop = _STOP.search(text, last)  # what the next sentence says is another's
    end = min(last + 30, start + _NEAR, stop.start() if stop else len(text))
    around = "".join(
        " " if any(a <= k < b for a, b in claim.content.pieces) else c for k, c in enumerate(text[start:end], start)
    )
    found = {word.strip(".,;:\"'()“”").lower() for word in around.split()}
    for kind in ("disputes", "supports"):
        if told := words("answer", kind) & found:
            return kind, not told.isdisjoint(words("answer", "outright"))
    before = claims[i - 1].content.end if i else 0
    lead = {word.strip(".,;:").lower() for word in text[max(before, first - _NEAR) : first].split()}
    for kind in ("disputes", "supports"):
        if not (words("answer", kind) & words("answer", "outright")).isdisjoint(lead):
            return kind, True
    return None
