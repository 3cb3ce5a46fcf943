"""Deeds that the encoder finds between two named parties where the lexicon found none.

Only parties that the sentence's tree links closely (`pair_paths.py`) are asked about, and the last exit of the encoder
only where the early one sees a type: a few sentences of a hundred. How probable a deed then is was fitted to pairs of
real news judged by eye; what is rather wrong than right is left out (docs/methods/events.md).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations
from math import exp, log
from typing import Any

from detente.plover import quad_of
from detente.reading.deeds import Deed, Key
from detente.reading.hard_cases import COOPERATIVE, MATERIAL_CONFLICT, to_come
from detente.reading.model import Mention, Status
from detente.reading.pair_paths import Path, heads_of, is_private, path_between
from detente.reading.pair_types import judge, judge_closely, labels
from detente.reading.predicates import Match, Predicate
from detente.reading.roles import Places
from detente.reading.status import Standing, standing_of

LINKS = ("clause", "object", "report", "noun")
"""The links that are asked about, the plainest first."""
MOST_PAIRS = 4
LEAST_EARLY, LEAST = 0.2, 0.55
"""The early probability of a type under which the last exit is not asked, and the confidence under which none is told.
"""
FLOOR = 0.01
BIAS, OF_LAST, OF_EARLY = 0.66, 0.75, 1.02
"""Of a logistic over the two exits' log-probabilities of the type and the facts below, fitted with a ridge of 2."""
OF_FACTS = {"first": -0.63, "second": -0.27, "topic": -0.48, "warm": -0.45, "blame": 0.86, "lexicon": 0.81}
"""Steps from either party to the word that joins them; whether the second is only a topic; the type; whether the
lexicon too reads a deed of this type there."""
VIOLENT = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
PLACES = frozenset({"in", "inside", "at", "near", "across", "over", "around", "from"})
TOPICS = frozenset(
    {"in", "over", "about", "on", "after", "amid", "despite", "during", "since", "before", "as", "at"}
) | {
    "near",
    "inside",
}


@dataclass(frozen=True, slots=True)
class PairDeed:
    """A deed between two parties and how probable it is."""

    deed: Deed
    confidence: float


def find_pair_deeds(
    doc: Any,
    text: str,
    places: Places,
    *,
    deeds: Sequence[Deed],
    told: Mapping[frozenset[Hashable], Set[int]],
    offset: int,
    key: Key,
) -> list[PairDeed]:
    """The deeds between parties of a sentence, none of a quad that is already told of its pair, in the text's order.

    `deeds`: what the lexicon reads, whole or not; `told`: the quads of the events that are told of a pair; `offset`:
    where the sentence starts in the report; `key`: the party of a mention.
    """
    found = []
    for first, second, path in _linked(doc, places, key)[:MOST_PAIRS]:
        best = _judged(text, first, second, path, deeds, offset)
        if best is None or quad_of(best[0]) in told.get(frozenset({key(first), key(second)}), ()):
            continue
        deed = _deed(best[0], first, second, path, deeds)
        if deed is not None:
            found.append(PairDeed(deed, best[1]))
    return sorted(found, key=lambda one: one.deed.match.token.i)


def _linked(doc: Any, places: Places, key: Key) -> list[tuple[Mention, Mention, Path]]:
    """The pairs to ask about, each by the mentions that stand closest together, the plainest links first."""
    heads = heads_of(places, doc)
    parties = [
        (mention, heads[id(mention)])
        for mention in {id(mention): mention for mention in places.values()}.values()
        if not mention.place and not mention.members and not is_private(heads[id(mention)])
    ]
    best: dict[frozenset[Hashable], tuple[tuple[int, int, int], Mention, Mention, Path]] = {}
    for one, other in combinations(sorted(parties, key=lambda party: party[0].start), 2):
        pair = frozenset({key(one[0]), key(other[0])})
        if len(pair) < 2 or not (one[0].state or other[0].state):
            continue
        for (first, head), (second, below) in ((one, other), (other, one)):
            path = path_between(head, below)
            if path is None or path.link not in LINKS:
                continue
            rank = (LINKS.index(path.link), len(path.tokens), first.start)
            if pair not in best or rank < best[pair][0]:
                best[pair] = (rank, first, second, path)
    return [row[1:] for row in sorted(best.values(), key=lambda row: row[0])]


def _judged(
    text: str, first: Mention, second: Mention, path: Path, deeds: Sequence[Deed], offset: int
) -> tuple[str, float] | None:
    """Type and probability of what the first party does to the second; None where it rather does nothing."""
    spans = (first.start - offset, first.end - offset), (second.start - offset, second.end - offset)
    if (spans[0][0] < spans[1][1] and spans[1][0] < spans[0][1]) or _is_hopeless(path, deeds):
        return None
    early = judge([(text, *spans)])[0]
    if early[:-1].max() < LEAST_EARLY:
        return None
    last = judge_closely(text, *spans)
    at = int(last[:-1].argmax())
    read_too = _of_lexicon(labels()[at], path, deeds) is not None
    share = _confidence(labels()[at], float(last[at]), float(early[at]), path, read_too=read_too)
    return (labels()[at], share) if share >= LEAST else None


def _of_lexicon(type_name: str, path: Path, deeds: Sequence[Deed]) -> Deed | None:
    """The first deed of this type that the lexicon reads on the way between the parties."""
    way = {token.i for token in path.tokens}
    return next((d for d in deeds if d.type == type_name and any(t.i in way for t in d.match.tokens)), None)


def _weight_of(path: Path, *, read_too: bool) -> float:
    """What the way between the parties gives a deed in logits, whatever the encoder thinks of its type."""
    facts = {
        "first": min(max(len(path.first) - 1, 0), 3),
        "second": min(max(len(path.second) - 1, 0), 6),
        "topic": any(token.dep_ == "prep" and token.lower_ in TOPICS for token in path.second),
        "lexicon": read_too,
    }
    return BIAS + sum(OF_FACTS[name] * size for name, size in facts.items())


def _is_hopeless(path: Path, deeds: Sequence[Deed]) -> bool:
    """Whether no answer of the encoder could make a deed of the pair: then it is not asked."""
    way = {token.i for token in path.tokens}
    read_too = any(token.i in way for deed in deeds for token in deed.match.tokens)
    return _share(_weight_of(path, read_too=read_too) + OF_FACTS["blame"]) < LEAST


def _confidence(type_name: str, last: float, early: float, path: Path, *, read_too: bool) -> float:
    """Probability that a deed is right: what both exits give its type, and how its parties hang together."""
    total = _weight_of(path, read_too=read_too) + OF_LAST * log(last + FLOOR) + OF_EARLY * log(early + FLOOR)
    total += OF_FACTS["warm"] * (type_name in ("SUPPORT", "AGREE")) + OF_FACTS["blame"] * (type_name == "ACCUSE")
    return round(_share(total), 2)


def _share(logit: float) -> float:
    return 1 / (1 + exp(-logit))


def _deed(type_name: str, actor: Mention, recipient: Mention, path: Path, deeds: Sequence[Deed]) -> Deed | None:
    """The deed, its trigger the lexicon's or the word that joins the parties; None where its standing takes it back."""
    if type_name in VIOLENT and _is_place(path):
        return None
    read = _of_lexicon(type_name, path, deeds)
    if read is not None:
        return replace(read, actors=(actor,), recipients=(recipient,), how=("pair", "pair"))
    trigger = path.top if path.link == "report" else path.inner
    standing = standing_of(trigger)
    settled = _settled(type_name, standing)
    if settled is None:
        return None
    predicate = Predicate(
        trigger.lemma_, trigger.lemma_, (), type_name, None, ("subject",), ("object",), reciprocal=False, is_noun=False
    )
    match = Match(predicate, trigger, (trigger,))
    return Deed(match, type_name, *settled, standing, (actor,), (recipient,), ("pair", "pair"))


def _is_place(path: Path) -> bool:
    """Whether the second party only tells where something is done ("strikes on rebels in Iraq")."""
    return any(token.dep_ == "prep" and token.lower_ in PLACES for token in path.second)


def _settled(type_name: str, standing: Standing) -> tuple[str, Status] | None:
    """Type and status of a deed whose type the encoder told with its standing in view."""
    if standing.turn == "deny" or standing.status == "denied":
        return type_name, "denied"
    if standing.supposed or (standing.deontic and standing.status == "possible" and type_name != "REQUEST"):
        return None
    if standing.negated:
        # What will not be done is refused, and the refusal is done now.
        return type_name, "denied" if type_name in COOPERATIVE | MATERIAL_CONFLICT else "occurred"
    if standing.status in ("planned", "possible"):
        return to_come(type_name), standing.status
    return type_name, standing.status
