"""When and where a deed took place: the time expression and the place that its own clause gives."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from detente.dates import day_range
from detente.plover import quad_of
from detente.reading.deeds import Deed
from detente.reading.model import TimeExpression
from detente.reading.parsed import Sentence

FAR = 99
NAMING = frozenset({"poss", "compound", "nummod", "amod", "nmod"})
"""How a time stands before the noun that it dates ("last year's floods", "the 2010 treaty")."""
EARLIER = frozenset({"last", "previous", "earlier", "prior"})
"""What is said of a deed that today's is counted from."""
COUNTING = frozenset({"after", "since", "than"})
OCCASION = COUNTING | {"over", "for", "following", "despite", "to"}
"""Before a known deed these tell what another one is done for."""
FORCE = 4
"""The quad class of material conflict; of talks and visits the one named is mostly today's ("during his visit")."""
ONCE = frozenset({"once", "previously", "formerly"})
TERMS = frozenset({"term", "tenure", "presidency", "administration", "government"})
MEETING = frozenset({"at", "in", "during", "on"})
"""By these such a noun dates its verb too ("signed at Monday's summit")."""
APART = frozenset({"before", "since", "until", "till", "because", "although", "though", "while", "whereas"})
COMPARING = frozenset({"since", "in"})
PHRASE = frozenset({"ADJ", "ADV", "NOUN", "PROPN", "NUM", "DET", "PART", "ADP"})
"""What a noun phrase before "since" is made of."""
SUPERLATIVE = frozenset({"JJS", "RBS"})
ORDINAL = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "only"})
PLACE_PREPOSITIONS = ("in", "at", "near", "off")


def date_of(deed: Deed, sentence: Sentence, times: Sequence[TimeExpression], report_date: str | None) -> str | None:
    """EDTF of the deed: of the time expression that governs it, else of the report; open where it is an earlier one."""
    usable = [time for time in times if time.edtf and (time.type in ("DATE", "TIME") or "/" in time.edtf)]
    ranked = sorted(((_distance(deed, sentence, time), i) for i, time in enumerate(usable)), key=lambda pair: pair[0])
    if ranked and ranked[0][0] < FAR:
        edtf = usable[ranked[0][1]].edtf
        # What is done until a day to come has begun by the report.
        return report_date if edtf and edtf.startswith("../") and _is_to_come(edtf, report_date) else edtf
    return f"../{report_date}" if report_date and _is_an_earlier_one(deed) else report_date


def _is_to_come(edtf: str, report_date: str | None) -> bool:
    """Whether a stretch ends after the report."""
    when, told = day_range(edtf), day_range(report_date)
    return bool(when and told and when[1] > told[1])


def _distance(deed: Deed, sentence: Sentence, time: TimeExpression) -> int:
    """Steps in the tree between the time expression and the deed; FAR where it dates another clause or thing."""
    doc: Any = sentence.doc
    span = doc.char_span(time.start - sentence.start, time.end - sentence.start, alignment_mode="expand")
    if span is None or _compares(span) or _is_of_another(span.root, deed):
        return FAR
    verb = _governor(span.root)
    own = deed.match.noun if deed.match.noun is not None else deed.match.token
    chain = _upwards(own)
    if any(token in span.root.ancestors for token in deed.match.tokens):
        return FAR if _dates_below(span.root, deed.match.tokens) else _depth(span.root, deed.match.tokens)
    if verb is not None and verb in chain:
        return 10 + chain.index(verb)
    return FAR


def _compares(span: Any) -> bool:
    """Whether a time only measures how great a thing is ("the worst crisis since 1990", "more than in 2010")."""
    doc = span.doc
    first = span.start
    while first and doc[first].lower_ not in COMPARING and (first == span.start or doc[first].pos_ == "DET"):
        first -= 1
    if first < 1 or doc[first].lower_ not in COMPARING:
        return False
    if doc[first].lower_ == "in":
        return bool(doc[first - 1].lower_ == "than")
    words = itertools.takewhile(lambda token: token.pos_ in PHRASE, reversed(doc[:first]))
    return any(token.tag_ in SUPERLATIVE or token.lower_ in ORDINAL for token in words)


def _is_an_earlier_one(deed: Deed) -> bool:
    """Whether the deed is one that today's is counted from ("nine years after his last visit"), a known one for which
    another is done ("sanctions over its seizure of the island"), or told as one of an earlier time ("once hosted")."""
    noun = deed.match.noun if deed.match.noun is not None else deed.match.token
    if noun.dep_ in ("pobj", "dobj") and noun.head.lower_ in OCCASION:  # "following" may pass for a verb
        counted = noun.head.lower_ in COUNTING and any(child.lower_ in EARLIER for child in noun.children)
        return counted or (quad_of(deed.type) == FORCE and any(child.dep_ == "poss" for child in noun.children))
    return any(_is_long_past(child) for child in deed.match.token.children)


def _is_long_past(part: Any) -> bool:
    """Whether a part of a clause puts it into an earlier time: "once", "in his first term"."""
    if part.dep_ == "advmod":
        return part.lower_ in ONCE and part.i < part.head.i  # not "at once"
    return part.dep_ == "prep" and any(
        child.dep_ == "pobj" and child.lower_ in TERMS and any(c.lower_ in EARLIER | {"first"} for c in child.children)
        for child in part.children
    )


def _is_of_another(time: Any, deed: Deed) -> bool:
    """Whether a time stands behind or before a semicolon, or dates a noun that is neither the deed nor its occasion."""
    first, last = sorted((time.i, deed.match.token.i))
    if any(token.text == ";" for token in time.doc[first:last]):
        return True
    noun = time.head
    if time.dep_ not in NAMING or noun.pos_ not in ("NOUN", "PROPN") or noun in deed.match.tokens or _opens(time):
        return False
    above = noun.head
    return not (above.lower_ in MEETING and above.head.pos_ in ("VERB", "AUX"))


def _dates_below(time: Any, deed: Sequence[Any]) -> bool:
    """Whether a time stands in a clause below the deed that tells another ("citizens who were abducted in 1978")."""
    for node in (time, *time.ancestors):
        if node in deed:
            return False
        if node.pos_ in ("VERB", "AUX") and (node.dep_ in ("relcl", "acl") or _is_at_another_time(node)):
            return True
    return False


def _is_at_another_time(verb: Any) -> bool:
    """Whether a clause is joined to the deed by a word that sets it at another time ("before he hosts ... in May")."""
    joins = (child for child in verb.children if child.dep_ in ("mark", "prep"))
    return verb.dep_ == "advcl" and any(word.lower_ in APART for word in joins)


def _opens(time: Any) -> bool:
    """Whether a time follows a preposition that the tree leaves without an object ("On Monday Peru and Chile met")."""
    before = time.doc[max(time.left_edge.i - 1, 0)]
    return before.dep_ == "prep" and not any(child.dep_ in ("pobj", "pcomp") for child in before.children)


def _governor(token: Any) -> Any | None:
    return next((node for node in token.ancestors if node.pos_ in ("VERB", "AUX")), None)


def _upwards(token: Any) -> list[Any]:
    """The token and the clauses above it; above a relative clause only where it goes on telling ("..., where ...")."""
    chain = [token]
    while chain[-1].head != chain[-1] and (chain[-1].dep_ != "relcl" or _goes_on(chain[-1])):
        chain.append(chain[-1].head)
    return chain


def _goes_on(clause: Any) -> bool:
    """Whether a relative clause tells what was done there and then: past, like the clause that it hangs on."""
    above = _governor(clause)
    told = {"VBD", "VBN"}
    placed = any(child.lower_ in ("where", "when") for child in clause.children)
    return placed and clause.tag_ in told and above is not None and above.tag_ in told


def _depth(token: Any, goals: Sequence[Any]) -> int:
    steps, node = 0, token
    while node not in goals and node.head != node:
        steps, node = steps + 1, node.head
        if node.dep_ in ("ccomp", "advcl", "relcl", "acl"):
            steps += 3
    return steps


def place_of(deed: Deed) -> str | None:
    """The place that hangs on the deed by "in", "at", "near" or "off", as printed, if it is a proper name."""
    for anchor in deed.match.tokens:
        for child in anchor.children:
            if child.dep_ == "prep" and child.lower_ in PLACE_PREPOSITIONS:
                for part in child.children:
                    if part.dep_ == "pobj" and part.pos_ == "PROPN":
                        names = [c for c in part.lefts if c.dep_ in ("compound", "amod") and c.pos_ == "PROPN"]
                        return " ".join(token.text for token in [*names, part])
    return None
