"""The verdict in the manner of CrisisWatch: one bold sentence with date and probability, and what would change it."""

from __future__ import annotations

from datetime import date

from detente.brief import wording
from detente.brief.document import Block, Computation, Listing, Section, Statement
from detente.brief.material import EventRow, Material
from detente.brief.proof import of_events, surest
from detente.brief.reversal import events_to_reverse, fewest_to_doubt, probability_without
from detente.brief.sections import differences
from detente.brief.titles import EVENT_WORDS
from detente.relations.methods.judgement import LASTING
from detente.relations.model import Level, TurningPoint

N_AROUND = 4
"""Deeds shown around the likeliest date of a turn that is not told."""
MOST_CARRYING = 8


def section(material: Material) -> Section:
    """The verdict, the levels before and after, and what would change it."""
    turns = material.eras.turning_points
    if material.eras.verdict in ("turn", "young") and turns:
        blocks = _of_turn(material, turns[-1])
    else:
        blocks = _of_no_turn(material)
    return Section("verdict", blocks)


def carrying(material: Material, point: TurningPoint) -> tuple[EventRow, ...]:
    """The events that carry a turn, the weightiest first."""
    by_id = {event.id: event for event in material.events}
    by_deed = {deed: rows[0] for deed, rows in material.deeds().items()}
    ranked = sorted(point.events, key=lambda carrier: -abs(carrier.contribution))
    found = (by_id.get(carrier.event) or by_deed.get(carrier.event) for carrier in ranked)
    return tuple(event for event in found if event is not None)


def computation(material: Material, point: TurningPoint) -> Computation:
    """The computation behind a turning point, resting on the events that carry it."""
    return Computation(
        formula="verdict",
        n_rows=material.eras.n_events,
        rows_are="deeds",
        values=(
            ("date", point.date),
            ("probability", f"{point.probability:.3f}"),
            ("interval", f"{point.interval[0]}/{point.interval[1]}"),
            ("share before", f"{point.before.share:.3f}"),
            ("share after", f"{point.after.share:.3f}"),
        ),
        rests_on=of_events(material, carrying(material, point)[:MOST_CARRYING]),
        about=point.date,
    )


def headline(material: Material, point: TurningPoint) -> str:
    """The verdict in one sentence."""
    pair = wording.pair(material.names)
    sure = f"probability {wording.percent(point.probability)}, 90 % interval {wording.span(point.interval)}"
    if material.eras.verdict == "young":
        begun = wording.began(point, pair)
        return f"{begun} around {wording.day(point.date)} ({sure}); it is not yet established."
    return f"{wording.turned(point, pair)} around {wording.day(point.date)} ({sure})."


def levels(point: TurningPoint) -> str:
    """The levels before and after a turn, in words."""
    shares = f"went from {_share(point.before)} before the turn to {_share(point.after)} after it"
    if not point.before.n_events:
        shares = f"is {_share(point.after)} after the turn; before it no deed is told"
    return (
        f"The share of conflict among the deeds {shares}. The volume of dealings, relative to the record's coverage, "
        f"went from {_volume(point.before)} to {_volume(point.after)}."
    )


def _share(level: Level) -> str:
    counted = f"{level.n_conflict} of {wording.counted(level.n_events, 'deed')}"
    return f"{wording.percent(level.share)} ({counted}; 90 % interval {wording.percent_range(level.share_interval)})"


def _volume(level: Level) -> str:
    return f"{level.volume:.1f} deeds a year ({level.volume_interval[0]:.1f} to {level.volume_interval[1]:.1f})"


def _of_turn(material: Material, point: TurningPoint) -> tuple[Block, ...]:
    proof = computation(material, point)
    first = Statement(headline(material, point), (proof,), strong=True)
    second = Statement(levels(point), (proof,))
    blocks: list[Block] = [first, second, *_in_kind(material, point)]
    if material.eras.verdict == "young":
        by = material.eras.by
        blocks.append(Statement(f"It has lasted less than {LASTING[by]} {by}s in the data: it may pass.", (proof,)))
    change = tuple(s for s in (_without(material, point), _reversal(material, point)) if s is not None)
    if change:
        blocks.append(Listing(change, "change"))
    return (*blocks, *differences.blocks(material))


def _in_kind(material: Material, point: TurningPoint) -> list[Statement]:
    """The types of deeds whose share changed with the turn, and whether the mix by itself turns there."""
    if not point.before.n_events or (not point.types and point.mix is None):
        return []
    words = [
        f"{EVENT_WORDS[change.type]} ({change.type}) from {_rate(change.before)} to {_rate(change.after)} a year"
        for change in point.types
    ]
    parts = [f"What changed in kind: {wording.listed(words)}."] if words else []
    if point.mix is not None:
        parts.append(f"The mix of types, asked by itself, turns there with probability {wording.percent(point.mix)}.")
    kinds = {change.type for change in point.types}
    shown = [e for e in material.events if e.done and e.type in kinds and (e.middle or "") >= point.date]
    proof = Computation(
        formula="kinds",
        n_rows=point.before.n_events + point.after.n_events,
        rows_are="deeds",
        values=tuple((c.type, f"{c.n_before} to {c.n_after}, P {c.probability:.2f}") for c in point.types),
        rests_on=of_events(material, surest(shown, MOST_CARRYING)),
        about=point.date,
    )
    return [Statement(" ".join(parts), (proof,))]


def _rate(a_year: float) -> str:
    return f"{a_year:.1f}".removesuffix(".0")


def _of_no_turn(material: Material) -> tuple[Block, ...]:
    eras = material.eras
    pair = wording.pair(material.names)
    shown = surest(material.counted(rows[0] for rows in material.deeds().values()), MOST_CARRYING)
    proof = Computation(
        formula="verdict",
        n_rows=eras.n_events,
        rows_are="deeds",
        values=(("verdict", eras.verdict), ("turns expected", f"{sum(eras.probabilities):.2f}")),
        rests_on=of_events(material, shown),
        about=eras.verdict,
    )
    if eras.verdict == "none":
        text = f"The record shows no new era between {pair}: the deeds it holds follow one pattern."
        if eras.turning_points:
            last = eras.turning_points[-1]
            text = f"The record shows no new era between {pair} since the turn of {wording.day(last.date)}."
    else:
        text = f"Whether a new era has begun between {pair} cannot be told from this record."
    blocks: list[Block] = [Statement(text, (proof,), strong=True)]
    if eras.reason:
        blocks.append(Statement(_reason(material), (proof, _smallest_shift(material, proof))))
    likeliest = _likeliest(material)
    if likeliest is not None:
        blocks.append(Listing((likeliest,), "change"))
    return (*blocks, *differences.blocks(material))


def _smallest_shift(material: Material, proof: Computation) -> Computation:
    shift = material.eras.smallest_shift
    value = "none, however large" if shift is None else f"{shift:.3f}"
    return Computation("shift", material.eras.n_events, "deeds", (("smallest shift", value),), proof.rests_on)


def _likeliest(material: Material) -> Statement | None:
    """Where a turn is likeliest though none is shown, how far that is from being reported, and the deeds around it."""
    chances = material.eras.probabilities
    if not chances or max(chances) <= 0 or not material.events:
        return None
    at = max(range(len(chances)), key=lambda i: chances[i])
    day = date.fromisoformat(material.eras.periods[at])
    counted = material.counted(material.events)
    around = sorted(surest(counted, len(counted)), key=lambda e: abs((date.fromisoformat(e.middle or "") - day).days))
    proof = Computation(
        formula="verdict",
        n_rows=material.eras.n_events,
        rows_are="deeds",
        values=(("probability", f"{chances[at]:.3f}"),),
        rests_on=of_events(material, around[:N_AROUND]),
        about=f"likeliest-{day}",
    )
    when = wording.day(day.isoformat())
    text = (
        f"Were there a turn after all, the {material.eras.by} from {when} would be its likeliest date, at "
        f"{wording.percent(chances[at])}; more reports of the time around it would tell. A turn is shown only where "
        "its probability reaches one half."
    )
    return Statement(text, (proof,))


def _without(material: Material, point: TurningPoint) -> Statement | None:
    """How many of the weightiest events would have to be wrong before the turn were doubtful."""
    weights = sorted((carrier.contribution for carrier in point.events if carrier.contribution > 0), reverse=True)
    if not weights:
        return None
    n = fewest_to_doubt(point.probability, weights)
    left = probability_without(point.probability, weights[: n or len(weights)])
    proof = Computation(
        formula="without",
        n_rows=len(weights),
        rows_are="carrying deeds",
        values=(("probability", f"{point.probability:.3f}"), ("without them", f"{left:.3f}")),
        rests_on=of_events(material, carrying(material, point)[: min(n or MOST_CARRYING, MOST_CARRYING)]),
        about=point.date,
    )
    if n is None:
        many = wording.counted(len(weights), "deed")
        text = (
            f"Without the {many} listed as carrying it, the probability would still be about {wording.percent(left)}."
        )
    else:
        which = "the deed that carries it most" if n == 1 else f"the {n} deeds that carry it most"
        text = f"Were {which} wrong, the probability would fall to about {wording.percent(left)}: check them first."
    return Statement(text, (proof,))


def _reversal(material: Material, point: TurningPoint) -> Statement | None:
    n = events_to_reverse(point)
    if n is None:
        return None
    kind = "conflict" if point.direction == "warming" else "cooperation"
    proof = Computation(
        formula="reversal",
        n_rows=point.after.n_events,
        rows_are="deeds after the turn",
        values=(("events needed", str(n)), ("share before", f"{point.before.share:.3f}")),
        rests_on=of_events(material, carrying(material, point)[:MOST_CARRYING]),
        about=point.date,
    )
    text = (
        f"{wording.counted(n, f'further deed of {kind}', f'further deeds of {kind}').capitalize()}, with none of the "
        f"other kind between them, would bring the share since the turn back to its level before it."
    )
    return Statement(text, (proof,))


def _reason(material: Material) -> str:
    """The reason as a sentence; where sources or engines disagree is said by itself."""
    words = material.eras.reason.removesuffix(" ".join(material.eras.disagreements)).strip()
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "!", "?")) else ".")
