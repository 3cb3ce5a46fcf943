"""What stands for actors named before: "he", "it", "its", "they", "the minister".

Recency with number, gender and the preference for subjects; where two candidates tie, nothing is guessed. An object
("him") is never the subject of its own verb.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from detente.reading import senses
from detente.reading.known_persons import Person
from detente.reading.model import Mention
from detente.reading.parsed import ParsedReport, Sentence
from detente.reading.parties import SUBJECTS, is_subject
from detente.reading.plurals import plural_before

_HE, _SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
_SENTENCES_BACK = 3
_CAPITALISED = re.compile(r"(?<= )[A-Z][a-z]{2,}")


def pronouns(parsed: ParsedReport, named: Sequence[Mention], persons: Sequence[Person]) -> list[Mention]:
    """ "He" and "she" for the person last named, "it" for a state or body just before, "they" for several."""
    found: list[Mention] = []
    everyone = sorted(named, key=lambda m: m.start)
    genders = {person.name: person.gender for person in persons}
    for i, sentence in enumerate(parsed.sentences):
        if sentence.doc is None:
            continue
        for token in sentence.doc:
            word = token.lower_
            place = sentence.start + token.idx
            if word in _HE or word in _SHE:
                gender = "he" if word in _HE else "she"
                doer = _own_subject(token, sentence, everyone) or _addressed(token, sentence, everyone)
                target = _person_before(parsed, place, i, gender, everyone, genders, but=doer)
            elif word == "it" and token.dep_ in SUBJECTS and not _is_empty(token):
                target = _subject_before(token, sentence, i, parsed.sentences, everyone)
            elif word == "its" and not _is_superlative(token):
                target = _owner_before(token, sentence, i, parsed.sentences, everyone)
            elif word in ("they", "them"):
                target = plural_before(token, sentence, i, parsed.sentences, everyone)
            else:
                continue
            if target is not None:
                mention = _as(token.text, place, target)
                found.append(mention)
                everyone.append(mention)
                everyone.sort(key=lambda m: m.start)
                if target.kind == "person" and target.name and genders.get(target.name) is None:
                    genders[target.name] = "he" if word in _HE else "she"
    return found


def _own_subject(token: Any, sentence: Sentence, everyone: Sequence[Mention]) -> Mention | None:
    """The subject of the verb whose object the pronoun is: "Smith pressed him" is not of one man."""
    verb = token.head.head if token.dep_ == "pobj" else token.head
    if token.dep_ == "nsubj" and token.lower_ in ("him", "her") and token.head.tag_ == "VB":
        verb = token.head.head  # "Smith pressed him to go"
    elif token.dep_ not in ("dobj", "dative", "pobj"):
        return None
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    while verb.dep_ in ("conj", "xcomp") and not any(child.dep_ in SUBJECTS for child in verb.children):
        verb = verb.head
    at = [sentence.start + child.idx for child in verb.children if child.dep_ in SUBJECTS]
    return next((m for m in everyone if any(m.start <= place < m.end for place in at)), None)


def _addressed(token: Any, sentence: Sentence, everyone: Sequence[Mention]) -> Mention | None:
    """Who stands in the phrase that opens the pronoun's clause: "In a letter to Smith he wrote" is not of one man."""
    if token.dep_ not in SUBJECTS:
        return None
    openings = [child for child in token.head.children if child.dep_ == "prep" and child.i < token.i]
    at = [sentence.start + part.idx for child in openings for part in child.subtree if part.dep_ == "pobj"]
    return next((m for m in everyone if any(m.start <= place < m.end for place in at)), None)


def _as(text: str, start: int, target: Mention) -> Mention:
    return Mention(
        text,
        start,
        start + len(text),
        target.kind,
        target.state,
        target.sector,
        target.name,
        target.role,
        target.members,
    )


def _person_before(
    parsed: ParsedReport,
    place: int,
    i: int,
    gender: str,
    everyone: Sequence[Mention],
    genders: dict[str, str | None],
    *,
    but: Mention | None,
) -> Mention | None:
    """The one person that fits, of the nearest sentence with any: a subject before others; None where two tie."""
    for j in range(i, max(-1, i - _SENTENCES_BACK), -1):
        sentence = parsed.sentences[j]
        limit = place if j == i else sentence.end
        fitting = [
            m
            for m in everyone
            if m.kind == "person"
            and sentence.start <= m.start < limit
            and m.end <= place
            and genders.get(m.name or "") in (None, gender)
            and not (but is not None and (m is but or (m.name is not None and m.name == but.name)))
        ]
        if _has_unknown_subject(parsed.text, sentence, limit, everyone):
            return None
        if not fitting:
            continue
        subjects = [m for m in fitting if is_subject(m, sentence)]
        best = subjects or fitting
        who = {m.name or (m.state, m.role) for m in best}
        return best[-1] if len(who) == 1 else None
    return None


def _has_unknown_subject(text: str, sentence: Sentence, limit: int, everyone: Sequence[Mention]) -> bool:
    """Whether a name that no mention covers is a subject here: someone of whom the report told no title."""
    if sentence.doc is None:
        return _has_unknown_name(text, sentence, limit, everyone)
    for token in sentence.doc:
        at = sentence.start + token.idx
        if at >= limit:
            return False
        is_speaker = token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lower_ == "according"
        is_one = (token.dep_ in SUBJECTS or is_speaker) and token.tag_ == "NNP"
        if is_one and not any(m.start <= at < m.end for m in everyone):
            return True
    return False


def _has_unknown_name(text: str, sentence: Sentence, limit: int, everyone: Sequence[Mention]) -> bool:
    """The same of a sentence that was not parsed: any capitalised word inside it that no mention covers."""
    return any(
        match.group() not in senses.no_names() and not any(m.start <= match.start() < m.end for m in everyone)
        for match in _CAPITALISED.finditer(text, sentence.start + 1, min(limit, sentence.end))
    )


def _is_superlative(token: Any) -> bool:
    """ "Inflation fell to its lowest": a figure's, not a party's."""
    return token.i + 1 < len(token.doc) and token.nbor().tag_ in ("JJS", "RBS")


_EMPTY_VERBS = frozenset({"seem", "appear", "happen", "turn", "take", "rain", "snow", "emerge", "remain", "become"})


def _is_empty(token: Any) -> bool:
    """Whether "it" stands for nothing ("it is clear that", "it seems", "it was announced that")."""
    verb = token.head
    if verb.lemma_ in _EMPTY_VERBS or verb.lemma_ == "be" or token.dep_ == "nsubjpass":
        return True
    return any(child.dep_ in ("acomp", "attr", "csubj") for child in verb.children)


def _subject_before(
    token: Any, sentence: Sentence, i: int, sentences: Sequence[Sentence], everyone: Sequence[Mention]
) -> Mention | None:
    """The state or body that is the one subject of the clause above, or of the sentence before where "it" opens one."""
    place = sentence.start + token.idx
    if token.i <= 1 and i > 0:
        return _subject_of(sentences[i - 1], sentences[i - 1].end, everyone)
    return _if_clear(_subject_of(sentence, place, everyone), place, everyone)


def _if_clear(target: Mention | None, place: int, everyone: Sequence[Mention]) -> Mention | None:
    """The mention, unless another state or body between it and the pronoun may be meant as well."""
    is_clear = target is not None and not any(
        m.state != target.state and (m.state or m.members) for m in everyone if target.end <= m.start < place
    )
    return target if is_clear else None


def _owner_before(
    token: Any, sentence: Sentence, i: int, sentences: Sequence[Sentence], everyone: Sequence[Mention]
) -> Mention | None:
    """Whose "its" is: the subject of the clause it stands in or below, or of the sentence before where it opens one."""
    node = token
    while node.head.i != node.i:
        inside = node
        node = node.head
        subjects = [child for child in node.children if child.dep_ in SUBJECTS and child.i < token.i]
        if subjects and inside not in subjects:
            return _if_clear(_single(subjects[-1], sentence, everyone), sentence.start + token.idx, everyone)
    return _subject_of(sentences[i - 1], sentences[i - 1].end, everyone) if token.i <= 1 and i > 0 else None


def _subject_of(where: Sentence, limit: int, everyone: Sequence[Mention]) -> Mention | None:
    """The state or body that is the one subject of a sentence's main clause, before an offset."""
    if where.doc is None:
        return None
    root = next((t for t in where.doc if t.dep_ == "ROOT"), None)
    if root is None:
        return None
    subjects = [t for t in root.children if t.dep_ in SUBJECTS and where.start + t.idx < limit]
    return _single(subjects[0], where, everyone) if len(subjects) == 1 else None


def _single(subject: Any, where: Sentence, everyone: Sequence[Mention]) -> Mention | None:
    """The state or body that the subject is, if it is one alone."""
    at = where.start + subject.idx
    if any(child.dep_ == "conj" for child in subject.children):
        return None
    fitting = [
        m
        for m in everyone
        if m.start <= at < m.end and m.kind in ("state", "body", "organisation") and not m.place and m.sector != "MED"
    ]
    return fitting[0] if len(fitting) == 1 else None


def definite(text: str, persons: Sequence[Person], taken: Sequence[tuple[int, int]]) -> list[Mention]:
    """ "The minister", "the president": the one person of the report with that role, named before."""
    found = []
    heads: dict[str, list[Person]] = {}
    for person in persons:
        if person.role:
            heads.setdefault(person.role.split(" of ")[0].split(" ")[-1], []).append(person)
            heads.setdefault(person.role, []).append(person)
    for role, owners in heads.items():
        for match in re.finditer(rf"\b[Tt]he {re.escape(role)}\b(?! [A-Z]| of\b|['’]s [a-z]+ of\b)", text):
            known = {p.name: p for p in owners if p.starts and min(p.starts) < match.start()}
            if len(known) != 1 or any(a < match.end() and match.start() < b for a, b in taken):
                continue
            person = next(iter(known.values()))
            found.append(
                Mention(
                    match.group(),
                    match.start(),
                    match.end(),
                    "person",
                    person.state,
                    person.sector,
                    person.name,
                    person.role,
                )
            )
    return found
