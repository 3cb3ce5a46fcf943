"""Deeds that the encoder finds between two named parties where the lexicon found none.

Only parties that the sentence's tree links closely (`pair_paths.py`) are asked about, and either exit of the encoder
only where its answer could make a deed of them: a few sentences of a hundred. How probable a deed then is was fitted to
pairs of real news judged by eye (docs/methods/events.md); the events are weighed once more by `second_opinion.py`.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence, Set
from dataclasses import replace
from itertools import combinations
from math import exp, log
from typing import Any

from detente.reading.deeds import Deed, Key
from detente.reading.hard_cases import COOPERATIVE, MATERIAL_CONFLICT, to_come
from detente.reading.lexicon import Predicate
from detente.reading.model import Mention, Status
from detente.reading.pair_paths import Path, heads_of, is_private, path_between
from detente.reading.pair_types import judge, judge_closely, labels
from detente.reading.predicates import Match
from detente.reading.roles import Places
from detente.reading.status import Standing, standing_of

LINKS = ("clause", "object", "report", "noun")
"""The links that are asked about, the plainest first."""
MOST_PAIRS = 4
LEAST = 0.55
"""The probability of a deed under which none is told."""
SUREST = 0.3
"""What the encoder's answers add in logits at best: pairs that need more of it hardly ever become deeds (2 of 71)."""
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


def find_pair_deeds(
    doc: Any,
    text: str,
    places: Places,
    *,
    deeds: Sequence[Deed],
    told: Set[frozenset[Hashable]],
    offset: int,
    key: Key,
) -> list[Deed]:
    """The deeds between parties of a sentence of whom nothing is told there, in the text's order.

    `deeds`: what the lexicon reads, whole or not; `told`: the pairs of which an event is told; `offset`: where the
    sentence starts in the report; `key`: the party of a mention.
    """
    found = []
    for first, second, path in _linked(doc, places, key)[:MOST_PAIRS]:
        if frozenset({key(first), key(second)}) in told:
            continue
        type_name = _judged(text, first, second, path, deeds, offset)
        deed = _deed(type_name, first, second, path, deeds) if type_name is not None else None
        if deed is not None:
            found.append(deed)
    return sorted(found, key=lambda deed: deed.match.token.i)


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


def _judged(text: str, first: Mention, second: Mention, path: Path, deeds: Sequence[Deed], offset: int) -> str | None:
    """The type of what the first party does to the second; None where it rather does nothing.

    Neither exit is asked where no answer of it could make a deed of the pair.
    """
    spans = (first.start - offset, first.end - offset), (second.start - offset, second.end - offset)
    if spans[0][0] < spans[1][1] and spans[1][0] < spans[0][1]:
        return None
    way, read = _weight_of(path), _read_on(path, deeds)
    if _share(way + OF_FACTS["lexicon"] * bool(read) + SUREST) < LEAST:
        return None
    early = judge([(text, *spans)])[0]
    types = labels()[:-1]
    if not any(_confidence(name, 1.0, float(early[i]), way, read) >= LEAST for i, name in enumerate(types)):
        return None
    last = judge_closely(text, *spans)
    at = int(last[:-1].argmax())
    return types[at] if _confidence(types[at], float(last[at]), float(early[at]), way, read) >= LEAST else None


def _read_on(path: Path, deeds: Sequence[Deed]) -> dict[str, Deed]:
    """The first deed of each type that the lexicon reads on the way between the parties."""
    way = {token.i for token in path.tokens}
    found: dict[str, Deed] = {}
    for deed in deeds:
        if any(token.i in way for token in deed.match.tokens):
            found.setdefault(deed.type, deed)
    return found


def _weight_of(path: Path) -> float:
    """What the way between the parties gives a deed in logits, whatever is thought of its type."""
    facts = {
        "first": min(max(len(path.first) - 1, 0), 3),
        "second": min(max(len(path.second) - 1, 0), 6),
        "topic": any(token.dep_ == "prep" and token.lower_ in TOPICS for token in path.second),
    }
    return BIAS + sum(OF_FACTS[name] * size for name, size in facts.items())


def _confidence(name: str, last: float, early: float, way: float, read: Mapping[str, Deed]) -> float:
    """Probability that a deed is right: by both exits, the way between its parties and what the lexicon reads there."""
    total = way + OF_FACTS["lexicon"] * (name in read) + OF_LAST * log(last + FLOOR) + OF_EARLY * log(early + FLOOR)
    return _share(total + OF_FACTS["warm"] * (name in ("SUPPORT", "AGREE")) + OF_FACTS["blame"] * (name == "ACCUSE"))


def _share(logit: float) -> float:
    return 1 / (1 + exp(-logit))


def _deed(type_name: str, actor: Mention, recipient: Mention, path: Path, deeds: Sequence[Deed]) -> Deed | None:
    """The deed, its trigger the lexicon's or the word that joins the parties; None where its standing takes it back."""
    if type_name in VIOLENT and _is_place(path):
        return None
    read = _read_on(path, deeds).get(type_name)
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
