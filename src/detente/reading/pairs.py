"""Deeds that no pattern of the lexicon tells, from the type model: what one party of a sentence does to another.

The lexicon knows some thousand ways to say a deed; the model (`event_types`) has learned from examples and judges any two
parties. It is asked only about pairs that the lexicon left unlinked, and only a clear answer counts. Measured in
docs/methods/events.md.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations
from typing import Any

from detente.reading.deeds import Deed, Key
from detente.reading.event_features import features_of
from detente.reading.event_types import ACTOR, NONE, RECIPIENT, find_candidates, probabilities
from detente.reading.model import Status
from detente.reading.predicates import Match, Predicate
from detente.reading.roles import Places
from detente.reading.status import Standing, standing_of

CLEAR = 0.6
"""A type must have this probability, against "none" and all others, to be taken for a deed."""
MOST_PARTIES = 5
"""A sentence that lists more parties than this is not asked about: a roll call has pairs without number."""
MUTUAL = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE"})
REFUSING = frozenset({"REJECT", "THREATEN", "SANCTION", "RETREAT", "CONCEDE"})
"""Types whose own words negate or look ahead: that does not make them denied or planned."""
DEPTH = 12


def find_pair_deeds(doc: Any, places: Places, linked: set[frozenset[Hashable]], *, key: Key) -> list[Deed]:
    """The clearest deed of each pair of parties that is not in `linked`; `places` lays the parties over the tokens."""
    parties: dict[Hashable, Any] = {}
    for party in places.values():
        if not getattr(party, "place", False) and len(getattr(party, "members", ())) < 2:
            parties.setdefault(key(party), party)
    if not 2 <= len(parties) <= MOST_PARTIES:
        return []
    found = []
    for one, other in combinations(parties, 2):
        if frozenset((one, other)) not in linked:
            found += _judged(doc, places, (one, parties[one]), (other, parties[other]), key)
    return found


def _judged(
    doc: Any, places: Places, one: tuple[Hashable, Any], other: tuple[Hashable, Any], key: Key
) -> Iterator[Deed]:
    """The deed of a pair in the direction that is likelier, if it is clear."""
    best: tuple[float, str, Any, Any] | None = None
    for (actor_key, actor), (recipient_key, recipient) in ((one, other), (other, one)):
        roles = {actor_key: ACTOR, recipient_key: RECIPIENT}
        laid: Places = {i: roles[key(party)] for i, party in places.items() if key(party) in roles}
        shares = probabilities(features_of(doc, laid, find_candidates(doc, laid)))
        name = max(shares, key=lambda label: shares[label])
        if name != NONE and shares[name] >= CLEAR and (best is None or shares[name] > best[0]):
            best = shares[name], name, actor, recipient
    if best is None:
        return
    probability, name, actor, recipient = best
    trigger = _link(doc, places, actor, recipient)
    if trigger is None:
        return
    standing = standing_of(trigger)
    status = _status(name, standing)
    if status is None:
        return
    joined = name in MUTUAL and _are_joined(doc, places, actor, recipient)
    predicate = Predicate(trigger.lemma_.lower(), trigger.lemma_.lower(), (), name, None, (), (), joined, False)
    parties = ((actor, recipient), ()) if joined else ((actor,), (recipient,))
    yield Deed(Match(predicate, trigger, (trigger,)), name, name, status, standing, *parties, ("model", f"{probability:.2f}"))


def _status(name: str, standing: Standing) -> Status | None:
    if standing.turn in ("request", "accuse") and name not in ("REQUEST", "ACCUSE"):
        return None
    if name in REFUSING:
        return "occurred" if standing.negated or standing.status == "planned" else standing.status
    if standing.negated or standing.turn == "deny":
        return "denied"
    return standing.status


def _heads(doc: Any, places: Places, party: Any) -> list[Any]:
    return [doc[i] for i, found in places.items() if found == party and places.get(doc[i].head.i) != party]


def _link(doc: Any, places: Places, actor: Any, recipient: Any) -> Any | None:
    """The lowest word, verb or noun, above both parties: what links them, and the deed's trigger."""
    for one in _heads(doc, places, actor):
        above = [token for token in (one, *one.ancestors) if token.i not in places][:DEPTH]
        for other in _heads(doc, places, recipient):
            common = set((other, *other.ancestors))
            for token in above:
                if token in common and token.pos_ in ("VERB", "NOUN", "AUX"):
                    return token
    return None


def _are_joined(doc: Any, places: Places, actor: Any, recipient: Any) -> bool:
    """Whether the two stand side by side in one slot ("Kenya and Uganda", "Kenya-Uganda")."""
    ones, others = _heads(doc, places, actor), _heads(doc, places, recipient)
    return any(b in a.conjuncts or b.head == a.head and b.dep_ == a.dep_ for a in ones for b in others)
