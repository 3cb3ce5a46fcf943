"""Who stands beside a quotation, where the parse of the sentence went astray over its marks."""

from __future__ import annotations

from typing import Any

from detente.reading.phrase_structure import Run, Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_INSIDE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "PART"})
_TAILS = frozenset({",", "?", "!", '"', "”", "''", "—", "–"})
_LONGEST = 12


def speaker_after(verb: Token) -> tuple[Token, Run] | None:
    """The noun phrase right after an inverted verb ("...," said a former envoy): its head and its run."""
    doc, i = verb.doc, verb.i
    if i == 0 or doc[i - 1].text not in _TAILS:
        return None
    return _phrase(doc, i + 1, min(len(doc), i + 1 + _LONGEST))


def speaker_between(doc: Any, start: int, verb: Token) -> tuple[Token, Run] | None:
    """The noun phrase between the end of a quotation (token `start`) and a verb ("...," Rao said)."""
    return _phrase(doc, start, verb.i) if 0 < verb.i - start <= _LONGEST else None


def _phrase(doc: Any, start: int, limit: int) -> tuple[Token, Run] | None:
    """The first noun phrase of doc[start:limit]: articles, adjectives and names up to anything else."""
    while start < limit and (doc[start].is_punct or doc[start].is_space):
        start += 1
    end = start
    while end < limit and (doc[end].pos_ in _INSIDE or (doc[end].text == "." and doc[end - 1].pos_ == "PROPN")):
        end += 1
    for k in range(end - 1, start - 1, -1):
        if doc[k].pos_ in _NOMINAL:
            return doc[k], (start, k + 1)
    return None
