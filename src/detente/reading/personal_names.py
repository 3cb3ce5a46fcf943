"""Personal names as they are written: the name that follows a title, and the one to which a title is added."""

from __future__ import annotations

import re
from collections.abc import Mapping

from detente.reading import senses
from detente.reading.model import Mention

_PART = r"(?:[A-Z]\.(?:[A-Z]\.)*|[A-Z][^\W\d_]*(?:['’][A-Z])?[^\W\d_]*(?:-[^\W\d_]+)*)"
LINK = r"(?:al|el|bin|ibn|bint|van|von|der|den|de|di|da|dos|del|la|ul|ur|uz|Al|El)[- ]"
NAME = re.compile(rf"(?:{LINK})?{_PART}(?: (?:{LINK}){{0,2}}{_PART}){{0,4}}")
_FULL_NAME_BEFORE = re.compile(rf"(?:^|(?<=[\s\"'“‘(—–])){_PART}(?: (?:{LINK}){{0,2}}{_PART}){{1,4}}$")
_NO_PERSONS = frozenset(
    {"League", "Cup", "Chase", "Stakes", "Trophy", "Championship", "Open", "Mother", "Series", "Club"}
)


def closes(text: str, position: int) -> bool:
    """Whether an apposition may end here: a mark, a possessive, "and" or "said"."""
    return text[position : position + 1] in (",", ".", ";", ")", "’", "'", "") or text[position:].startswith(
        (" and ", " said")
    )


def name_at(text: str, position: int, by_start: Mapping[int, Mention]) -> str | None:
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


_BETWEEN = re.compile(r", (?:who is |who was )?(?:(?:the |a |an )(?:noted |prominent |leading |senior |veteran )?)?$")


def name_before(text: str, start: int) -> tuple[int, int, str] | None:
    """The full name to which a role is set in apposition: start, end, name."""
    gap = _BETWEEN.search(text, max(0, start - 32), start)
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
