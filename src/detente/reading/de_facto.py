"""Governments that hold a territory which the UN counts as another state's: parties of their own where they act.

"Ethiopia signed with Somaliland" is no deed towards Somalia. As a mere place ("in Abkhazia") or as what is fought over,
and in years when nobody else held it, the territory is a region of its state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from detente.reading import seats, senses
from detente.reading.model import Mention
from detente.tables import csv_rows

# What is fought or talked about is the land, not who governs it.
_LAND_BEFORE = re.compile(
    r"\b(?:over|off|above|along|(?:eye|designs|claims?|hold|control) (?:on|to|over|of)"
    r"|(?:territory|region|enclave|province|issue|question|status|part|rest|most) of) (?:the )?$"
)
_LAND_AFTER = re.compile(
    r"^(?:['’]s? (?:status|border|coast|airspace)\b"
    r"|[- ](?:conflict|wars?|dispute|talks|peace|question|issue|region|coast|border|crisis|front|problem|film)\b)"
)

_BROKEN_AWAY = r"(?:breakaway|break-away|separatist|secessionist|rebel|renegade|self-declared|self-proclaimed)"
_PART = r"(?:[\w-]+ )?(?:region|republic|province|territory|enclave|state)s?\b"
_PART_AFTER = re.compile(rf"^(?:['’]s?)? (?:[\w-]+ )?{_BROKEN_AWAY} {_PART}")
_PART_AROUND = re.compile(rf"\b{_BROKEN_AWAY}(?: [\w-]+)? $"), re.compile(rf"^ {_PART}")
_PART_BEFORE = re.compile(rf"\b{_BROKEN_AWAY} {_PART} of (?:the )?$")


@dataclass(frozen=True, slots=True)
class DeFacto:
    """One such government; `seats` are the towns that stand for it."""

    name: str
    forms: frozenset[str]
    seats: frozenset[str]
    state: str
    start: str
    end: str


@cache
def _by_form() -> dict[str, DeFacto]:
    found = {}
    for row in csv_rows("de_facto"):
        forms, towns = (frozenset(filter(None, row[field].split("|"))) for field in ("forms", "seats"))
        one = DeFacto(row["name"], forms, towns, row["state"], row["start"], row["end"] or "9999")
        found.update(dict.fromkeys(forms | towns, one))
    return found


def names() -> Iterator[tuple[str, str]]:
    """Each form and seat with the state that counts it as its own."""
    for form, one in _by_form().items():
        yield form, one.state


def acting(text: str, start: int, end: int, day: str | None) -> Mention | None:
    """The government that a name stands for at this place of the text; None where it is a region or a town."""
    form = text[start:end]
    one = _by_form().get(form)
    if one is None or not one.start <= (day or "9999")[:4] <= one.end or _is_land(text, start, end):
        return None
    if form in one.seats and not seats.is_acting(text, start, end):
        return None
    return Mention(form, start, end, "group", None, "REB", name=one.name)


def has_lost(text: str, start: int, end: int) -> bool:
    """Whether a state is named only as what a land has broken away from ("Georgia's breakaway region of Abkhazia")."""
    after = text[end : end + 60]
    if _PART_AFTER.match(after):
        return True
    return bool(_PART_AROUND[0].search(text[max(0, start - 40) : start]) and _PART_AROUND[1].match(after))


def _is_land(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 60) : start], text[end : end + 24]
    is_land = _LAND_BEFORE.search(before) is not None and _PART_BEFORE.search(before) is None
    is_topic = is_land or _LAND_AFTER.match(after) is not None
    return is_topic or senses.is_place(text, start, end)
