"""Who stands in the slots of a predicate: its subject, object, prepositional objects, and the parties named in them.

A party is whatever the caller lays over the tokens: `Places` maps a token's index to the mention that covers it.
Passives, relative clauses, participles, control ("agreed to sell") and coordination are resolved here, once for verbs
and nouns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from detente.reading.lexicon import lexicon
from detente.reading.predicates import Match, is_passive, objects_of

Places = Mapping[int, Any]

SUBJECTS = frozenset({"nsubj", "csubj"})
RELATIVE = frozenset({"WDT", "WP", "WRB"})
HOLDING = frozenset({"poss", "compound", "amod", "nmod", "nummod", "quantmod"})
MODIFYING = frozenset({"amod", "compound", "nmod"})
HYPHENS = frozenset({"-", "–", "/"})
PERSONAL = frozenset({"he", "she", "it", "they", "we", "i"})
ADDRESSED = frozenset({"leader", "minister", "president", "official", "ally", "envoy", "ambassador", "counterpart"})
AIMS = frozenset({"on", "against", "of", "in", "into", "to", "at", "with", "for", "over"})
AIDES = frozenset({"aide", "adviser", "advisor", "assistant", "secretary"})
LEADING = frozenset({"head", "lead", "command", "run", "chair", "represent", "direct", "oversee"})
"""What who leads a body of a state does, and so acts for it ("Rao, who heads India's navy")."""
OF_OR_FROM = frozenset({"of", "from", "by"})
CLAUSES = frozenset({"xcomp", "advcl", "acl", "pcomp", "conj", "dep", "ccomp"})


def subjects_of(verb: Any, depth: int = 0) -> list[Any]:
    """The tokens that do what the verb says; of a passive those after "by"; else empty."""
    if depth > 6:
        return []
    if is_passive(verb):
        agents = [
            child for child in verb.children if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by")
        ]
        found = [
            part for agent in agents for part in agent.children if part.dep_ == "pobj" and part.ent_type_ != "DATE"
        ]
        if not found and verb.dep_ == "conj" and is_passive(verb.head):
            return subjects_of(verb.head, depth + 1)
        return found
    found = [child for child in verb.children if child.dep_ in SUBJECTS]
    if found:
        if verb.dep_ == "relcl" and all(child.tag_ in RELATIVE for child in found):
            return [verb.head]
        return found
    return _controlled(verb, depth)


def _controlled(verb: Any, depth: int) -> list[Any]:
    """The subject that a verb without one takes from what governs it."""
    head = verb.head
    if verb.dep_ == "acl":
        if verb.tag_ == "VBG":
            return [head]
        return _owner(head, depth)
    if verb.dep_ == "relcl":
        if verb.tag_ == "VB" and head.dep_ == "attr" and head.head.lemma_ == "be":
            return subjects_of(head.head, depth + 1)  # "Peru was the first state to recognise it"
        return [] if objects_of(verb) == [head] else [head]
    if verb.dep_ == "pcomp":
        return _of_preposition(head, depth)
    if verb.dep_ in CLAUSES and head.pos_ in ("VERB", "AUX", "ADJ"):
        if verb.dep_ == "xcomp" and head.lemma_.lower() in lexicon().object_control:
            objects = objects_of(head)
            if objects:
                return objects
        if is_passive(head) and verb.dep_ in ("xcomp", "advcl"):
            return [child for child in head.children if child.dep_ == "nsubjpass"]
        if head.pos_ == "ADJ":
            return subjects_of(head.head, depth + 1) if head.dep_ == "acomp" else subjects_of(head, depth + 1)
        if verb.dep_ == "conj" and is_passive(head):
            return [child for child in head.children if child.dep_ == "nsubjpass"]
        return subjects_of(head, depth + 1)
    return []


def _of_preposition(preposition: Any, depth: int) -> list[Any]:
    """Who does the deed of a gerund after a preposition: the object of "accused X of", else the clause's subject."""
    governor = preposition.head
    if governor.pos_ in ("VERB", "AUX"):
        if preposition.lower_ in ("of", "from", "for", "into") and governor.lemma_.lower() not in (
            "apologise",
            "apologize",
        ):
            objects = objects_of(governor)
            if objects:
                return objects
        return subjects_of(governor, depth + 1)
    return _owner(governor, depth)


def _owner(noun: Any, depth: int) -> list[Any]:
    """Whose plan, offer, decision it is: the possessor or modifier, else the subject of the verb that governs it."""
    owners = [child for child in noun.children if child.dep_ in ("poss", "compound", "amod")]
    if any(child.dep_ == "poss" for child in owners):
        return [child for child in owners if child.dep_ == "poss"]
    if noun.dep_ in ("dobj", "attr", "pobj", "oprd"):
        verb = noun.head if noun.head.pos_ in ("VERB", "AUX") else noun.head.head
        if verb.pos_ in ("VERB", "AUX"):
            return [*[child for child in owners if child.pos_ in ("PROPN", "ADJ")], *subjects_of(verb, depth + 1)]
    return owners


def slot_tokens(match: Match, slot: str) -> list[Any]:
    """The tokens that fill a slot of the predicate, coordination not yet unfolded."""
    verb = match.token
    if slot == "subject":
        return subjects_of(verb)
    if slot == "agent":
        return [
            part for child in verb.children if child.dep_ == "agent" for part in child.children if part.dep_ == "pobj"
        ]
    if slot == "object":
        # A parser may take a name for an adverb of time: "visited Peru" as "met Monday".
        return objects_of(verb) or [
            c for c in verb.children if c.dep_ == "npadvmod" and c.pos_ == "PROPN" and c.i > verb.i
        ]
    if slot == "clause":
        clauses = [match.clause] if match.clause is not None else [c for c in verb.children if c.dep_ == "ccomp"]
        return [c for clause in clauses for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")]
    if slot == "dative":
        return [child for child in verb.children if child.dep_ in ("dative", "iobj") and child.pos_ != "ADP"]
    if slot == "poss":
        return [child for child in _noun_of(match).children if child.dep_ == "poss"]
    if slot == "mod":
        return [part for child in _noun_of(match).children if child.dep_ in MODIFYING for part in _hyphened(child)]
    return prepositional(match.anchors, slot)


def _hyphened(name: Any) -> list[Any]:
    """A name before a noun with those that a hyphen joins to it ("[Iran]-[Iraq] talks")."""
    hyphened = [t for t in name.children if t.dep_ in MODIFYING and name.doc[t.i + 1].text in HYPHENS]
    return [*(part for other in hyphened for part in _hyphened(other)), name]


def _noun_of(match: Match) -> Any:
    return match.noun if match.noun is not None else match.token


def prepositional(anchors: Sequence[Any], name: str) -> list[Any]:
    """The objects of a preposition that hangs on one of the tokens, also one step down ("out of Iraq")."""
    found: list[Any] = []
    for anchor in anchors:
        for child in anchor.children:
            if child.dep_ in ("prep", "dative", "prt", "advmod", "agent"):
                if child.lower_ == name:
                    found.extend(part for part in child.children if part.dep_ in ("pobj", "pcomp"))
                found.extend(
                    part
                    for deeper in child.children
                    if deeper.dep_ == "prep" and deeper.lower_ == name
                    for part in deeper.children
                    if part.dep_ == "pobj"
                )
        if anchor.pos_ == "ADP" and anchor.lower_ == name:
            found.extend(part for part in anchor.children if part.dep_ == "pobj")
    return _unique(found)


def parties_in(tokens: Iterable[Any], places: Places) -> list[Any]:
    """The parties that the phrases stand for, conjuncts included: what covers the head, else who holds it."""
    found: list[Any] = []
    for token in tokens:
        for part in _unfolded(token):
            found.extend(_party(part, places))
    return _unique(found)


def _unfolded(token: Any) -> list[Any]:
    out, queue = [], [token]
    while queue:
        node = queue.pop(0)
        out.append(node)
        queue.extend(child for child in node.children if child.dep_ == "conj" and child.pos_ not in ("VERB", "AUX"))
    return out


def _party(token: Any, places: Places) -> list[Any]:
    if token.i in places:
        return [places[token.i], *_joined(token, places)]
    if token.lower_ in PERSONAL and token.dep_ in ("nsubj", "nsubjpass"):
        return _speaker(token.head, places)
    for child in token.children:
        if child.dep_ in ("poss", "appos") and child.i in places:
            return [places[child.i]]
    held = [
        places[part.i]
        for child in token.children
        if child.dep_ in HOLDING
        for part in (child, *[c for c in child.children if c.dep_ in ("conj", "compound", "poss", "amod")])
        if part.i in places
    ]
    if held:
        return held
    for child in token.children:
        aide = token.lemma_.lower() in AIDES and child.lower_ == "to"
        if child.dep_ in ("prep", "agent") and (child.lower_ in OF_OR_FROM or aide):
            below = parties_in([part for part in child.children if part.dep_ == "pobj"], places)
            if below:
                return below
        if child.dep_ == "appos":
            below = _party(child, places)
            if below:
                return below
        if child.dep_ == "relcl" and child.lemma_.lower() in LEADING and token.pos_ == "PROPN":
            below = parties_in([part for part in objects_of(child) if part != token], places)
            if below:
                return below
    return []


def _joined(token: Any, places: Places) -> list[Any]:
    """The parties joined to one inside its mention: "Russian and [Indian troops]", "[officials of Russia], China"."""
    own = places[token.i]
    modifiers = [child for child in token.children if child.dep_ in ("amod", "nmod", "compound", "poss")]
    inner = [part for child in token.children if child.dep_ == "prep" for part in child.children if part.i in places]
    joined = [part for node in (*modifiers, *inner) for part in (node, *_unfolded(node))]
    linked = any(child.dep_ == "conj" for node in (*modifiers, *inner) for child in node.children)
    return _unique(places[n.i] for n in joined if linked and n.i in places and places[n.i] != own)


def _speaker(verb: Any, places: Places) -> list[Any]:
    """Who a pronoun stands for that no mention covers: the speaker ("Merkel said she would go")."""
    head = verb.head
    if verb.dep_ != "ccomp" or head.lemma_.lower() not in lexicon().embed["report"] | lexicon().embed["deny"]:
        return []
    speakers = [child for child in head.children if child.dep_ == "nsubj" and child.lower_ not in PERSONAL]
    return parties_in(speakers, places)


def parties_inside(tokens: Iterable[Any], places: Places, *, doers: bool = False) -> list[Any]:
    """The parties named in the phrases nearest to their heads, with those joined to them; no clauses are entered.

    With `doers` what an event noun is directed at is passed over: of "sanctions by Norway on Iran" only Norway counts.
    """
    targets = lexicon().nouns if doers else {}
    tokens = list(tokens)
    for token in tokens:
        queue = [token]
        while queue:
            node = queue.pop(0)
            if node.i in places:
                return parties_in([node], places)
            aimed = node.lemma_.lower() in targets
            queue.extend(child for child in node.children if _is_inside(child, aimed=aimed))
    if doers:
        clauses = [child for token in tokens for child in token.children if child.dep_ in ("relcl", "acl")]
        return parties_in([subject for clause in clauses for subject in subjects_of(clause)], places)
    return []


def _is_inside(child: Any, *, aimed: bool) -> bool:
    if child.dep_ in ("relcl", "advcl", "ccomp", "nsubj", "conj"):
        return False
    if child.dep_ != "prep":
        return True
    if child.head.lemma_.lower() in ADDRESSED and child.lower_ in ("on", "about", "over"):
        return False
    return not (child.lower_ in ("over", "without") or (aimed and child.lower_ in AIMS))


def _unique(items: Iterable[Any]) -> list[Any]:
    out: list[Any] = []
    for item in items:
        if item not in out:
            out.append(item)
    return out
