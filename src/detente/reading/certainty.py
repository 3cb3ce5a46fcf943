"""How sure a source sounds."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Any

from detente.reading.cues import Cue, verbs, words
from detente.reading.model import Certainty, Span
from detente.reading.parsed import ParsedReport

_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")
_SUBORDINATE = re.compile(
    r"\b(?:who|which|if|unless|because|since|although|though|while|when|after|before|where)\b", re.I
)
_MAY = re.compile(r"(?<=[a-z0-9,] )May\b")
"""The month."""
_OPEN = re.compile(
    r"^whether\b|\b(?:say|saying|know|known|clear|certain|sure|tell|decided?|remains|question)\b(?:\W+\w+){0,2}\W+whether\b",
    re.I,
)
"""A question that the source leaves open; "asked to look into whether" leaves none."""
_RANK: dict[str, int] = {"certain": 0, "probable": 1, "possible": 2, "doubtful": 3}
_FALLING: tuple[Certainty, ...] = ("doubtful", "possible", "probable")
_NEGATIONS = frozenset({"not", "no", "never", "n't", "neither", "nor", "cannot", "hardly"})
_DESCRIBING = frozenset({"relcl", "acl"})
_BELOW = _DESCRIBING | {"advcl", "ccomp", "appos"}
_BEFORE_NOUN = frozenset({"amod", "compound"})
_NO_PREDICATE = frozenset({"nsubj", "nsubjpass", "pobj", "poss"})
_REFUTABLE = frozenset({"doubt", "doubts", "possible"})
_NOBODY = frozenset({"nobody", "none"})
_REFUSALS = frozenset({"decline", "refuse", "fail"})
_ASKING = frozenset({"ask", "wonder", "question", "inquire", "enquire"})


def certainty_of(cue: Cue, content: str, *, negated: bool, aside: Container[int] = ()) -> Certainty:
    """How sure the source sounds: the weakest of its cue and of the modals and hedges of its main clause.

    `aside` are the offsets in the content of words that hedge another thing than what is stated (`asides`). A denial, a
    doubt, a negated belief ("does not believe") and an open question ("asked whether") are doubtful.
    """
    if negated and cue.denies and cue.lemma in ("deny", "dispute", "doubt"):
        return "probable"
    if (cue.denies and cue.kind in ("speech", "belief")) or (negated and cue.kind == "belief"):
        return "doubtful"
    main = _SUBORDINATE.split(content, maxsplit=1)[0] or content
    found = [w[0].lower() for w in _WORD.finditer(_MAY.sub("   ", main)) if w.start() not in aside]
    if cue.lemma in _ASKING and found[:1] and found[0] in ("whether", "if", "why", "how"):
        return "doubtful"
    if any(match.start() not in aside for match in _OPEN.finditer(main)):
        return "doubtful"
    weakest = cue.certainty
    for level in _FALLING:
        if _RANK[level] > _RANK[weakest] and not words("certainty", level).isdisjoint(found):
            return level
    return weakest


def asides(parsed: ParsedReport, content: Span) -> frozenset[int]:
    """Offsets in a content of the words that hedge nothing: in a clause below the one that states something ("talks
    expected to fail"), before a noun that is not its predicate ("the planned vote is illegal"), denied ("no one should
    doubt"); none of a broken content.
    """
    return frozenset(at for at, token, first, last in _words_in(parsed, content) if _is_aside(token, first, last))


def described(parsed: ParsedReport, content: Span) -> frozenset[int]:
    """Offsets in a content of the words that only describe somebody ("the envoy, who feared a war, came"); none of a
    broken content."""
    return frozenset(
        at
        for at, token, first, last in _words_in(parsed, content)
        if any(node.dep_ in _DESCRIBING for node in _up(token, first, last))
    )


def _words_in(parsed: ParsedReport, content: Span) -> Iterator[tuple[int, Any, int, int]]:
    """The tokens of an unbroken content: offset in it, token, the first and the last token of its sentence in it."""
    for sentence in parsed.sentences:
        if content.parts or sentence.doc is None or sentence.end <= content.start or content.end <= sentence.start:
            continue
        start = content.start - sentence.start
        inside = [token for token in sentence.doc if start <= token.idx < content.end - sentence.start]
        yield from ((token.idx - start, token, inside[0].i, inside[-1].i) for token in inside)


def _up(token: Any, first: int, last: int) -> Iterator[Any]:
    """The token and those above it, without the one that hangs on nothing in the stretch."""
    while first <= token.head.i <= last and token.head != token:
        yield token
        token = token.head


def _is_aside(token: Any, first: int, last: int) -> bool:
    if (token.lower_ == "plans" and token.pos_ == "NOUN") or (token.lower_ in _REFUTABLE and _is_refuted(token)):
        return True
    return any(
        (node.dep_ in _BELOW and not (node.dep_ == "ccomp" and _hedges(node.head)))
        or (node.dep_ in _BEFORE_NOUN and node.head.dep_ in _NO_PREDICATE)
        for node in _up(token, first, last)
    )


def _is_refuted(token: Any) -> bool:
    """Whether what would be a hedge is none, being denied ("no one should doubt", "it is not possible")."""
    around = (*token.children, *token.head.children)
    subjects = (part for kid in token.children if kid.dep_ == "nsubj" for part in (kid, *kid.children))
    return any(part.dep_ == "neg" or part.lower_ in _NEGATIONS | _NOBODY for part in (*around, *subjects))


def _hedges(verb: Any) -> bool:
    """Whether a verb makes what is told below it less sure ("signs indicate that war is likely")."""
    cue = verbs().get(verb.lower_)
    return cue is not None and (cue.kind == "belief" or cue.certainty != "certain")


def is_negated(verb: Any | None) -> bool:
    """Is the cue itself negated ("did not say", "never claimed", "declined to say")?"""
    if verb is None:
        return False
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _REFUSALS:
        return True
    return any(kid.dep_ == "neg" or kid.lower_ in _NEGATIONS for kid in verb.children)
