"""Periods joined to coarser ones, so that a chart's bars stay apart."""

from __future__ import annotations

from detente.brief.material import Period


def coarser(periods: tuple[Period, ...], most: int) -> tuple[Period, ...]:
    """The same periods joined, whole calendar years where possible, until there are at most `most`.

    Counts add up; so do the expected numbers of turns, exactly.
    """
    joined = periods
    for key in (_quarter, _year, _lustrum, _decade):
        if len(joined) <= most:
            return joined
        grouped: dict[tuple[int, int], list[Period]] = {}
        for period in periods:
            grouped.setdefault(key(period.start), []).append(period)
        joined = tuple(_join(group) for group in grouped.values())
    return joined


def _join(group: list[Period]) -> Period:
    return Period(
        start=group[0].start,
        end=group[-1].end,
        n_cooperation=sum(p.n_cooperation for p in group),
        n_conflict=sum(p.n_conflict for p in group),
        turns=sum(p.turns for p in group),
    )


def _quarter(day: str) -> tuple[int, int]:
    return int(day[:4]), (int(day[5:7]) - 1) // 3


def _year(day: str) -> tuple[int, int]:
    return int(day[:4]), 0


def _lustrum(day: str) -> tuple[int, int]:
    return int(day[:4]) // 5, 0


def _decade(day: str) -> tuple[int, int]:
    return int(day[:4]) // 10, 0
