"""Table: what a question about a relation answers, over an Arrow table; and how a question is put to the record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from detente.relations.queries.written import Value, sql_of


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns. `notes` holds what concerns the whole: how many rows were left out, and why."""

    arrow: Any
    notes: dict[str, int | str] = field(default_factory=dict)

    def __len__(self) -> int:
        return int(self.arrow.num_rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows())

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(self.arrow.column_names)

    def rows(self) -> list[dict[str, Any]]:
        """The rows as dictionaries."""
        rows: list[dict[str, Any]] = self.arrow.to_pylist()
        return rows

    def to_pandas(self) -> Any:
        """The rows as a pandas frame (pandas must be installed)."""
        return self.arrow.to_pandas()

    def to_polars(self) -> Any:
        """The rows as a polars frame (polars must be installed)."""
        import polars

        return polars.from_arrow(self.arrow)


def table_of(columns: dict[str, Any], notes: dict[str, int | str] | None = None) -> Table:
    """A table from columns (lists or arrays of one length)."""
    import pyarrow as pa

    return Table(pa.table(columns), notes or {})


def ask(store: Any, question: Callable[..., Any], *values: Value) -> Table:
    """The answer of the record (`store.connection`, DuckDB) to a question of `queries`, put with these values.

    A store with `answers` (see `Once`) is asked the same only once.
    """
    sql = sql_of(question, *values)
    kept: dict[str, Any] | None = getattr(store, "answers", None)
    if kept is None:
        return Table(store.connection.sql(sql).to_arrow_table())
    if sql not in kept:
        kept[sql] = store.connection.sql(sql).to_arrow_table()
    return Table(kept[sql])


class Once:
    """The record as one answer sees it: what several of its parts need is asked once."""

    def __init__(self, store: Any) -> None:
        self.store = store
        self.answers: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)
