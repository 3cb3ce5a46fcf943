"""Parties that the slots of a deed do not name: from its clause, else from what the text is about.

"At Washington's invitation Khan flew to New York" names the invited in the clause above the invitation; "Moscow
accepted" leaves the other side to the text. How often each is right is measured in docs/methods/events.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from typing import Any

from detente.reading.deeds import JUDGING, Deed, Key
from detente.reading.lexicon import lexicon
from detente.reading.predicates import Match, is_passive, objects_of
from detente.reading.retold import is_retold
from detente.reading.roles import HOLDING, Places, parties_in, prepositional, slot_tokens, subjects_of

Other = Callable[[Any | None], Any | None]
"""The party that the text pairs with a given one, or None where the text leaves that open."""

BESIDE = frozenset({"at", "on", "with", "despite", "after", "following", "under", "during", "in", "by", "to", "upon"})
"""Prepositions that bring a deed's noun into another clause: whose clause that is has to do with the deed."""
TAKING = frozenset(
    {"find", "accept", "receive", "get", "await", "consider", "study", "weigh", "face", "hear", "reject", "refuse"}
    | {"decline", "spurn", "rebuff", "ignore", "answer", "return", "need", "welcome", "defy", "resist", "turn"}
)
"""Verbs whose subject is who an offer, a threat or a request is addressed to."""
NO_ADJUNCTS = frozenset({"SUPPORT", "COOPERATE", "RETREAT", "REJECT"})
UNTOLD = frozenset({"deny", "say", "help", "acknowledge", "evacuation", "agree"})
"""Words whose missing party is as often nobody as the other one of the text."""
VIOLENT = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "THREATEN"})
WHERE = frozenset({"in", "at", "near", "outside"})
INSIDE = frozenset({"in", "into", "inside", "near"})
FIGHTERS = frozenset(
    {
        "rebel",
        "militant",
        "insurgent",
        "jihadist",
        "extremist",
        "fighter",
        "gunman",
        "separatist",
        "islamist",
        "guerrilla",
    }
)
_FIGHTERS = re.compile(
    r"(?i)\bmilitants?\b|\bjihad|\bislamist|\bislamic state\b|\bal[- ]qa.?[ie]da\b|\bal[- ]shabaa?b\b|\bshebab\b"
    r"|\bboko haram\b|\btaliban\b|\binsurgen|\bextremists?\b|\bhezbollah\b|\bguerrillas?\b"
)
OWN_FIGHTERS = frozenset({"PSE", "ESH"})
"""Territories whose movements speak for them: force in them is force against them."""
DURING = frozenset({"in", "during", "at", "by", "over"})
NEAR = frozenset({"of", "by", "from", "to", "with", "against"})
MEETS = frozenset(
    {"meet", "telephone", "phone", "call", "visit", "write", "see", "receive", "host", "ring", "address", "contact"}
)
ADDRESSES = frozenset({"letter", "message", "note", "cable", "telegram", "call", "conversation", "memo", "reply"})
FROM_TEXT = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "COOPERATE", "AID", "CONCEDE", "RETREAT"}
    | {"SANCTION", "THREATEN"}
)
"""Types whose other party a text may leave out; whom violence hits it tells."""
MAIN_SLOTS = frozenset({"object", "to", "with", "on", "against", "dative", "of", "from"})
DELEGATES = frozenset({"official", "minister", "delegation", "negotiator", "leader", "side", "they"})
PRONOUNS = frozenset({"it", "them", "him", "her", "they", "this", "that"})
OFFICIALS = frozenset(
    {"ministry", "official", "government", "minister", "spokesman", "spokeswoman", "embassy", "envoy"}
)
"""Who speaks for a state that the sentence does not name."""


def is_near(deed: Deed, places: Places, text: str) -> bool:
    """Whether the recipient stands near enough to its deed: not deep in another's phrase, not where another is hit.

    "Seized a truck near the border with Chad" does nothing to Chad, "shelled rebels in Chad" not to the state, nor do
    "air strikes in Chad" in a report (`text`) that names the group which is fought there.
    """
    if deed.base == "ASSAULT" and _hits_fighters(deed, places, text):
        return False
    slot = deed.how[1]
    own = {token.i for token in deed.match.tokens}
    objects = [token for token in objects_of(deed.match.token) if token.i not in own]
    if slot in WHERE:
        return not (deed.base in VIOLENT and objects and not deed.match.predicate.is_noun)
    if slot != "inside":
        return True
    ends = own | {token.i for token in objects}
    spots = [token for token in deed.match.token.doc if places.get(token.i) in deed.recipients]
    judges = deed.base in JUDGING
    return any(leads_to(token, ends, places, furthest=2 if judges else 1, clauses=judges) for token in spots)


def _hits_fighters(deed: Deed, places: Places, text: str) -> bool:
    """Whether a state's force is used against fighters of another state or on its soil, not against that state."""
    if any(getattr(party, "state", None) is None for party in deed.actors):
        return False
    hit = [party for party in deed.recipients if getattr(party, "state", None) is not None]
    spots = [token for token in deed.match.token.doc if places.get(token.i) in hit]
    held = [token.head.lemma_.lower() for token in spots if token.dep_ in HOLDING]
    if any(noun in FIGHTERS for noun in held):
        return True
    is_there = deed.how[1] in INSIDE and not any(
        getattr(party, "state", None) in OWN_FIGHTERS for party in deed.recipients
    )
    return is_there and bool(_FIGHTERS.search(text))


def leads_to(token: Any, ends: Set[int], places: Places, *, furthest: int, clauses: bool) -> bool:
    """Whether a name holds one of the words (whose, which, of, by, from, to, with, against it) or one of their acts."""
    steps = 0
    while token.i not in ends:
        head = token.head
        if head.i == token.i:
            return False
        if token.dep_ == "pobj" and head.lower_ in NEAR:
            token, steps = head.head, steps + 1
        elif head.i in places and places[head.i] == places.get(token.i):
            token = head
        elif token.dep_ in HOLDING | {"conj", "nsubj"}:
            token, steps = head, steps + (token.dep_ != "conj")
        elif clauses and token.dep_ in ("relcl", "acl"):
            token = head
        else:
            return False
        if steps > furthest:
            return False
    return True


def from_clause(deed: Deed, places: Places, *, key: Key) -> Deed:
    """The deed with a missing party taken from the clause that holds it, or as it was."""
    if (deed.actors and deed.recipients) or deed.reciprocal:
        return deed
    if not deed.actors and not deed.recipients:
        return _met(deed, places, key)
    is_modified = deed.how[0] == "mod" and deed.base == "CONSULT"
    if deed.match.predicate.is_noun and (deed.base in NO_ADJUNCTS or is_modified):
        return deed
    if deed.match.predicate.is_noun:
        found, is_taker = _of_noun(deed, places)
    else:
        found, is_taker = _of_verb(deed, places), False
    known = {key(party) for party in (*deed.actors, *deed.recipients)}
    found = [party for party in found if key(party) not in known]
    if not found:
        return deed
    if deed.actors:
        return replace(deed, recipients=tuple(found), how=(deed.how[0], "clause"))
    return deed if is_taker else replace(deed, actors=tuple(found), how=("clause", deed.how[1]))


def _met(deed: Deed, places: Places, key: Key) -> Deed:
    """Talks in which one tells the other something, as a meeting ("Rao assured Oslo in telephone talks that")."""
    noun = deed.match.token
    preposition, verb = noun.head, noun.head.head
    is_told = noun.dep_ == "pobj" and preposition.lower_ in DURING and verb.pos_ == "VERB"
    if not is_told or deed.base != "CONSULT" or not deed.match.predicate.is_noun:
        return deed
    actors = _subject_parties(verb, places)
    known = {key(party) for party in actors}
    told = parties_in([*objects_of(verb), *prepositional([verb], "to")], places)
    recipients = tuple(party for party in told if key(party) not in known)
    if not actors or not recipients:
        return deed
    return replace(deed, actors=tuple(actors), recipients=recipients, how=("clause", "clause"))


def _of_noun(deed: Deed, places: Places) -> tuple[list[Any], bool]:
    """The subject of the clause into which the deed's noun is brought, and whether it can only be the recipient."""
    node = deed.match.token
    beside = frozenset({"under"}) if deed.base in VIOLENT else BESIDE
    for step in range(3):
        head = node.head
        if head.pos_ == "ADP" and node.dep_ == "pobj":
            verb = head.head
            if verb.pos_ in ("VERB", "AUX") and head.lower_ in beside:
                return _subject_parties(verb, places), False
            node = verb
            if node.pos_ not in ("NOUN", "PROPN"):
                return [], False
        elif step == 0 and head.pos_ in ("VERB", "AUX") and node.dep_ == "dobj" and head.lemma_.lower() in TAKING:
            return _subject_parties(head, places), True
        elif (
            step == 0
            and node.dep_ == "nsubj"
            and head.dep_ in ("ccomp", "xcomp")
            and head.head.lemma_.lower() in TAKING
        ):
            return _subject_parties(head.head, places), True
        else:
            return [], False
    return [], False


def _subject_parties(verb: Any, places: Places) -> list[Any]:
    subjects = subjects_of(verb) or [child for child in verb.children if child.dep_ == "nsubjpass"]
    return parties_in(subjects, places)


def _of_verb(deed: Deed, places: Places) -> list[Any]:
    """Whom the clause above meets or addresses ("telephoned X to express regret", "in a letter to X he agreed")."""
    verb = deed.match.token
    if not deed.actors:
        return []
    if verb.dep_ in ("xcomp", "advcl") and verb.tag_ in ("VB", "VBG") and verb.head.pos_ == "VERB":
        above = verb.head
        if above.lemma_.lower() in MEETS:
            found = parties_in(
                [*objects_of(above), *prepositional([above], "to"), *prepositional([above], "with")], places
            )
            if found:
                return found
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "during", "after", "at", "over"):
            for part in child.children:
                noun = part.lemma_.lower()
                if part.dep_ == "pobj" and (noun in ADDRESSES or _is_meeting(noun)):
                    found = parties_in([*prepositional([part], "to"), *prepositional([part], "with")], places)
                    if found:
                        return found
    return []


def _is_meeting(noun: str) -> bool:
    predicate = lexicon().nouns.get(noun)
    return predicate is not None and predicate.type == "CONSULT" and predicate.mode != "visit"


def is_open(deed: Deed, places: Places) -> bool:
    """Whether the text may tell the missing party of a deed: its sentence leaves the slot empty, and the deed is plain.

    The party that is named must stand in its slot itself, not only colour it ("a Russian journalist").
    """
    known = deed.actors or deed.recipients
    if len(known) != 1 or deed.base not in FROM_TEXT or deed.match.predicate.is_noun:
        return False
    if deed.match.predicate.lemma in UNTOLD or deed.match.predicate.mode == "resign":
        return False
    if deed.status in ("possible", "denied") or not _stands_in(deed, places):
        return False
    if deed.actors:
        return not is_filled(deed.match) and not _has_clause(deed)
    doers = slot_tokens(deed.match, "subject")
    if not doers:
        return any(child.dep_ == "auxpass" for child in deed.match.token.children)
    return all(token.lemma_.lower() in OFFICIALS for token in doers)


def _stands_in(deed: Deed, places: Places) -> bool:
    slot = next(name for name in deed.how if name)
    return slot in ("owner", "inside", "owned") or any(token.i in places for token in slot_tokens(deed.match, slot))


def _has_clause(deed: Deed) -> bool:
    """Whether a clause tells what is promised, refused or asked: the deed is about that, whoever it is."""
    return deed.base in ("AGREE", "REJECT", "REQUEST") and any(
        child.dep_ in ("xcomp", "pcomp") for token in deed.match.tokens for child in token.children
    )


def from_text(deed: Deed, other: Other) -> Deed:
    """An open deed with its missing party taken from what the text is about, or as it was."""
    party = other((deed.actors or deed.recipients)[0])
    if party is None:
        return deed
    if deed.actors:
        return replace(deed, recipients=(party,), how=(deed.how[0], "text"))
    return replace(deed, actors=(party,), how=("text", deed.how[1]))


def is_of_both(deed: Deed) -> bool:
    """Whether two do a deed together that the sentence does not name ("Three documents were signed")."""
    is_open_pair = not deed.actors and not deed.recipients and deed.match.predicate.reciprocal
    return is_open_pair and not deed.match.predicate.is_noun and _is_impersonal(deed.match)


def of_both(deed: Deed, pair: Sequence[Any]) -> Deed:
    """A deed that two do together with the text's pair, or as it was."""
    return replace(deed, actors=tuple(pair), how=("text", "")) if len(pair) == 2 else deed


def _is_impersonal(match: Match) -> bool:
    """Whether a match is a passive without a doer, or done by "officials", "ministers", "they"."""
    doers = slot_tokens(match, "subject")
    if not doers:
        is_finite = any(child.dep_ == "auxpass" for child in match.token.children)
        return is_finite and is_passive(match.token) and len(match.tokens) > 1
    return all(
        token.lemma_.lower() in DELEGATES and token.tag_ != "NN" and not any(c.dep_ == "relcl" for c in token.children)
        for token in doers
    )


def is_filled(match: Match) -> bool:
    """Whether a main slot of the recipient holds words of its own: then somebody else is meant."""
    own = {token.i for token in match.tokens}
    slots = [slot for slot in match.predicate.recipient if slot in MAIN_SLOTS]
    if match.predicate.mode == "visit":
        slots = ["object", "to", "in", "at", "for"]
    return any(
        token.i not in own
        and token.lower_ not in PRONOUNS
        and token.pos_ in ("NOUN", "PROPN", "PRON")
        and not is_retold(token)
        for slot in slots
        for token in slot_tokens(match, slot)
    )
