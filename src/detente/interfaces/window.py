"""The stretch of time that is asked about, its periods, the rows wanted of it: what cannot be is no question."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Literal, ParamSpec, TypeVar, get_args

from detente.errors import BadDate, QuestionError

By = Literal["day", "week", "month", "quarter", "year"]

P = ParamSpec("P")
R = TypeVar("R")


def check_window(since: str | None, until: str | None) -> None:
    """Nothing, where `until` does not end before `since` begins (EDTF, either may be missing). Raises BadDate."""
    if not since or not until:
        return
    from detente.relations.window import first_day, last_day

    start, end = first_day(since), last_day(until)
    if start is not None and end is not None and end <= start:
        raise BadDate(f'"{until}", the last day, lies before "{since}", the first', next_step="Exchange the two.")


def check_period(by: str | None) -> None:
    """Nothing, where `by` is a period or None. Raises QuestionError."""
    if by is not None and by not in get_args(By):
        raise QuestionError(f'"{by}" is no period', next_step=f"There are {', '.join(get_args(By))}.")


def check_rows(**wanted: int | None) -> None:
    """Nothing, where none of these numbers of rows is below nought. Raises QuestionError."""
    for name, n in wanted.items():
        if n is not None and n < 0:
            raise QuestionError(f"{name} is {n:,}", next_step="No fewer than 0 rows can be asked for or passed over.")


def in_order(ask: Callable[P, R]) -> Callable[P, R]:
    """The same question, whose `since` and `until` are looked at first."""

    @wraps(ask)
    def asked(*args: P.args, **given: P.kwargs) -> R:
        since, until = given.get("since"), given.get("until")
        check_window(since if isinstance(since, str) else None, until if isinstance(until, str) else None)
        return ask(*args, **given)

    return asked
