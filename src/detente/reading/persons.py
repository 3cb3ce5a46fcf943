"""Persons, groups and bodies through their title: "Russian Defense Minister Sergey Shoigu", later "Shoigu".

A role is joined to the state named before it ("Pakistan's army chief"), after it ("president of Russia"), to the name
after it, and to the name before it ("Ashfaq Kayani, Pakistan's chief of army staff").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from detente.leaders import find_leader
from detente.reading.known_persons import Person, gathered
from detente.reading.model import Mention
from detente.reading.personal_names import closes, name_at, name_before
from detente.reading.plural_titles import under_one_title
from detente.reading.role_names import RoleHit, RoleName, find_roles

_MODIFIERS = re.compile(
    r"(?:\b(?:former|then|ex|new|newly|elected|re-elected|outgoing|acting|interim|senior|top|high-ranking|ranking|deputy"
    r"|vice|first|second|chief|special|visiting|late|powerful|armed|regular|local|state|federal|central|military|naval"
    r"|government|foreign|diplomatic|civilian|security|intelligence|permanent|hardline|moderate|conservative|veteran"
    r"|longtime|long-time|two|three|four|five|six|several|some|many|other|young|own|current|previous|incoming|billionaire"
    r"|caretaker|transitional|provisional|unelected|Deputy|Vice|Acting|First|Former|Chief|Special|Interim|communist"
    r"|Communist|Islamist|Shiite|Sunni|Kurdish|retired|exiled|ousted|deposed|jailed|embattled|elite|nuclear|big|leading"
    r"|border|defen[cs]e|strategic|noted|prominent"
    r"|opposition|parliamentary|presidential|trade|economic|peace|crown|royal|general|party|Party)[ -])+$"
)
_OWNER_GAP = re.compile(r"^ ?(?:['’] ?s?)?(?: own)? $|^-$")
_NOT_FORMER = re.compile(r"\b(?:former|ex|late|ousted|deposed)\b", re.IGNORECASE)
_ALSO_ADJECTIVE = frozenset({"criminal", "militant", "general", "major", "captain", "deputy", "marine", "national"})


def find_persons(
    text: str, surface: Sequence[Mention], date: str | None
) -> tuple[list[Mention], list[Person], list[RoleHit]]:
    """Mentions through a title, the persons they name, and the roles found; states named inside them are taken up."""
    by_end = {
        mention.end: mention for mention in surface if mention.kind in ("state", "body") and _is_plain(text, mention)
    }
    by_start = {mention.start: mention for mention in surface if mention.kind != "person"}
    roles = find_roles(text)
    joined = [_with_office(mention, date) for mention in _joined(text, roles, by_end, by_start)]
    leaders = [mention for mention in surface if mention.kind == "person"]
    persons = gathered(sorted([*joined, *leaders], key=lambda mention: mention.start))
    return joined, persons, roles


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
        together = under_one_title(text, hit, owner if start < hit.start else None, by_end, by_start)
        yield from together
        is_taken = bool(together) and together[0].start <= hit.start
        if is_taken:
            return
        if owner is not None or (hit.role.state is not None and text[hit.start].isupper()):
            yield _group(text, start, end, hit, state)
        return
    end, name, titles = _name_after(text, end, by_start, role_starts)
    if owner is None and name is not None and hit.role.state is None:
        # "President Edgar Mwale of Zambia"
        owner, end = _owner_after(text, end, by_start)
        state = owner.state if owner is not None else None
    sector = titles[-1].sector if titles and sector == "GOV" and titles[-1].sector == "MIL" else sector
    apposed = None
    if name is None:
        apposed = name_before(text, start)
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
    """Several persons or a body; rebels act under their own name, not for the state that they fight."""
    kind = "body" if hit.role.number == "body" else "group"
    is_rebel = hit.role.sector == "REB"
    name = text[start:end] if kind == "body" or is_rebel else None
    state = None if is_rebel else state
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
    name = name_at(text, gap_end, by_start)
    if name is None:
        return end, None, []
    if comma and (" " not in name or not closes(text, gap_end + len(name))):
        return end, None, []
    return gap_end + len(name), name, titles
