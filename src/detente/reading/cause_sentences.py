"""How likely it is that a parsed sentence tells of a cause: a regression over its words and syntax, and an encoder.

Words like "after", "as" or "over" join a cause only in some sentences; this says in which. The weights are
`knowledge/cause_weights.npz`, made by `training/causes.py`; where they are not sure of themselves, the encoder
(`cause_encoder.py`) is asked too, and the mean of both log-odds counts. Measured in docs/methods/drivers.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import exp, sqrt
from typing import Any

import numpy as np

from detente.reading.cause_encoder import score_of_cause
from detente.reading.causes import Link

OPEN = frozenset({"prep", "mark", "advcl", "acl", "xcomp", "pcomp", "ccomp", "relcl", "aux", "advmod", "agent", "prt"})
JOINING = frozenset({"prep", "mark", "prt", "advmod"})
LENGTHS = (8, 12, 16, 20, 25, 30, 40)
SURE = 1.0
"""Log-odds of the linear model from which on the encoder is not asked."""
BAR = 0.5
"""How likely a sentence that counts as one that tells of a cause must be to."""


@cache
def _weights() -> tuple[dict[str, float], float]:
    """Weight by the fact's name, and the base."""
    with (files("detente.knowledge") / "cause_weights.npz").open("rb") as file:
        stored = np.load(file, allow_pickle=False)
        names, weights = stored["names"].tolist(), stored["weights"].astype(float).tolist()
        return dict(zip(names, weights, strict=True)), float(stored["base"])


def probability_of_cause(doc: Any, links: Iterable[Link]) -> float:
    """The probability that a sentence tells of a cause; `links` are those that the rules found in it."""
    weights, base = _weights()
    known = [weights[name] for name in facts_of(doc, links) if name in weights]
    score = base + (sum(known) / sqrt(len(known)) if known else 0.0)
    if abs(score) < SURE:
        score = (score + score_of_cause(doc.text)) / 2
    return 1 / (1 + exp(-score))


def is_causal(doc: Any, links: Iterable[Link]) -> bool:
    """Whether a sentence counts as one that tells of a cause."""
    return probability_of_cause(doc, links) >= BAR


def facts_of(doc: Any, links: Iterable[Link]) -> frozenset[str]:
    """The facts of a sentence by name: words, runs of up to three, what joins them, and the rules' links."""
    words = [t.lemma_.lower() if t.pos_ not in ("PROPN", "NUM") else t.pos_ for t in doc]
    names = [f"w:{t.lower_}" for t in doc if not t.is_digit] + [f"l:{word}" for word in words]
    names += [f"b:{a} {b}" for a, b in pairwise(words)]
    names += [f"t:{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)]
    for token in doc:
        names += _of_token(token)
    cues = [f"cue:{doc[slice(*link.cue)].text.lower()}" for link in links]
    names += [*cues, "link", f"n:{min(len(cues), 3)}"] if cues else ["n:0"]
    return frozenset(names) | {f"len{bound}" for bound in LENGTHS if len(doc) >= bound}


def _of_token(token: Any) -> list[str]:
    """What a token joins, and the parties of a verb."""
    lemma, head, names = token.lemma_.lower(), token.head, []
    if head == token:
        names.append(f"root:{lemma}")
    elif token.dep_ in OPEN:
        names.append(f"d:{token.dep_}:{lemma}:{head.pos_}")
        joins = token.dep_ in JOINING
        names.append(f"d:{head.lemma_.lower()}>{token.dep_}:{lemma}" if joins else f"d:{token.dep_}:{token.tag_}")
    if token.dep_ == "mark":
        names.append(f"m:{token.lower_}:{head.dep_}:{head.tag_}")
    for child in token.children:
        if token.dep_ == "prep" and child.dep_ in ("pobj", "pcomp"):
            names += [f"p:{token.lower_}:{child.lemma_.lower()}", f"pp:{token.lower_}:{child.tag_}"]
        elif token.pos_ == "VERB" and child.dep_ in ("dobj", "nsubj", "nsubjpass"):
            names += [f"a:{lemma}:{child.dep_}:{child.lemma_.lower()}", f"av:{lemma}:{child.dep_}"]
        elif token.pos_ == "VERB" and child.dep_ == "advcl":
            names += [f"vc:{lemma}:{child.tag_}", f"cv:{child.lemma_.lower()}"]
    return names
