"""The timeline: the chart with its table, the eras, all turning points, and the episodes that passed."""

from __future__ import annotations

from detente.brief import wording
from detente.brief.charts import timeline_chart
from detente.brief.document import Block, Chart, Computation, Grid, Listing, Row, Section, Statement
from detente.brief.material import EventRow, Material, Period
from detente.brief.periods import coarser
from detente.brief.proof import of_events, surest
from detente.brief.sections.verdict import carrying, computation
from detente.relations.model import Episode, Era

MOST_WIDE, MOST_NARROW = 110, 48
"""Bars that a wide and a narrow chart can show apart."""


def section(material: Material) -> Section | None:
    """The chart and the tables beside it; None where the record has no dated event."""
    if not material.periods:
        return None
    blocks: list[Block] = [_chart(material)]
    if material.eras.eras:
        blocks.append(Grid("eras", tuple(_era(material, n, era) for n, era in enumerate(material.eras.eras, 1))))
    turns = material.eras.turning_points
    if len(turns) > 1:
        said = tuple(
            Statement(
                f"{wording.day(point.date)}: {wording.turn(point.direction)} (probability "
                f"{wording.percent(point.probability)}, 90 % interval {wording.span(point.interval)})"
                f"{'' if point.established else ', not established'}.",
                (computation(material, point),),
            )
            for point in turns
        )
        blocks.append(Listing(said, "turns"))
    if material.eras.episodes:
        blocks.append(Listing(tuple(_episode(material, e) for e in material.eras.episodes), "episodes"))
    return Section("timeline", tuple(blocks))


def _chart(material: Material) -> Chart:
    wide, narrow = coarser(material.periods, MOST_WIDE), coarser(material.periods, MOST_NARROW)
    ticks = tuple(e for point in material.eras.turning_points[-1:] for e in carrying(material, point))
    n_deeds = sum(p.n_cooperation + p.n_conflict for p in material.periods)
    first, last = material.periods[0].start, material.periods[-1].end
    proof = Computation("periods", n_deeds, "deeds", (("from", first), ("to", last)), of_events(material, ticks[:8]))
    turns = material.eras.turning_points
    found = "no turn" if not turns else wording.counted(len(turns), "turn")
    told = (
        f": {wording.listed([f'{wording.turn(t.direction)} around {wording.day(t.date)}' for t in turns])}"
        if turns
        else ""
    )
    description = Statement(
        f"{wording.counted(n_deeds, 'dated deed').capitalize()} between {wording.pair(material.names)} from "
        f"{wording.span((first, last))}; {found}{told}.",
        (proof,),
    )
    title = f"{wording.title(material.names)}: events and eras"
    return Chart(
        title=title,
        description=description,
        wide=timeline_chart(material, wide, wide, ticks, width=760, title=title, about=description.text),
        narrow=timeline_chart(material, narrow, wide, ticks, width=360, title=title, about=description.text),
        grid=Grid("periods", _rows(material, wide)),
    )


def _rows(material: Material, periods: tuple[Period, ...]) -> tuple[Row, ...]:
    deeds = material.counted(rows[0] for rows in material.deeds().values())
    rows = []
    for period in periods:
        n = period.n_cooperation + period.n_conflict
        if not n and period.turns < 0.15:
            continue
        inside = [e for e in deeds if period.start <= (e.middle or "") < period.end]
        proof = Computation(
            formula="periods",
            n_rows=n,
            rows_are="deeds",
            values=(("cooperation", str(period.n_cooperation)), ("conflict", str(period.n_conflict))),
            rests_on=of_events(material, surest(inside, 2)),
            about=period.start,
        )
        share = wording.percent(period.n_conflict / n) if n else "no deeds"
        cells = (_label(period), str(period.n_cooperation), str(period.n_conflict), share, f"{period.turns:.2f}")
        rows.append(Row(cells, (proof,)))
    return tuple(rows)


def _label(period: Period) -> str:
    """A period by its name: a year, a month, or its first and last day."""
    start, end = period.start, period.end
    if start[5:] == "01-01" and end[5:] == "01-01":
        years = int(end[:4]) - int(start[:4])
        return start[:4] if years == 1 else f"{start[:4]} to {int(end[:4]) - 1}"
    return wording.span((start, end))


def _era(material: Material, number: int, era: Era) -> Row:
    level = era.level
    share = f"{wording.percent(level.share)} ({wording.percent_range(level.share_interval)})" if level.n_events else ""
    state = "established" if era.established else "not yet established"
    if material.eras.verdict == "cannot tell":
        state = "cannot be told"
    inside = [e for e in material.counted(material.events) if era.start <= (e.middle or "") < era.end]
    proof = Computation(
        formula="verdict",
        n_rows=level.n_events,
        rows_are="deeds",
        values=(("share", f"{level.share:.3f}"), ("conflict", str(level.n_conflict))),
        rests_on=of_events(material, surest(_first_of_each_deed(inside), 5)),
        about=f"era-{era.start}",
    )
    cells = (str(number), wording.day(era.start), wording.last_day(era.end), f"{level.n_events:,}", share, state)
    return Row(cells, (proof,))


def _first_of_each_deed(events: list[EventRow]) -> list[EventRow]:
    return list({event.deed: event for event in reversed(events)}.values())[::-1]


def _episode(material: Material, episode: Episode) -> Statement:
    ids = {carrier.event for carrier in episode.events}
    events = [e for e in material.events if e.id in ids or e.deed in ids]
    proof = Computation(
        formula="verdict",
        n_rows=episode.level.n_events,
        rows_are="deeds",
        values=(
            ("probability", f"{episode.probability:.3f}"),
            ("a turn instead", f"{episode.turned:.3f}"),
            ("share", f"{episode.level.share:.3f}"),
        ),
        rests_on=of_events(material, surest(events, 6)),
        about=f"episode-{episode.start}",
    )
    text = (
        f"{wording.span((episode.start, episode.end))}: {wording.turn(episode.direction)} that passed (probability "
        f"{wording.percent(episode.probability)}; a new era instead: {wording.percent(episode.turned)}); "
        "the levels before and after it agree."
    )
    return Statement(text, (proof,))
