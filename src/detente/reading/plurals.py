"""Whom "they" and "them" stand for: the states or people that the clause above, or the sentence before, has act.

A plural subject is taken as it is. A singular one makes a pair with the one other that the sentence ties it to, where
"they" do what only people and states do; anything else stays open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from detente.reading.model import Mention
from detente.reading.parsed import Sentence
from detente.reading.parties import SUBJECTS, acting, states_of, together

# What people and states do: "they" with such a verb are no helicopters and no figures.
_DEEDS = frozenset(
    {"sign", "agree", "meet", "discuss", "hold", "exchange", "conclude", "pledge", "promise", "vow", "decide", "urge"}
    | {"reaffirm", "express", "condemn", "accuse", "call", "open", "establish", "restore", "resume", "sever", "suspend"}
    | {"launch", "conduct", "stage", "plan", "intend", "hope", "want", "seek", "negotiate", "talk", "speak", "consult"}
    | {"cooperate", "share", "fight", "clash", "accept", "reject", "refuse", "announce", "declare", "say", "stress"}
    | {"ratify", "initial", "renew", "adopt", "issue", "voice", "warn", "demand", "appeal", "welcome", "praise"}
)
_TIES = frozenset({"between", "among"})
_JOINING = frozenset({"together", "closer", "apart"})


def plural_before(
    token: Any, sentence: Sentence, i: int, sentences: Sequence[Sentence], everyone: Sequence[Mention]
) -> Mention | None:
    """The mention that "they" or "them" repeats: a group or collective, or several states as one; None where open."""
    if token.dep_ in SUBJECTS:
        above = _subject_above(token)
        if above is not None:
            return None if _has_rival(above, token) else _plural(above, sentence, everyone)
        return _of_sentence_before(token, i, sentences, everyone)
    if i > 0 and _is_tied(token):
        return _two(together(everyone, sentences[i - 1], 2) - _doers(token, sentence, everyone), sentences[i - 1])
    return None


def _subject_above(token: Any) -> Any | None:
    """The subject of a clause that governs the one of the token, nearest first, where it stands before it."""
    verb = token.head
    while verb.head.i != verb.i:
        verb = verb.head
        for child in verb.children:
            if child.dep_ in SUBJECTS and child.i < token.i:
                return child
    return None


_LISTENERS = frozenset({"reporters", "journalists", "correspondents"})


def _has_rival(subject: Any, token: Any) -> bool:
    """Whether the clause above has a plural object that "they" may be as well ("beheaded three men after they")."""
    return any(
        child.dep_ in ("dobj", "dative") and child.tag_ in ("NNS", "NNPS") and child.lower_ not in _LISTENERS
        for node in token.ancestors
        for child in node.children
        if subject.i < child.i < token.i
    )


def _of_sentence_before(
    token: Any, i: int, sentences: Sequence[Sentence], everyone: Sequence[Mention]
) -> Mention | None:
    before = sentences[i - 1] if i > 0 else None
    if before is None or before.doc is None:
        return None
    subjects = [t for t in before.doc if t.dep_ in SUBJECTS and t.head.dep_ == "ROOT"]
    if len(subjects) != 1:
        return None
    plural = _plural(subjects[0], before, everyone)
    if plural is not None or _is_plural(subjects[0]):
        return plural
    if token.dep_ == "nsubjpass" or token.head.lemma_ not in _DEEDS:
        return None
    own = _covering(subjects[0], before, everyone)
    pair = together(everyone, before, 2)
    return _two(pair, before) if own is not None and states_of([own]) & pair else None


def _is_plural(subject: Any) -> bool:
    return subject.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in subject.children)


def _plural(subject: Any, sentence: Sentence, everyone: Sequence[Mention]) -> Mention | None:
    """Who a plural subject is: each of its parts must be a mention."""
    parts = [_covering(part, sentence, everyone) for part in _joined(subject)]
    found = [part for part in parts if part is not None]
    if len(found) < len(parts):
        return None
    if len(found) == 1:
        one = found[0]
        return one if one.members or one.kind == "group" or subject.tag_ in ("NNS", "NNPS") else None
    states = states_of(found)
    return _collective(states, sentence) if len(states) > 1 and all(states_of([m]) for m in found) else None


def _joined(token: Any) -> Iterator[Any]:
    yield token
    for child in token.children:
        if child.dep_ == "conj":
            yield from _joined(child)


def _covering(token: Any, sentence: Sentence, everyone: Sequence[Mention]) -> Mention | None:
    at = sentence.start + token.idx
    return next((m for m in everyone if m.start <= at < m.end and not m.place), None)


def _is_tied(token: Any) -> bool:
    """Whether "them" are two that are brought together: "talks between them", "bring them together"."""
    if token.dep_ == "pobj":
        return token.head.lower_ in _TIES
    return token.dep_ in ("dobj", "nsubj") and any(t.lower_ in _JOINING for t in token.doc[token.i + 1 : token.i + 3])


def _doers(token: Any, sentence: Sentence, everyone: Sequence[Mention]) -> set[str]:
    return states_of(acting(everyone, sentence, sentence.start, sentence.start + token.idx))


def _two(states: set[str], sentence: Sentence) -> Mention | None:
    return _collective(states, sentence) if len(states) == 2 else None


def _collective(states: set[str], sentence: Sentence) -> Mention:
    return Mention("", sentence.start, sentence.start, "collective", members=tuple(sorted(states)))
