"""What the linear model of event types looks at: the rules' answers, the linking predicate, the words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from detente.reading.roles import Places

if TYPE_CHECKING:
    from detente.reading.event_types import Candidate

FIT_STEPS = (-1.0, 1.0, 2.0, 3.5)
BESIDE = 3


def features_of(doc: Any, places: Places, candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """Names of the features that a sentence with its two parties has, each once."""
    return tuple(dict.fromkeys([*_of_rules(candidates), *_of_path(doc, places), *_of_words(doc, places)]))


def fit_step(fit: float) -> int:
    """How well the best deed links the parties, in five steps."""
    return sum(fit > step for step in FIT_STEPS)


def _of_rules(candidates: Sequence[Candidate]) -> Iterator[str]:
    if not candidates:
        yield "rule:none"
    for rank, candidate in enumerate(candidates[:2]):
        deed, step = candidate.deed, fit_step(candidate.fit)
        yield f"rule{rank}:{deed.type}"
        yield f"rule{rank}:{deed.type}:{'good' if step >= 3 else 'weak'}"
        yield f"base{rank}:{deed.base}:{deed.status}:{deed.standing.turn}"
        if rank == 0:
            yield f"fit:{step}"
            yield f"turned:{deed.base}>{deed.type}"
            yield f"pattern:{deed.match.predicate.words}"
            yield f"lemma:{deed.match.token.lemma_.lower()}"


def _of_path(doc: Any, places: Places) -> Iterator[str]:
    """The verbs above either party, and the objects of those verbs."""
    for label in ("actor", "recipient"):
        tokens = [doc[i] for i, name in places.items() if name == label]
        heads = [token for token in tokens if token.head.i not in places or places[token.head.i] != label]
        for head in heads[:1]:
            yield f"{label}:{head.dep_}:{head.head.lemma_.lower()}"
            for above in list(head.ancestors)[:3]:
                yield f"above-{label}:{above.lemma_.lower()}"
    root = next((token for token in doc if token.dep_ == "ROOT"), None)
    if root is not None:
        yield f"root:{root.lemma_.lower()}"
        for child in root.children:
            if child.dep_ in ("dobj", "xcomp", "ccomp", "nsubjpass", "prt", "aux", "neg"):
                yield f"root-{child.dep_}:{child.lemma_.lower()}"


def _of_words(doc: Any, places: Places) -> Iterator[str]:
    """Lemmas and their pairs outside the parties, and the words beside each party."""
    lemmas = [places.get(token.i, "").upper() or token.lemma_.lower() for token in doc if not token.is_space]
    squeezed = [w for i, w in enumerate(lemmas) if i == 0 or w != lemmas[i - 1]]
    for i, word in enumerate(squeezed):
        if word.isalpha() and not word.isupper():
            yield f"w:{word}"
        if i and (word.isalpha() or squeezed[i - 1].isalpha()):
            yield f"b:{squeezed[i - 1]}_{word}"
    for token in doc:
        if token.i in places and token.is_alpha:
            yield f"{places[token.i]}-has:{token.lemma_.lower()}"
