"""Judgements that one party passes on another: praise is SUPPORT, blame is ACCUSE.

"Peru called Chile's claim absurd", "Rao said that Iran is a trusted friend": the verb alone tells neither, the word
that judges does (`knowledge/predicates.toml`, table `judgements`). Measured in docs/methods/events.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from detente.reading.deeds import Deed
from detente.reading.hard_cases import settle
from detente.reading.lexicon import Predicate, lexicon
from detente.reading.predicates import Match, is_passive, objects_of
from detente.reading.roles import Places, parties_in, parties_inside, subjects_of
from detente.reading.status import standing_of
from detente.tables import toml_table

BLAME = Predicate(
    "call bad", "call", (), "ACCUSE", "disapprove", ("subject",), ("object",), reciprocal=False, is_noun=False
)
PRAISE = Predicate("call good", "call", (), "SUPPORT", None, ("subject",), ("object",), reciprocal=False, is_noun=False)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(toml_table("predicates")["judgements"][kind].split())


def find_judgements(doc: Any, places: Places) -> Iterator[Deed]:
    """The judgements of a sentence, the judged party left out where only its remarks or deeds are named."""
    for token in doc:
        lemma = token.lemma_.lower()
        if lemma in _words("naming") and not is_passive(token):
            yield from _named(token, places)
        elif lemma in ("be", "remain", "become"):
            yield from _stated(token, places)


def _named(verb: Any, places: Places) -> Iterator[Deed]:
    """ "called [the claim] [absurd]", "described [Chile] as [a bully]"."""
    for word, judged in _complements(verb):
        predicate = _judging(word)
        if predicate is not None:
            objects = parties_in(judged, places) or parties_inside(judged, places, doers=True)
            yield from _deed(predicate, verb, word, subjects_of(verb), objects, places)


def _complements(verb: Any) -> Iterator[tuple[Any, list[Any]]]:
    """The words that judge, each with what they are said of."""
    for child in verb.children:
        if child.dep_ in ("ccomp", "xcomp") and child.pos_ in ("ADJ", "NOUN") and child.i > verb.i:
            yield child, [part for part in child.children if part.dep_ == "nsubj"] or objects_of(verb)
        elif child.dep_ == "oprd" and child.i > verb.i:
            yield child, [part for part in objects_of(verb) if part != child]
        elif child.dep_ == "prep" and child.lower_ == "as":
            for part in child.children:
                if part.dep_ in ("pobj", "amod", "pcomp"):
                    yield part, objects_of(verb)


def _stated(verb: Any, places: Places) -> Iterator[Deed]:
    """ "[Rao] said that [Iran] is [a friend]": who says it judges."""
    report = verb.head
    if verb.dep_ != "ccomp" or report.lemma_.lower() not in lexicon().embed["report"]:
        return
    for word in verb.children:
        predicate = _judging(word) if word.dep_ in ("attr", "acomp") else None
        if predicate is not None and (word.dep_ == "attr" or predicate is BLAME):
            judged = parties_in([child for child in verb.children if child.dep_ == "nsubj"], places)
            if judged:
                yield from _deed(predicate, verb, word, subjects_of(report), judged, places)


def _judging(word: Any) -> Predicate | None:
    """What a word, or an adjective that it has, makes of what it is said of."""
    words = {word.lemma_.lower(), *(c.lemma_.lower() for c in word.children if c.dep_ in ("amod", "compound"))}
    if any(child.dep_ == "neg" for child in (*word.children, *word.head.children)):
        return None
    if words & _words("bad"):
        return BLAME
    return PRAISE if words & _words("good") else None


def _deed(
    predicate: Predicate, verb: Any, word: Any, speakers: list[Any], judged: list[Any], places: Places
) -> Iterator[Deed]:
    actors = parties_in(speakers, places)
    settled = settle(predicate.type, standing_of(verb))
    if actors and settled is not None and settled[1] in ("occurred", "ongoing"):
        how = ("subject", "object" if judged else "")
        match = Match(predicate, verb, (verb, word))
        yield Deed(match, predicate.type, *settled, standing_of(verb), tuple(actors), tuple(judged), how)
