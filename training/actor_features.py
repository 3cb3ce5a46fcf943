"""What a word of a sentence is told by, for the tagger of actors: its form, its place in the parse, its mention.

A word's features are names: its form, its place in spaCy's parse (what its noun phrase is to which verb), the mention
that Détente finds there; and the like of the words beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

_INSIDE = frozenset({"compound", "amod", "det", "nmod", "poss", "case", "nummod", "appos", "flat", "punct", "advmod"})
_WITHIN = _INSIDE | {"conj", "prep", "pobj", "relcl", "acl"}


def words_of(doc: Any, mentions: Sequence[Any], offset: int = 0) -> list[list[str]]:
    """The features of each token, as names; `mentions` are those of the text, at `offset` before the sentence."""
    spans = [(m.start - offset, m.end - offset, m) for m in mentions]
    own = [list(_of_token(token, spans)) for token in doc]
    rows = []
    for i, features in enumerate(own):
        row = list(features)
        for step in (-2, -1, 1, 2):
            beside = doc[i + step] if 0 <= i + step < len(doc) else None
            row.append(f"w{step}={beside.lower_ if beside else '|'}")
            row.append(f"p{step}={beside.tag_ if beside else '|'}")
            if beside is not None and abs(step) == 1:
                row += [f"{step}{name}" for name in own[i + step] if name.startswith(("role", "ment", "verb"))]
        rows.append(row)
    return rows


def _of_token(token: Any, spans: Sequence[tuple[int, int, Any]]) -> Iterator[str]:
    top, outer = _top(token), token
    while outer.dep_ in _WITHIN and outer.head.i != outer.i and outer.head.pos_ in ("NOUN", "PROPN", "ADP", "PRON"):
        outer = outer.head
    yield "bias"
    yield f"w={token.lower_}"
    yield f"lemma={token.lemma_.lower()}"
    yield f"tag={token.tag_}"
    yield f"dep={token.dep_}"
    yield f"shape={token.shape_[:4]}"
    yield f"end={token.lower_[-3:]}"
    yield f"headlemma={token.head.lemma_.lower()} {token.dep_}"
    yield f"first={token.i < 3}"
    for name, word in (("in", top), ("out", outer)):
        role = _role(word)
        yield f"role{name}={role}"
        yield f"role{name}={role} {word.pos_} {token.i == word.i} {token.i < word.i}"
        verb = _verb(word)
        yield f"verb{name}={verb.lemma_.lower()}"
        yield f"verb{name}={verb.lemma_.lower()} {role}"
        yield f"verb{name}={verb.pos_} {verb.dep_} {role}"
        yield f"top{name}={word.lemma_.lower()} {role}"
        if word.dep_ == "pobj" and word.head.head.pos_ in ("NOUN", "PROPN"):
            noun = word.head.head
            yield f"noun{name}={noun.lemma_.lower()} {word.head.lower_}"
            yield f"nounrole{name}={noun.lemma_.lower()} {_role(noun)} {word.head.lower_}"
    if token.dep_ == "poss" or top.dep_ == "poss":
        yield f"possof={top.head.lemma_.lower()}"
    here = next((m for start, end, m in spans if start <= token.idx < end), None)
    yield f"ment={here.kind if here else None} {here.place if here else None}"
    if here is not None:
        yield f"ment={here.kind} {here.sector} {_role(outer)}"
        yield f"mentstate={here.state is not None} {_role(outer)}"


def _top(token: Any) -> Any:
    """The head of the noun phrase that a token stands in."""
    while token.dep_ in _INSIDE and token.head.i != token.i:
        token = token.head
    return token


def _role(word: Any) -> str:
    """What a phrase is to what governs it: "nsubj", "nsubjpass", "pobj with", "conj of nsubj"."""
    steps = []
    while word.dep_ in ("conj", "appos") and word.head.i != word.i and len(steps) < 2:
        steps.append(word.dep_)
        word = word.head
    role = f"pobj {word.head.lower_}" if word.dep_ == "pobj" else word.dep_
    verb = _verb(word)
    voice = "pass" if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children) else ""
    return " ".join([*steps, role, voice, "root" if verb.dep_ == "ROOT" else verb.dep_])


def _verb(word: Any) -> Any:
    seen = 0
    while word.pos_ not in ("VERB", "AUX") and word.head.i != word.i and seen < 20:
        word, seen = word.head, seen + 1
    return word


def tops_and_verbs(doc: Any) -> tuple[list[int], list[int]]:
    """For each token the head of its noun phrase and the verb that governs it, as numbers of tokens."""
    tops = [_top(token) for token in doc]
    return [top.i for top in tops], [_verb(top).i for top in tops]
