"""Persons by whom they work for: "Claire Dumont of the French foreign ministry", "the UN envoy".

Who works for a body of a state acts for that state; who works for an organisation of states acts for none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from detente.reading import senses
from detente.reading.known_persons import Person, aliases_of
from detente.reading.model import Mention

_NAME = r"(?P<name>[A-Z][\w'’-]+(?: (?:[A-Z]\.|al|bin|de|van|von|[A-Z][\w'’-]+)){1,3})"
_HEADS = r"who (?:heads?|headed|leads?|led|commands?|commanded|chairs?|chaired|runs?|directs?)"
_POSTS = r"(?:(?:a|an|the) )?(?:[a-z][\w-]* ){1,4}(?:of|for|at|in|with|from)"
_BEFORE_BODY = re.compile(
    rf"(?:{_NAME} (?:of|from|at)|{_NAME.replace('name', 'head')}, (?:{_HEADS}|{_POSTS})) (?:the )?$"
)
_GAP = re.compile(r"(?:['’]s?)? (?:(?:special|chief|top|senior|deputy|peace|[A-Z][a-z]+) ){0,2}$")
_WINDOW = 110


def affiliated(text: str, mentions: Sequence[Mention], known: list[Person]) -> list[Mention]:
    """Persons with the state of the body that they work for: new mentions, and those of `mentions` made complete."""
    found: list[Mention] = []
    by_end = {m.end: m for m in mentions if m.kind == "person"}
    for body in mentions:
        if body.kind != "body" or body.state is None or body.place:
            continue
        match = _BEFORE_BODY.search(text, max(0, body.start - _WINDOW), body.start)
        if match is None:
            continue
        group = "name" if match["name"] else "head"
        name, (start, end) = match[group], match.span(group)
        titled = by_end.get(end)
        if titled is not None:
            if titled.state is None and titled.sector != "IGO":
                found.append(replace(titled, state=body.state, sector=titled.sector or body.sector))
                _learn(known, titled.name or name, body)
        elif not any(m.start < end and start < m.end for m in mentions) and not _has_other_words(name):
            found.append(Mention(name, start, end, "person", body.state, body.sector, name=name))
            _learn(known, name, body)
    return found


def _has_other_words(name: str) -> bool:
    return any(part in senses.no_names() for part in name.split(" "))


def _learn(known: list[Person], name: str, body: Mention) -> None:
    """Gives the person the body's state, so that later mentions have it too."""
    person = next((p for p in known if p.name == name), None)
    if person is None:
        person = Person(name, None, body.sector, None)
        person.aliases = aliases_of(name, body.state)
        known.append(person)
    person.state = person.state or body.state


def without_state(
    text: str, titled: Sequence[Mention], surface: Sequence[Mention], known: list[Person]
) -> list[Mention]:
    """The titled persons, those who speak for an organisation of states without a state: "UN envoy Jan Egeland"."""
    ends = {m.end: m for m in surface if m.kind == "organisation" and m.sector == "IGO"}
    out = []
    for mention in titled:
        gap = _GAP.search(text, max(0, mention.start - 30), mention.start)
        employer = next((ends[e] for e in range(gap.start(), gap.end() + 1) if e in ends), None) if gap else None
        if mention.kind == "person" and employer is not None and _GAP.fullmatch(text, employer.end, mention.start):
            mention = replace(mention, state=None, sector="IGO", role=f"{employer.text} {mention.role or ''}".strip())
            for person in known:
                if person.name == mention.name:
                    person.state, person.sector, person.role = None, "IGO", mention.role
        out.append(mention)
    return out
