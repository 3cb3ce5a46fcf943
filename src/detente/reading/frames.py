"""Attribution frames of one parsed sentence: which cue has which source and which content, by its syntax."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from detente.reading import cues
from detente.reading.cues import Cue

Token = Any
Run = tuple[int, int]
"""Tokens first to last, half-open."""

SUBJECTS = frozenset({"nsubj", "csubj", "nsubjpass", "expl"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_CLAUSES = frozenset({"ccomp", "parataxis"})
_SPEAK_ADDRESSED = frozenset({"tell", "inform", "assure", "remind", "notify", "brief", "advise", "warn", "reassure"})
_EMPTY = frozenset({"it", "there"})
_DAYS = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "june", "july", "august", "september", "october", "november", "december", "week", "month", "year",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frame:
    """A cue with its source and content, as runs of tokens. `head` is the source's head token, `verb` the cue's.

    `content` is empty where only a neighbouring quotation can be the content; `quotable` tells that one may be.
    """

    verb: Token
    cue: Cue
    cue_run: Run
    source: Run | None
    head: Token | None
    content: tuple[Run, ...]
    quotable: bool
    clausal: bool = False
    antecedent: Token | None = None


def find_frames(doc: Any) -> list[Frame]:
    """The attribution frames of a sentence, in the order of their cues."""
    verbs, nouns, adjectives, light = cues.verbs(), cues.nouns(), cues.adjectives(), cues.phrases()
    sourceless = cues.words("sourceless")
    found: list[Frame] = []
    used = -1
    for token in doc:
        form, pos = token.lower_, token.pos_
        if token.i < used:
            continue
        if form == "according":
            found.extend(_according(token))
        elif pos in ("VERB", "AUX"):
            phrase = light.get(form)
            if phrase is not None and (frame := _light_verb(token, *phrase)) is not None:
                found.append(frame)
                used = frame.cue_run[1]
            elif (cue := verbs.get(form)) is not None:
                found.extend(_verb(token, cue))
        elif pos == "NOUN" and (cue := nouns.get(form)) is not None:
            found.extend(_noun(token, cue))
        elif pos == "ADJ" and (cue := adjectives.get(form)) is not None:
            found.extend(_adjective(token, cue))
        elif form in sourceless:
            found.extend(_sourceless(token))
    return found


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


# -- sources -----------------------------------------------------------------------------------------------------


def subject(token: Token, *, depth: int = 0) -> Token | None:
    """Who does the verb: its own subject, or the one it takes over from the verb or noun it hangs on."""
    own = child(token, "nsubj", "csubj")
    if own is not None:
        return own
    if child(token, "nsubjpass", "auxpass") is not None:
        return _agent(token)
    if depth > 4 or token.head is token:
        return _inverted(token)
    head, label = token.head, token.dep_
    if label in ("acl", "relcl"):
        return head if head.pos_ in ("NOUN", "PROPN", "PRON") else None
    if label == "pcomp":
        head = head.head
        passive = child(head, "nsubjpass")
        return passive if passive is not None else subject(head, depth=depth + 1)
    if label in ("xcomp", "ccomp") and (addressee := child(head, "dobj")) is not None and addressee.i < token.i:
        return addressee
    if label in ("conj", "xcomp", "advcl", "ccomp", "dep", "parataxis") and head.pos_ in ("VERB", "AUX", "ADJ"):
        passive = child(head, "nsubjpass")
        return passive if passive is not None else subject(head, depth=depth + 1)
    return None


def _agent(token: Token) -> Token | None:
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
    return inner is not None and (inner.lower_ in _DAYS or any(k.lower_ in _DAYS for k in inner.children))


def _trim(doc: Any, start: int, end: int) -> Run:
    while end - start > 1 and (doc[end - 1].is_punct or doc[end - 1].is_space) and doc[end - 1].text not in ")]":
        end -= 1
    while end - start > 1 and (doc[start].is_punct or doc[start].is_space):
        start += 1
    return start, end


def _with_source(
    verb: Token, cue: Cue, head: Token | None, content: tuple[Run, ...], *, quotable: bool, clausal: bool = False,
    cue_run: Run | None = None,
) -> Frame:  # fmt: skip
    run = source_run(head, verb) if head is not None else None
    antecedent = None
    if head is not None and head.lower_ in _RELATIVE and verb.dep_ == "relcl":
        antecedent = verb.head
    return Frame(verb, cue, cue_run or _verb_run(verb), run, head, content, quotable, clausal, antecedent)


def _verb_run(verb: Token) -> Run:
    """The cue as printed: the verb with its auxiliaries and negation beside it ("has not said")."""
    start = verb.i
    kids = {kid.i for kid in verb.children if kid.dep_ in ("aux", "auxpass", "neg")}
    while start - 1 in kids:
        start -= 1
    return start, verb.i + 1


# -- verbs -------------------------------------------------------------------------------------------------------


def _verb(verb: Token, cue: Cue) -> Iterator[Frame]:
    if child(verb, "nsubjpass") is not None or child(verb, "auxpass") is not None:
        frame = _passive(verb, cue)
        if frame is not None:
            yield frame
        return
    head = subject(verb)
    content, clausal = _content(verb, cue, head)
    quotable = "quote" in cue.frames
    if not content and quotable and head is not None and (around := _set_off(verb, head)):
        content, clausal = around, True
    if content or (quotable and head is not None):
        yield _with_source(verb, cue, head, content, quotable=quotable, clausal=clausal)


def _set_off(verb: Token, head: Token) -> tuple[Run, ...]:
    """The sentence around an attribution set off by commas: "Talks, he said, will go on", "..., she added"."""
    doc, first = verb.doc, min(verb.i, head.left_edge.i)
    if abs(head.i - verb.i) > 12 or first == 0 or doc[first - 1].text != ",":
        return ()
    last = max(verb.i, head.right_edge.i if head.i > verb.i else verb.i)
    while last + 1 < len(doc) and doc[last + 1].text not in (",", ".", ";", "?", "!"):
        last += 1
    pieces = (_trim_content(doc, 0, first), _trim_content(doc, last + 1, len(doc)))
    return tuple((a, b) for a, b in pieces if a < b)


def _content(verb: Token, cue: Cue, head: Token | None) -> tuple[tuple[Run, ...], bool]:
    """The runs that carry the content, and whether they are a clause."""
    frames = cue.frames
    clause = child(verb, *_CLAUSES)
    if clause is not None and ({"clause", "quote"} & frames) and not _is_named(clause, frames):
        return _clause(verb, clause, head), True
    if "named" in frames and (named := _named(verb)):
        return named, False
    infinitive = child(verb, "xcomp")
    if infinitive is not None and "infinitive" in frames:
        addressee = child(verb, "dobj")
        start, end = run_of(infinitive)
        if addressee is not None and addressee.i < infinitive.i:
            start = addressee.left_edge.i
        return ((start, end),), False
    if clause is not None and "infinitive" in frames:
        return _clause(verb, clause, head), True
    if "object" in frames and (target := child(verb, "dobj")) is not None and cue.lemma not in _SPEAK_ADDRESSED:
        if target is head:
            return (), False
        return _object(verb, target), False
    for kid in verb.children:
        if kid.dep_ == "prep" and kid.lower_ in cue.prepositions:
            inner = child(kid, "pobj", "pcomp")
            if inner is not None:
                return (run_of(inner),), False
    return (), False


def _is_named(clause: Token, frames: frozenset[str]) -> bool:
    """Is a small clause ("called the raid an error") taken for a complement?"""
    return "named" in frames and clause.pos_ not in ("VERB", "AUX")


def _clause(verb: Token, clause: Token, head: Token | None) -> tuple[Run, ...]:
    """A complement clause; one that stands before its verb reaches to the cue's own words."""
    start, end = run_of(clause)
    if clause.i < verb.i:
        limit = min(verb.left_edge.i if verb.left_edge.i > end else verb.i, verb.i)
        if head is not None and end <= head.i < verb.i:
            limit = head.left_edge.i
        end = max(end, limit)
    pieces: tuple[Run, ...] = ((start, end),)
    holes = [_verb_run(verb)] + ([source_run(head, verb)] if head is not None else [])
    for hole in holes:
        pieces = tuple(p for piece in pieces for p in without(piece, hole))
    doc = verb.doc
    kept = tuple((a, b) for a, b in (_trim_content(doc, *p) for p in pieces) if a < b)
    return _without_mark(doc, kept)


def _without_mark(doc: Any, pieces: tuple[Run, ...]) -> tuple[Run, ...]:
    """The content without its "that"."""
    if pieces and doc[pieces[0][0]].lower_ == "that" and doc[pieces[0][0]].dep_ == "mark":
        start, end = pieces[0]
        return ((start + 1, end), *pieces[1:]) if start + 1 < end else pieces[1:]
    return pieces


def _trim_content(doc: Any, start: int, end: int) -> Run:
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in (",", ".", ";", ":", "-", "–", "—")):
        end -= 1
    while start < end and (doc[start].is_space or doc[start].text in (",", ".", ";", ":", "-", "–", "—")):
        start += 1
    return start, end


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


def _object(verb: Token, target: Token) -> tuple[Run, ...]:
    """A direct object, with the "for" or "as" phrase of the verb that goes on from it."""
    start, end = run_of(target)
    for kid in verb.children:
        if kid.dep_ == "prep" and kid.lower_ in ("for", "as", "of", "over", "with") and kid.left_edge.i == end:
            end = kid.right_edge.i + 1
    return ((start, end),)


def _passive(verb: Token, cue: Cue) -> Frame | None:
    """ "X is said to be Y", "it is reported that", "X was praised by Y"."""
    agent, patient = _agent(verb), child(verb, "nsubjpass")
    as_phrase = next((k for k in verb.children if k.dep_ == "prep" and k.lower_ == "as"), None)
    if as_phrase is not None and (inner := child(as_phrase, "pcomp")) is not None and inner.tag_ == "VBG":
        return None
    clause, infinitive = child(verb, "ccomp"), child(verb, "xcomp")
    if clause is not None:
        pieces = _without_mark(verb.doc, (_trim_content(verb.doc, *run_of(clause)),))
        return _with_source(verb, cue, agent, pieces, quotable="quote" in cue.frames, clausal=True)
    if infinitive is not None and ("report" in cue.frames or "infinitive" in cue.frames):
        runs = [run_of(infinitive)]
        if patient is not None and patient.lower_ not in _EMPTY:
            runs.insert(0, run_of(patient))
        return _with_source(verb, cue, agent, tuple(runs), quotable=False, clausal=True)
    if patient is not None and agent is not None and ({"object", "named"} & cue.frames):
        return _with_source(verb, cue, agent, (run_of(patient),), quotable=False)
    return None


def _light_verb(verb: Token, partners: frozenset[str], cue: Cue) -> Frame | None:
    """ "made clear that", "issued a statement saying": a light verb with the word that makes it a cue."""
    partner = next((k for k in verb.subtree if k.i > verb.i and k.i - verb.i < 8 and k.lower_ in partners), None)
    if partner is None or partner.head not in (verb, *verb.children):
        return None
    clause = child(verb, *_CLAUSES) or child(partner, "acl", "ccomp")
    if clause is not None and clause is partner:
        clause = child(partner, "ccomp")
    saying = clause if clause is not None and clause.tag_ == "VBG" and clause.dep_ == "acl" else None
    if saying is not None and (said := child(saying, *_CLAUSES)) is not None:
        clause, partner = said, saying
    head = subject(verb)
    run = (_verb_run(verb)[0], partner.i + 1)
    if clause is not None and clause.i > partner.i:
        pieces = _without_mark(verb.doc, (_trim_content(verb.doc, *run_of(clause)),))
        return _with_source(verb, cue, head, pieces, quotable=True, clausal=True, cue_run=run)
    prep = child(partner, "prep")
    if prep is not None and (inner := child(prep, "pobj", "pcomp")) is not None:
        return _with_source(verb, cue, head, (run_of(inner),), quotable=True, cue_run=run)
    return None


# -- nouns, adjectives, set phrases ------------------------------------------------------------------------------


def _noun(noun: Token, cue: Cue) -> Iterator[Frame]:
    """ "his claim that ...", "Delhi's opposition to ..."; with no source only where a that-clause follows."""
    head = child(noun, "poss")
    if head is None:
        maker = next((k for k in noun.children if k.dep_ == "prep" and k.lower_ in ("by", "from")), None)
        head = child(maker, "pobj") if maker is not None else None
    if head is None and noun.dep_ == "dobj" and noun.head.pos_ == "VERB":
        head = subject(noun.head)
    clause = next((k for k in noun.children if k.dep_ in ("acl", "ccomp") and child(k, "mark") is not None), None)
    if clause is None and cue.kind == "intention":
        clause = next((k for k in noun.children if k.dep_ in ("acl", "relcl") and child(k, "aux") is not None
                       and k.tag_ == "VB"), None)  # fmt: skip
    if clause is not None and head is not None:
        pieces = _without_mark(noun.doc, (_trim_content(noun.doc, *run_of(clause)),))
        yield _with_source(noun, cue, head, pieces, quotable=False, clausal=True, cue_run=(noun.i, noun.i + 1))
        return
    if head is None:
        return
    for kid in noun.children:
        if kid.dep_ == "prep" and kid.i > noun.i and kid.lower_ in ("of", "about", "on", "for", "to", "against"):
            inner = child(kid, "pobj", "pcomp")
            if inner is not None and inner is not head:
                yield _with_source(noun, cue, head, (run_of(inner),), quotable=False, cue_run=(noun.i, kid.i + 1))
                return


def _adjective(adjective: Token, cue: Cue) -> Iterator[Frame]:
    """ "is confident that ...", "was willing to ..."."""
    verb = adjective.head
    if adjective.dep_ != "acomp" or verb.pos_ not in ("VERB", "AUX"):
        return
    head = subject(verb)
    clause = child(adjective, "ccomp", "xcomp") or child(verb, "ccomp")
    if clause is None:
        prep = child(adjective, "prep")
        clause = child(prep, "pobj", "pcomp") if prep is not None else None
    if clause is None or head is None or head.lower_ in _EMPTY or clause.i < adjective.i:
        return
    pieces = _without_mark(adjective.doc, (_trim_content(adjective.doc, *run_of(clause)),))
    run = (verb.i, adjective.i + 1)
    yield _with_source(adjective, cue, head, pieces, quotable=False, clausal=True, cue_run=run)


_ACCORDING = Cue("according to", "speech", "certain", False, frozenset({"clause", "quote"}), frozenset())


def _according(token: Token) -> Iterator[Frame]:
    """ "According to X, ...": the clause that it stands in is the content."""
    to = next((k for k in token.children if k.lower_ == "to"), None)
    source = child(to, "pobj") if to is not None else None
    if source is None or to is None:
        return
    start, end = run_of(token)
    pieces = _around(token, (start, end))
    run = source_run(source, token)
    cue_run = (token.i, to.i + 1)
    yield Frame(token, _ACCORDING, cue_run, run, source, pieces, quotable=True, clausal=True)


def _around(token: Token, hole: Run) -> tuple[Run, ...]:
    """The clause in which a token stands, without a run of its own."""
    clause = token.head
    while clause.dep_ not in ("ROOT", "ccomp", "relcl", "parataxis") and clause.head is not clause:
        if clause.pos_ in ("VERB", "AUX") and clause.dep_ in ("advcl", "conj"):
            break
        clause = clause.head
    pieces = without(run_of(clause), hole)
    return tuple((a, b) for a, b in (_trim_content(token.doc, *p) for p in pieces) if a < b)


_HEARSAY = Cue("reportedly", "sourceless", "possible", False, frozenset({"clause"}), frozenset())


def _sourceless(token: Token) -> Iterator[Frame]:
    """ "reportedly": the clause it stands in, on nobody's word."""
    pieces = _around(token, (token.i, token.i + 1))
    if pieces:
        yield Frame(token, _HEARSAY, (token.i, token.i + 1), None, None, pieces, quotable=False, clausal=True)
