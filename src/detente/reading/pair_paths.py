"""How two parties of a sentence hang together in its tree: by a clause, a noun, a report, a list, or not closely.

What is not linked closely is hardly ever linked by a deed; what is, the encoder is asked about (`pair_deeds.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from detente.reading.contexts import private_heads
from detente.reading.roles import HOLDING, Places

Link = Literal["clause", "control", "report", "noun", "list", "object", "loose"]
"""Subject and complement of a verb; of a verb below it; of the clause that it reports; both under a noun; joined by
"and"; both under a verb that neither is the subject of; anything else."""

SUBJECTS = frozenset({"nsubj", "agent", "csubj"})
VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Path:
    """The way between the first and the second party: where it turns, the words on it, and what kind of link it is.

    `first` and `second` are the steps from each party up to `top`, the party's own head first, `top` left out.
    """

    top: Any
    first: tuple[Any, ...]
    second: tuple[Any, ...]
    link: Link

    @property
    def inner(self) -> Any:
        """The verb nearest above the second party, or the noun that joins both: the deed stands as it stands."""
        above = () if self.link == "noun" else (self.top, *self.top.ancestors)
        return next((token for token in (*self.second, *above) if token.pos_ in VERBAL), self.top)

    @property
    def tokens(self) -> tuple[Any, ...]:
        """The words on the way, both ends included."""
        return (*self.first, self.top, *self.second)


def heads_of(places: Places, doc: Any) -> dict[int, Any]:
    """Index of a mention among the distinct ones of `places` -> the token that is governed from outside of it."""
    out: dict[int, Any] = {}
    for i in sorted(places):
        mention = places[i]
        token = doc[i]
        inside = token.head.i != i and places.get(token.head.i) is mention
        if not inside:
            out.setdefault(id(mention), token)
    return out


def path_between(first: Any, second: Any) -> Path | None:
    """The way in the tree between two tokens; None where they stand in two trees."""
    up = [first, *first.ancestors]
    places = {token.i: at for at, token in enumerate(up)}
    below: list[Any] = []
    for token in (second, *second.ancestors):
        if token.i in places:
            ahead = tuple(up[: places[token.i]])
            return Path(token, ahead, tuple(below), _link(token, ahead, tuple(below)))
        below.append(token)
    return None


def _link(top: Any, first: Sequence[Any], second: Sequence[Any]) -> Link:
    if not first or not second:
        lower = first or second
        if all(token.dep_ == "conj" for token in lower[-1:]) and len(lower) == 1:
            return "list"
        return "noun" if not any(token.pos_ in VERBAL for token in lower) else "loose"
    left, right = first[-1], second[-1]
    if top.pos_ not in VERBAL:
        clauses = any(token.pos_ in VERBAL for token in (*first, *second))
        return "loose" if clauses else "list" if _is_list(first, second) else "noun"
    if any(token.pos_ in VERBAL for token in first):
        return "loose"
    if left.dep_ not in SUBJECTS:
        below = any(token.pos_ in VERBAL for token in second)
        return "loose" if below or right.dep_ in SUBJECTS else "object"
    verbs = [token for token in second if token.pos_ in VERBAL]
    if not verbs:
        return "clause"
    if any(verb.dep_ in ("relcl", "parataxis") for verb in verbs):
        return "loose"
    own = any(_has_subject(verb) for verb in verbs)
    if not own:
        return "control"
    return "report" if verbs[-1].dep_ == "ccomp" and len(verbs) < 3 else "loose"


def _is_list(first: Sequence[Any], second: Sequence[Any]) -> bool:
    return all(token.dep_ in ("conj", *HOLDING) for token in (*first, *second))


def _has_subject(verb: Any) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in verb.children)


def is_private(token: Any) -> bool:
    """Whether a name only tells whose people, firms or rebels somebody is ("[Syrian] refugees")."""
    node = token
    for _ in range(3):
        if node.lower_ in private_heads():
            return True
        if node.dep_ not in HOLDING or node.head.i == node.i:
            return False
        node = node.head
    return False
