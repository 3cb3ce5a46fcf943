"""The header of a data set's file: under which names its columns are asked for, or what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.errors import MissingColumn, UnknownFormat
from detente.sources.datasets.dataset import DataSet


def quote(name: str) -> str:
    """A name as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'


def named(dataset: DataSet, header: Sequence[str]) -> list[str] | None:
    """The header's columns under the names that the data set's SQL uses; None where one that it needs is missing."""
    own = {name.casefold(): name for name in (*dataset.columns, *dataset.optional)}
    own |= {other.casefold(): name for other, name in dataset.aliases.items()}
    names: list[str] = []
    for place, given in enumerate(header):
        name = own.get(given.strip().casefold(), given.strip())
        names.append(name if name and name not in names else f"{name}_{place}")
    return names if set(dataset.columns) <= set(names) else None


def columns_of(dataset: DataSet, first: list[str], where: str) -> tuple[list[str], bool]:
    """The columns' names, and whether the first line is a header. Raises MissingColumn or UnknownFormat."""
    names = named(dataset, first)
    if names is not None:
        return names, True
    if len(first) in dataset.headless:
        return list(dataset.headless[len(first)]), False
    if dataset.headless:
        known = " or ".join(str(n) for n in dataset.headless)
        raise UnknownFormat(
            f"{dataset.title} has {known} columns, this file has {len(first)}", where=where, next_step="Check the file."
        )
    raise missing(dataset, first, where)


def missing(dataset: DataSet, header: Sequence[str], where: str) -> MissingColumn:
    """The error that tells which columns are not in the header."""
    given = {name.strip().casefold() for name in header} | {
        name.casefold() for other, name in dataset.aliases.items() if other.casefold() in {h.casefold() for h in header}
    }
    lacking = [name for name in dataset.columns if name.casefold() not in given]
    return MissingColumn(
        f"no header of {dataset.title}: {', '.join(lacking[:5])} missing",
        where=where,
        next_step="Check that the file is what its publisher gives.",
    )


def completed(dataset: DataSet, table: Any) -> Any:
    """The table with the columns that a file may lack, empty."""
    import pyarrow as pa

    for name in dataset.optional:
        if name not in table.column_names and quote(name) in dataset.mapping:
            table = table.append_column(name, pa.nulls(table.num_rows, pa.string()))
    return table
