"""What the tables of names hold, as entries of one kind (states, bodies, organisations, masks), and leaders' names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from detente.leaders import leaders
from detente.organisations import organisations
from detente.reading import de_facto
from detente.reading.model import Kind
from detente.tables import csv_rows


@dataclass(frozen=True, slots=True)
class Entry:
    """A form and what it stands for; `way` is how (name, adjective, demonym, capital, metonym, leader, ...)."""

    form: str
    way: str
    kind: Kind | None
    """None: the form names no actor ("Gulf of Mexico")."""
    state: str | None = None
    start: str | None = None
    end: str | None = None
    ambiguous: str | None = None
    candidates: tuple[str, ...] = ()
    sector: str | None = None
    name: str | None = None


def entries() -> Iterator[Entry]:
    """Every form of every table but those of leaders' names."""
    yield from _states()
    for row in csv_rows("not_states"):
        yield Entry(row["phrase"], "mask", None)
    for row in csv_rows("masked_names"):
        yield Entry(row["form"], "mask", None)
    yield from _towns()
    yield from _organisations()
    for row in csv_rows("combining_forms"):
        yield Entry(row["form"], "prefix", "state", state=row["state"])


_SPELLINGS = (
    ("Organisation", "Organization"),
    ("Defence", "Defense"),
    ("Centre", "Center"),
    ("Labour", "Labor"),
    ("Programme", "Program"),
    ("Cooperation", "Co-operation"),
)


def _organisations() -> Iterator[Entry]:
    for found in organisations():
        forms = dict.fromkeys(spelling for written in found.forms for spelling in _spellings(written))
        limits = ("", *found.turns, "9999-99") if found.turns else (None, None)
        for start, end in pairwise(limits):
            then = found.at(start) if start is not None else found
            for form in forms:
                is_open = "word" if form in found.ambiguous else None
                yield Entry(
                    form,
                    "organisation",
                    then.kind,
                    then.acts_for,
                    start,
                    end,
                    is_open,
                    sector=then.sector,
                    name=found.name,
                )


def _spellings(form: str) -> list[str]:
    """The form as written in Britain and in America."""
    forms = [form]
    for one, other in _SPELLINGS:
        forms += [f.replace(one, other) for f in forms if one in f] + [
            f.replace(other, one) for f in forms if other in f
        ]
    return forms


def _towns() -> Iterator[Entry]:
    """Towns and regions that are no capitals; a form of another table goes before them."""
    taken = {row["form"] for row in csv_rows("state_names")} | {row["phrase"] for row in csv_rows("not_states")}
    places = {row["form"]: row["code"] for row in csv_rows("places") if row["form"] not in taken}
    for form, state in {**dict(de_facto.names()), **places}.items():
        yield Entry(form, "town", "state", state=state)


def leader_names() -> dict[str, None]:
    """Full and family names of leaders, in the order of their tables."""
    forms = dict.fromkeys(form for leader in leaders() for form in (leader.name, leader.family))
    # A family name of two letters ("Li", "Ma") says too little alone.
    return {form: None for form in forms if " " in form or len(form) > 2}


def _states() -> Iterator[Entry]:
    for row in csv_rows("state_names"):
        form = row["form"]
        # A town that is no capital but stands for a government ("Tel Aviv") is a place as a capital is.
        is_town = row["kind"] == "metonym" and row["ambiguous"] == "place"
        is_seat = row["kind"] == "metonym" and not is_town
        entry = Entry(
            form=form,
            way="capital" if is_town else row["kind"],
            kind="body" if is_seat else "state",
            state=row["code"],
            start=row["start"] or None,
            end=row["end"] or None,
            ambiguous=row["ambiguous"] or None,
            candidates=tuple(row["candidates"].split()),
            sector="GOV" if is_seat else None,
            name=form.removeprefix("the ") if is_seat else None,
        )
        yield entry
        yield from _shortened(entry)
        # Headlines in capitals; short or broken forms ("US", "U.K.") are in the table as they are.
        if (
            row["kind"] in ("name", "adjective", "capital")
            and len(form) > 3
            and form.upper() != form
            and "." not in form
        ):
            yield Entry(form.upper(), *(getattr(entry, field) for field in Entry.__slots__[1:]))


_COMPASS = {"North": "N", "South": "S", "East": "E", "West": "W", "Central": "C"}


def _shortened(entry: Entry) -> Iterator[Entry]:
    """The forms of a two-word name with its quarter cut to a letter: "S. Africa", "S.Africa", "S Korean"."""
    quarter, _, rest = entry.form.partition(" ")
    if entry.way in ("name", "adjective", "demonym") and quarter in _COMPASS and rest[:1].isupper():
        for mark in (". ", ".", " "):
            yield replace(entry, form=f"{_COMPASS[quarter]}{mark}{rest}")
