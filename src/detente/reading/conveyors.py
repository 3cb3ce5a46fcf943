"""Claims among claims: who passes a statement on, and which relation a speaker goes on talking about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.reading.model import Claim, Source


def with_conveyors(claims: Sequence[Claim]) -> list[Claim]:
    """The claims with `via` filled where one is told in another's content ("TASS reported that Shoigu said ...").

    The innermost claim around it is the one whose source passes it on; what nobody tells, nobody passes on.
    """
    return [replace(claim, via=_conveyor(claim, claims)) if claim.via is None else claim for claim in claims]


def _conveyor(claim: Claim, claims: Sequence[Claim]) -> Source | None:
    if claim.source is None or claim.cue is None:
        return None
    around: tuple[int, Source] | None = None
    for other in claims:
        if other is claim or other.source is None or other.source.start == claim.source.start:
            continue
        for start, end in other.content.parts or ((other.content.start, other.content.end),):
            held = start <= claim.source.start and claim.source.end <= end and start <= claim.cue.start < end
            if held and (around is None or end - start < around[0]):
                around = end - start, other.source
    return around[1] if around is not None else None


def with_matters(text: str, claims: Sequence[Claim]) -> list[Claim]:
    """The claims with `about` taken over from the speaker's last one in the paragraph where they name no dyad.

    "It is a turning point," she added: what the relation is, her last statement or, if she made none, the last of
    another tells.
    """
    told: list[Claim] = []
    for claim in claims:
        if not claim.about:
            paragraph = text.rfind("\n\n", 0, claim.content.start) + 1
            near = [c for c in told if c.about and c.content.start >= paragraph]
            same = [c for c in near if _voice(c) is not None and _voice(c) == _voice(claim)]
            if near:
                claim = replace(claim, about=(same or near)[-1].about)
        told.append(claim)
    return told


def _voice(claim: Claim) -> str | None:
    source = claim.source
    return None if source is None else source.name or source.role or source.text.lower()
