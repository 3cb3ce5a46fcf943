"""Third parties: states whose own dealings with either of the two stand in the same reports, around the turn."""

from __future__ import annotations

from detente.brief import wording
from detente.brief.document import Block, Computation, Grid, Row, Section, Statement
from detente.brief.material import Material, ThirdParty
from detente.brief.proof import of_events

MOST = 14


def section(material: Material) -> Section | None:
    """Who is named most, and a table of third states with their deeds before and after the turn."""
    parties = sorted(material.third_parties, key=lambda third: (-third.n_shared, third.state, third.side))
    if not parties:
        return None
    blocks: list[Block] = [_named(material, parties)]
    blocks.append(Grid("third-parties", tuple(_row(material, third) for third in parties[:MOST])))
    return Section("third-parties", tuple(blocks))


def _named(material: Material, parties: list[ThirdParty]) -> Statement:
    shared: dict[str, int] = {}
    for third in parties:
        shared[third.name] = shared.get(third.name, 0) + third.n_shared
    ranked = sorted(shared, key=lambda name: (-shared[name], name))
    n = sum(shared.values())
    states = wording.counted(len(ranked), "other state").capitalize()
    most = wording.listed([f"{name} ({wording.counted(shared[name], 'deed')})" for name in ranked[:4]])
    verb = "deals" if len(ranked) == 1 else "deal"
    text = f"{states} {verb} with either of the two in the same reports, most often {most}."
    proof = Computation("third-parties", n, "deeds", (("states", str(len(ranked))),))
    return Statement(text, (proof,), knowing="counted")


def _row(material: Material, third: ThirdParty) -> Row:
    cells = (
        third.name,
        material.name(third.side),
        str(third.n_deeds),
        str(third.n_shared),
        _counts(third.n_before, third.n_conflict_before),
        _counts(third.n_after, third.n_conflict_after),
        "–" if third.chance is None else f"{third.chance:.2f}",
        _years(third),
    )
    proof = Computation(
        formula="third-parties",
        n_rows=third.n_deeds,
        rows_are="deeds",
        values=(("in these reports", str(third.n_shared)), ("claims on its word", str(third.n_claims))),
        rests_on=of_events(material, third.events[:5]),
        about=f"{third.state}-{third.side}",
    )
    return Row(cells, (proof,))


def _counts(n: int | None, conflict: int | None) -> str:
    return "–" if n is None else f"{n} ({conflict})"


def _years(third: ThirdParty) -> str:
    first, last = third.first[:4], third.last[:4]
    return first if first == last else f"{first} to {last}"
