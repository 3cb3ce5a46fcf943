"""Which claims and reasons a dossier shows: those that bear on the relation, each once, none by a speaker unknown."""

from __future__ import annotations

import re

from detente import states
from detente.brief.material import ClaimRow, DriverRow, Material
from detente.brief.namings import POINTING
from detente.brief.proof import of_driver

FEWEST = 4
"""Words of a claim that stand for themselves; fewer are a name given to something ("a den of spies")."""
_RELATIVE = re.compile(r"[\s,]+(?:which|who|whom|that)$", re.IGNORECASE)


def speaker(material: Material, claim: ClaimRow) -> str:
    """The source's name, or its words; where these only point ("it", "he"), the state that they point to."""
    words = _RELATIVE.sub("", claim.source_text or "no source given")
    return claim.source_name or (_points(claim) and material.name(claim.source_state or "")) or words


def claims(material: Material, most: int) -> tuple[ClaimRow, ...]:
    """The claims to show, the latest first: those that bear on the relation before any other, `most` at most."""
    kept = [claim for claim in _apart(material) if _is_whole(material, claim)] or list(material.claims)
    kept.sort(key=lambda claim: _date(material, claim), reverse=True)
    chosen = {claim.id for claim in sorted(kept, key=lambda claim: not _bears(material, claim))[:most]}
    return tuple(claim for claim in kept if claim.id in chosen)


def drivers(material: Material, most: int) -> tuple[DriverRow, ...]:
    """The reasons to show: those whose sentence names both states, each once."""
    by_words: dict[tuple[str, str], DriverRow] = {}
    for driver in material.drivers:
        if _names_both(material, driver):
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
        if not any(_holds(other, claim) for other in told[who, claim.report])
    ]


def _holds(other: ClaimRow, claim: ClaimRow) -> bool:
    """Whether a claim is part of another, longer one."""
    longer = other.content_end - other.content_start > claim.content_end - claim.content_start
    return longer and overlap(other, claim)


def overlap(one: ClaimRow, other: ClaimRow) -> bool:
    """Whether two claims share words of a report."""
    return one.report == other.report and max(one.content_start, other.content_start) < min(
        one.content_end, other.content_end
    )


def _points(claim: ClaimRow) -> bool:
    return claim.source_name is None and (claim.source_text or "").casefold() in POINTING


def is_known(claim: ClaimRow) -> bool:
    """Whether a reader can tell who says it, or at least for which state."""
    return not _points(claim) or claim.source_state is not None


def _is_whole(material: Material, claim: ClaimRow) -> bool:
    """Whether it is more than a name given to something, and on somebody's word."""
    return is_known(claim) and len(words_of(material, claim.report, claim.marks).split()) >= FEWEST


def _bears(material: Material, claim: ClaimRow) -> bool:
    """Whether a side says it, it takes a stance, or it tells a deed between the two."""
    sides = {kin for code in material.codes for kin in states.with_predecessors(code)}
    if claim.stance is not None or claim.source_state in sides:
        return True
    return any(
        event.report == claim.report and claim.content_start <= (event.trigger_start or -1) < claim.content_end
        for event in material.events
    )


def _names_both(material: Material, driver: DriverRow) -> bool:
    sentence = of_driver(material, driver)
    named = [n for n in material.namings.get(driver.report, ()) if sentence.start <= n.start < sentence.end]
    return all(any(not n.states.isdisjoint(states.with_predecessors(code)) for n in named) for code in material.codes)


def _date(material: Material, claim: ClaimRow) -> str:
    report = material.reports[claim.report]
    return report.date_start or report.date or ""
