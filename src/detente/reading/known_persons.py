"""Persons that a report has named: what it tells of each, and where it names them again without their title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from detente.reading import senses
from detente.reading.model import Mention
from detente.reading.personal_names import LINK

_EAST_ASIAN = frozenset({"CHN", "PRK", "KOR", "TWN", "VNM", "RVN", "HKG", "KHM", "SGP"})
_MALE = frozenset({"king", "prince", "emir", "sultan", "shah", "emperor", "spokesman", "businessman", "pope", "sheikh"})
_FEMALE = frozenset({"queen", "princess", "spokeswoman", "businesswoman", "congresswoman"})
_HONORIFIC = re.compile(r"(?:(Mr|Mrs|Ms|Miss|Dr|Gen|Lt|Col|Adm|Capt|Maj|Sen|Gov|Prof|Sir|Lord|Lady)\.? )+$")
_MALE_TITLES, _FEMALE_TITLES = frozenset({"Mr", "Sir", "Lord"}), frozenset({"Mrs", "Ms", "Miss", "Lady"})


@dataclass(slots=True)
class Person:
    """A person of the report, as far as it is known: built up from its mentions."""

    name: str
    state: str | None
    sector: str | None
    role: str | None
    gender: str | None = None
    aliases: set[str] = field(default_factory=set)
    starts: list[int] = field(default_factory=list)


def gathered(mentions: Sequence[Mention]) -> list[Person]:
    """Persons by name, those of one name joined; what a later mention adds is kept."""
    persons: dict[str, Person] = {}
    for mention in mentions:
        if mention.kind != "person" or mention.name is None:
            continue
        person = _known(persons, mention.name) or Person(mention.name, None, None, None)
        if len(mention.name) > len(person.name):
            persons.pop(person.name, None)
            person.name = mention.name
        persons[person.name] = person
        person.state = person.state or mention.state
        person.sector = person.sector or mention.sector
        person.role = person.role or mention.role
        person.gender = person.gender or gender_of(mention.role)
        person.starts.append(mention.start)
        person.aliases |= aliases_of(person.name, person.state)
    return list(persons.values())


def _known(persons: dict[str, Person], name: str) -> Person | None:
    if name in persons:
        return persons[name]
    fits = [person for person in persons.values() if name in person.aliases or person.name in aliases_of(name, None)]
    return fits[0] if len(fits) == 1 and (" " not in name or " " not in fits[0].name) else None


def gender_of(role: str | None) -> str | None:
    """ "he" or "she" where a role tells it."""
    head = (role or "").split(" ")[-1]
    return "he" if head in _MALE else "she" if head in _FEMALE else None


def aliases_of(name: str, state: str | None) -> set[str]:
    """Shorter names that a report uses later: the family name, with and without its particle; East Asian ones first."""
    parts = name.split(" ")
    if len(parts) == 1:
        return {name}
    family = parts[-1] if parts[-1] not in ("Jr.", "Jr", "III", "II") else parts[-2]
    found = {family}
    bare = re.sub(r"^(?:al|el|Al|El)-", "", family)
    found.add(bare)
    if len(parts) > 2 and re.fullmatch(LINK.rstrip("[- ]") + r"?", parts[-2]):
        found.add(f"{parts[-2]} {family}")
    if state in _EAST_ASIAN:
        found = {parts[0]}
    return {alias for alias in found if len(alias) > 1 and alias not in senses.no_names()}


def later_names(text: str, persons: Sequence[Person], taken: Sequence[tuple[int, int]]) -> list[Mention]:
    """Mentions of known persons by name alone; a family name that two of them share resolves to neither."""
    owners: dict[str, list[Person]] = {}
    for person in persons:
        for alias in person.aliases | {person.name}:
            owners.setdefault(alias, []).append(person)
    unique = {alias: found[0] for alias, found in owners.items() if len(found) == 1}
    if not unique:
        return []
    pattern = re.compile(
        r"(?<![\w-])(?:" + "|".join(re.escape(a) for a in sorted(unique, key=len, reverse=True)) + r")(?![\w-])"
    )
    found: list[Mention] = []
    for match in pattern.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        person = unique[match.group()]
        start = _with_honorific(text, match.start(), person)
        if start == match.start() and _is_another(text, match, person):
            continue
        found.append(_mention_of(text, start, match.end(), person))
    return found


def _with_honorific(text: str, start: int, person: Person) -> int:
    honorific = _HONORIFIC.search(text[max(0, start - 12) : start])
    if honorific is None:
        return start
    title = honorific.group(1)
    person.gender = person.gender or ("he" if title in _MALE_TITLES else "she" if title in _FEMALE_TITLES else None)
    return start - len(honorific.group())


def _is_another(text: str, match: re.Match[str], person: Person) -> bool:
    """Whether another capitalised name part touches the family name: someone else of that name."""
    if " " in match.group():
        return False
    before = re.search(r"([A-Z][\w'’-]+) $", text[max(0, match.start() - 24) : match.start()])
    return before is not None and before.group(1) not in senses.no_names() and before.group(1) not in person.name


def _mention_of(text: str, start: int, end: int, person: Person) -> Mention:
    return Mention(
        text[start:end],
        start,
        end,
        "person",
        state=person.state,
        sector=person.sector,
        name=person.name,
        role=person.role,
    )


def enriched(mentions: Sequence[Mention], persons: Sequence[Person]) -> list[Mention]:
    """The mentions with what the report says elsewhere of the same person: full name, state, role."""
    by_alias: dict[str, list[Person]] = {}
    for person in persons:
        for alias in person.aliases | {person.name}:
            by_alias.setdefault(alias, []).append(person)
    result = []
    for mention in mentions:
        found = by_alias.get(mention.name or "", [])
        if mention.kind == "person" and len(found) == 1:
            person = found[0]
            mention = replace(
                mention,
                name=person.name,
                state=mention.state or person.state,
                sector=mention.sector or person.sector,
                role=mention.role or person.role,
            )
        result.append(mention)
    return result
