"""Whether what a word tells of happened: certainty, polarity, time.

A verb or event noun stands first by its own clause (tense, modals, negation, what opens the clause), then in the world
of what governs it: "managed to" passes its own on, "failed to" turns it round, "agreed to" puts it ahead, "hoped to"
leaves it open, and so upwards to the top of the sentence. The classes of governors are `knowledge/factuality.toml`.
Measured in docs/methods/status.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from detente.tables import toml_table

Certainty = Literal["certain", "probable", "possible"]
Time = Literal["past", "future"]

FUTURE = frozenset({"will", "shall", "'ll", "wo", "sha"})
OPEN = frozenset({"may", "might", "could", "can", "ca", "would", "'d", "should", "must", "ought", "need"})
SHARED = frozenset({"VB", "VBN", "VBG"})
"""Tags of a verb that takes its auxiliaries from the verb that it is joined to by "and"."""
FINITE = frozenset({"VBD", "VBZ", "VBP"})
CLAUSES = frozenset(
    {"ccomp", "xcomp", "pcomp", "acl", "advcl", "relcl", "csubj", "csubjpass", "conj", "dep", "parataxis"}
)
NEGATIVE = frozenset(
    {"not", "n't", "never", "no", "neither", "nor", "hardly", "scarcely", "barely", "nearly", "almost"}
)
EMPTY = frozenset({"nobody", "nothing", "none", "neither"})
RANK: tuple[Certainty, ...] = ("certain", "probable", "possible")
STEPS = 8


@dataclass(frozen=True, slots=True)
class Factuality:
    """How a predicate stands; `path` holds the classes of what governs it, the nearest first ("told:ccomp")."""

    certainty: Certainty = "certain"
    negated: bool = False
    time: Time = "past"
    path: tuple[str, ...] = ()

    @property
    def standing(self) -> str:
        """denied, possible, planned or happened: the first that holds."""
        if self.negated:
            return "denied"
        if self.certainty != "certain":
            return "possible"
        return "planned" if self.time == "future" else "happened"


@cache
def _classes() -> dict[str, str]:
    """Governor's lemma -> its class; a lemma in two classes keeps the first."""
    table: dict[str, str] = {}
    for name, words in toml_table("factuality")["governors"].items():
        for word in words.split():
            table.setdefault(word, name)
    return table


@cache
def _sets(section: str) -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in toml_table("factuality")[section].items()}


def factuality_of(token: Any) -> Factuality:
    """How the event that a verb, adjective or noun tells of stands in its sentence."""
    return _standing(token, STEPS)


def _standing(token: Any, left: int) -> Factuality:
    own = _verbal(token) if token.pos_ in ("VERB", "AUX") else _nominal(token)
    if left == 0 or token.head == token:
        return own
    if token.dep_ == "conj":
        return _joined(token, own, left)
    if token.pos_ in ("VERB", "AUX"):
        return _clause(token, own, left)
    return _noun(token, own, left)


def _verbal(verb: Any) -> Factuality:
    """What the verb's own auxiliaries, negation and opening word say."""
    aux = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    own = Factuality(negated=_is_negated(verb))
    if aux & FUTURE or (verb.lower_ in FUTURE):
        own = replace(own, time="future")
    elif aux & OPEN:
        told = aux & {"would", "'d", "should"} and _is_told(verb)
        own = replace(own, certainty="certain" if told else "possible", time="future")
    elif "to" in aux and verb.dep_ == "ROOT":
        own = replace(own, time="future")
    words = _sets("adverbs")
    for child in verb.children:
        if child.dep_ == "advmod" and child.lower_ in words["likely"]:
            own = replace(own, certainty="probable")
        elif child.dep_ == "advmod" and child.lower_ in words["open"]:
            own = replace(own, certainty="possible")
    if _opens(verb, "condition"):
        own = replace(own, certainty="possible", time="future" if verb.tag_ != "VBD" else own.time)
    elif _opens(verb, "ahead") and verb.tag_ != "VBD":
        own = replace(own, time="future")
    if verb.dep_ == "ROOT" and verb.doc[len(verb.doc) - 1].text == "?":
        own = replace(own, certainty="possible")
    return own


def _is_told(verb: Any) -> bool:
    """Whether "would" is the future of what somebody said ("said it would sell")."""
    head = verb.head.head if verb.dep_ == "conj" else verb.head
    link = verb.head.dep_ if verb.dep_ == "conj" else verb.dep_
    if any(child.dep_ == "advcl" and _opens(child, "condition") for child in verb.children):
        return False
    return link == "relcl" or (link in ("ccomp", "acl") and class_of(head) in ("told", "settled", "factive", "likely"))


def _opens(verb: Any, marker: str) -> bool:
    """Whether a word of this kind opens the verb's clause."""
    words = _sets("markers")[marker]
    return any(child.dep_ in ("mark", "advmod") and child.lower_ in words for child in verb.children)


def _is_negated(word: Any) -> bool:
    for child in word.children:
        if child.dep_ == "neg" or (child.dep_ in ("advmod", "det", "preconj") and child.lower_ in NEGATIVE):
            return True
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and _is_empty(child):
            return True
    return False


def _is_empty(noun: Any) -> bool:
    """Whether a noun phrase names nothing ("nobody", "no troops")."""
    return noun.lower_ in EMPTY or any(c.dep_ == "det" and c.lower_ in ("no", "neither") for c in noun.children)


def _nominal(noun: Any) -> Factuality:
    """What the noun's or adjective's own modifiers say."""
    own, table = Factuality(), _sets("nouns")
    for child in noun.children:
        word = child.lower_
        if (child.dep_ == "det" and word in ("no", "neither")) or child.dep_ == "neg" or word in table["never"]:
            own = replace(own, negated=True)
        elif child.dep_ in ("amod", "compound", "advmod") and word in table["open"]:
            own = replace(own, certainty="possible")
        elif child.dep_ in ("amod", "compound", "advmod") and word in table["ahead"]:
            own = replace(own, time="future")
    return own


def class_of(word: Any) -> str:
    """The class of a governor: of its lemma, or "other"."""
    return _classes().get(word.lemma_.lower(), "other")


def _joined(token: Any, own: Factuality, left: int) -> Factuality:
    """A word joined to another by "and": in the same world; with its auxiliaries where it has none of its own."""
    first = first_of(token)
    bare = not any(child.dep_ in ("aux", "nsubj", "nsubjpass", "mark") for child in token.children)
    shares = token.tag_ in SHARED and first.tag_ in SHARED and bare
    if token.pos_ not in ("VERB", "AUX") or shares:
        world = _standing(first, left - 1)
        negated = own.negated or (world.negated and token.tag_ != "VBN")
        return replace(_weaker(own, world), negated=negated, path=world.path)
    if first.head == first:
        return own
    return _clause(token, own, left, link=first.dep_, head=first.head)


def first_of(token: Any) -> Any:
    """The first of the words that a word is joined to by "and" or "or"; the word itself where there is none."""
    for _ in range(STEPS):
        if token.dep_ != "conj":
            break
        token = token.head
    return token


def _weaker(own: Factuality, world: Factuality) -> Factuality:
    """The less certain of the two, future where either is."""
    certainty = max(own.certainty, world.certainty, key=RANK.index)
    time: Time = "future" if "future" in (own.time, world.time) else "past"
    return replace(own, certainty=certainty, time=time)


def _clause(verb: Any, own: Factuality, left: int, *, link: str = "", head: Any = None) -> Factuality:
    """A verb's standing in the world of what governs it."""
    link, head = link or verb.dep_, verb.head if head is None else head
    if link not in CLAUSES:
        return own
    if link == "pcomp" and head.pos_ == "ADP":
        head = head.head
    world = _standing(head, left - 1)
    kind = class_of(head)
    finite = verb.tag_ in FINITE or any(
        c.tag_ in ("MD", *FINITE) and c.dep_ in ("aux", "auxpass") for c in verb.children
    )
    path = (f"{kind}:{link}:{'f' if finite else verb.tag_}", *world.path)
    if link == "relcl" or (link == "acl" and verb.tag_ in ("VBN", "VBG")):
        return replace(own, path=path)
    if link == "advcl":
        return replace(_adverbial(verb, own, world, finite), path=path)
    turned = _told(own, world, kind) if finite else _complement(verb, own, world, kind, head)
    return replace(turned, path=path)


def _adverbial(verb: Any, own: Factuality, world: Factuality, finite: bool) -> Factuality:
    """A clause of time, condition, purpose or manner."""
    if finite:
        ahead = world.time == "future" and verb.tag_ in ("VBZ", "VBP")
        return replace(own, time="future") if ahead else own
    if verb.tag_ == "VB":
        if verb.lemma_ in _sets("results")["verbs"] and world.time == "past":
            return _weaker(own, world)
        return replace(own, time="future", certainty=max(own.certainty, world.certainty, key=RANK.index))
    return own if any(c.dep_ == "mark" for c in verb.children) else replace(_weaker(own, world), negated=own.negated)


def _told(own: Factuality, world: Factuality, kind: str) -> Factuality:
    """A finite clause under what tells, believes or denies it."""
    if kind == "denied":
        return own if world.negated else replace(own, negated=not own.negated)
    if kind == "likely":
        return replace(own, certainty=max(own.certainty, "probable", key=RANK.index))
    if kind in ("open", "wished"):
        return replace(own, certainty="possible")
    return own


def _complement(verb: Any, own: Factuality, world: Factuality, kind: str, head: Any) -> Factuality:
    """An infinitive or gerund under the word that takes it."""
    done = verb.tag_ == "VBG" or any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children)
    if kind == "reverse":
        return replace(_weaker(own, world), negated=own.negated == world.negated)
    if kind == "denied":
        return replace(own, negated=own.negated == world.negated)
    if kind in ("same", "factive") or (kind == "other" and head.pos_ in ("VERB", "AUX")):
        be = head.lemma_ == "be" and verb.tag_ == "VB"
        return replace(
            _weaker(own, world), negated=own.negated != world.negated, time="future" if be else _weaker(own, world).time
        )
    if kind == "settled":
        return replace(_weaker(own, world), time="future", negated=own.negated != world.negated)
    if kind == "likely":
        made = replace(_weaker(own, world), negated=own.negated != world.negated)
        return replace(
            made, certainty=max(made.certainty, "probable", key=RANK.index), time=own.time if done else "future"
        )
    if kind == "told" and done:
        return own
    if kind == "other" and done:
        return _weaker(own, world)
    return replace(own, certainty="possible", time="future", negated=own.negated != world.negated)


def _noun(noun: Any, own: Factuality, left: int) -> Factuality:
    """A noun's or adjective's standing in the world of what governs it."""
    head, link = noun.head, noun.dep_
    if link == "pobj" and head.pos_ in ("ADP", "SCONJ"):
        link, head = f"prep_{head.lower_}", head.head
    elif link not in ("dobj", "nsubj", "nsubjpass", "attr", "acomp", "oprd", "compound", "dative"):
        return own
    world = _standing(head, left - 1)
    kind = class_of(head)
    own = replace(own, path=(f"{kind}:{link}:N", *world.path))
    if link in ("attr", "acomp", "oprd"):
        return replace(_weaker(own, world), negated=own.negated != world.negated)
    if link in ("nsubj", "compound", "dative"):
        return _weaker(own, world) if link == "nsubj" and not _is_given(noun) else own
    governed = link in ("dobj", "nsubjpass") or (
        link.startswith("prep_") and link[5:] in ("of", "for", "on", "about", "to", "over")
    )
    if governed and kind == "reverse":
        if noun.lemma_.lower() in _sets("nouns")["words"]:
            return own
        return replace(_weaker(own, world), negated=own.negated == world.negated)
    if governed and kind in ("wished", "open"):
        return replace(own, certainty="possible", time="future")
    if governed and kind == "likely":
        return replace(own, certainty=max(own.certainty, "probable", key=RANK.index), time="future")
    if governed and kind == "settled":
        ahead = head.lemma_.lower() in _sets("nouns")["arranging"]
        return replace(_weaker(own, world), time="future") if ahead else own
    if _is_given(noun):
        return own
    return replace(_weaker(own, world), negated=own.negated or (world.negated and link in ("dobj", "nsubjpass")))


def _is_given(noun: Any) -> bool:
    """Whether the noun is spoken of as known ("the crisis", "their talks")."""
    return any(
        (c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these", "those")) or c.dep_ == "poss"
        for c in noun.children
    )
