"""What the syntax of a sentence tells about phrases: their extent, who does a verb, what a clause holds."""

from __future__ import annotations

from typing import Any

Token = Any
Run = tuple[int, int]
"""Tokens first to last, half-open."""

_STOPS = frozenset({",", ".", ";", ":", "-", "–", "—"})
DAYS = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "june", "july", "august", "september", "october", "november", "december", "week", "month", "year",
})  # fmt: skip


def run_of(token: Token) -> Run:
    """The run of a token's subtree."""
    return token.left_edge.i, token.right_edge.i + 1


def without(run: Run, hole: Run) -> tuple[Run, ...]:
    """What is left of a run when another is taken out."""
    (start, end), (a, b) = run, hole
    if b <= start or a >= end:
        return (run,)
    return tuple(r for r in ((start, max(a, start)), (min(b, end), end)) if r[0] < r[1])


def child(token: Token, *labels: str) -> Token | None:
    """The first child with one of the labels."""
    for kid in token.children:
        if kid.dep_ in labels:
            return kid
    return None


def subject(token: Token, *, depth: int = 0) -> Token | None:
    """Who does the verb: its own subject, or the one it takes over from the verb or noun it hangs on."""
    own = child(token, "nsubj", "csubj")
    if own is not None:
        return own
    if child(token, "nsubjpass", "auxpass") is not None:
        return agent(token)
    if depth > 4 or token.head is token:
        return _inverted(token)
    head, label = token.head, token.dep_
    if label in ("acl", "relcl"):
        return head if head.pos_ in ("NOUN", "PROPN", "PRON") else None
    if label == "pcomp":
        quoted = child(head.head, "dobj") if head.lower_ == "as" else None
        if quoted is not None and quoted.i < token.i:
            return quoted
        head = head.head
        passive = child(head, "nsubjpass")
        return passive if passive is not None else subject(head, depth=depth + 1)
    if label in ("xcomp", "ccomp") and (addressee := child(head, "dobj")) is not None and addressee.i < token.i:
        return addressee
    aside = child(head, "parataxis") if label == "advcl" and token.tag_ == "VBG" else None
    if aside is not None and aside.i < token.i:
        return subject(aside, depth=depth + 1)
    if label in ("conj", "xcomp", "advcl", "ccomp", "dep", "parataxis") and head.pos_ in ("VERB", "AUX", "ADJ"):
        passive = child(head, "nsubjpass")
        return passive if passive is not None else subject(head, depth=depth + 1)
    return None


def agent(token: Token) -> Token | None:
    """Who stands after "by" of a passive."""
    by = child(token, "agent")
    return child(by, "pobj", "pcomp") if by is not None else None


def _inverted(token: Token) -> Token | None:
    """The name after a verb that a quotation precedes ("...," added Rao), where the parser took it for an object."""
    after = child(token, "dobj")
    return after if after is not None and after.i == token.i + 1 and after.pos_ in ("PROPN", "PRON") else None


def source_run(head: Token, verb: Token) -> Run:
    """The noun phrase of a source without what belongs to the cue, and without clauses set off by a comma."""
    start, end = run_of(head)
    for kid in head.rights:
        first = kid.left_edge.i
        comma = head.doc[first - 1].text in (",", "—", "–", "-")
        if (kid.dep_ in ("relcl", "acl", "advcl", "prep") and comma) or (kid.dep_ == "prep" and _is_dated(kid)):
            end = min(end, first)
    if start <= verb.i < end:
        hole = (verb.left_edge.i, verb.right_edge.i + 1)
        pieces = [r for r in without((start, end), hole) if r[0] <= head.i < r[1]]
        start, end = pieces[0] if pieces else (head.i, head.i + 1)
    return _trim(head.doc, start, end)


def _is_dated(prep: Token) -> bool:
    """Does the phrase tell a day ("on Monday") and so belong to the verb?"""
    inner = child(prep, "pobj")
    return inner is not None and (inner.lower_ in DAYS or any(k.lower_ in DAYS for k in inner.children))


def _trim(doc: Any, start: int, end: int) -> Run:
    while end - start > 1 and (doc[end - 1].is_punct or doc[end - 1].is_space) and doc[end - 1].text not in ")]":
        end -= 1
    while end - start > 1 and (doc[start].is_punct or doc[start].is_space):
        start += 1
    return start, end


def verb_run(verb: Token) -> Run:
    """The cue as printed: the verb with its auxiliaries and negation beside it ("has not said")."""
    start = verb.i
    kids = {kid.i for kid in verb.children if kid.dep_ in ("aux", "auxpass", "neg")}
    while start - 1 in kids:
        start -= 1
    return start, verb.i + 1


def bare(doc: Any, start: int, end: int) -> Run:
    """A run without the stops at its ends."""
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in _STOPS):
        end -= 1
    while start < end and (doc[start].is_space or doc[start].text in _STOPS):
        start += 1
    return start, end


def statement(doc: Any, *pieces: Run) -> tuple[Run, ...]:
    """What a clause states: its runs without the stops at their ends and without "that"."""
    kept = tuple((a, b) for a, b in (bare(doc, *piece) for piece in pieces) if a < b)
    if kept and doc[kept[0][0]].lower_ == "that" and doc[kept[0][0]].tag_ == "IN":
        start, end = kept[0]
        return ((start + 1, end), *kept[1:]) if start + 1 < end else kept[1:]
    return kept


def clause_around(token: Token, hole: Run) -> tuple[Run, ...]:
    """The clause in which a token stands, without a run of its own."""
    clause = token.head
    while clause.dep_ not in ("ROOT", "ccomp", "relcl", "parataxis") and clause.head is not clause:
        if clause.pos_ in ("VERB", "AUX") and clause.dep_ in ("advcl", "conj"):
            break
        clause = clause.head
    pieces = without(run_of(clause), hole)
    return tuple((a, b) for a, b in (bare(token.doc, *p) for p in pieces) if a < b)
