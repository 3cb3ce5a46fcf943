"""How a deed stands: occurred, ongoing, planned, possible, denied, ended; and what an embedding word makes of it.

Read from tense, aspect, modality and negation of the deed's own verb, then from what governs it, upwards to the top of
the sentence ("has agreed to sell", "a plan to visit", "denied that it had sent"). A deed that is only possible is never
counted as done; a negated one is never dropped. Measured in docs/methods/events.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from detente.reading.lexicon import lexicon
from detente.reading.model import Status
from detente.reading.predicates import is_passive
from detente.reading.role_names import role_names
from detente.reading.suppositions import is_supposed

Turn = Literal["promise", "plan", "refuse", "threaten", "request", "deny", "possible", "cease", "accuse"]

FUTURE = frozenset({"will", "shall", "'ll", "wo"})
HYPOTHETICAL = frozenset({"may", "might", "could", "can", "ca", "would", "'d"})
DEONTIC = frozenset({"should", "must", "ought", "need"})
TELLING = frozenset({"tell", "advise", "ask"})
"""Verbs that ask for what follows as an infinitive, and only report what follows as a clause."""
NEGATIVE = frozenset({"not", "n't", "never", "no", "neither", "nor", "hardly", "without"})
CONDITIONAL = frozenset({"if", "unless", "whether", "lest", "until", "before"})
CONDITIONAL_OF_AIMS = CONDITIONAL | {"how"}  # "how to cut off help"
CARRYING = frozenset({"dobj", "nsubj", "nsubjpass", "pobj", "attr", "conj", "oprd", "appos"})
TURNS: tuple[Turn, ...] = ("deny", "refuse", "threaten", "promise", "request", "cease", "accuse", "plan", "possible")
NOUN_TURNS: tuple[Turn, ...] = ("refuse", "promise", "deny", "plan", "threaten")
LINKS = ("xcomp", "ccomp", "pcomp", "acl", "advcl", "conj", "relcl", "dep", "csubj")
MODIFIERS = ("amod", "compound", "advmod")


@dataclass(frozen=True, slots=True)
class Standing:
    """The status of a deed, whether it is negated, and the embedding word (its turn and its token) that changes it.

    `supposed`: the deed is only imagined ("if Peru attacks", "an attack would mean war"), neither told nor foretold.
    """

    status: Status
    negated: bool = False
    turn: Turn | None = None
    holder: Any | None = None
    deontic: bool = False
    supposed: bool = False


def standing_of(token: Any, carrier: Any | None = None) -> Standing:
    """How the deed of a verb or an event noun stands; `carrier` is the light verb that carries the noun."""
    verb = carrier if carrier is not None else token
    standing = _noun_standing(verb) if verb.pos_ in ("NOUN", "PROPN") else _verb_standing(verb)
    if carrier is not None and carrier != token:
        standing = _marked(token, standing)
    if standing.status in ("occurred", "ongoing") and _is_question(token.doc):
        standing = replace(standing, status="possible")
    return replace(standing, status="possible", supposed=True) if is_supposed(verb) else standing


def _is_question(doc: Any) -> bool:
    return len(doc) > 0 and str(doc[len(doc) - 1].text) == "?"


def _auxiliaries(verb: Any) -> set[str]:
    return {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}


def _is_negated(verb: Any) -> bool:
    for child in verb.children:
        if child.dep_ == "neg" or (child.dep_ in ("advmod", "det", "preconj", "cc") and child.lower_ in NEGATIVE):
            return True
        if child.dep_ in ("dobj", "nsubj", "nsubjpass", "attr") and any(
            part.dep_ == "det" and part.lower_ in ("no", "neither") for part in child.children
        ):
            return True
    return False


def _verb_standing(verb: Any) -> Standing:
    own = _own_standing(verb)
    if own.deontic or own.turn:
        return own
    return _governed(verb, own)


def _own_standing(verb: Any) -> Standing:
    """What the verb's own auxiliaries, negation and subordinator say."""
    aux = _auxiliaries(verb)
    negated = _is_negated(verb)
    if not aux and verb.dep_ == "conj" and verb.tag_ in ("VB", "VBN", "VBG") and verb.head.pos_ in ("VERB", "AUX"):
        first = _own_standing(verb.head)
        return replace(first, negated=(first.negated and verb.tag_ == "VB") or negated)
    status: Status = "occurred"
    deontic = bool(aux & DEONTIC)
    if aux & FUTURE:
        status = "planned"
    elif aux & HYPOTHETICAL or deontic:
        status = "planned" if aux & {"would", "'d"} and _is_reported(verb) else "possible"
    elif verb.tag_ == "VBG" and aux & {"is", "are", "'s", "'re", "am", "'m", "been"}:
        status = "ongoing"
    elif verb.tag_ == "VB" and "to" in aux and (verb.dep_ in ("ROOT", "ccomp", "csubj") or _heads_headline(verb)):
        status = "planned"
    unsure = CONDITIONAL_OF_AIMS if "to" in aux else CONDITIONAL
    if any(child.dep_ in ("mark", "advmod") and child.lower_ in unsure for child in verb.children):
        status = "possible"
    if negated and status == "occurred" and any(child.lower_ in ("yet", "still") for child in verb.children):
        return Standing("possible")
    return Standing(status, negated=negated, deontic=deontic)


def _heads_headline(verb: Any) -> bool:
    """Whether an infinitive hangs on a name or on a headline's only noun: its future ("Rao to visit Lima")."""
    return bool(verb.dep_ in ("relcl", "acl") and (verb.head.pos_ == "PROPN" or verb.head.dep_ == "ROOT"))


def _is_reported(verb: Any) -> bool:
    """Whether the clause is what somebody said in the past: "said it would sell" tells of a plan."""
    report = lexicon().embed["report"] | lexicon().embed["promise"]
    if any(child.dep_ == "advcl" for child in verb.children):
        return False
    return bool(verb.dep_ in ("ccomp", "conj", "relcl", "acl") and verb.head.lemma_.lower() in report)


def _governed(verb: Any, standing: Standing) -> Standing:
    """The standing after the words that govern the verb have had their say, from the nearest upwards."""
    seen = 0
    node = verb
    while node.dep_ in LINKS and seen < 6:
        seen += 1
        head = node.head
        if node.dep_ == "advcl":
            return _purpose(node, head, standing)
        if node.dep_ == "relcl" or (node.dep_ == "conj" and node.tag_ not in ("VB", "VBN", "VBG")):
            return standing
        standing, done = _turned(node, head, standing)
        if done:
            return standing
        node = head
    return standing


def _purpose(node: Any, head: Any, standing: Standing) -> Standing:
    """An aim ("met to sign") shares the standing of what is done for it where that lies ahead; else it lies ahead."""
    if node.tag_ != "VB" or "to" not in _auxiliaries(node) or head.pos_ not in ("VERB", "AUX"):
        return standing
    above = _verb_standing(head)
    if above.status in ("planned", "possible", "denied") or above.turn:
        return replace(standing, status="possible" if above.status in ("possible", "denied") else "planned")
    is_meant = node.lemma_.lower() in ("discuss", "talk", "meet", "attend")
    return standing if is_meant else replace(standing, status="planned")


def _turned(node: Any, head: Any, standing: Standing) -> tuple[Standing, bool]:
    """One step up: what the head makes of the clause, and whether that settles it."""
    if node.dep_ == "conj":
        return standing, False
    turn = _turn_of(node, head)
    if turn is None:
        if node.dep_ == "xcomp" and head.pos_ in ("VERB", "AUX"):
            if head.lemma_ in ("have", "be") and any(c.lower_ == "yet" for c in (*head.children, *node.children)):
                return replace(standing, status="denied", turn="deny", holder=head), True
            above = _own_standing(head)
            negated = standing.negated != above.negated
            if above.status != "occurred" or above.negated:
                status = above.status if above.status != "occurred" else standing.status
                return replace(standing, status=status, negated=negated, deontic=above.deontic), False
            if head.lemma_ == "be" and node.tag_ == "VB":
                return replace(standing, status="planned"), False
            if head.lemma_ == "go" and head.tag_ == "VBG":
                return replace(standing, status="planned"), False
            if head.lemma_ in ("continue", "keep", "remain"):
                return replace(standing, status="ongoing"), False
        return standing, False
    if turn == "deny":
        return replace(standing, status="denied", turn="deny", holder=head), True
    if turn == "plan":
        above = _own_standing(head) if head.pos_ in ("VERB", "AUX") else Standing("occurred")
        wished = above.status == "possible" or head.lemma_.lower() in lexicon().embed["wish"]
        ahead: Status = "possible" if wished else "planned"
        return replace(standing, status=ahead, negated=standing.negated != above.negated, holder=head), False
    if turn == "possible":
        return replace(standing, status="possible", holder=head), False
    above = _verb_standing(head) if head.pos_ in ("VERB", "AUX") else Standing("occurred")
    if turn == "promise" and above.negated:
        turn = "refuse"
    elif turn == "refuse" and above.negated:
        return replace(standing, status="occurred", holder=head), True
    if turn == "cease" and above.turn in ("request", "accuse", "deny"):
        return replace(standing, turn=above.turn, holder=above.holder), True
    kept: Status = above.status if above.status in ("planned", "possible", "denied") else "occurred"
    return replace(standing, turn=turn, holder=head, status=kept), True


def _lacks(noun: Any) -> bool:
    """Whether there is none of what a noun names ("no sign that ...")."""
    return any(child.dep_ == "det" and child.lower_ in ("no", "little", "scant") for child in noun.children)


def _is_finite(verb: Any) -> bool:
    return verb.tag_ in ("VBD", "VBZ", "VBP", "MD") or any(c.tag_ in ("MD", "VBD", "VBZ", "VBP") for c in verb.children)


def _turn_of(node: Any, head: Any) -> Turn | None:
    """What a governing word makes of the clause below it; None where it only reports or begins it."""
    embed = lexicon().embed
    word = head.lemma_.lower()
    if head.pos_ in ("VERB", "AUX", "ADJ"):
        own_subject = any(child.dep_ in ("nsubj", "nsubjpass") for child in node.children)
        has_object = any(child.dep_ in ("dobj", "dative") for child in head.children)
        if node.dep_ in ("xcomp", "ccomp", "advcl") and (own_subject or has_object) and word in embed["request"]:
            return None if word in TELLING and _is_finite(node) else "request"
        if node.dep_ == "ccomp" and word in embed["report"]:
            return None
        if node.dep_ == "ccomp" and word in ("warn", "threaten", "vow"):
            return "threaten"
        if node.dep_ == "pcomp":
            return None
        if word == "rule":
            return "refuse" if any(child.lower_ == "out" for child in head.children) else None
        if head.pos_ == "ADJ":
            return next((t for t in ("refuse", "promise", "plan", "possible") if word in embed[t]), None)
        return next((t for t in TURNS if word in embed[t]), None)
    if node.dep_ == "pcomp" and head.pos_ == "ADP":
        return _turn_of_preposition(head, embed)
    if head.pos_ == "NOUN" and node.dep_ in ("acl", "ccomp") and _lacks(head):
        return "possible"
    if head.pos_ in ("NOUN", "PROPN") and node.dep_ == "acl" and node.tag_ == "VB":
        if head.pos_ == "PROPN" or (head.dep_ == "ROOT" and head.lower_ in role_names()):
            return "plan"  # "Rao to visit Lima", "Peru's troops to leave Chile"
        return next((t for t in NOUN_TURNS if word in embed[t]), "possible")
    return None


def _turn_of_preposition(preposition: Any, embed: dict[str, frozenset[str]]) -> Turn | None:
    """What the governor of "accused of sending", "a plan for selling" makes of the clause after the preposition."""
    governor = preposition.head
    word = governor.lemma_.lower()
    if any(child.dep_ == "det" and child.lower_ == "no" for child in governor.children):
        return "refuse"
    if preposition.lower_ == "by":
        return _turn_of(governor, governor.head) if governor.pos_ == "VERB" and governor.dep_ in LINKS else None
    if word == "commit" and preposition.lower_ != "to":
        return None
    if word in embed["accuse"]:
        return "accuse"
    if preposition.lower_ in ("without", "before"):
        return "possible"
    turns: tuple[Turn, ...] = TURNS if governor.pos_ == "VERB" else (*NOUN_TURNS, "possible")
    return next((t for t in turns if word in embed[t]), None)


def _marked(noun: Any, standing: Standing) -> Standing:
    """The standing after the noun's own adjectives have had their say."""
    embed = lexicon().embed
    for child in noun.children:
        word = child.lemma_.lower()
        if child.dep_ == "det" and child.lower_ in ("no", "neither"):
            return replace(standing, negated=True)
        if child.dep_ in MODIFIERS:
            if word in lexicon().signs["ongoing"]:
                return replace(standing, status="ongoing")
            if {word, child.lower_} & embed["planned"] and child.lower_ != "expected":
                return replace(standing, status="planned")
            if word in embed["possible"]:
                return replace(standing, status="possible")
    return standing


def _noun_standing(noun: Any) -> Standing:
    """How an event noun stands: by its adjectives, by the noun that it depends on, by the verb that governs it."""
    standing = _marked(noun, Standing("occurred"))
    if standing.status != "occurred":
        return standing
    node = noun
    while node.head != node:
        settled = _noun_step(node, node.head, standing)
        if settled is not None:
            return settled
        node = node.head
        if node.pos_ in ("VERB", "AUX"):
            ahead = _verb_standing(node).status if any(child.lower_ in ("a", "an") for child in noun.children) else ""
            # "Will fly on after a stop in Oslo": what is not spoken of as known lies as far ahead as its verb.
            return replace(standing, status=ahead) if ahead in ("planned", "possible") else standing
    return standing


def _noun_step(node: Any, head: Any, standing: Standing) -> Standing | None:
    """One step up from an event noun; None where the step says nothing."""
    embed = lexicon().embed
    word = head.lemma_.lower()
    if head.pos_ in ("NOUN", "PROPN") and node.dep_ == "pobj":
        return None
    if head.pos_ == "ADP":
        governor = head.head
        name = governor.lemma_.lower()
        if (
            governor.pos_ == "NOUN"
            and head.lower_ in ("of", "for", "about", "on", "over")
            and name in embed["possible"]
        ):
            return replace(standing, status="possible")
        if head.lower_ == "of" and governor.lower_ == "ahead":
            return replace(standing, status="planned")
        if governor.pos_ == "VERB" and head.lower_ in ("for", "about", "on", "over", "against", "without"):
            due = name in embed["request"] | embed["possible"] | {"prepare", "plan", "aim", "negotiate", "talk", "work"}
            return replace(standing, status="possible") if due else standing
        return None
    if head.pos_ not in ("VERB", "AUX") or node.dep_ not in CARRYING:
        return None
    if node.dep_ in ("dobj", "nsubjpass") and word in embed["possible"] | embed["request"] | embed["plan"]:
        return replace(standing, status="planned" if word in embed["planned"] else "possible")
    if node.dep_ in ("dobj", "nsubjpass") and word in embed["deny"]:
        return replace(standing, status="denied")
    own = _verb_standing(head)
    if word in embed["halt"] and node.dep_ in ("nsubj", "nsubjpass", "dobj") and not own.turn:
        return replace(own, turn=None if own.negated else "cease")
    is_out = "out" in [child.lower_ for child in head.children]  # Clashes that break out do not break off.
    if word in lexicon().signs["ending"] and not is_out and node.dep_ in ("nsubj", "nsubjpass", "dobj"):
        return replace(standing, status="ended" if own.status == "occurred" else own.status)
    if node.dep_ in ("nsubj", "nsubjpass") and word == "be" and any(c.dep_ in ("attr", "acomp") for c in head.children):
        return standing  # "The sanctions will be a blow": what is said of them is to come, not they
    if node.dep_ in ("dobj", "attr") and word in lexicon().signs["bringing"]:
        return replace(own, turn=None)
    if node.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and (
        word in lexicon().signs["happening"] or word in lexicon().light or is_passive(head)
    ):
        return replace(own, turn=None)
    return standing
