"""Hosts, guests and "there": "the guest", "his hosts", "had been there", by the visit that the sentences before tell.

Told by who went where; where they tell of two visits, or of none, nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from detente.reading.deeds import find_deeds
from detente.reading.model import Mention
from detente.reading.parsed import ParsedReport, Sentence
from detente.reading.party_places import places_of
from detente.reading.visits import GOING, find_visits

_HOSTS = frozenset({"host", "hosts", "hostess"})
_GUESTS = frozenset({"guest", "guests", "visitor", "visitors"})
_POINTERS = frozenset({"the", "his", "her", "its", "their"})
_LANDS = frozenset({"government", "country", "nation"})
_BACK = 2
_WORDS = re.compile(r"(?i)\b(?:hosts?|hostess|guests?|visitors?|there)\b")


def guests(parsed: ParsedReport, named: Sequence[Mention]) -> list[Mention]:
    """Mentions of who receives and who is received, in order, each with its state."""
    found = []
    for at, sentence in enumerate(parsed.sentences):
        is_asked = sentence.doc is not None and _WORDS.search(parsed.text, sentence.start, sentence.end)
        for token in (sentence.doc or ()) if is_asked else ():
            word = token.lower_
            if word == "there" and token.dep_ == "advmod" and token.head.lemma_.lower() in GOING:
                state = _place_before(parsed.sentences[max(0, at - _BACK) : at], named)
                if state is not None:
                    start = sentence.start + token.idx
                    found.append(Mention(token.text, start, start + len(token), "state", state, place=True))
                continue
            if word not in _HOSTS | _GUESTS or not _points_back(token):
                continue
            visit = _visit_before(parsed.sentences[max(0, at - _BACK) : at + 1], sentence.start + token.idx, named)
            start, end = sentence.start + token.idx, sentence.start + token.idx + len(token)
            if visit is not None and not any(m.start < end and start < m.end for m in named):
                state = visit[1] if word in _HOSTS else visit[0]
                found.append(Mention(token.text, start, end, "person", state, "GOV", role=word))
    return found


def _place_before(sentences: Sequence[Sentence], named: Sequence[Mention]) -> str | None:
    """The state of the places that the nearest sentence with any tells, if it is one."""
    for sentence in reversed(sentences):
        states = {m.state for m in named if m.place and m.state and sentence.start <= m.start < sentence.end}
        if states:
            return states.pop() if len(states) == 1 else None
    return None


def _points_back(token: Any) -> bool:
    """Whether a noun is the host or guest told before: "the guest", "his hosts", "the host country"."""
    if token.pos_ != "NOUN" or (token.dep_ == "compound" and token.head.lower_ not in _LANDS):
        return False
    children = [*token.children, *(token.head.children if token.dep_ == "compound" else ())]
    if any(child.dep_ in ("prep", "relcl") and child.head == token for child in children):
        return False
    return any(child.lower_ in _POINTERS and child.dep_ in ("det", "poss") for child in children)


def _visit_before(sentences: Sequence[Sentence], place: int, named: Sequence[Mention]) -> tuple[str, str] | None:
    """Visitor and host of the nearest sentence with a visit, if it tells of one pair alone."""
    for sentence in reversed(sentences):
        here = [m for m in named if sentence.start <= m.start < min(sentence.end, place)]
        if sentence.doc is None or len({m.state for m in here if m.state}) < 2:
            continue
        places = places_of(sentence.doc, here, sentence.start)
        deeds = [deed for deed in find_deeds(sentence.doc, places) if deed.match.predicate.mode == "visit"]
        pairs = {
            (guest.state, host.state)
            for deed in (*deeds, *find_visits(sentence.doc, places))
            for guest in deed.actors
            for host in deed.recipients
            if guest.state and host.state and guest.state != host.state
        }
        if pairs:
            return pairs.pop() if len(pairs) == 1 else None
    return None
