"""One title over several names: "Ministers X of Chile and Y of Peru", "the Kenyan and Ugandan presidents, X and Y".

As many states as names belong to them in their order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from detente.reading.model import Mention
from detente.reading.personal_names import name_at
from detente.reading.role_names import RoleHit

_OF = re.compile(r" (?:of|from) (?:the )?(?:Republic of )?")
_NEXT = re.compile(r",? and (?:of )?|, (?:of )?")
_AND_BEFORE = re.compile(r"(?:,? and |, )$")
_MOST = 6


@dataclass(frozen=True, slots=True)
class Named:
    """A name of the list: where it stands, and the state that follows it ("of Chile")."""

    start: int
    end: int
    name: str
    state: str | None


def under_one_title(
    text: str, hit: RoleHit, owner: Mention | None, by_end: Mapping[int, Mention], by_start: Mapping[int, Mention]
) -> list[Mention]:
    """The persons of a plural title, or none where no two names follow it.

    Each has the state after its own name, else the one in its place before the title, else the one state of the title.
    The first mention holds the title, unless several states stand before it.
    """
    role = hit.role.singular
    if role is None:
        return []
    states, position = _states_of(text, hit.end, by_start)
    before = [] if owner is None else _states_before(text, owner, by_end)
    states = before or states
    comma = text[position : position + 2] == ", "
    names = (
        _names(text, position + (2 if comma else 1), by_start) if text[position : position + 1] in (",", " ") else []
    )
    is_safe = all(" " in one.name for one in names) if comma or hit.end != position else text[hit.start].isupper()
    if len(names) < 2 or not (is_safe or all(" " in one.name for one in names)):
        return []
    shared = states if len(states) == len(names) else states * len(names) if len(states) == 1 else [None] * len(names)
    start = hit.start if owner is None else owner.start
    mentions = []
    for i, (one, state) in enumerate(zip(names, shared, strict=True)):
        begins = start if i == 0 and len(states) <= 1 else one.start
        found = one.state or state or hit.role.state
        mentions.append(
            Mention(text[begins : one.end], begins, one.end, "person", found, hit.role.sector, one.name, role)
        )
    return mentions


def _states_of(text: str, end: int, by_start: Mapping[int, Mention]) -> tuple[list[str | None], int]:
    """The states of "presidents of Kenya, Uganda and Rwanda", and where they end."""
    match = _OF.match(text, end)
    owner = by_start.get(match.end()) if match else None
    states: list[str | None] = []
    position = end
    while owner is not None and owner.kind == "state" and len(states) < _MOST:
        states.append(owner.state)
        position = owner.end
        gap = _NEXT.match(text, position)
        owner = by_start.get(gap.end()) if gap else None
    return states, position


def _states_before(text: str, owner: Mention, by_end: Mapping[int, Mention]) -> list[str | None]:
    """The states of "Kenyan, Ugandan and Rwandan presidents", the last one given."""
    states = [owner.state]
    first: Mention | None = owner
    while first is not None and len(states) < _MOST:
        gap = _AND_BEFORE.search(text, max(0, first.start - 6), first.start)
        first = by_end.get(gap.start()) if gap else None
        if first is not None:
            states.insert(0, first.state)
    return states


def _names(text: str, position: int, by_start: Mapping[int, Mention]) -> list[Named]:
    """The names that stand side by side from a position on; empty unless "and" joins the last of them."""
    names: list[Named] = []
    is_joined = False
    while len(names) < _MOST:
        name = name_at(text, position, by_start)
        if name is None:
            break
        end = position + len(name)
        match = _OF.match(text, end)
        owner = by_start.get(match.end()) if match else None
        is_owned = owner is not None and owner.kind == "state" and not owner.place
        if owner is not None and is_owned:
            names.append(Named(position, owner.end, name, owner.state))
        else:
            names.append(Named(position, end, name, None))
        gap = _NEXT.match(text, names[-1].end)
        if gap is None or is_joined:
            break
        is_joined = "and" in gap.group()
        position = gap.end()
    return names if is_joined else []
