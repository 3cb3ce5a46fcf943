"""What stands for an actor named before: "he", "it", "the minister", "the two countries".

Recency with number, gender and the preference for subjects; where two candidates tie, nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from detente.reading import senses
from detente.reading.known_persons import Person
from detente.reading.model import Mention
from detente.reading.parsed import ParsedReport, Sentence

_PAIR = re.compile(
    r"\b(?:[Tt]he|[Bb]oth|[Tt]hese|[Tt]hose)(?: of the)?(?: two)?"
    r"(?: (?:neighbou?ring|rival|nuclear-armed|South Asian|Asian"
    r"|Arab|Baltic|Nordic|Balkan|former|longtime|old|Cold War|nuclear))*"
    r" (?:countries|nations|states|sides|parties|governments|capitals|neighbou?rs|leaders|presidents|men"
    r"|(?:prime |foreign )?ministers|allies|rivals|foes|powers|armies|militaries|peoples|economies|delegations)\b"
    r"|\b[Ee]ach other\b|\b[Oo]ne another\b"
)
_ALONE = re.compile(
    r"\b(?:two|both|These|these|neighbou?rs|rivals|sides|each other|one another|Both|Each other|capitals)\b"
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_HE, _SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
_SENTENCES_BACK = 3
_CAPITALISED = re.compile(r"(?<= )[A-Z][a-z]{2,}")


def pairs(text: str, named: Sequence[Mention], sentences: Sequence[Sentence]) -> list[Mention]:
    """ "The two countries", "both sides", "each other" with the two states last named as members.

    The two are the states of the clause before the words, else of the nearest sentence before that names exactly two;
    three in one sentence make it a tie, and no member is given.
    """
    found = []
    for match in _PAIR.finditer(text):
        surface = match.group()
        if not _ALONE.search(surface):
            continue
        if any(m.start < match.end() and match.start() < m.end for m in named):
            continue
        members = _last_two(match.start(), match.end(), named, sentences)
        if members is None and surface.lower() in ("each other", "one another"):
            continue
        found.append(Mention(surface, match.start(), match.end(), "collective", members=members or ()))
    return found


def _last_two(start: int, end: int, named: Sequence[Mention], sentences: Sequence[Sentence]) -> tuple[str, ...] | None:
    here = next((i for i, s in enumerate(sentences) if s.start <= start < s.end), None)
    if here is None:
        return None
    before = _states_in(named, sentences[here].start, start)
    if len(before) == 2:
        return tuple(sorted(before))
    if len(before) > 2:
        return None
    around = _states_in(named, sentences[here].start, sentences[here].end)
    if len(before) == 1 and len(around) == 2:
        return tuple(sorted(around))
    for j in range(here - 1, -1, -1):
        states = _states_in(named, sentences[j].start, sentences[j].end)
        if len(states) == 2 and before <= states:
            return tuple(sorted(states))
        if len(states) > 2:
            return None
        if len(states) == 1 and len(states | before) == 2:
            return tuple(sorted(states | before))
        before = before | states if len(states | before) <= 2 else before
    return None


def _states_in(named: Iterable[Mention], start: int, end: int) -> set[str]:
    states: set[str] = set()
    for mention in named:
        if start <= mention.start < end and not mention.place:
            states |= {mention.state} if mention.state else set(mention.members)
    return states


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
            elif word == "it" and token.dep_ in _SUBJECTS and not _is_empty(token):
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
        subjects = [m for m in fitting if _is_subject(m, sentence)]
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
        if token.dep_ in _SUBJECTS and token.tag_ == "NNP" and not any(m.start <= at < m.end for m in everyone):
            return True
    return False


def _has_unknown_name(text: str, sentence: Sentence, limit: int, everyone: Sequence[Mention]) -> bool:
    """The same of a sentence that was not parsed: any capitalised word inside it that no mention covers."""
    return any(
        match.group() not in senses.no_names() and not any(m.start <= match.start() < m.end for m in everyone)
        for match in _CAPITALISED.finditer(text, sentence.start + 1, min(limit, sentence.end))
    )


def _is_subject(mention: Mention, sentence: Sentence) -> bool:
    head = _head(mention, sentence)
    while head is not None and head.dep_ == "conj" and head.head is not head:
        head = head.head
    return head is not None and head.dep_ in _SUBJECTS


def _head(mention: Mention, sentence: Sentence) -> Any | None:
    """The token of the mention that is governed from outside of it."""
    if sentence.doc is None:
        return None
    start, end = mention.start - sentence.start, mention.end - sentence.start
    tokens = [token for token in sentence.doc if start <= token.idx < end]
    inside = {token.i for token in tokens}
    return next((token for token in tokens if token.head.i not in inside or token.head is token), None)


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
    subjects = [t for t in root.children if t.dep_ in _SUBJECTS and where.start + t.idx < limit and t != token]
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
