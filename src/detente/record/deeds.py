"""Who did it to whom, pair by pair, and which deed it is: the same deed in ten reports has one name.

The rule and what it costs stand in docs/methods/deeds.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from detente.reading.model import Actor, Event
from detente.states import at_date, dyad

CLASSES = {"occurred": "done", "ongoing": "done", "ended": "ended", "planned": "open", "possible": "open"}


@dataclass(frozen=True, slots=True)
class Pair:
    """One state towards another, with their codes at the event's date; `actor` < `recipient` where reciprocal."""

    dyad: str
    actor: str
    recipient: str
    reciprocal: bool


def states_of(actors: Iterable[Actor], day: date | None) -> list[str]:
    """The distinct states of the actors, members of a collective included, in order, with their codes at that day."""
    found: dict[str, None] = {}
    for actor in actors:
        for code in actor.members or ((actor.state,) if actor.state else ()):
            found[at_date(code, day) if day else code] = None
    return list(found)


def pairs_of(actors: list[str], recipients: list[str]) -> list[Pair]:
    """The pairs of states that an event ties, each once.

    Without recipients all parties act on each other; a pair that acts both ways ("the two countries ... each other") is
    reciprocal too. A state is never paired with itself.
    """
    directed: dict[tuple[str, str], None] = {}
    for actor in actors:
        for recipient in recipients:
            if actor != recipient:
                directed[actor, recipient] = None
    if not recipients:
        for one, other in combinations(actors, 2):
            directed[one, other] = directed[other, one] = None
    pairs = []
    for actor, recipient in directed:
        reciprocal = (recipient, actor) in directed
        if reciprocal and actor > recipient:
            continue
        pairs.append(Pair(dyad(actor, recipient), actor, recipient, reciprocal))
    return pairs


def deed_of(
    actors: Iterable[str], recipients: Iterable[str], kind: str, days: tuple[date, date] | None, status: str, own: str
) -> str:
    """The name of the deed: who, to whom, PLOVER type, days, and whether it was done, ended, is open or denied.

    `own` (the event's id) stands in where no state acts or no day is known: such an event is nobody's repetition.
    """
    who, whom = sorted(set(actors)), sorted(set(recipients))
    if days is None or not who:
        parts = ["alone", own]
    else:
        period = f"{days[0].isoformat()}/{days[1].isoformat()}"
        parts = ["+".join(who), "+".join(whom), kind, period, CLASSES.get(status, status)]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]


def deed_of_pair(pair: Pair, kind: str, days: tuple[date, date] | None, status: str, own: str) -> str:
    """The name of what the event says of this pair."""
    if pair.reciprocal:
        return deed_of((pair.actor, pair.recipient), (), kind, days, status, own)
    return deed_of((pair.actor,), (pair.recipient,), kind, days, status, own)


def event_id(report: str, event: Event) -> str:
    """A name from the report and what is said there: the same event read again has the same one."""
    parties = ["+".join(f"{a.state or a.name or a.text}:{a.start}" for a in side) for side in event_sides(event)]
    parts = [report, str(event.trigger.start), str(event.trigger.end), event.type, *parties]
    return hashlib.sha256("|".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def event_sides(event: Event) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """The actors and the recipients."""
    return event.actors, event.recipients
