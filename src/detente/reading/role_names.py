"""Words for offices, soldiers, groups and bodies in a text ("foreign minister", "troops"), found in one pass."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from detente.reading.first_words import WORD, FirstWords
from detente.tables import csv_rows, toml_table

Number = Literal["one", "many", "body"]


@dataclass(frozen=True, slots=True)
class RoleName:
    """A role as written, PLOVER's sector, one person or many or a body, and the state where the word alone tells it."""

    form: str
    sector: str
    number: Number
    state: str | None = None
    singular: str | None = None
    """Of a plural: the office that each of them holds."""


@dataclass(frozen=True, slots=True)
class RoleHit:
    """Where a role stands in a text."""

    start: int
    end: int
    role: RoleName


_PLURALS = ("men", "women", "people", "authorities", "personnel")


@lru_cache(maxsize=1)
def role_names() -> dict[str, RoleName]:
    """All role names by their lower-case form; plurals are made, portfolios ("{of} minister") filled in."""
    found: dict[str, RoleName] = {}
    too_common = frozenset(toml_table("mention_words")["no_roles"].split())
    for row in csv_rows("offices"):
        form, state = row["form"].lower(), row["state"] or None
        if form in too_common:
            continue
        number: Number = "body" if row["kind"] == "body" else ("many" if _is_plural(form) else "one")
        found[form] = RoleName(form, row["sector"], number, state)
        if number == "one":
            for plural in _plurals(form):
                found.setdefault(plural, RoleName(plural, row["sector"], "many", state, form))
    portfolios = [row["portfolio"] for row in csv_rows("portfolios")]
    for row in csv_rows("roles"):
        fills = portfolios if "{of}" in row["role"] else [""]
        for fill in fills:
            form = row["role"].replace("{of}", fill)
            number = "body" if row["number"] == "body" else ("many" if row["number"] == "many" else "one")
            found.setdefault(form, RoleName(form, row["sector"], number))
            if number == "one":
                for plural in _plurals(form):
                    found.setdefault(plural, RoleName(plural, row["sector"], "many", singular=form))
    return {form: _with_singular(role, found) for form, role in found.items()}


def _with_singular(role: RoleName, found: dict[str, RoleName]) -> RoleName:
    """A plural that a table has itself ("experts"), with its singular where that is there as well."""
    one = found.get(role.form[:-1]) if role.number == "many" and role.singular is None else None
    return replace(role, singular=one.form) if one is not None and one.number == "one" else role


def _is_plural(form: str) -> bool:
    last = form.split()[-1]
    return last.endswith(_PLURALS) or (last.endswith("s") and not last.endswith("ss"))


def _plurals(form: str) -> list[str]:
    head, _, of = form.partition(" of ")
    tail = f" of {of}" if of else ""
    if head.endswith("man"):
        return [head[:-3] + "men" + tail]
    if head.endswith("y") and head[-2] not in "aeo":
        return [head[:-1] + "ies" + tail]
    return [head + "s" + tail]


@lru_cache(maxsize=1)
def _by_first_word() -> FirstWords:
    return FirstWords(role_names(), any_case=True)


def find_roles(text: str) -> list[RoleHit]:
    """Every role named in the text, longest first, without overlap, in order."""
    known, names = _by_first_word(), role_names()
    hits: list[RoleHit] = []
    position = 0
    for token in WORD.finditer(text):
        start = token.start()
        match = known.match(token.group().lower(), text, start) if start >= position else None
        if match is None:
            continue
        form, position = match
        hits.append(RoleHit(start, position, names[form]))
    return hits
