"""Which predicates of the lexicon the verbs and nouns of a parsed sentence are."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import cache
from typing import Any

from detente.reading.lexicon import ANY, NO_DEED, Lexicon, Predicate, lexicon
from detente.reading.phrase_structure import DAYS

OBJECT_LABELS = frozenset({"dobj", "nsubjpass", "oprd"})
PREPOSITION_LABELS = frozenset({"prep", "prt", "agent", "dative", "advmod"})
DEONTIC = frozenset({"should", "must", "ought"})


@dataclass(frozen=True, slots=True)
class Match:
    """A predicate found: the token that heads it, all its tokens, and the event noun that it carries, if any."""

    predicate: Predicate
    token: Any
    tokens: tuple[Any, ...]
    noun: Any | None = None
    clause: Any | None = None

    @property
    def anchors(self) -> tuple[Any, ...]:
        """The tokens on which the prepositions of its slots may hang."""
        return self.tokens


def find_matches(doc: Any) -> tuple[Match, ...]:
    """The predicates of a parsed sentence, verbs before the nouns that they do not already carry."""
    words = lexicon()
    found: list[Match] = []
    used: set[int] = set()
    tokens = list(doc)
    present = {form for token in tokens for form in (token.lower_, token.lemma_.lower())}
    for token in tokens:
        match = (
            match_verb(token, words, present) if token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB") else None
        )
        if match is not None:
            if match.predicate.type != NO_DEED:
                found.append(match)
            used.update(part.i for part in match.tokens)
        if match is None or len(match.tokens) == 1:
            found.extend(_demands(token, words))
    for token in tokens:
        if token.pos_ in ("NOUN", "PROPN") and token.i not in used:
            predicate = words.nouns.get(token.lemma_.lower())
            if predicate is not None and token.dep_ != "compound":
                found.append(Match(predicate, token, (token,)))
    return tuple(found)


DEMAND = Predicate(
    "say must", "say", (), "REQUEST", None, ("subject",), ("clause", "object"), reciprocal=False, is_noun=False
)
"""What somebody says that another must or should do asks it of him."""
PERCEIVING = frozenset({"show", "indicate", "know", "hear", "learn", "see", "think", "believe", "reveal", "estimate"})
"""Verbs of the report's clause that ask nobody for anything."""
CALLING = frozenset({"call", "appeal", "press", "push", "plead", "ask"})
"""Verbs that ask "for" somebody "to" do something."""


def _demands(token: Any, words: Lexicon) -> list[Match]:
    """The demand that a verb makes of its clause's subject ("said the U.S. must leave", "called for Iran to go")."""
    lemma, calls = token.lemma_.lower(), token.lemma_.lower() in CALLING
    if not calls and (lemma not in words.embed["report"] or lemma in PERCEIVING):
        return []
    return [Match(DEMAND, token, (token,), clause=child) for child in token.children if _is_asked(child, calls=calls)]


def _is_asked(clause: Any, *, calls: bool) -> bool:
    marks = {part.lower_ for part in clause.children if part.dep_ in ("mark", "aux")}
    asked = marks >= {"for", "to"} if calls else clause.dep_ == "ccomp" and not marks.isdisjoint(DEONTIC)
    return asked and any(part.dep_ in ("nsubj", "nsubjpass") for part in clause.children)


def match_verb(token: Any, words: Lexicon, present: Set[str]) -> Match | None:
    """The most demanding pattern that this verb satisfies; else the event noun that a light verb carries.

    `present`: all words of the sentence and their lemmas; a pattern that asks for another is not tried.
    """
    lemma = token.lemma_.lower()
    best: Match | None = None
    for predicate in words.verbs.get(lemma, ()):
        if any(options.isdisjoint(present) for options in predicate.named):
            continue
        tokens = _satisfied(token, predicate)
        if tokens is not None:
            best = Match(predicate, token, tokens)
            break
    if lemma in words.light and (best is None or len(best.tokens) == 1):
        for target in objects_of(token):
            noun = words.nouns.get(target.lemma_.lower())
            if noun is not None:
                return Match(_carried(noun), token, (token, target), noun=target)
    return best


@cache
def _carried(noun: Predicate) -> Predicate:
    """The noun's predicate as a light verb carries it: the verb's subject is the actor."""
    return Predicate(
        noun.words,
        noun.lemma,
        noun.parts,
        noun.type,
        noun.mode,
        ("subject",),
        (*noun.recipient, "inside"),
        noun.reciprocal,
        is_noun=False,
    )


def _satisfied(token: Any, predicate: Predicate) -> tuple[Any, ...] | None:
    """The tokens that fulfil the pattern, the verb first; None where a part is missing."""
    tokens = [token]
    preposition: Any | None = None
    for kind, options in predicate.parts:
        if kind == "infinitive":
            if not _has_infinitive(tokens):
                return None
            continue
        found = _particle(tokens, options) if kind == "particle" else _object(token, preposition, options)
        if found is None:
            return None
        preposition = found if kind == "particle" else None
        tokens.append(found)
    return tuple(tokens)


def _has_infinitive(tokens: list[Any]) -> bool:
    """Whether an infinitive hangs on the verb, or on what the parser took for its preposition or object."""
    kids = [child for token in tokens for child in token.children]
    kids += [deeper for child in kids if child.dep_ in ("pobj", "dobj", "prep", "conj") for deeper in child.children]
    return any(
        child.dep_ in ("xcomp", "advcl", "ccomp", "acl", "relcl", "pcomp")
        and any(part.dep_ == "aux" and part.lower_ == "to" for part in child.children)
        for child in kids
    )


def _particle(tokens: list[Any], options: frozenset[str]) -> Any | None:
    for anchor in reversed(tokens):
        for child in anchor.children:
            is_free = child.dep_ in PREPOSITION_LABELS and child not in tokens
            if child.lower_ in options and is_free and not any(part.lower_ in DAYS for part in child.children):
                return child
    return None


def _object(token: Any, preposition: Any | None, options: frozenset[str]) -> Any | None:
    targets = None
    if preposition is not None:
        targets = [child for child in preposition.children if child.dep_ == "pobj" and child.lower_ not in DAYS]
        if not targets and options == ANY:
            return None
    complements = [child for child in token.children if child.dep_ == "acomp"] if token.lemma_ == "be" else []
    for target in targets or objects_of(token) or complements:
        for noun in (target, *_measured(target)):
            if options == ANY or noun.lemma_.lower() in options or noun.lower_ in options:
                return noun
    return None


def _measured(noun: Any) -> list[Any]:
    """What a noun of measure counts: the talks of "a series of talks"; the conjuncts of a noun besides."""
    found = [other for other in noun.children if other.dep_ == "conj"]
    if noun.lemma_.lower() in lexicon().measures:
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                found.extend(part for part in child.children if part.dep_ == "pobj")
    return found


def objects_of(verb: Any) -> list[Any]:
    """The objects of a verb: of the active, the passive's subject, what a participle or relative clause hangs on."""
    found = [child for child in verb.children if child.dep_ in OBJECT_LABELS and child.tag_ not in ("WDT", "WP")]
    if found:
        return found
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return [verb.head]
    if verb.dep_ == "relcl":
        relative = [child for child in verb.children if child.tag_ in ("WDT", "WP")]
        subject = any(child.dep_ in ("nsubj", "csubj") and child.tag_ not in ("WDT", "WP") for child in verb.children)
        if any(child.dep_ in OBJECT_LABELS for child in relative) or (not relative and subject):
            return [verb.head]
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and is_passive(verb.head):
        return objects_of(verb.head)
    return found


def is_passive(verb: Any) -> bool:
    """Whether a verb is passive, or a past participle that hangs on a noun."""
    if any(child.dep_ in ("nsubjpass", "auxpass", "agent") for child in verb.children):
        return True
    return bool(verb.tag_ == "VBN" and (verb.dep_ == "acl" or (verb.dep_ == "conj" and is_passive(verb.head))))
