"""How far a predicate is a fact, from -3 (certainly did not happen) to 3 (certainly did), as people judged it.

A sum of weights over named facts: how `factuality.factuality_of` reads it, its own words, and what governs it. The
weights are `knowledge/factuality_weights.npz`, made by `training/factuality.py`; measured in docs/methods/status.md.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from detente.reading.factuality import class_of, factuality_of, first_of

OWN = frozenset({"aux", "auxpass", "neg", "mark", "det", "advmod", "expl", "prt"})
TOP = 3.0


@cache
def _weights() -> tuple[dict[str, float], float]:
    """Weight by the fact's name, and the value where no fact is known."""
    with (files("detente.knowledge") / "factuality_weights.npz").open("rb") as file:
        stored = np.load(file, allow_pickle=False)
        names, weights, base = stored["names"].tolist(), stored["weights"].tolist(), float(stored["base"])
    return dict(zip(names, weights, strict=True)), base


def value_of(token: Any) -> float:
    """The value of a verb, adjective or event noun, -3 to 3."""
    weights, base = _weights()
    total = base + sum(weights.get(name, 0.0) for name in facts_of(token))
    return max(-TOP, min(TOP, total))


def facts_of(token: Any) -> frozenset[str]:
    """The facts that the value is a sum over, by name."""
    stands = factuality_of(token)
    names = [
        f"stands:{stands.certainty}:{stands.negated}:{stands.time}",
        f"tag:{token.tag_}",
        f"word:{token.lemma_.lower()}",
    ]
    names += [f"link:{token.dep_}", f"class:{class_of(token)}"]
    names += _below(token)
    names += _above(token)
    names += [f"path{i}:{part}" for i, part in enumerate(stands.path[:3])]
    names.append("path:" + "|".join(part.split(":")[0] for part in stands.path[:3]))
    return frozenset(names)


def _below(token: Any) -> list[str]:
    names = []
    for child in token.children:
        if child.dep_ in OWN:
            names.append(f"{child.dep_}:{child.lower_}")
        elif child.dep_ == "poss":
            names.append("poss")
        elif child.dep_ in ("amod", "compound"):
            names.append(f"mod:{child.lower_}")
        elif child.dep_ in ("nsubj", "nsubjpass", "dobj"):
            names += [f"has:{child.dep_}", f"tags:{child.dep_}:{child.tag_}"]
    return names


def _above(token: Any) -> list[str]:
    first = first_of(token)
    head, link = first.head, first.dep_
    names = [f"joined:{first.tag_}"] if first != token else []
    if head != first:
        if head.pos_ == "ADP":
            link, head = f"prep_{head.lower_}", head.head
        word = head.lemma_.lower()
        names += [f"head:{word}:{link}", f"head:{word}", f"over:{head.tag_}:{link}", f"link:{link}:{token.tag_}"]
        names += [f"over_{c.dep_}:{c.lower_}" for c in head.children if c.dep_ in ("aux", "neg", "mark") and c != token]
    verb = next((a for a in head.ancestors if a.pos_ in ("VERB", "AUX")), None)
    return [*names, f"far:{verb.lemma_.lower()}", f"far:{verb.tag_}"] if verb is not None else names
