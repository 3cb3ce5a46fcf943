"""Cause and effect in one parsed sentence, as runs of tokens; the words come from `knowledge/causes.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from detente.reading.phrase_structure import Run, Token, agent, bare, child, clause_around, run_of, subject, without
from detente.tables import toml_table

_HELD = frozenset({"pobj", "pcomp", "dobj"})
_COPULAS = frozenset({"be", "become"})


@dataclass(frozen=True, slots=True)
class Link:
    """A cause and an effect with the words that join them."""

    cue: Run
    cause: tuple[Run, ...]
    effect: tuple[Run, ...]


@cache
def _set(section: str, key: str = "words") -> frozenset[str]:
    return frozenset(toml_table("causes")[section][key])


@cache
def _with(key: str) -> dict[str, frozenset[str]]:
    """Lemma -> its prepositions."""
    return {lemma: frozenset(words) for lemma, words in toml_table("causes")["verbs"][key].items()}


@cache
def _phrase_pattern() -> re.Pattern[str]:
    """All set phrases before a cause or a purpose, the longest first."""
    phrases = sorted(_set("prepositions") | _set("purpose", "opening"), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in phrases) + r")\b", re.IGNORECASE)


def find_links(doc: Any) -> list[Link]:
    """The causal links of a sentence in the order of their cues; each cue makes at most one.

    A cue whose words stand in no order of the language (a slip of the parse) makes none.
    """
    found: list[Link] = []
    for link in (*_phrases(doc), *(link for token in doc for link in _of_token(token))):
        clash = any(link.cue[0] < other.cue[1] and other.cue[0] < link.cue[1] for other in found)
        in_order = link.cue[0] < link.cue[1]
        if link.cause and link.effect and in_order and not clash:
            found.append(link)
    return sorted(found, key=lambda link: link.cue)


def is_weak(doc: Any, link: Link) -> bool:
    """Whether the words that join cause and effect do so only in some sentences ("after", "over")."""
    return doc[slice(*link.cue)].text.lower() in _set("weak")


def _of_token(token: Token) -> Iterator[Link]:
    if token.dep_ == "mark" and token.lower_ in _set("clauses"):
        yield from _clause(token)
    elif token.pos_ in ("VERB", "AUX"):
        yield from _purpose(token)
        yield from _verb(token)
        yield from _beside(token)
    elif token.pos_ in ("NOUN", "PROPN"):
        yield from _noun(token)
    elif token.lower_ in _set("consequences") and token.dep_ == "advmod":
        yield from _consequence(token)


def _kept(doc: Any, *runs: Run) -> tuple[Run, ...]:
    """The runs without stops at their ends and without "and" before what was cut off."""
    kept = ((a, b - (b - a > 1 and doc[b - 1].pos_ == "CCONJ")) for a, b in (bare(doc, *run) for run in runs) if a < b)
    return tuple(kept)


def _phrases(doc: Any) -> Iterator[Link]:
    """ "EFFECT because of CAUSE", "EFFECT in a bid to CAUSE"."""
    for match in _phrase_pattern().finditer(doc.text):
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is None:
            continue
        last, head = span[-1], span.root
        if span.text.lower() == "following" and head.pos_ not in ("VERB", "ADP", "SCONJ"):
            continue
        inner = next((k for t in reversed(span) for k in t.rights if k.i >= span.end and k.dep_ in _HELD), None)
        if inner is None and last.dep_ == "aux":
            inner = last.head
        if inner is None or inner.i < span.end:
            continue
        cause = (span.end, _with_what_follows(inner))
        start = span.start - _measure(doc, span.start)
        whole = (min(run_of(head)[0], start), max(run_of(head)[1], cause[1]))
        yield Link((span.start, span.end), _kept(doc, cause), clause_around(head, whole))


def _measure(doc: Any, cue: int) -> int:
    """How many words before a cue say how far it holds ("in part because of")."""
    before = [token.lower_ for token in doc[max(cue - 2, 0) : cue]]
    return 2 if before == ["in", "part"] else 1 if before[-1:] and before[-1] in _set("measures") else 0


def _with_what_follows(inner: Token) -> int:
    """The end of a cause with the preposition's phrase that follows it at once, whatever the parser hung that on."""
    end: int = run_of(inner)[1]
    after = inner.doc[end] if end < len(inner.doc) else None
    return run_of(after)[1] if after is not None and after.dep_ == "prep" and after.head.i < inner.i else end


def _clause(mark: Token) -> Iterator[Link]:
    """ "EFFECT because CAUSE"; "since" and "as" only where the clause tells no time."""
    clause = mark.head
    if clause.dep_ != "advcl" or clause is mark:
        return
    run = min(run_of(clause)[0], mark.i - _measure(mark.doc, mark.i)), run_of(clause)[1]
    if mark.lower_ in _set("clauses", "unsure") and not _is_reason(mark, clause):
        return
    yield Link((mark.i, mark.i + 1), _kept(mark.doc, (mark.i + 1, run[1])), clause_around(clause, run))


def _is_reason(mark: Token, clause: Token) -> bool:
    """Does a clause with "as" or "since" give a reason: a whole clause in a state or perfect, set off by a comma?"""
    if child(clause, "nsubj", "nsubjpass") is None or not _set("time", "words").isdisjoint(
        t.lower_ for t in clause.subtree
    ):
        return False
    before = mark.doc[mark.i - 1] if mark.i else None
    return before is None or before.text == "," or clause.lemma_ in _COPULAS or child(clause, "aux") is not None


def _purpose(verb: Token) -> Iterator[Link]:
    """ "EFFECT to CAUSE", "EFFECT, demanding CAUSE", "..., killing EFFECT"."""
    if verb.dep_ not in ("advcl", "acl") or verb.head.pos_ not in ("VERB", "AUX", "NOUN", "PROPN"):
        return
    opener = child(verb, "aux")
    run = run_of(verb)
    if verb.tag_ == "VB" and verb.dep_ == "advcl" and opener is not None and opener.lower_ == "to":
        yield Link((opener.i, opener.i + 1), _kept(verb.doc, (opener.i + 1, run[1])), clause_around(verb, run))
    elif verb.tag_ == "VBG" and verb.lower_ in _set("purpose", "participles"):
        yield Link((verb.i, verb.i + 1), _kept(verb.doc, (verb.i + 1, run[1])), clause_around(verb, run))
    elif verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.lower_ in _set("verbs", "results"):
        yield Link((verb.i, verb.i + 1), clause_around(verb, run), _kept(verb.doc, (verb.i + 1, run[1])))


def _verb(verb: Token) -> Iterator[Link]:
    """ "CAUSE led to EFFECT", "EFFECT was prompted by CAUSE", "EFFECT stems from CAUSE"."""
    lemma, doc = verb.lemma_.lower(), verb.doc
    passive = child(verb, "nsubjpass")
    if lemma in _set("verbs", "forward"):
        if passive is not None or verb.dep_ == "acl":
            yield from _caused_by(verb, passive if passive is not None else verb.head)
        elif not (verb.tag_ == "VB" and verb.dep_ in ("advcl", "xcomp")):
            yield from _causing(verb)
        return
    doer = passive if passive is not None else subject(verb)
    if doer is None:
        return
    for kid in verb.children:
        inner = child(kid, "pobj", "pcomp") if kid.dep_ in ("prep", "prt") else None
        if inner is None:
            continue
        # A preposition put before its verb ("from drought stems hunger") is the cue by itself.
        cue = (verb.i if verb.i < kid.i else kid.i, kid.i + 1)
        mine, told = _phrase_of(doer, verb), _kept(doc, (kid.i + 1, run_of(inner)[1]))
        if kid.lower_ in _with("forward_prepositions").get(lemma, ()):
            yield Link(cue, mine, told)
        elif kid.lower_ in _with("backward_prepositions").get(lemma, ()):
            yield Link(cue, told, mine)
        elif kid.lower_ in _with("deeds").get(lemma, ()):
            yield Link((kid.i, kid.i + 1), told, (*mine, (verb.i, verb.i + 1)))


def _causing(verb: Token) -> Iterator[Link]:
    """ "CAUSE prompted EFFECT"; a pronoun is no cause that a reader could use."""
    doer = subject(verb)
    done = [k for k in verb.children if k.dep_ in ("dobj", "ccomp", "xcomp", "oprd") and k.i > verb.i]
    if doer is not None and done and doer.pos_ != "PRON":
        effect = (min(run_of(k)[0] for k in done), max(run_of(k)[1] for k in done))
        yield Link((verb.i, verb.i + 1), _phrase_of(doer, verb), _kept(verb.doc, effect))


def _phrase_of(noun: Token, verb: Token) -> tuple[Run, ...]:
    """The noun phrase of a verb's subject, without the verb where that hangs on the noun."""
    run = run_of(noun)
    if run[0] <= verb.i < run[1]:
        return _kept(noun.doc, *without(run, run_of(verb))[:1]) or ((noun.i, noun.i + 1),)
    return _kept(noun.doc, run)


def _caused_by(verb: Token, effect: Token) -> Iterator[Link]:
    """ "EFFECT was driven by CAUSE", "EFFECT driven by CAUSE"."""
    maker = agent(verb)
    if maker is not None:
        yield Link((verb.i, maker.left_edge.i), _kept(verb.doc, run_of(maker)), _phrase_of(effect, verb))


def _beside(verb: Token) -> Iterator[Link]:
    """ "EFFECT amid CAUSE", "EFFECT over CAUSE": a weak preposition on the verb, before an event or a clause."""
    for kid in verb.children:
        if kid.dep_ != "prep" or kid.i < verb.i or kid.lower_ not in _set("weak", "prepositions"):
            continue
        inner = child(kid, "pobj", "pcomp")
        if inner is not None and (inner.pos_ in ("NOUN", "VERB") and inner.lemma_.lower() not in _set("time")):
            if kid.lower_ == "for" and inner.pos_ == "NOUN" and child(verb, "dobj", "nsubjpass") is None:
                continue  # what the verb asks for, waits for, votes for
            run = run_of(kid)
            yield Link((kid.i, kid.i + 1), _kept(kid.doc, (kid.i + 1, run[1])), clause_around(kid, run))


def _noun(noun: Token) -> Iterator[Link]:
    """ "a protest against CAUSE": the noun is the effect; "the reason for EFFECT was CAUSE"."""
    lemma = noun.lemma_.lower()
    for kid in noun.children:
        if kid.dep_ != "prep" or kid.i < noun.i:
            continue
        inner = child(kid, "pobj", "pcomp")
        if inner is None:
            continue
        told = _kept(noun.doc, (kid.i + 1, run_of(inner)[1]))
        if kid.lower_ in _with("nouns").get(lemma, ()):
            yield Link((kid.i, kid.i + 1), told, ((noun.left_edge.i, noun.i + 1),))
        elif lemma in _set("reasons") and kid.lower_ in ("for", "of", "behind"):
            other = _equated(noun)
            if other is not None:
                yield Link((noun.i, kid.i + 1), _kept(noun.doc, *without(run_of(other), run_of(noun))), told)


def _equated(noun: Token) -> Token | None:
    """What a form of "be" sets equal to a noun."""
    verb = noun.head
    if verb.lemma_ not in _COPULAS:
        return None
    return child(verb, "attr", "ccomp") if noun.dep_ == "nsubj" else child(verb, "nsubj")


def _consequence(adverb: Token) -> Iterator[Link]:
    """ "CAUSE and therefore EFFECT" within one sentence."""
    verb = adverb.head
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        run = run_of(verb)
        first = run_of(verb.head)
        yield Link((adverb.i, adverb.i + 1), _kept(adverb.doc, (first[0], run[0])), _kept(adverb.doc, run))
