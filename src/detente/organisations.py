"""Organisations, armed groups, parties, companies and outlets by any of their names.

Table `organisations` holds what a report may name; `national_bodies` adds names that tell their state where they stand
alone, as an actor's whole name, but are ordinary words in running text ("Freedom and Solidarity", "Most").
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from detente.states import Day, fold, iso_day
from detente.tables import csv_rows

ARMED = frozenset({"REB", "PRM", "CRM", "UAF"})
# Who fights a government does not act for its state, nor does a company; movements speak for two territories.
_SPOKEN_FOR_BY_MOVEMENTS = frozenset({"PSE", "ESH"})


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation: its sector is a PLOVER code (IGO, NGO, MNC, MED, REB, PTY, ...); years of founding and end.

    `ambiguous` lists the forms that are also a word, a name or another body's name ("Dawn", "WHO", "Wagner"); `armed`
    the spans, [start, end), in which it fought a state, where its sector does not tell (table `armed_years`).
    """

    name: str
    forms: tuple[str, ...]
    sector: str
    state: str | None
    start: str | None
    end: str | None
    ambiguous: tuple[str, ...]
    armed: tuple[tuple[str, str], ...] = ()

    @property
    def kind(self) -> Literal["group", "organisation"]:
        """An armed group, or an organisation."""
        return "group" if self.sector in ARMED else "organisation"

    def at(self, start: str) -> Organisation:
        """The organisation as it was from that day on until its arms changed: a rebel, or no longer one."""
        if not self.armed or self.state in _SPOKEN_FOR_BY_MOVEMENTS:
            return self
        is_rebel = any(first <= start < last for first, last in self.armed)
        return replace(self, sector="REB" if is_rebel else "GOV" if self.sector == "REB" else self.sector)

    @property
    def turns(self) -> tuple[str, ...]:
        """The days on which it began or ceased to fight, in order."""
        return tuple(sorted(day for span in self.armed for day in span))

    @property
    def acts_for(self) -> str | None:
        """The state for which it acts; None where it is of none, fights it or is a company."""
        is_rebel = self.sector == "REB" and self.state not in _SPOKEN_FOR_BY_MOVEMENTS
        return None if is_rebel or self.sector == "MNC" else self.state


@cache
def organisations() -> tuple[Organisation, ...]:
    """All organisations of the table, in its order."""
    return tuple(
        Organisation(
            name=row["name"],
            forms=tuple(dict.fromkeys([row["name"], *filter(None, row["aliases"].split("|"))])),
            sector=row["kind"],
            state=row["state"] or None,
            start=row["start"] or None,
            end=row["end"] or None,
            ambiguous=tuple(filter(None, row["ambiguous"].split("|"))),
            armed=_armed_years().get(row["name"], ()),
        )
        for row in csv_rows("organisations")
    )


@cache
def _armed_years() -> dict[str, tuple[tuple[str, str], ...]]:
    spans: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in csv_rows("armed_years"):
        pairs = (span.partition("/") for span in row["spans"].split("|"))
        spans[row["name"]] = tuple((start, end or "9999-99") for start, _, end in pairs)
    return spans


@cache
def _by_form() -> tuple[dict[str, Organisation], dict[str, Organisation]]:
    """Organisations by exact form, and by folded form where it is long enough to be no common word or acronym."""
    exact: dict[str, Organisation] = {}
    folded: dict[str, Organisation] = {}
    for organisation in organisations():
        for form in organisation.forms:
            exact.setdefault(form, organisation)
            if len(form) > 6 and " " in form.removeprefix("The "):
                folded.setdefault(fold(form).replace("-", " "), organisation)
    return exact, folded


@cache
def _national() -> dict[str, Organisation]:
    """Bodies of one state by folded name; what bodies of two states are called is left out."""
    found: dict[str, Organisation] = {}
    shared: set[str] = set()
    for row in csv_rows("national_bodies"):
        key = fold(row["form"]).replace("-", " ")
        if key in found and found[key].state != row["state"]:
            shared.add(key)
        found[key] = Organisation(row["form"], (row["form"],), row["kind"], row["state"], None, None, ())
    return {key: body for key, body in found.items() if key not in shared}


def find_organisation(text: str, date: Day | None = None) -> Organisation | None:
    """The organisation of that name or acronym; None where unknown or founded after the date.

    Acronyms and short names match in their own case only ("WHO", never "who").
    """
    exact, folded = _by_form()
    bare = text.removeprefix("the ").removeprefix("The ")
    found = exact.get(text) or exact.get(bare) or folded.get(fold(text).replace("-", " "))
    if found is None and bare[:1].isupper():
        return _national().get(fold(text).replace("-", " "))
    if found is None or (date is not None and found.start is not None and iso_day(date)[:4] < found.start):
        return None
    return found
