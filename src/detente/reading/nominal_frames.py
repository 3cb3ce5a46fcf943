"""Attribution by nouns, adjectives and set phrases: "his claim that", "is sure that", "according to", "reportedly"."""

from __future__ import annotations

from collections.abc import Iterator

from detente.reading.cues import Cue
from detente.reading.frame import Frame, frame
from detente.reading.phrase_structure import Token, child, clause_around, run_of, source_run, statement, subject

_EMPTY = frozenset({"it", "there"})
_OPENERS = frozenset({"of", "about", "on", "for", "to", "against"})
_ACCORDING = Cue("according to", "speech", "certain", False, frozenset({"clause", "quote"}), frozenset())
_HEARSAY = Cue("reportedly", "sourceless", "possible", False, frozenset({"clause"}), frozenset())


def noun_frames(noun: Token, cue: Cue) -> Iterator[Frame]:
    """ "his claim that ...", "Delhi's opposition to ...": nothing where the text names no holder."""
    head = _holder(noun)
    if head is None:
        return
    clause = next((k for k in noun.children if k.dep_ in ("acl", "ccomp") and child(k, "mark") is not None), None)
    if clause is None and cue.kind == "intention":
        clause = next(
            (k for k in noun.children if k.dep_ in ("acl", "relcl") and k.tag_ == "VB" and child(k, "aux") is not None),
            None,
        )
    if clause is not None:
        yield frame(noun, cue, head, statement(noun.doc, run_of(clause)), "clause", cue_run=(noun.i, noun.i + 1))
        return
    for kid in noun.children if "phrase" in cue.frames else ():
        if kid.dep_ == "prep" and kid.i > noun.i and kid.lower_ in _OPENERS:
            inner = child(kid, "pobj", "pcomp")
            if inner is not None and inner is not head:
                yield frame(noun, cue, head, (run_of(inner),), "noun", cue_run=(noun.i, kid.i + 1))
                return


def _holder(noun: Token) -> Token | None:
    """Whose claim or view it is: the possessor, who stands after "by", or who makes, issues or holds it."""
    owner = child(noun, "poss")
    if owner is not None:
        return owner
    maker = next((k for k in noun.children if k.dep_ == "prep" and k.lower_ in ("by", "from")), None)
    if maker is not None and (head := child(maker, "pobj")) is not None:
        return head
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ == "be":
        return subject(noun.head.head)  # "analysts are of the view that"
    return subject(noun.head) if noun.dep_ == "dobj" and noun.head.pos_ == "VERB" else None


def adjective_frames(adjective: Token, cue: Cue) -> Iterator[Frame]:
    """ "is confident that ...", "was willing to ..."."""
    verb = adjective.head
    if adjective.dep_ not in ("acomp", "oprd") or verb.pos_ not in ("VERB", "AUX"):
        return
    head = subject(verb)
    clause = child(adjective, "ccomp", "xcomp") or child(verb, "ccomp")
    carried = clause is not None
    if clause is None:
        prep = child(adjective, "prep")
        clause = child(prep, "pobj", "pcomp") if prep is not None else None
        carried = clause is not None and clause.dep_ == "pcomp" and child(clause, "mark") is not None  # "on whether"
    if clause is None or head is None or head.lower_ in _EMPTY or clause.i < adjective.i:
        return
    content = statement(adjective.doc, run_of(clause))
    yield frame(
        adjective, cue, head, content, "clause" if carried else "preposition", cue_run=(verb.i, adjective.i + 1)
    )


def according_frames(token: Token) -> Iterator[Frame]:
    """ "According to X, ...": the clause that it stands in is the content."""
    to = next((k for k in token.children if k.lower_ == "to"), None)
    source = child(to, "pobj") if to is not None else None
    if source is None or to is None:
        return
    pieces = clause_around(token, run_of(token))
    run = source_run(source, token)
    yield Frame(token, _ACCORDING, (token.i, to.i + 1), run, source, pieces, "clause", quotable=True)


def hearsay_frames(token: Token) -> Iterator[Frame]:
    """ "reportedly": the clause it stands in, on nobody's word."""
    pieces = clause_around(token, (token.i, token.i + 1))
    if pieces:
        yield Frame(token, _HEARSAY, (token.i, token.i + 1), None, None, pieces, "report")
