"""Claims among claims: who passes a statement on, and which relation a speaker goes on talking about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.reading.model import Claim
from detente.reading.spans import span_of


def with_conveyors(text: str, claims: Sequence[Claim]) -> list[Claim]:
    """The claims with `via` filled where one is told in another's content ("TASS reported that Shoigu said ...").

    The innermost claim around it is the one whose source passes it on; what nobody tells, nobody passes on. Who passes
    it on and is named behind it ("Peru has told Chile that ..., the envoy said") is no part of what is told.
    """
    apart = [_without_speaker(text, claim, _around(claim, claims)) for claim in claims]
    return [
        replace(claim, via=around.source) if claim.via is None and (around := _around(claim, apart)) else claim
        for claim in apart
    ]


def _around(claim: Claim, claims: Sequence[Claim]) -> Claim | None:
    """The claim with the shortest content that holds the source and the cue of this one."""
    if claim.source is None or claim.cue is None:
        return None
    around: tuple[int, Claim] | None = None
    for other in claims:
        if other is claim or other.source is None or other.source.start == claim.source.start:
            continue
        for start, end in other.content.pieces:
            held = start <= claim.source.start and claim.source.end <= end and start <= claim.cue.start < end
            if held and (around is None or end - start < around[0]):
                around = end - start, other
    return around[1] if around is not None else None


def _without_speaker(text: str, claim: Claim, around: Claim | None) -> Claim:
    """The claim with its content cut before the source and cue of the claim around it, where it ran over them."""
    if around is None or around.source is None or around.cue is None:
        return claim
    end = min(around.source.start, around.cue.start)
    if not claim.content.start < around.content.end <= end < claim.content.end:
        return claim
    kept = [(a, len(text[: min(b, end)].rstrip(" ,"))) for a, b in claim.content.pieces if a < end]
    return replace(claim, content=span_of(text, kept))


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
