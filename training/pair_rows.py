"""The rows that the pair encoder learns from: marked sentences and the labels that each allows.

A row allows a set of labels: PLV's YIELD allows CONCEDE and RETREAT, our own rows may name two types (README of
`sentences/`). Rows without marks ask of the whole sentence: no event, or which quad. "none" is also learned from the
sentences that have a deed: the parties swapped where the deed has a direction, and bystanders in place of a party.
"""

from __future__ import annotations

import csv
import hashlib
import random
from dataclasses import dataclass
from pathlib import Path

from detente.plover import event_types
from detente.reading.event_types import spans_of
from detente.reading.gazetteer import scan
from detente.reading.pair_types import QUADS, mark

ROOT = Path(__file__).resolve().parent.parent
LABELS = (*event_types(), "none")
ALL = (*LABELS, *QUADS)
"""What the model scores: the types and "none" of a marked pair, then the quads (and no event) of a whole sentence."""
DIRECTED = frozenset(event_types()) - {"AGREE", "CONSULT", "SUPPORT", "COOPERATE"}
FOLDS = 10
HELD_OWN = 9
"""The fold of our own sentences that no stage of training sees."""


@dataclass(frozen=True, slots=True)
class Row:
    """A marked sentence, the labels that it allows, how much it counts, where it is from, and its fold."""

    text: str
    labels: tuple[str, ...]
    source: str
    fold: int
    weight: float = 1.0


def fold_of(sentence: str) -> int:
    """The fold of a sentence, in whatever set it stands: blanks, quotation marks and case do not count."""
    kept = "".join(c for c in sentence.casefold() if c.isalnum())
    return int(hashlib.sha256(kept.encode()).hexdigest(), 16) // 7 % FOLDS


def around(sentence: str, actor: str, recipient: str, labels: tuple[str, ...], source: str) -> list[Row]:
    """The row itself, and what the same sentence teaches of "none"."""
    rng = random.Random(sentence + actor)
    fold, (one, two) = fold_of(sentence), spans_of(sentence, actor, recipient)
    rows = [Row(mark(sentence, one, two), labels, source, fold)]
    if one is None or two is None:
        return rows
    if set(labels) <= DIRECTED:
        rows.append(Row(mark(sentence, two, one), ("none",), f"{source}-none", fold, 0.6))
    seen = [
        (m.start, m.end)
        for m in scan(sentence, None)
        if m.state and all(m.end <= s or m.start >= e for s, e in (one, two))
    ]
    if seen and "none" not in labels:
        third, known = rng.choice(seen), rng.choice((one, two))
        pair = (known, third) if rng.random() < 0.5 else (third, known)
        rows.append(Row(mark(sentence, *pair), ("none",), f"{source}-none", fold, 0.4))
    return rows


def own_cases() -> list[dict[str, str]]:
    """The sentences written for this project, as they stand in their tables."""
    cases: list[dict[str, str]] = []
    for path in sorted((ROOT / "training" / "sentences").glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            cases += csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    return cases


def own_rows() -> list[Row]:
    """Rows of the sentences written for this project."""
    return [
        row
        for c in own_cases()
        for row in around(c["sentence"], c["actor"], c["recipient"], tuple(c["type"].split("|")), "own")
    ]


def ground_rows() -> list[Row]:
    """Our own rows that are learned from: without the fold held out, two in five of those made for "none"."""
    return [r for r in own_rows() if r.fold != HELD_OWN and (r.source == "own" or random.Random(r.text).random() < 0.4)]


def plv_rows(shared: Path) -> list[Row]:
    """PLV_train; the first row of each of its sentences is the labelled one."""
    rows: list[Row] = []
    with open(shared / "bench/events/plv_train.tsv", encoding="utf-8", newline="") as file:
        for c in csv.DictReader(file, delimiter="\t"):
            labels = ("CONCEDE", "RETREAT") if c["gold_root"] == "YIELD" else (c["gold_root"],)
            rows += around(c["sentence"], c["source"], c["target"], labels, "plv")
    return rows


def cameo_rows(shared: Path) -> list[Row]:
    """Whole sentences: no event, or the quad of their event."""
    with open(shared / "bench/events/cameo_class_train.tsv", encoding="utf-8", newline="") as file:
        cases = list(csv.DictReader(file, delimiter="\t"))
    return [Row(c["sentence"], (QUADS[int(c["class"])],), "cameo", fold_of(c["sentence"])) for c in cases]
