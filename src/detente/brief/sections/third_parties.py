"""Third parties: states whose own dealings with either of the two stand in the same reports, around the turn."""

from __future__ import annotations

from detente.brief import atlas, wording
from detente.brief.document import Chart, Computation, Grid, Row, Section, Statement
from detente.brief.material import Material, ThirdParty
from detente.brief.proof import of_events, surest

MOST, MOST_SHOWN = 14, 3


def section(material: Material) -> Section | None:
    """Who is named most, a map, and a table of third states with their deeds before and after the turn."""
    parties = sorted(material.third_parties, key=lambda third: (-third.n_shared, third.state, third.side))
    if not parties:
        return None
    named = _named(material, parties)
    grid = Grid("third-parties", tuple(_row(material, third) for third in parties[:MOST]))
    drawn = _map(material, parties[:MOST], named, grid)
    return Section("third-parties", (drawn,) if drawn else (named, grid))


def _map(material: Material, parties: list[ThirdParty], named: Statement, grid: Grid) -> Chart | None:
    """The two states and the third parties of the table as a network on a map, where there is an outline of both."""
    third = tuple(code for code in dict.fromkeys(party.state for party in parties) if atlas.known(code))
    if not all(atlas.known(code) for code in material.codes):
        return None
    names = dict(zip(material.codes, material.names, strict=True)) | {code: material.name(code) for code in third}
    title = f"{wording.title(material.names)}, and the states that deal with them"
    deeds = {(party.side, party.state): party.n_deeds for party in parties if party.state in third}
    svg = atlas.map_of(material.codes, third, names, deeds, title=title, about=named.text)
    return Chart(title, named, svg, "", grid, open=True)


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
        rests_on=of_events(material, surest(third.events, MOST_SHOWN)),
        about=f"{third.state}-{third.side}",
    )
    return Row(cells, (proof,))


def _counts(n: int | None, conflict: int | None) -> str:
    return "–" if n is None else f"{n} ({conflict})"


def _years(third: ThirdParty) -> str:
    first, last = third.first[:4], third.last[:4]
    if first == "0001":  # a date with an open beginning
        return f"until {last}"
    return first if first == last else f"{first} to {last}"
