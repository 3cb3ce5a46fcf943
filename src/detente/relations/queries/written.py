"""The SQL of every question, written once from its expression and kept in `questions.sql`.

Putting an expression into SQL takes longer than the record takes to answer, and the library that does it takes half a
second to load; so it is done when a question changes, not when it is asked.
After a change: DETENTE_SNAPSHOTS=write pytest tests/relations/test_queries.py
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

Value = str | int | date | Sequence[str]
HOLE = re.compile(r"'\{(\d)\}'")
"""Where the states, dyads or days of a question go."""


def sql_of(question: Callable[..., Any], *values: Value) -> str:
    """The question put with these values: a list of codes, a day, the name of a period, a number."""
    holes = [value for value in values if _is_hole(value)]
    text = written()[name_of(question, *values)]
    return HOLE.sub(lambda hole: _literal(holes[int(hole[1])]), text)


def name_of(question: Callable[..., Any], *values: Value) -> str:
    """The heading under which the question's SQL stands: "periods.counts month"."""
    chosen = [str(value) for value in values if not _is_hole(value)]
    return " ".join((f"{question.__module__.rsplit('.', 1)[-1]}.{question.__name__}", *chosen))


def write(question: Callable[..., Any], *values: Value) -> str:
    """The SQL of the expression, with holes for what is a list or a day."""
    import ibis

    numbers = iter(range(10))
    put = [_marker(value, next(numbers)) if _is_hole(value) else value for value in values]
    return str(ibis.to_sql(question(*put), dialect="duckdb")).strip()


@cache
def written() -> dict[str, str]:
    """All questions by their headings."""
    text = (files("detente.relations.queries") / "questions.sql").read_text(encoding="utf-8")
    return dict(_sections(text))


def _sections(text: str) -> Iterator[tuple[str, str]]:
    for part in re.split(r"^-- ", text, flags=re.MULTILINE)[1:]:
        name, _, sql = part.partition("\n")
        yield name, sql.strip()


def _is_hole(value: Value) -> bool:
    return not isinstance(value, str | int)


def _marker(value: Value, number: int) -> Any:
    return f"{{{number}}}" if isinstance(value, date) else [f"{{{number}}}"]


def _literal(value: Any) -> str:
    words = [value.isoformat()] if isinstance(value, date) else list(value)
    return ", ".join("'" + word.replace("'", "''") + "'" for word in words)
