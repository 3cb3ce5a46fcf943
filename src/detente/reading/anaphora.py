"""What stands for one actor named before: "he", "it", "the minister".

Recency with number, gender and the preference for subjects; where two candidates tie, nothing is guessed.
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

_HE, _SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
_SENTENCES_BACK = 3
_CAPITALISED = re.compile(r"(?<= )[A-Z][a-z]{2,}")


def pronouns(parsed: ParsedReport, named: Sequence[Mention], persons: Sequence[Person]) -> list[Mention]:
    """ "He" and "she" for the person last named, "it" for a state or body that was the subject just before."""
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
                target = _person_before(parsed, place, i, gender, everyone, genders)
            elif word == "it" and token.dep_ in SUBJECTS and not _is_empty(token):
                target = _subject_before(token, sentence, i, parsed.sentences, everyone)
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
        if token.dep_ in SUBJECTS and token.tag_ == "NNP" and not any(m.start <= at < m.end for m in everyone):
            return True
    return False


def _has_unknown_name(text: str, sentence: Sentence, limit: int, everyone: Sequence[Mention]) -> bool:
    """The same of a sentence that was not parsed: any capitalised word inside it that no mention covers."""
    return any(
        match.group() not in senses.no_names() and not any(m.start <= match.start() < m.end for m in everyone)
        for match in _CAPITALISED.finditer(text, sentence.start + 1, min(limit, sentence.end))
    )


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
        where, limit = sentences[i - 1], sentences[i - 1].end
    else:
        where, limit = sentence, place
    if where.doc is None:
        return None
    root = next((t for t in where.doc if t.dep_ == "ROOT"), None)
    if root is None:
        return None
    subjects = [t for t in root.children if t.dep_ in SUBJECTS and where.start + t.idx < limit and t != token]
    if len(subjects) != 1:
        return None
    subject = subjects[0]
    at = where.start + subject.idx
    if any(child.dep_ == "conj" for child in subject.children):
        return None
    fitting = [
        m for m in everyone if m.start <= at < m.end and m.kind in ("state", "body", "organisation") and not m.place
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
