"""Deeds of one parsed sentence: predicates with their parties in their slots and PLOVER's type, before they are events.

`find_events` lays the report's actors over the tokens, `classify` the two parties that it was asked about; the rest is
the same for both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from detente.reading.hard_cases import settle
from detente.reading.model import Status
from detente.reading.predicates import Match, find_matches, is_passive, objects_of
from detente.reading.roles import Places, parties_in, parties_inside, slot_tokens
from detente.reading.status import Standing, standing_of

Key = Callable[[Any], Hashable]

HOST_PREPOSITIONS = ("in", "at", "to")
DESTINATIONS = frozenset(
    {"capital", "city", "country", "port", "republic", "neighbour", "neighbor", "nation", "island"}
)
JUDGING = frozenset({"ACCUSE", "REJECT", "SUPPORT", "REQUEST"})
"""Types whose recipient is who did what they judge, not whom it was done to."""
NOT_OWNED = JUDGING | {"SANCTION", "ASSAULT", "COERCE"}
"""Types whose actor is never who owns the noun of the pattern ("called in the American envoy")."""
_PEACE = re.compile(
    r"(?i)\bpeace-?keep|\b(?:disaster|earthquake|flood) relief|\brelief (?:effort|operation)"
    r"|\b(?:humanitarian|aid|relief) (?:convoy|mission|flight|team)"
)
NO_PLACES = frozenset({"inside", "of", "between", "mod", "subject", "from"})
"""Slots that a mention of a mere place ("in Moscow") cannot fill."""
TAKING = frozenset({"annexation", "occupation", "seizure", "takeover", "invasion"})
"""Nouns whose "of" names the land that is taken, from the state it belongs to."""
BETWEEN_TWO = frozenset({"SUPPORT", "CONSULT", "COOPERATE"})
HARMING = frozenset(
    {"kill", "wound", "injure", "shoot", "arrest", "detain", "kidnap", "abduct", "jail", "convict", "free"}
    | {"attack", "assault", "stab", "behead", "execute", "murder", "beat"}
)
"""Verbs that a headline without an object means in the passive ("Peruvian killed in Chile")."""
OWN = frozenset({"to", "with", "on", "upon", "against"})
"""Prepositions that bring in the recipient where a pattern ends with them ("protest to", "pay call on")."""
TOPICAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE"})
"""Types whose "on" rather brings in what is talked about ("agreed on Iran")."""
LOOSE = frozenset({"inside", "to", "in", "for", "between", "object"})
"""Slots whose filler is rather the topic than the recipient where several parties act together."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A predicate with its parties. `base` is its type before its standing is weighed, `type` after.

    `how` names the slots that the actor and the recipient were found in; an empty name: the party is missing. `facts`:
    what else tells how far it is to be trusted, by name and size.
    """

    match: Match
    base: str
    type: str
    status: Status
    standing: Standing
    actors: tuple[Any, ...]
    recipients: tuple[Any, ...]
    how: tuple[str, str]
    facts: Mapping[str, float] = field(default_factory=dict)

    @property
    def reciprocal(self) -> bool:
        """Whether all parties are actors and none is a recipient."""
        return self.match.predicate.reciprocal and not self.recipients and len(self.actors) > 1


def find_deeds(
    doc: Any, places: Places, *, key: Key = lambda party: party, open_ended: bool = False
) -> tuple[Deed, ...]:
    """The deeds of a sentence, in its order, parties as far as they are named; `key` tells when two parties are one.

    With `open_ended` also those between two parties of which neither is named ("An agreement was signed").
    """
    found = []
    for match in find_matches(doc):
        if match.predicate.lemma == "meet" and is_passive(match.token):
            continue  # What "was met with doubt" is no meeting.
        carrier = match.token if match.noun is not None else None
        standing = standing_of(match.noun if match.noun is not None else match.token, carrier)
        base = _base_type(match)
        settled = settle(base, standing)
        if settled is None:
            continue
        actors, recipients, how = _fill(match, places, key)
        if _no_person(match, recipients):
            recipients, how = (), (how[0], "")
        if actors or recipients or (open_ended and match.predicate.reciprocal):
            found.append(Deed(match, base, *settled, standing, actors, recipients, how))
    return tuple(sorted(found, key=lambda deed: deed.match.token.i))


def _no_person(match: Match, recipients: Sequence[Any]) -> bool:
    """Whether a verb that is a meeting only with a person ("saw Rao") has something else for its object."""
    return match.predicate.persons and any(getattr(party, "kind", "") != "person" for party in recipients)


def _base_type(match: Match) -> str:
    """The predicate's type, but troops sent to keep the peace or to relieve are AID, not MOBILIZE."""
    base = match.predicate.type
    if base in ("MOBILIZE", "CONSULT") and _PEACE.search(" ".join(part.text for part in match.token.subtree)):
        troops = base == "MOBILIZE" or any(_PEACE.search(part.text) for part in slot_tokens(match, "subject"))
        return "AID" if troops else base
    return base


def _fill(match: Match, places: Places, key: Key) -> tuple[tuple[Any, ...], tuple[Any, ...], tuple[str, str]]:
    """Actors and recipients of a match, and the slots that held them."""
    predicate = match.predicate
    if predicate.lemma in HARMING and not predicate.is_noun and not objects_of(match.token):
        return (), (), ("", "")
    actors, actor_slot = _first(match, predicate.actor, places, key, ())
    if not actors and not predicate.is_noun and predicate.type not in NOT_OWNED:
        actors, actor_slot = _owners(match, places)
    if not actors and predicate.reciprocal and predicate.type in BETWEEN_TWO and is_passive(match.token):
        actors, actor_slot = _all_inside(match, places, key), "inside"
    if predicate.is_noun and predicate.reciprocal and actor_slot in ("mod", "poss") and len(actors) == 1:
        more, _ = _first(match, ("mod",) if actor_slot == "poss" else ("poss",), places, key, actors)
        actors = (*actors, *more)
    recipients, recipient_slot = _first(match, _recipient_slots(match, places), places, key, actors)
    if not actors:
        return (), recipients, ("", recipient_slot)
    loose = predicate.reciprocal and len(actors) > 1 and recipient_slot in LOOSE
    if loose and not _is_direct(match, recipient_slot):
        recipients, recipient_slot = (), ""
    return actors, recipients, (actor_slot, recipient_slot)


def _recipient_slots(match: Match, places: Places) -> tuple[str, ...]:
    """The slots of the recipient, a party right behind the pattern's last preposition before all that it holds."""
    predicate, slots = match.predicate, match.predicate.recipient
    kind, options = predicate.parts[-1] if predicate.parts else ("", frozenset())
    if kind != "particle" or options.isdisjoint(OWN) or "subject" in slots or match.noun is not None:
        return slots
    own = match.tokens[-1].lower_
    at = slots.index("inside") if "inside" in slots else len(slots)
    is_topic = own in ("on", "upon") and predicate.type in TOPICAL and len(predicate.parts) == 1
    is_party = any(part.dep_ == "pobj" and part.i in places for part in match.tokens[-1].children)
    return slots if own in slots[:at] or is_topic or not is_party else (*slots[:at], own, *slots[at:])


def _is_direct(match: Match, slot: str) -> bool:
    """Whether a recipient of several actors stands where only a recipient can ("Iran and Iraq met Turkey")."""
    asked = {word for kind, options in match.predicate.parts if kind == "particle" for word in options}
    return (slot == "object" and len(match.tokens) == 1) or (slot in ("to", "with") and slot in asked)


def _first(
    match: Match, slots: Sequence[str], places: Places, key: Key, taken: Sequence[Any]
) -> tuple[tuple[Any, ...], str]:
    """The parties of the first slot that holds any other than those taken."""
    known = {key(party) for party in taken}
    for slot in slots:
        if slot == "object" and _is_unknown(slot_tokens(match, slot), places):
            return (), ""
        may_be_place = slot not in NO_PLACES or (slot == "of" and match.predicate.lemma in TAKING)
        # Whose the thing is stands before whom it concerns ("ended [its] occupation of Peru").
        others = {i: p for i, p in places.items() if key(p) not in known} if slot == "inside" and known else places
        found = [p for p in _parties(match, slot, others) if may_be_place or not getattr(p, "place", False)]
        rest = tuple(party for party in found if key(party) not in known)
        if rest:
            return _distinct(rest, key), "owned" if slot == "inside" and _owns(match, rest, places) else slot
    return (), ""


def _owns(match: Match, parties: Sequence[Any], places: Places) -> bool:
    """Whether a party is whose the noun of the pattern is ("rejected Peru's offer")."""
    owners = [child for token in match.tokens[1:] for child in token.children if child.dep_ == "poss"]
    return bool(owners) and all(places.get(owners[0].i) is party for party in parties)


def _is_unknown(tokens: Sequence[Any], places: Places) -> bool:
    """Whether a pronoun that stands for nobody known fills a slot: then none of the other slots does."""
    return bool(tokens) and all(
        token.lower_ in ("it", "him", "her", "them") and token.i not in places for token in tokens
    )


def _parties(match: Match, slot: str, places: Places) -> list[Any]:
    if slot == "inside":
        doers = match.predicate.type in JUDGING
        named = [token for token in match.tokens if token != match.token]
        return parties_inside(named, places, doers=doers) or parties_inside(
            slot_tokens(match, "object"), places, doers=doers
        )
    if slot == "host":
        return [p for name in HOST_PREPOSITIONS for p in _parties(match, name, places)]
    tokens = slot_tokens(match, slot)
    if match.predicate.mode == "visit" and slot in ("to", "in", "for", "at"):
        tokens = [token for token in tokens if token.i in places or token.lemma_.lower() in DESTINATIONS]
    return parties_in(tokens, places)


def _all_inside(match: Match, places: Places, key: Key) -> tuple[Any, ...]:
    """The two parties of what is signed or held, named anywhere in its phrase ("a pact that lets Peru ... Chile")."""
    found = [places[part.i] for token in slot_tokens(match, "object") for part in token.subtree if part.i in places]
    parties = _distinct([party for party in found if not getattr(party, "place", False)], key)
    return parties if len(parties) == 2 else ()


def _owners(match: Match, places: Places) -> tuple[tuple[Any, ...], str]:
    """Whose visit, plan or troops it is, where the verb itself names no actor ("Iran's visit was postponed")."""
    nouns = [token for token in match.tokens[1:] if token.pos_ == "NOUN"]
    for noun in nouns:
        for labels in (("poss",), ("amod", "compound")):
            found = parties_in([child for child in noun.children if child.dep_ in labels], places)
            if found:
                return tuple(found), "owner"
    return (), ""


def _distinct(parties: Sequence[Any], key: Key) -> tuple[Any, ...]:
    out: dict[Hashable, Any] = {}
    for party in parties:
        out.setdefault(key(party), party)
    return tuple(out.values())
