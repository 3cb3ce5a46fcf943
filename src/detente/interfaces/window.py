"""The stretch of time that is asked about: what ends before it begins is no question."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from detente.errors import BadDate

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


def in_order(ask: Callable[P, R]) -> Callable[P, R]:
    """The same question, whose `since` and `until` are looked at first."""

    @wraps(ask)
    def asked(*args: P.args, **given: P.kwargs) -> R:
        since, until = given.get("since"), given.get("until")
        check_window(since if isinstance(since, str) else None, until if isinstance(until, str) else None)
        return ask(*args, **given)

    return asked
