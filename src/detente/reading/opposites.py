"""Who is told by the other side: "his counterpart", "its guest", "the visiting minister", "the former", "the latter".

Each needs exactly two states that act in the sentence before (or earlier in its own); where there are more, or the side
is not told, nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from detente.reading.model import Mention
from detente.reading.parsed import ParsedReport, Sentence
from detente.reading.parties import head_of, is_subject

_OTHERS = frozenset({"counterpart", "host", "guest", "visitor"})
_POSSESSIVES = frozenset({"his", "her", "its", "their"})
_BACK = 2
_VISITORS = re.compile(
    r"\b[Tt]he visiting (?:[a-z]+ )?"
    r"(?:minister|president|premier|official|leader|general|delegation|envoy|king|queen)\b"
)


def opposites(parsed: ParsedReport, named: Sequence[Mention]) -> list[Mention]:
    """Mentions of the other side, in order."""
    found: list[Mention] = []
    for at, sentence in enumerate(parsed.sentences):
        if sentence.doc is None:
            continue
        for token in sentence.doc:
            word = token.lower_
            if word in _OTHERS and _possessor(token) is not None:
                made = _of_counterpart(token, at, parsed.sentences, named)
            elif word in ("former", "latter") and _stands_alone(token):
                made = _of_pair(token, at, parsed.sentences, named)
            elif word == "visiting":
                made = _of_visitor(parsed.text, sentence, token, at, parsed.sentences, named)
            else:
                continue
            if made is not None and not any(m.start < made.end and made.start < m.end for m in named):
                found.append(made)
    return found


def _possessor(token: Any) -> Any | None:
    """The possessive pronoun of a noun without an adjective that tells the state anyway."""
    return next((c for c in token.children if c.dep_ == "poss" and c.lower_ in _POSSESSIVES), None)


def _of_counterpart(token: Any, at: int, sentences: Sequence[Sentence], named: Sequence[Mention]) -> Mention | None:
    """The state that is not the possessor's: that is the subject of the sentence, or of the one before."""
    sentence = sentences[at]
    pronoun: Any = _possessor(token)
    start, end = sentence.start + pronoun.idx, sentence.start + token.idx + len(token)
    before = [m for m in _acting(sentence, named) if m.start < start]
    mine = next((m for m in before if is_subject(m, sentence)), None)
    for back in range(0 if mine else 1, _BACK + 1):
        if at - back < 0:
            return None
        there = before if back == 0 else _acting(sentences[at - back], named)
        mine = mine or next((m for m in there if is_subject(m, sentences[at - back])), None)
        others = {m.state for m in there if mine and m.state != mine.state}
        if mine and others:
            other = others.pop() if len(others) == 1 else None
            return _as(token.text, start + len(pronoun) + 1, end, other) if other else None
    return None


def _stands_alone(token: Any) -> bool:
    """ "The former will pay": no noun after it, "the" before it."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    article = token.i > 0 and token.doc[token.i - 1].lower_ == "the"
    return article and (following is None or following.pos_ in ("VERB", "AUX", "PUNCT", "ADP", "PART", "CCONJ", "ADV"))


def _of_pair(token: Any, at: int, sentences: Sequence[Sentence], named: Sequence[Mention]) -> Mention | None:
    """First or second of the two states that the sentence before (or the clause before) names."""
    start = sentences[at].start + token.idx
    there = [m for m in _acting(sentences[at], named) if m.start < start]
    if len({m.state for m in there}) < 2 and at:
        there = _acting(sentences[at - 1], named)
    states = list(dict.fromkeys(m.state for m in there))
    if len(states) != 2:
        return None
    meant = next(m for m in there if m.state == states[0 if token.lower_ == "former" else 1])
    return replace(meant, text=token.text, start=start, end=start + len(token))


def _of_visitor(
    text: str, sentence: Sentence, token: Any, at: int, sentences: Sequence[Sentence], named: Sequence[Mention]
) -> Mention | None:
    """The one state that acts near by and is not the one in whose capital or town it is told to happen."""
    match = _VISITORS.search(text, sentence.start + max(0, token.idx - 4), sentence.end)
    if match is None or match.start() > sentence.start + token.idx:
        return None
    near = [m for s in sentences[max(0, at - _BACK) : at] for m in named if s.start <= m.start < s.end]
    grounds = {m.state for m in near if m.place and m.state}
    guests = {m.state for m in near if not m.place and m.state and m.state not in grounds}
    if len(grounds) != 1 or len(guests) != 1:
        return None
    return _as(match.group(), match.start(), match.end(), guests.pop())


def _acting(sentence: Sentence, named: Sequence[Mention]) -> list[Mention]:
    """Mentions of states, and of people and bodies of states, that are no mere places."""
    inside = [m for m in named if sentence.start <= m.start < sentence.end and m.state and not m.place]
    return [m for m in inside if sentence.doc is None or head_of(m, sentence) is not None]


def _as(text: str, start: int, end: int, state: str | None) -> Mention | None:
    return Mention(text, start, end, "person", state, "GOV", role=text.lower()) if state else None
