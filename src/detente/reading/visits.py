"""Visits that no verb of travel tells: who is said to be, speak, meet or sign in another state's capital is there.

"Rao told reporters in Oslo" is a visit of India to Norway. Envoys who live there, troops who are stationed there and
the towns where the world's organisations sit are left out. How often this is right: docs/methods/events.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from detente.reading.deeds import Deed
from detente.reading.hard_cases import settle
from detente.reading.lexicon import Predicate
from detente.reading.model import Mention
from detente.reading.predicates import Match, is_passive, objects_of
from detente.reading.roles import Places, parties_in, prepositional, subjects_of
from detente.reading.status import standing_of

PRESENCE = Predicate("be in", "be", (), "CONSULT", "visit", ("subject",), ("in",), reciprocal=False, is_noun=False)
THERE = frozenset({"in", "at"})
SEATS = frozenset({"Brussels", "Vienna", "The Hague", "Geneva", "New York"})
"""Towns where who comes may come to an organisation rather than to the state."""
_RESIDENT = re.compile(
    r"(?i)ambassador|\bex-|\bformer |\bconsul|charg[eé]|attach|correspondent|commander|spokes|special representative"
    r"|coordinator|refugee"
)
MEETING = frozenset(
    {"sign", "meet", "hold", "tell", "preside", "attend", "open", "agree", "pledge", "promise", "discuss", "talk"}
    | {"initial", "confer", "conclude", "say", "announce", "inaugurate", "exchange", "address", "finish", "end"}
    | {"witness", "chair", "take", "participate", "negotiate", "consult", "inspect", "inaugurate"}
)
"""Verbs whose place is that of what hangs on them ("signed a treaty of friendship in Oslo")."""
SENT = frozenset(
    {"delegation", "team", "minister", "official", "mission", "president", "premier", "leader", "negotiator"}
)
HOUSES = ("Kremlin", "White House", "Pentagon", "Elysee", "Downing Street")
OFFICIAL = frozenset({"GOV", "MIL", "LEG"})
STAYING = frozenset({"be", "stay", "arrive", "speak", "tell", "meet"})
GOING = frozenset({"be", "go", "come", "travel", "fly", "arrive", "return", "stay", "head", "send", "journey"})
"""Verbs whose "there" is where somebody is or goes."""
SPEAKING = frozenset(
    {
        "speak",
        "tell",
        "say",
        "meet",
        "talk",
        "confer",
        "address",
        "attend",
        "sign",
        "spend",
        "be",
        "hold",
        "stay",
        "dine",
    }
)


def find_visits(doc: Any, places: Places) -> Iterator[Deed]:
    """The visits that the whereabouts of persons tell in a sentence."""
    for token in doc:
        party = places.get(token.i)
        verb = _presence(token, party) if party is not None else None
        if party is None or verb is None:
            continue
        visitors = () if _meets_others(verb, party, places) else _visitors(verb, party, places)
        settled = settle("CONSULT", standing_of(verb)) if visitors else None
        if settled is None or settled[0] not in ("CONSULT", "AGREE") or settled[1] == "denied":
            continue
        match = Match(PRESENCE, verb, tuple(dict.fromkeys((verb, token.head, token))))
        # Who governs and is told to do something there is there, whatever the sentence is about.
        is_sure = verb.lemma_.lower() not in STAYING - {"speak", "tell"} and all(
            visitor.sector in OFFICIAL for visitor in visitors
        )
        how = ("subject", "guest" if is_sure else "place")
        yield Deed(match, "CONSULT", *settled, standing_of(verb), visitors, (party,), how)


def _meets_others(verb: Any, host: Mention, places: Places) -> bool:
    """Whether states meet each other in a town of a third ("Rao met Chile's envoy in Oslo"): no visit to Norway."""
    objects = objects_of(verb)
    tokens = [*subjects_of(verb), *objects, *prepositional([verb, *objects], "with"), *prepositional([verb], "to")]
    states = {party.state for party in parties_in(tokens, places) if party.state}
    return len(states) > 1 and host.state not in states


def _presence(token: Any, party: Mention) -> Any | None:
    """The verb whose subject is told to be at a place, or None."""
    if token.lower_ == "there":
        return token.head
    if token.dep_ != "pobj" or token.head.lower_ not in THERE or not _is_town(party, token):
        return None
    verb = _verb_above(token.head)
    is_town = party.place or party.kind == "body"
    return verb if verb is not None and verb.lemma_.lower() in (MEETING | SPEAKING if is_town else STAYING) else None


def host_of(deed: Deed, places: Places) -> str | None:
    """The state in whose town a meeting is told to take place, or None: the one place that its own clause names."""
    ways = {token.i for token in deed.match.tokens}
    verb = next((t for t in (deed.match.token, *deed.match.token.ancestors) if t.pos_ in ("VERB", "AUX")), None)
    if verb is not None:
        ways |= {verb.i, *(token.i for token in objects_of(verb))}
    found = {
        party.state
        for i, party in places.items()
        for token in (deed.match.token.doc[i],)
        if party.place and token.dep_ == "pobj" and token.head.lower_ in THERE and token.head.head.i in ways
    }
    return found.pop() if len(found) == 1 else None


def _is_town(party: Mention, token: Any) -> bool:
    if not party.state or party.members or party.text in SEATS:
        return False
    return party.kind == "state" or (party.kind == "body" and party.text.endswith(HOUSES))


def _verb_above(preposition: Any) -> Any | None:
    """The verb that the place belongs to: its own, or that of the object it hangs on ("told reporters in Oslo")."""
    head = preposition.head
    if head.pos_ in ("VERB", "AUX"):
        return head
    if head.pos_ != "NOUN":
        return None
    if head.dep_ == "dobj" and head.head.pos_ == "VERB":
        return head.head
    for _ in range(3):
        if head.dep_ == "pobj" and head.head.dep_ == "prep":
            head = head.head.head
        elif head.dep_ in ("dobj", "conj", "amod", "acl", "compound"):
            head = head.head
        if head.pos_ == "VERB":
            return head if head.lemma_.lower() in MEETING else None
    return None


def _visitors(verb: Any, host: Mention, places: Places) -> tuple[Mention, ...]:
    """The persons of other states who do the verb; none where a third state's person is of the host's side only."""
    if is_passive(verb):
        subjects: Sequence[Any] = [child for child in verb.children if child.dep_ == "nsubjpass"]
    else:
        subjects = subjects_of(verb)
    found: dict[str, Mention] = {}
    sent = any(token.lemma_.lower() in SENT for token in subjects)
    for party in parties_in(subjects, places):
        name = party.state or (party.name if party.kind == "group" else None)
        away = (party.kind == "person" or sent) and name is not None and name != host.state
        if name is not None and away and not _RESIDENT.search(f"{party.text} {party.role or ''}"):
            found.setdefault(name, party)
    return tuple(found.values())
