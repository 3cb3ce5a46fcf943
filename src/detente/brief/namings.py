"""Where reports name states and speakers, so that evidence shows for whom "he", "the two" and "that country" stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente import states

if TYPE_CHECKING:
    from detente.record.store import Store

FARTHEST = 600
"""Characters back to which a name is looked for."""
BESIDE = 300
"""Characters before the last name of a state in which a person of it is who "he" is, rather than that name."""
_POINTING = """he him his she her hers they them their theirs it its we us our i you who which this that these those
both each neither either one two three the a an all some another other others"""
POINTING = frozenset(_POINTING.split())
"""Words that point to somebody named elsewhere; alone, or with no capitalised word beside them, they name nobody."""
_MENTIONS = """
SELECT report, span_start, span_end, text, name, kind, list_append(coalesce(members, []), state) AS states
FROM mentions WHERE list_contains(?, report) AND (state IS NOT NULL OR len(members) > 0 OR name IS NOT NULL)
ORDER BY report, span_start"""


@dataclass(frozen=True, slots=True)
class Naming:
    """Words of a report that name somebody: offsets, the states he is of, his full name if he has one."""

    start: int
    end: int
    states: frozenset[str]
    name: str | None
    person: bool = False
    pointing: bool = False
    """No name, but a word that stands for one ("it", "the two")."""


def namings(store: Store, reports: Iterable[str]) -> dict[str, tuple[Naming, ...]]:
    """What names a state or a person in each of the reports, or points to one, in order."""
    found: dict[str, list[Naming]] = {}
    for report, start, end, text, name, kind, codes in store.connection.execute(_MENTIONS, [list(reports)]).fetchall():
        of = frozenset(kin for code in codes if code for kin in states.with_predecessors(code))
        one = Naming(start, end, of, name, kind == "person", not _is_name(text))
        found.setdefault(report, []).append(one)
    return {report: tuple(named) for report, named in found.items()}


def _is_name(text: str) -> bool:
    return any(word[0].isupper() and word.lower() not in POINTING for word in text.replace("'", " ").split())


def introductions(
    named: Iterable[Naming], start: int, end: int, *, codes: Collection[str] = (), name: str | None = None
) -> list[tuple[int, int]]:
    """Where each state or the person that the words from `start` to `end` do not name was last named before them."""
    near = [one for one in named if not one.pointing and start - FARTHEST <= one.start < end]
    marks = []
    for code in codes:
        marks += _last(start, [one for one in near if not one.states.isdisjoint(states.with_predecessors(code))])
    if name is not None:
        marks += _last(start, [one for one in near if one.name == name])
    return marks


def _last(start: int, found: list[Naming]) -> list[tuple[int, int]]:
    """The last of them, or a person beside it; nothing where one stands at `start` or behind."""
    if not found or found[-1].start >= start:
        return []
    persons = [one for one in found if one.person and one.start >= found[-1].start - BESIDE]
    best = (persons or found)[-1]
    return [(best.start, best.end)]
