"""Attribution by verbs: "said that ...", "vowed to ...", "called it an error", "is said to ..."."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.reading.cues import Cue, verbs
from detente.reading.frame import Carrier, Frame, frame
from detente.reading.phrase_structure import (
    Run,
    Token,
    agent,
    bare,
    child,
    run_of,
    source_run,
    statement,
    subject,
    verb_run,
    without,
)

_CLAUSES = ("ccomp", "parataxis")
_ADDRESSED = frozenset({"tell", "inform", "assure", "remind", "notify", "brief", "advise", "warn", "reassure"})
_ADDING = frozenset({
    "adding", "noting", "saying", "arguing", "citing", "warning", "insisting", "calling", "explaining", "stressing",
    "describing", "recalling", "claiming", "suggesting", "pointing", "accusing", "promising", "declaring", "stating",
})  # fmt: skip
_EMPTY = frozenset({"it", "there"})
_NOTHING: tuple[Run, ...] = ()


def verb_frames(verb: Token, cue: Cue) -> Iterator[Frame]:
    """The attribution that a cue verb makes, if any."""
    if child(verb, "nsubjpass", "auxpass") is not None or _is_asked(verb, cue):
        passive = _passive(verb, cue)
        if passive is not None and (verb.dep_ != "acl" or passive.head is not None):
            yield passive
        return
    head = _speaker(verb)
    if "semblance" in cue.frames:
        yield from _semblance(verb, cue, head)
        return
    if any(k.lower_ == "as" and child(k, "pcomp") is not None for k in verb.children) and "named" not in cue.frames:
        return
    content, carrier = _content(verb, cue, head)
    quotable = "quote" in cue.frames
    if not content and verb.dep_ == "pcomp" and (told := child(verb.head.head, *_CLAUSES)) is not None:
        content, carrier = statement(verb.doc, run_of(told)), "clause"
    if not content and quotable and head is not None and (around := _set_off(verb, head)):
        content, carrier = around, "clause"
    if content or (quotable and head is not None):
        yield frame(verb, cue, head, content, carrier, quotable=quotable)


def _speaker(verb: Token) -> Token | None:
    """The subject; where a participle clause was taken for it ("Speaking in Lima, Rao said"), the name after that."""
    told = verb.head if verb.dep_ == "advcl" and verb.lower_ in _ADDING else None
    if told is not None and told.dep_ in _CLAUSES and told.head.i < told.i and told.head.lower_ in verbs():
        return subject(told.head)
    head = subject(verb)
    doc = verb.doc
    if head is None and doc[0].tag_ in ("VBG", "VBN") and doc[0].i < verb.i and verb.tag_ != "VBG":
        return _named_after_comma(doc, verb)
    if head is None or head.tag_ != "VBG" or head.i > verb.i:
        return head
    names = (k for k in head.subtree if head.i < k.i < verb.i and k.pos_ in ("PROPN", "NOUN", "PRON"))
    found = next((k for k in names if _after_comma(doc, k.left_edge.i)), None)
    return head if found is None else _whole_name(found, verb)


def _named_after_comma(doc: Any, verb: Token) -> Token | None:
    """The name that an opening participle leads to, where the parser took it in ("Asked on X, Ana Lima said")."""
    for token in doc[1 : verb.i]:
        if token.pos_ == "PROPN" and _after_comma(doc, token.i):
            return _whole_name(token, verb)
    return None


def _whole_name(token: Token, verb: Token) -> Token:
    """The last word of the name that a word begins."""
    while token.pos_ == "PROPN" and token.i + 1 < verb.i and token.doc[token.i + 1].pos_ == "PROPN":
        token = token.doc[token.i + 1]
    return token


def _after_comma(doc: Any, i: int) -> bool:
    """Does a comma stand before a token, odd blanks left aside?"""
    while i > 0 and doc[i - 1].is_space:
        i -= 1
    return i > 0 and doc[i - 1].text == ","


def _is_asked(verb: Token, cue: Cue) -> bool:
    """Is it the bare participle of who was asked ("Asked whether ..., Rao said no") or accused ("a man accused of")?"""
    bare_participle = verb.tag_ == "VBN" and child(verb, "aux", "dobj") is None
    return bare_participle and (verb.dep_ == "acl" or (cue.lemma == "ask" and verb.dep_ == "advcl"))


def _semblance(verb: Token, cue: Cue, seeming: Token | None) -> Iterator[Frame]:
    """ "The talks seem to have failed": subject and complement are the content, on nobody's word."""
    rest = child(verb, "xcomp", "oprd", "acomp", "ccomp")
    if rest is None or rest.i < verb.i:
        return
    runs = [run_of(rest)]
    if seeming is not None and seeming.lower_ not in _EMPTY:
        runs.insert(0, source_run(seeming, verb))
    yield frame(verb, cue, None, tuple(runs), "report")


def _set_off(verb: Token, head: Token) -> tuple[Run, ...]:
    """The sentence around an attribution set off by commas: "Talks, he said, will go on", "..., she added"."""
    doc, first = verb.doc, min(verb.i, head.left_edge.i)
    if abs(head.i - verb.i) > 12 or first == 0 or doc[first - 1].text != ",":
        return ()
    last = max(verb.i, head.right_edge.i if head.i > verb.i else verb.i)
    while last + 1 < len(doc) and doc[last + 1].text not in (",", ".", ";", "?", "!"):
        last += 1
    tail = bare(doc, last + 1, len(doc))
    if tail[0] < tail[1] and doc[tail[0]].tag_ == "VBG":
        tail = (tail[0], tail[0])
    around = (bare(doc, 0, first), tail)
    pieces = tuple((a, b) for a, b in around if a < b)
    stated = any(doc[i].dep_ in ("nsubj", "nsubjpass") for a, b in pieces for i in range(a, b))
    return pieces if stated else ()


def _content(verb: Token, cue: Cue, head: Token | None) -> tuple[tuple[Run, ...], Carrier]:
    """The runs that carry the content, and what they are."""
    frames = cue.frames
    clause, infinitive, target = child(verb, *_CLAUSES), child(verb, "xcomp"), child(verb, "dobj")
    if clause is not None and _is_aside(clause):
        return _NOTHING, "quotation"
    small = clause is not None and "named" in frames and clause.pos_ not in ("VERB", "AUX")
    if clause is not None and not small and ("clause" in frames or ("quote" in frames and clause.i < verb.i)):
        return _clause(verb, clause, head), "clause"
    if "named" in frames and (named := _named(verb)) and not (cue.lemma == "call" and _is_by_phone(verb)):
        return named, "named"
    if infinitive is not None and "infinitive" in frames:
        start, end = run_of(infinitive)
        if target is not None and target.i < infinitive.i:
            start = target.left_edge.i
        return ((start, end),), "infinitive"
    if clause is not None and "infinitive" in frames:
        return _clause(verb, clause, head), "infinitive"
    if "object" in frames and target is not None and cue.lemma not in _ADDRESSED:
        return (_NOTHING if target is head else _object(verb, target)), "object"
    for kid in verb.children:
        if kid.dep_ == "prep" and kid.lower_ in cue.prepositions:
            inner = child(kid, "pobj", "pcomp")
            if inner is not None:
                return (run_of(inner),), "preposition"
    return _NOTHING, "quotation"


def _is_aside(clause: Token) -> bool:
    """Is a would-be complement another's attribution set off by a comma ("The pact is dead, Rao said")?"""
    first, cue = clause.left_edge, verbs().get(clause.lower_)
    comma = first.text == "," or (first.i > 0 and clause.doc[first.i - 1].text == ",")
    return cue is not None and comma and clause.i > clause.head.i and child(clause, *_CLAUSES) is None


def reporting_tail(clause: Token) -> Token | None:
    """The participle by which the speaker goes on after a clause ("..., adding that"), taken by the parser into it."""
    for kid in clause.rights:
        first = kid.left_edge.i
        if kid.dep_ == "advcl" and kid.tag_ == "VBG" and kid.lower_ in _ADDING and clause.doc[first - 1].text == ",":
            return kid
    return None


def _clause(verb: Token, clause: Token, head: Token | None) -> tuple[Run, ...]:
    """A complement clause; one that stands before its verb reaches to the cue's own words."""
    start, end = run_of(clause)
    if clause.i < verb.i:
        limit = min(verb.left_edge.i if verb.left_edge.i > end else verb.i, verb.i)
        if head is not None and end <= head.i < verb.i:
            limit = head.left_edge.i
        end = max(end, limit)
    tail = reporting_tail(clause) if clause.i > verb.i else None
    if tail is not None and start < tail.left_edge.i:
        end = min(end, tail.left_edge.i)
    pieces: tuple[Run, ...] = ((start, end),)
    holes = [verb_run(verb)] + ([source_run(head, verb)] if head is not None else [])
    for hole in holes:
        pieces = tuple(p for piece in pieces for p in without(piece, hole))
    return statement(verb.doc, *pieces)


def _named(verb: Token) -> tuple[Run, ...]:
    """The named thing with its name: "called [the raid an error]", "described [it as an error]"."""
    clause = child(verb, "ccomp", "oprd", "xcomp")
    target = child(verb, "dobj", "nsubj") if clause is not None and clause.dep_ != "oprd" else child(verb, "dobj")
    as_phrase = next((k for k in verb.children if k.dep_ == "prep" and k.lower_ in ("as", "to")), None)
    if clause is not None and clause.i > verb.i:
        start, end = run_of(clause)
        if target is not None and verb.i < target.i:
            start = min(start, target.left_edge.i)
        return ((start, end),)
    if target is None:
        inner = child(as_phrase, "pobj") if as_phrase is not None and as_phrase.lower_ == "to" else None
        return (run_of(inner),) if inner is not None else ()
    start, end = run_of(target)
    if as_phrase is not None and as_phrase.i > verb.i:
        end = max(end, as_phrase.right_edge.i + 1)
    return ((start, end),) if target.i > verb.i else ()


def _is_by_phone(verb: Token) -> bool:
    """Is a call made for a purpose, and gives no name ("called his host to ask for help")?"""
    aim = child(verb, "ccomp", "xcomp", "advcl")
    return aim is not None and any(kid.dep_ == "aux" and kid.lower_ == "to" for kid in aim.children)


def _object(verb: Token, target: Token) -> tuple[Run, ...]:
    """A direct object, with the "for" or "as" phrase of the verb that goes on from it."""
    start, end = run_of(target)
    for kid in verb.children:
        if kid.dep_ == "prep" and kid.lower_ in ("for", "as", "of", "over", "with") and kid.left_edge.i == end:
            end = kid.right_edge.i + 1
    return ((start, end),)


def _passive(verb: Token, cue: Cue) -> Frame | None:
    """ "X is said to be Y", "it is reported that", "X was praised by Y"."""
    maker, patient = agent(verb), child(verb, "nsubjpass")
    as_phrase = next((k for k in verb.children if k.dep_ == "prep" and k.lower_ == "as"), None)
    if as_phrase is not None and (inner := child(as_phrase, "pcomp")) is not None and inner.tag_ == "VBG":
        return None
    clause, infinitive = child(verb, "ccomp"), child(verb, "xcomp")
    if clause is not None and cue.lemma not in ("ask", "call"):
        return frame(verb, cue, maker, statement(verb.doc, run_of(clause)), "report", quotable="quote" in cue.frames)
    if cue.lemma == "ask":
        about = next((k for k in verb.children if k.dep_ == "prep" and k.lower_ in ("about", "on")), None)
        question = clause or infinitive or child(verb, "advcl") or (child(about, "pobj", "pcomp") if about else None)
        return frame(verb, cue, maker, (run_of(question),), "object") if question is not None else None
    if infinitive is not None and not cue.frames.isdisjoint(("report", "infinitive")):
        runs = [run_of(infinitive)]
        if patient is not None and patient.lower_ not in _EMPTY:
            runs.insert(0, run_of(patient))
        return frame(verb, cue, maker, tuple(runs), "report")
    place = _public(verb) if as_phrase is not None and "named" in cue.frames and maker is None else None
    named = patient if patient is not None or verb.dep_ != "conj" else child(verb.head, "nsubj", "nsubjpass")
    if named is not None and as_phrase is not None and place is not None and named.lower_ not in _EMPTY:
        return frame(verb, cue, place, (run_of(named), run_of(as_phrase)), "named")
    if patient is not None and maker is not None and not cue.frames.isdisjoint(("object", "named")):
        return frame(verb, cue, maker, (run_of(patient),), "object")
    return None


def _public(verb: Token) -> Token | None:
    """Where something is called so ("described in Pakistan as a milestone"): the public of that place speaks."""
    where = next((k for k in verb.children if k.dep_ == "prep" and k.lower_ in ("in", "across", "throughout")), None)
    place = child(where, "pobj") if where is not None else None
    return place if place is not None and place.pos_ == "PROPN" else None


def light_verb_frame(verb: Token, partners: frozenset[str], cue: Cue) -> Frame | None:
    """ "made clear that", "issued a statement saying": a light verb with the word that makes it a cue."""
    partner = next((k for k in verb.subtree if 0 < k.i - verb.i < 8 and k.lower_ in partners), None)
    if partner is None or partner.head not in (verb, *verb.children):
        return None
    clause = next(
        (
            k
            for k in (*verb.rights, *partner.rights)
            if k.i > partner.i
            and (k.dep_ in (*_CLAUSES, "acl") or (k.dep_ == "advcl" and child(k, "mark") is not None))
        ),
        None,
    )
    saying = clause if clause is not None and clause.tag_ == "VBG" and clause.dep_ == "acl" else None
    if saying is not None and (said := child(saying, *_CLAUSES)) is not None:
        clause, partner = said, saying
    head = subject(verb)
    run = (verb_run(verb)[0], partner.i + 1)
    if clause is not None and clause.i > partner.i:
        return frame(verb, cue, head, statement(verb.doc, run_of(clause)), "clause", quotable=True, cue_run=run)
    prep = child(partner, "prep")
    if prep is not None and (inner := child(prep, "pobj", "pcomp")) is not None:
        return frame(verb, cue, head, (run_of(inner),), "preposition", quotable=True, cue_run=run)
    return None
