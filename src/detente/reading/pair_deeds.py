"""Deeds that the encoder finds in a sentence between two parties, named there or just before, of whom nothing is told.

What the encoder thinks of the pair, how the two hang together in the tree (`pair_paths.py`) and what the lexicon reads
of either are facts of the deed: how probable they make it was learned with all other facts (`trust.py`), and the events
are weighed like all others (`second_opinion.py`). Most pairs do nothing to each other, and the encoder is slow: it is
asked only where tree and lexicon let a deed be expected (docs/methods/events.md).
"""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from itertools import permutations
from math import log
from typing import Any

from detente.reading.between import Between
from detente.reading.deeds import Deed, Key
from detente.reading.hard_cases import COOPERATIVE, MATERIAL_CONFLICT, to_come
from detente.reading.lexicon import Predicate
from detente.reading.model import Mention, Status
from detente.reading.pair_paths import VERBAL, Path, heads_of, is_private, path_between
from detente.reading.predicates import Match
from detente.reading.roles import Places
from detente.reading.status import Standing, standing_of
from detente.reading.trust import share_of
from detente.tables import toml_table

EXPECTED = 0.03
"""The probability, by tree and lexicon alone, that a deed would be told, from which on the encoder is asked."""
SELDOM = 0.005
"""The same from which on a pair is asked about where its sentence is read for another."""
CLEARLY = log(2)
"""By how much the logarithm of the one direction must be above the other's to be told against the order of the text."""
FLOOR = 0.01
READ = 1.0
"""What it adds to the logarithm of a type's probability that the lexicon reads such a deed of one of the two."""
MANY = 6
"""Steps in the tree, parties and states beyond which it no longer matters how many they are."""
VIOLENT = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
PLACES = frozenset({"in", "inside", "at", "near", "across", "over", "around", "from"})
TOPICS = frozenset(
    {"in", "inside", "at", "near", "over", "about", "on", "as", "after", "amid", "despite", "during", "since", "before"}
)


Pair = tuple[Hashable, Hashable]


@dataclass(frozen=True, slots=True)
class Question:
    """What the first party does to the second; `path`: the way from the one to the other, None where a sentence before
    names either; `facts`: what the way and the lexicon tell of it, by name and size; `expected`: the probability that
    it will be told."""

    first: Mention
    second: Mention
    path: Path | None
    facts: dict[str, float]
    expected: float


@dataclass(frozen=True, slots=True)
class Setting:
    """A sentence and who may act in it: its parse, its parties by token, what the lexicon reads in it (whole or not),
    who is named in the sentences just before, what types of events are told of whom to whom, how many states the
    report names, who answers what one does to another in it, and where it ends; `key` gives a mention's party."""

    doc: Any
    places: Places
    deeds: Sequence[Deed]
    before: Sequence[Mention]
    told: Mapping[Pair, Set[str]]
    states: int
    between: Between
    end: int
    key: Key

    def pair(self, one: Mention, other: Mention) -> Pair:
        """Two parties in the order of who does what to whom."""
        return self.key(one), self.key(other)


def find_pair_deeds(setting: Setting) -> list[Deed]:
    """The likeliest deed of one to another of whom no such is told in a sentence, in the text's order."""
    answers: dict[Pair, tuple[Question, dict[str, float]]] = {}
    for question in _worth_asking(setting):
        shares = setting.between.shares(setting.end, question.first, question.second)
        if shares is not None:
            answers[setting.pair(question.first, question.second)] = question, shares
    found: dict[Pair, tuple[float, Deed]] = {}
    for pair, (question, shares) in answers.items():
        turned = answers.get(pair[::-1])
        facts = {"pair turned": log((1 - turned[1]["none"] if turned is not None else 0.0) + FLOOR)}
        likely, deed = _likeliest(question, shares, setting, setting.told.get(pair[::-1], ()))
        if deed is not None:
            found[pair] = likely, replace(deed, facts={**deed.facts, **facts})
    kept = [deed for pair, (likely, deed) in found.items() if not _is_turned(deed, likely, found.get(pair[::-1]))]
    return sorted(kept, key=lambda deed: deed.match.token.i)


def _is_turned(deed: Deed, likely: float, other: tuple[float, Deed] | None) -> bool:
    """Whether the same holds the other way round: in the order of the text, unless the other is clearly likelier."""
    if other is None or other[1].type != deed.type:
        return False
    in_order = deed.actors[0].start < deed.recipients[0].start
    return other[0] - likely > (CLEARLY if in_order else -CLEARLY)


def _worth_asking(setting: Setting) -> list[Question]:
    """The questions that are worth it, each of two parties by the mentions of which most is expected.

    A sentence is read for what is expected most; then all is asked of which a little is.
    """
    best: dict[Pair, Question] = {}
    around = {
        "pair others": min(len({setting.key(party) for party in setting.places.values()}) - 2, MANY) / 3,
        "pair states": min(setting.states, MANY) / 3,
    }
    for (one, head), (other, below) in permutations(_parties(setting), 2):
        pair = setting.pair(one, other)
        if pair[0] == pair[1] or pair in setting.told or not (one.state or other.state):
            continue
        path = path_between(head, below) if head is not None and below is not None else None
        if _overlap(one, other) or (path is None and head is not None and below is not None):
            continue
        question = _question(
            one, other, path, setting.deeds, {**around, **_known(one, other, setting), **_before(head, below)}
        )
        if pair not in best or question.expected > best[pair].expected:
            best[pair] = question
    asked = []
    for some in ([q for q in best.values() if _is_here(q)], [q for q in best.values() if not _is_here(q)]):
        if any(question.expected >= EXPECTED for question in some):
            asked += [question for question in some if question.expected >= SELDOM]
    return sorted(asked, key=lambda question: (question.first.start, question.second.start))


def _is_here(question: Question) -> bool:
    """Whether the sentence names both parties."""
    return not (question.facts["pair first before"] or question.facts["pair second before"])


def _known(one: Mention, other: Mention, setting: Setting) -> dict[str, float]:
    """Whether something is told the other way round, and whether a word means both."""
    turned, states = setting.pair(other, one), {one.state, other.state}
    return {
        "pair told turned": float(turned in setting.told),
        "pair collective": float(any(states <= set(party.members) for party in setting.places.values())),
    }


def _before(head: Any | None, below: Any | None) -> dict[str, float]:
    """Which of the parties only the sentences before name."""
    return {
        "pair first before": float(head is None),
        "pair second before": float(below is None),
        "pair both before": float(head is None and below is None),
    }


def _parties(setting: Setting) -> Iterator[tuple[Mention, Any | None]]:
    """Who may do or suffer something, with the word that is governed from outside of the name; None for who is named
    in the sentences before alone."""
    heads = heads_of(setting.places, setting.doc)
    here = set()
    for mention in {id(mention): mention for mention in setting.places.values()}.values():
        here.add(setting.key(mention))
        if not mention.place and not mention.members and not is_private(heads[id(mention)]):
            yield mention, heads[id(mention)]
    last = {setting.key(mention): mention for mention in setting.before if not mention.members}
    yield from ((mention, None) for name, mention in last.items() if name not in here)


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


@cache
def _expecting() -> dict[str, float]:
    """The weight of each fact for what is expected of a pair."""
    return dict(toml_table("trust")["expecting"])


def _question(
    first: Mention, second: Mention, path: Path | None, deeds: Sequence[Deed], around: Mapping[str, float]
) -> Question:
    """The question about two parties, with what is known before it is asked."""
    facts = {
        **around,
        "pair acts": float(any(first in deed.actors for deed in deeds)),
        "pair suffers": float(any(second in deed.recipients for deed in deeds)),
        "pair open": float(any(_leaves_open(deed, first, second) for deed in deeds)),
    }
    if path is not None:
        facts |= {
            f"pair {path.link}": 1.0,
            "pair first": min(max(len(path.first) - 1, 0), MANY) / 3,
            "pair second": min(max(len(path.second) - 1, 0), MANY) / 3,
            "pair topic": float(any(token.dep_ == "prep" and token.lower_ in TOPICS for token in path.second)),
        }
    known = _expecting()
    expected = share_of(known["pair"] + sum(known.get(n, 0.0) * size for n, size in facts.items()))
    return Question(first, second, path, facts, expected)


def _leaves_open(deed: Deed, first: Mention, second: Mention) -> bool:
    """Whether a deed has one of the two in its role and leaves the other's slot open."""
    return (first in deed.actors and not deed.recipients) or (second in deed.recipients and not deed.actors)


def _likeliest(
    question: Question, shares: Mapping[str, float], setting: Setting, known: Container[str]
) -> tuple[float, Deed | None]:
    """How likely the encoder's answer is, what is known left out (a logarithm), and the deed; None where its standing
    takes it back."""
    answers = []
    for name, share in shares.items():
        if name != "none" and name not in known:
            read = _read(name, question, setting.deeds)
            answers.append((log(share + FLOOR) + READ * (read is not None), name, read))
    likely, name, read = max(answers, key=lambda answer: answer[0])
    kind = "pair" if _is_here(question) else "before"
    said = {f"{kind} type": log(shares[name] + FLOOR), f"{kind} none": log(shares["none"] + FLOOR)}
    return likely, _deed(name, replace(question, facts=question.facts | said), read, setting)


def _read(name: str, question: Question, deeds: Sequence[Deed]) -> Deed | None:
    """The first deed of a type that the lexicon reads on the way between the parties, or of one in its role."""
    first, second = question.first, question.second
    way = {token.i for token in question.path.tokens} if question.path is not None else set()
    able = [deed for deed in deeds if deed.type == name and first not in deed.recipients and second not in deed.actors]
    on_way = [deed for deed in able if any(token.i in way for token in deed.match.tokens)]
    return next(iter((*on_way, *(deed for deed in able if first in deed.actors or second in deed.recipients))), None)


def _deed(type_name: str, question: Question, read: Deed | None, setting: Setting) -> Deed | None:
    """The deed, its trigger the lexicon's or the word that joins the parties; None where its standing takes it back."""
    path, parties = question.path, ((question.first,), (question.second,))
    if path is not None and type_name in VIOLENT and (path.link == "list" or _is_place(path)):
        return None  # Who stands beside another does it with him; who is in a place does not do it to the place.
    if read is not None:
        is_of = {
            "pair actor": float(question.first in read.actors),
            "pair recipient": float(question.second in read.recipients),
        }
        return replace(
            read, actors=parties[0], recipients=parties[1], how=("pair", "pair"), facts=question.facts | is_of
        )
    trigger = _trigger(question, setting)
    standing = standing_of(trigger)
    settled = _settled(type_name, standing)
    if settled is None:
        return None
    predicate = Predicate(
        trigger.lemma_, trigger.lemma_, (), type_name, None, ("subject",), ("object",), reciprocal=False, is_noun=False
    )
    match = Match(predicate, trigger, (trigger,))
    return Deed(match, type_name, *settled, standing, *parties, ("pair", "pair"), question.facts)


def _is_place(path: Path) -> bool:
    """Whether the second party only tells where something is done ("strikes on rebels in Iraq")."""
    return any(token.dep_ == "prep" and token.lower_ in PLACES for token in path.second)


def _trigger(question: Question, setting: Setting) -> Any:
    """The word that joins the parties; where a sentence before names either, the verb above the other, or the first."""
    if question.path is not None:
        return question.path.top if question.path.link == "report" else question.path.inner
    heads = heads_of(setting.places, setting.doc)
    head = heads.get(id(question.first)) or heads.get(id(question.second))
    above = () if head is None else (head, *head.ancestors)
    root = next(token for token in setting.doc if token.head.i == token.i)
    return next((token for token in above if token.pos_ in VERBAL), root)


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
