"""Table: what a question about a relation answers, over an Arrow table; and how a question is put to the record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any


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


def ask(store: Any, expression: Any) -> Table:
    """The answer of the record (`store.connection`, DuckDB) to an Ibis expression over its tables."""
    return Table(store.connection.sql(_sql_of(expression.op())).to_arrow_table())


@lru_cache(maxsize=256)
def _sql_of(question: Any) -> str:
    """The SQL of an Ibis operation: writing it takes longer than most answers, and a dossier asks some things again."""
    import ibis

    return str(ibis.to_sql(question.to_expr(), dialect="duckdb"))
