"""Which claims and reasons a dossier shows: those that say something of the relation, each once, by a known speaker."""

from __future__ import annotations

import re
from collections.abc import Iterable

from detente import states
from detente.brief.material import ClaimRow, DriverRow, EventRow, Material, PhaseRow
from detente.brief.namings import POINTING, Naming
from detente.reading.cues import words

AGREEING = words("answer", "supports") & words("answer", "outright")
FEWEST = 4
"""Words of a claim that stand for themselves; fewer are a name given to something ("a den of spies")."""
_PLACED = re.compile(r"\b(?:in|near|across|outside|inside|off)\s+(?:the\s+)?$", re.IGNORECASE)
"""What stands before a state that is named as a place."""
REACH = 80
"""Characters before a name in which its office stands."""
_FORMER = re.compile(r"\b(?:[Ff]ormer|[Oo]usted|[Ee]x-\w+)\b(?:[^.;]|(?<=[A-Z])\.)*$")
_NEGATIVE = frozenset({"not", "no", "never", "cannot"})
_REFERRING = frozenset({"whose", "which", "who", "that"})
_RELATIVE = re.compile(r"[\s,]+(?:which|who|whom|that)$", re.IGNORECASE)


def speaker(material: Material, claim: ClaimRow) -> str:
    """The source's name, or its words; where these only point ("it", "he"), the state that they point to."""
    words = _RELATIVE.sub("", claim.source_text or "no source given")
    return claim.source_name or (_points(claim) and material.name(claim.source_state or "")) or words


def is_former(material: Material, claim: ClaimRow) -> bool:
    """Whether its report says that the speaker was in office once ("Former Foreign Minister Ana Rojas")."""
    text = material.reports[claim.report].text
    named = (one for one in material.namings.get(claim.report, ()) if one.name and one.name == claim.source_name)
    return any(_FORMER.search(text[max(one.start - REACH, 0) : one.end]) for one in named)


def says_something(
    claim: ClaimRow, text: str, *, named: Iterable[Naming], codes: tuple[str, str], deeds: Iterable[EventRow]
) -> bool:
    """Whether somebody says something of the relation.

    The report must tell a deed of the two, or a side must take a stance. Then a side must speak of the other as of more
    than a place; or both sides, or what stands for them, be named; or a side speak where the report tells a deed of the
    two and names no third state. What is only to be said, in few words or by nobody is nothing. `text` is the report's,
    `named` whom and `deeds` what of the relation it tells.
    """
    n_words = sum(len(text[start:end].split()) for start, end in claim.marks)
    if not is_known(claim) or n_words < FEWEST or (claim.cue or "").startswith("to "):
        return False
    named, deeds = tuple(named), tuple(deeds)
    sides = [states.with_predecessors(code) for code in codes]
    inside = [[one for one in named if _holds(claim, one.start) and not one.states.isdisjoint(side)] for side in sides]
    speaks = [claim.source_state in side for side in sides]
    if not deeds and not (any(speaks) and claim.stance):
        return False
    if not any(speaks):
        return all(inside)
    of_other = inside[0] if speaks[1] else inside[1]
    alone = deeds and all(one.states <= {*sides[0], *sides[1]} for one in named)
    if alone or any(not _PLACED.search(text[: one.start]) for one in of_other):
        return True
    return all(inside) and (claim.stance is not None or any(_holds(claim, e.trigger_start or -1) for e in deeds))


def tells_of_both(phase: PhaseRow, named: Iterable[Naming], codes: tuple[str, str]) -> bool:
    """Whether the words that tell of a stretch name both sides, or what stands for them."""
    inside = [one for one in named if phase.start <= one.start < phase.end]
    return all(any(not one.states.isdisjoint(states.with_predecessors(code)) for one in inside) for code in codes)


def _holds(claim: ClaimRow, at: int) -> bool:
    """Whether a place of the text lies in what is claimed."""
    return any(start <= at < end for start, end in claim.marks)


def claims(material: Material, most: int) -> tuple[ClaimRow, ...]:
    """The claims to show, each once, the latest first, `most` at most."""
    return tuple(sorted(_apart(material), key=lambda claim: _date(material, claim), reverse=True)[:most])


def drivers(material: Material, most: int) -> tuple[DriverRow, ...]:
    """The reasons to show: those of which cause and effect name both states between them, each once."""
    by_words: dict[tuple[str, str], DriverRow] = {}
    for driver in material.drivers:
        if _is_whole(material, driver):
            key = words_of(material, driver.report, driver.cause), words_of(material, driver.report, driver.effect)
            by_words.setdefault(key, driver)
    return tuple(by_words.values())[:most]


def words_of(material: Material, report: str, marks: tuple[tuple[int, int], ...]) -> str:
    """The marked words of a report on one line, a gap told by an ellipsis."""
    text = material.reports[report].text
    return " … ".join(" ".join(text[start:end].split()) for start, end in marks)


def _apart(material: Material) -> list[ClaimRow]:
    """The claims without those that repeat another, or part of one, on the same word."""
    by_words: dict[tuple[str, str], ClaimRow] = {}
    for claim in material.claims:
        by_words.setdefault((speaker(material, claim), words_of(material, claim.report, claim.marks)), claim)
    told: dict[tuple[str, str], list[ClaimRow]] = {}
    for (who, _), claim in by_words.items():
        told.setdefault((who, claim.report), []).append(claim)
    return [
        claim
        for (who, _), claim in by_words.items()
        if not any(_is_part(claim, other) for other in told[who, claim.report])
    ]


def _is_part(claim: ClaimRow, other: ClaimRow) -> bool:
    """Whether a claim is part of another, longer one."""
    longer = other.content_end - other.content_start > claim.content_end - claim.content_start
    return longer and overlap(other, claim)


def overlap(one: ClaimRow, other: ClaimRow) -> bool:
    """Whether two claims share words of a report."""
    return one.report == other.report and max(one.content_start, other.content_start) < min(
        one.content_end, other.content_end
    )


def answers(later: ClaimRow, earlier: ClaimRow, kind: str) -> bool:
    """Whether the word by which the later is told answers the earlier: a denial by another side of what was not denied,
    or outright agreement ("echoed")."""
    if overlap(earlier, later):
        return False
    if kind == "disputes":
        sides = {earlier.source_state, later.source_state}
        return len(sides) == 2 and later.certainty == "doubtful" != earlier.certainty
    return not AGREEING.isdisjoint((later.cue or "").casefold().split())


def _points(claim: ClaimRow) -> bool:
    return claim.source_name is None and (claim.source_text or "").casefold() in POINTING


def is_known(claim: ClaimRow) -> bool:
    """Whether a reader can tell who says it, or at least for which state."""
    if claim.source_text is None and claim.source_name is None:
        return False
    return not _points(claim) or claim.source_state is not None


def _is_whole(material: Material, driver: DriverRow) -> bool:
    """Whether cause and effect both stand for themselves, and name both states or what stands for them."""
    text = material.reports[driver.report].text
    for marks in (driver.cause, driver.effect):
        said = " ".join(text[start:end] for start, end in marks).split()
        if len(said) < FEWEST - 1 or said[0].casefold() in _REFERRING:
            return False
        if marks is driver.effect and not _NEGATIVE.isdisjoint(word.casefold() for word in said):
            return False  # What is not done "in response to" may be the response.
    marks = (*driver.cause, *driver.effect)
    named = [
        one for one in material.namings.get(driver.report, ()) if any(start <= one.start < end for start, end in marks)
    ]
    return all(any(not n.states.isdisjoint(states.with_predecessors(code)) for n in named) for code in material.codes)


def _date(material: Material, claim: ClaimRow) -> str:
    report = material.reports[claim.report]
    return report.date_start or report.date or ""
