"""Persons, groups and bodies through their title: "Russian Defense Minister Sergey Shoigu", later "Shoigu".

A role is joined to the state named before it ("Pakistan's army chief"), after it ("president of Russia"), to the name
after it, and to the name before it ("Ashfaq Kayani, Pakistan's chief of army staff").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from detente.leaders import find_leader
from detente.reading import senses
from detente.reading.model import Mention
from detente.reading.role_names import RoleHit, RoleName, find_roles

_PART = r"(?:[A-Z]\.(?:[A-Z]\.)*|[A-Z][^\W\d_]*(?:['’][A-Z])?[^\W\d_]*(?:-[^\W\d_]+)*)"
_LINK = r"(?:al|el|bin|ibn|bint|van|von|der|den|de|di|da|dos|del|la|ul|ur|uz|Al|El)[- ]"
NAME = re.compile(rf"(?:{_LINK})?{_PART}(?: (?:{_LINK}){{0,2}}{_PART}){{0,4}}")
_FULL_NAME_BEFORE = re.compile(rf"(?:^|(?<=[\s\"'“‘(—–])){_PART}(?: (?:{_LINK}){{0,2}}{_PART}){{1,4}}$")
_MODIFIERS = re.compile(
    r"(?:\b(?:former|then|ex|new|newly|elected|re-elected|outgoing|acting|interim|senior|top|high-ranking|ranking|deputy"
    r"|vice|first|second|chief|special|visiting|late|powerful|armed|regular|local|state|federal|central|military|naval"
    r"|government|foreign|diplomatic|civilian|security|intelligence|permanent|hardline|moderate|conservative|veteran"
    r"|longtime|long-time|two|three|four|five|six|several|some|many|other|young|own|current|previous|incoming|billionaire"
    r"|caretaker|transitional|provisional|unelected|Deputy|Vice|Acting|First|Former|Chief|Special|Interim|communist"
    r"|Communist|Islamist|Shiite|Sunni|Kurdish|retired|exiled|ousted|deposed|jailed|embattled|elite|nuclear|big|leading"
    r"|border|opposition|parliamentary|presidential|trade|economic|peace|crown|royal|general|party|Party)[ -])+$"
)
_OWNER_GAP = re.compile(r"^(?:['’]s?)?(?: own)? $|^-$")
_NOT_FORMER = re.compile(r"\b(?:former|ex|late|ousted|deposed)\b", re.IGNORECASE)
_EAST_ASIAN = frozenset({"CHN", "PRK", "KOR", "TWN", "VNM", "RVN", "HKG", "KHM", "SGP"})
_NO_PERSONS = frozenset(
    {"League", "Cup", "Chase", "Stakes", "Trophy", "Championship", "Open", "Mother", "Series", "Club"}
)
_ALSO_ADJECTIVE = frozenset({"criminal", "militant", "general", "major", "captain", "deputy", "marine", "national"})
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


def find_persons(text: str, surface: Sequence[Mention], date: str | None) -> tuple[list[Mention], list[Person]]:
    """Mentions through a title and the persons they name; mentions of states inside them are taken up."""
    by_end = {
        mention.end: mention for mention in surface if mention.kind in ("state", "body") and _is_plain(text, mention)
    }
    by_start = {mention.start: mention for mention in surface if mention.kind != "person"}
    roles = find_roles(text)
    joined = [_with_office(mention, date) for mention in _joined(text, roles, by_end, by_start)]
    leaders = [mention for mention in surface if mention.kind == "person"]
    persons = _persons(sorted([*joined, *leaders], key=lambda mention: mention.start))
    return joined, persons


_PREFIXED = re.compile(r"(?:\b(?:pro|non|anti|ex|un)[-–])$", re.IGNORECASE)


def _is_plain(text: str, mention: Mention) -> bool:
    """Whether no prefix turns the name round: "pro-Russian separatists" are not Russia's."""
    return _PREFIXED.search(text[max(0, mention.start - 5) : mention.start]) is None


def _with_office(mention: Mention, date: str | None) -> Mention:
    """A titled person without a state, with that of the office held on the day ("President Obama")."""
    if mention.kind != "person" or mention.name is None:
        return mention
    leader = find_leader(mention.name, date, state=mention.state, title=mention.role)
    if leader is None:
        return mention
    name = leader.name if " " not in mention.name else mention.name
    return replace(mention, state=mention.state or leader.state, name=name)


def _joined(text: str, roles: list[RoleHit], by_end: dict[int, Mention], by_start: dict[int, Mention]) -> list[Mention]:
    found: list[Mention] = []
    position = 0
    role_starts = {hit.start: hit for hit in roles}
    for hit in roles:
        if hit.start < position:
            continue
        made = list(_of_role(text, hit, by_end, by_start, role_starts))
        found += made
        position = max([position, *(mention.end for mention in made)])
    return found


def _of_role(
    text: str,
    hit: RoleHit,
    by_end: dict[int, Mention],
    by_start: dict[int, Mention],
    role_starts: dict[int, RoleHit],
) -> Iterator[Mention]:
    """The mention (or two, name and apposition) that a role makes."""
    start, owner = _owner_before(text, hit.start, by_end)
    end, role, sector = hit.end, hit.role.form, hit.role.sector
    if owner is None:
        owner, end = _owner_after(text, end, by_start)
    state = owner.state if owner is not None else hit.role.state
    if hit.role.number != "one":
        if owner is not None or (hit.role.state is not None and text[hit.start].isupper()):
            yield _group(text, start, end, hit, state)
        return
    end, name, titles = _name_after(text, end, by_start, role_starts)
    sector = titles[-1].sector if titles and sector == "GOV" and titles[-1].sector == "MIL" else sector
    apposed = None
    if name is None:
        apposed = _name_before(text, start)
        name = apposed[2] if apposed else None
    if owner is None and hit.role.state is None and name is None:
        return
    if name is None and hit.role.form in _ALSO_ADJECTIVE:
        return
    # "analyst Ivan Petrov": a lower-case role before a name counts as well, where the name is a full one.
    is_bare = owner is None and apposed is None and not text[hit.start].isupper()
    if name is not None and is_bare and " " not in name:
        return
    if apposed is not None:
        yield Mention(
            text[apposed[0] : apposed[1]], apposed[0], apposed[1], "person", state, sector, name=name, role=role
        )
        if owner is None:
            return
    former = "ELI" if sector == "GOV" and _NOT_FORMER.search(text[start : hit.start]) else sector
    yield Mention(text[start:end], start, end, "person", state=state, sector=former, name=name, role=role)


def _group(text: str, start: int, end: int, hit: RoleHit, state: str | None) -> Mention:
    kind = "body" if hit.role.number == "body" else "group"
    name = text[start:end] if kind == "body" else None
    return Mention(text[start:end], start, end, kind, state, hit.role.sector, name=name, role=hit.role.form)  # type: ignore[arg-type]


def _owner_before(text: str, start: int, by_end: dict[int, Mention]) -> tuple[int, Mention | None]:
    """Where the noun phrase begins, and the state before the role ("Russian", "Pakistan's") if there is one."""
    window = text[max(0, start - 60) : start]
    modifiers = _MODIFIERS.search(window)
    begins = start - (len(modifiers.group()) if modifiers else 0)
    for gap in range(1, 8):
        owner = by_end.get(begins - gap)
        if owner is not None:
            if _OWNER_GAP.match(text[owner.end : begins]):
                return owner.start, owner
            break
    return start, None


_OF = re.compile(r" (?:of|in) (?:the )?(?:Republic of )?")


def _owner_after(text: str, end: int, by_start: dict[int, Mention]) -> tuple[Mention | None, int]:
    match = _OF.match(text, end)
    if match is None:
        return None, end
    owner = by_start.get(match.end())
    is_longer = owner is not None and text[owner.end : owner.end + 2] in ("'s", "’s")
    if owner is None or is_longer or owner.kind != "state" or owner.place or " in" in match.group():
        return None, end
    return owner, owner.end


def _name_after(
    text: str, end: int, by_start: dict[int, Mention], role_starts: dict[int, RoleHit]
) -> tuple[int, str | None, list[RoleName]]:
    """The end, the name and the further titles that follow a role ("army chief, General Raheel Sharif")."""
    titles: list[RoleName] = []
    position = end
    for _ in range(3):
        gap = re.compile(r",? (?:the |and )?").match(text, position)
        if gap is None:
            break
        title = role_starts.get(gap.end())
        if title is None or title.role.number != "one":
            break
        titles.append(title.role)
        position = title.end
        position += 1 if text[position : position + 1] == "." else 0
    comma = text[position : position + 2] == ", "
    gap_end = position + (2 if comma else 1)
    if not comma and text[position : position + 1] != " ":
        return end, None, []
    name = _name_at(text, gap_end, by_start)
    if name is None:
        return end, None, []
    if comma and (" " not in name or not _closes(text, gap_end + len(name))):
        return end, None, []
    return gap_end + len(name), name, titles


def _closes(text: str, position: int) -> bool:
    return text[position : position + 1] in (",", ".", ";", ")", "’", "'", "") or text[position:].startswith(
        (" and ", " said")
    )


def _name_at(text: str, position: int, by_start: dict[int, Mention]) -> str | None:
    """The personal name that stands at a position, cut before words that belong to no name."""
    match = NAME.match(text, position)
    if match is None:
        return None
    parts, offset = [], position
    for part in match.group().split(" "):
        if offset in by_start or part in senses.no_names():
            break
        parts.append(part)
        offset += len(part) + 1
    while parts and parts[-1].islower() and "-" not in parts[-1]:
        parts.pop()
    if any(part in _NO_PERSONS for part in match.group().split(" ")):
        return None
    if not parts or (len(parts) == 1 and (len(parts[0]) < 2 or parts[0].isupper())):
        return None
    return re.sub(r"['’]s?$", "", " ".join(parts))


_BETWEEN = re.compile(r", (?:who is |who was )?(?:the |a |an )?$")


def _name_before(text: str, start: int) -> tuple[int, int, str] | None:
    """The full name to which a role is set in apposition: start, end, name."""
    gap = _BETWEEN.search(text, max(0, start - 22), start)
    if gap is None:
        return None
    window_start = max(0, gap.start() - 50)
    match = _FULL_NAME_BEFORE.search(text[window_start : gap.start()])
    if match is None:
        return None
    parts = match.group().split(" ")
    offset = window_start + match.start()
    while parts and (parts[0] in senses.no_names()):
        offset += len(parts[0]) + 1
        parts = parts[1:]
    if len(parts) < 2 or any(part in senses.no_names() for part in parts):
        return None
    return offset, gap.start(), " ".join(parts)


def _persons(mentions: Sequence[Mention]) -> list[Person]:
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
    if len(parts) > 2 and re.fullmatch(_LINK.rstrip("[- ]") + r"?", parts[-2]):
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
