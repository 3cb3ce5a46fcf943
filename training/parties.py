"""One key for all ways in which the paragraphs and the reader write a party, so that the two can be compared."""

from __future__ import annotations

from typing import Any

from detente.organisations import find_organisation
from detente.states import find_state, states_by_code

ONE_STATE = {"SUN": "RUS", "YUG": "SRB", "DDR": "DEU", "CSK": "CZE"}
"""States that writers and the reader name by either code."""
ORGANS = {
    **dict.fromkeys(("UN Security Council", "UN General Assembly", "UN Secretariat"), "United Nations"),
    **dict.fromkeys(("European Commission", "European Parliament", "European Council"), "European Union"),
}
"""Organs that writers and the reader name for the whole, or the whole for them."""
WRITTEN = {"Brussels": "European Union", "Sahrawi Republic": "Western Sahara", "Sahrawi republic": "Western Sahara"}
"""Codes that are written by another word than the table's."""


def party_of(name: str, year: str | None = None) -> str:
    """One key for all ways of writing a party: code or name, organ or organisation, movement or its territory.

    `year`: of the report, where the name is a code; a party that fought then is compared by its own name.
    """
    if name in states_by_code():
        return ONE_STATE.get(name, name).casefold()
    name = WRITTEN.get(name, name)
    organisation = find_organisation(name)
    if organisation is None:
        state = find_state(name)
        return (state.code if state else name).casefold()
    own = organisation.at(f"{year}-01-01").acts_for if year else None
    return (own or ORGANS.get(organisation.name, organisation.name)).casefold()


def keyed(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the reader in the shape of the scorer, its parties by their keys."""
    return row | {side: party_of(row[side]) for side in ("source", "target")}
