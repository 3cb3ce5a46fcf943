"""Catalogue: every data set that can be loaded, by name; and data sets of one's own, described by a mapping file."""

from __future__ import annotations

from importlib import import_module

from detente.errors import UnknownDataSet
from detente.sources.datasets.dataset import DataSet

MODULES = {
    "icews": ("icews", "DATASET"),
    "icews-kg": ("icews_kg", "DATASET"),
    "gdelt1": ("gdelt", "GDELT1"),
    "gdelt2": ("gdelt", "GDELT2"),
    "gdelt-mentions": ("gdelt_mentions", "DATASET"),
    "polecat": ("polecat", "DATASET"),
    "ucdp-ged": ("ucdp_ged", "DATASET"),
    "visits": ("visits", "DATASET"),
    "exercises": ("exercises", "DATASET"),
    "un-votes": ("un_votes", "DATASET"),
    "sipri": ("sipri", "DATASET"),
    "atop": ("alliances", "ATOP"),
    "cow-alliances": ("alliances", "COW"),
    "cow-mid": ("correlates_of_war", "MID"),
    "cow-igo": ("correlates_of_war", "IGO"),
    "rivalries": ("rivalries", "DATASET"),
    "states": ("state_systems", "STATES"),
    "leaders": ("state_systems", "LEADERS"),
}
OWN = ("events", "measures")
"""Any CSV or Parquet with a mapping file."""


def find_dataset(name: str, mapping: str | None = None) -> DataSet:
    """The data set of that name. `mapping`: the path of the file that describes "events" or "measures" of one's own.

    Raises UnknownDataSet with the names there are.
    """
    if name in OWN:
        from detente.sources.datasets.own_tables import read_mapping

        if mapping is None:
            raise UnknownDataSet(f'"{name}" needs a mapping file', next_step="Give --mapping FILE.toml.")
        return read_mapping(name, mapping)
    if name not in MODULES:
        raise UnknownDataSet(f'unknown data set "{name}"', next_step=f"There are: {', '.join((*MODULES, *OWN))}.")
    module, attribute = MODULES[name]
    found = getattr(import_module(f"detente.sources.datasets.{module}"), attribute)
    assert isinstance(found, DataSet)
    return found


def datasets() -> list[DataSet]:
    """All data sets with a module of their own, in the order of the catalogue."""
    return [find_dataset(name) for name in MODULES]
