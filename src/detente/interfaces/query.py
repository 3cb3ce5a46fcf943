"""A question in SQL: one SELECT over the record's own tables, which can neither change it nor open another file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from detente.errors import QuestionError
from detente.relations.table import Table

FUNCTIONS = frozenset(
    ("duckdb_columns", "duckdb_tables", "generate_series", "json_each", "json_tree", "range", "repeat", "unnest")
)
"""Functions that may stand for a table. Any other could read files: an open list would have to know those to come."""
OWN_TABLES = "Only the tables of docs/reference/record.md are asked; join what else there is in Python."


def answer(connection: Any, query: str, values: Iterable[Any]) -> Table:
    """The answer to the SELECT, with these values for its question marks. Raises QuestionError for what is none."""
    import duckdb

    try:
        _check(connection, query)
        return Table(connection.sql(query, params=list(values)).to_arrow_table())
    except RecursionError as error:
        raise QuestionError("the query is nested too deeply", next_step="Ask it in parts.") from error
    except (duckdb.ProgrammingError, duckdb.DataError, duckdb.NotSupportedError) as error:
        text = " ".join(str(error).split("\n\n")[0].split()).rstrip(".")
        raise QuestionError(
            f"the query cannot be answered: {text}", next_step="The tables stand in docs/reference/record.md."
        ) from error


def _check(connection: Any, query: str) -> None:
    import duckdb

    statements = connection.extract_statements(query)
    if [one.type for one in statements] != [duckdb.StatementType.SELECT]:
        raise QuestionError("only one SELECT can be asked", next_step="Use add and load to change the record.")
    ((text,),) = connection.execute("SELECT json_serialize_sql(?)", [statements[0].query]).fetchall()
    for part in _parts(json.loads(text)):
        name = str(part.get("table_name", ""))
        if part.get("type") == "BASE_TABLE" and any(mark in name for mark in "./\\:"):
            raise QuestionError(f'"{name}" is no table of the record', next_step=OWN_TABLES)
        called = (part.get("function") or {}).get("function_name")
        if part.get("type") == "TABLE_FUNCTION" and called not in FUNCTIONS:
            raise QuestionError(f"{called}() is no table of the record", next_step=OWN_TABLES)


def _parts(tree: Any) -> Iterator[dict[str, Any]]:
    """Every node of a parsed statement, however deep."""
    left = [tree]
    while left:
        node = left.pop()
        if isinstance(node, dict):
            yield node
            left.extend(node.values())
        elif isinstance(node, list):
            left.extend(node)
