"""What a public feels, told by a noun: "unease in Peru over the deal", "the mood in the ministry seems calm"."""

from __future__ import annotations

from collections.abc import Iterator

from detente.reading.actors import resolve
from detente.reading.cues import Cue, words
from detente.reading.frame import Frame, frame
from detente.reading.phrase_structure import DAYS, Run, Token, bare, child, run_of, statement

_WHERE = frozenset({"in", "within", "across", "inside", "throughout"})
_AMONG = frozenset({"among", "amongst"})
_SEEM = frozenset({"be", "seem", "appear", "remain", "look", "grow", "turn", "become"})


def mood_frames(noun: Token, cue: Cue) -> Iterator[Frame]:
    """A mood with its holder and its matter; nothing where the text names not both."""
    holder = _holder(noun)
    matter = _matter(noun, holder) if holder is not None else ()
    if matter:
        yield frame(noun, cue, holder, matter, "named", cue_run=(noun.i, noun.i + 1))


def _holder(noun: Token) -> Token | None:
    """Whose mood it is: where or among whom it is found, its possessor, or the nation before it."""
    for kid in noun.children:
        held = child(kid, "pobj") if kid.dep_ == "prep" else None
        if held is not None and _is_public(held, among=kid.lower_ in _AMONG, within=kid.lower_ in _WHERE):
            return held
        if kid.dep_ == "poss" and kid.pos_ in ("PROPN", "NOUN"):
            return kid
        if kid.dep_ in ("amod", "compound") and kid.text[:1].isupper() and (who := resolve(kid.text)) and who.state:
            return kid
    verb = noun.head
    spoken = noun.dep_ == "dobj" and verb.lemma_.lower() not in words("moods", "stirring")
    if spoken or noun.dep_ not in ("dobj", "pobj", "nsubj", "nsubjpass"):
        return None  # "voiced concern in Geneva": whoever voiced it
    # The parser hangs the place on the verb as often as on the noun: "caused unease in Peru".
    verb = verb.head if noun.dep_ == "pobj" else verb
    for kid in verb.children:
        held = child(kid, "pobj") if kid.dep_ == "prep" and kid.left_edge.i == noun.right_edge.i + 1 else None
        if held is not None and _is_public(held, among=kid.lower_ in _AMONG, within=kid.lower_ in _WHERE):
            return held
    return None


def _is_public(held: Token, *, among: bool, within: bool) -> bool:
    """Are there people whose mood it can be: anyone "among" whom it is, a named place, a body that is one of people?"""
    if among:
        return held.pos_ in ("NOUN", "PROPN")
    named = held.pos_ == "PROPN" and held.lower_ not in DAYS
    return within and (named or held.lemma_.lower() in words("moods", "publics"))


def _matter(noun: Token, holder: Token | None) -> tuple[Run, ...]:
    """What the mood is about: what stands after "over" or "that", what stirred it, or how it is said to be."""
    verb = noun.head
    near = [noun, verb] if holder is None else [noun, holder, verb]
    for kid in sorted((k for token in near for k in token.children if k.i > noun.i), key=lambda k: k.i):
        inner = child(kid, "pobj", "pcomp") if kid.dep_ == "prep" else None
        if inner is not None and kid.lower_ in words("moods", "prepositions") and inner != holder:
            return (run_of(inner),)
        if kid.head == noun and kid.dep_ in ("acl", "ccomp") and child(kid, "mark") is not None:
            return statement(noun.doc, run_of(kid))
    if noun.dep_ == "dobj" and verb.lemma_.lower() in words("moods", "stirring"):
        return _named(child(verb, "nsubj"))
    if noun.dep_ == "pobj" and verb.lower_ in ("with", "by") and verb.head.lemma_.lower() in words("moods", "meeting"):
        return _named(child(verb.head, "nsubjpass"))
    if noun.dep_ == "nsubj" and verb.lemma_ in _SEEM and noun.lower_ in words("moods", "states"):
        told = child(verb, "acomp", "attr", "oprd", "xcomp") is not None
        return (bare(noun.doc, verb.i, run_of(verb)[1]),) if told else ()
    return ()


def _named(cause: Token | None) -> tuple[Run, ...]:
    """The noun phrase of what stirred a mood; a pronoun tells nothing by itself."""
    return () if cause is None or cause.pos_ == "PRON" else (run_of(cause),)
