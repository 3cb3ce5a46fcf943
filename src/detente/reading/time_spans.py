"""The rules for spans: 1861-1863, 14 August-24 August 1914, March-May 1940. Both ends carry the whole span."""

from __future__ import annotations

from collections.abc import Iterator

from detente import dates
from detente.reading.time_values import Found, Match, day_value, month_number, ordinal, said_year


def year_span(match: Match) -> Iterator[Found]:
    """1861-1863, 1915-17, 1948 to 1971, between 1948 and 1971: both ends, each with the whole span as EDTF."""
    first, second, begin = match.word("y1") or "", match.word("y2") or "", match.match.start("y1")
    if len(second) == 2:
        second = first[:2] + second
    span = f"{first}/{second}"
    if len(second) != 4 or not dates.valid(span):
        yield Found(begin, begin + 1, "DATE", first)
        return
    yield Found(begin, begin + 1, "DATE", first, span)
    yield Found(match.last - 1, match.last, "DATE", second, span)


def day_span(match: Match) -> Iterator[Found]:
    """14 August-24 August 1914, June 10-12: both days, each with the whole span as EDTF."""
    month2 = month_number(match.word("m2") or match.word("m1") or "")
    month1 = month_number(match.word("m1") or match.word("m2") or "")
    day1, day2 = ordinal(match.word("d1") or ""), ordinal(match.word("d2") or "")
    year2 = said_year(match, "y")
    year2 = year2 or match.anchors.year_of_month(month2, day2, match.start, match.end)
    year1 = year2 - 1 if year2 and month1 > month2 else year2
    one, two = day_value(year1, month1, day1), day_value(year2, month2, day2)
    span = f"{one}/{two}" if dates.valid(f"{one}/{two}") and year1 else None
    middle = next(i for i in range(match.first, match.last) if match.tokens.classes[i] in "-T&")
    if match.tokens.classes[middle] == "&":
        yield Found(match.first, middle, "DATE", one)
        yield Found(middle + 1, match.last, "DATE", two)
        return
    yield Found(match.first, middle, "DATE", one, span)
    yield Found(middle + 1, match.last, "DATE", two, span)


def month_span(match: Match) -> Iterator[Found]:
    """March-May 1940: both months, each with the whole span as EDTF."""
    month1, month2 = month_number(match.word("m1") or ""), month_number(match.word("m2") or "")
    year2 = int(match.word("y2") or 0)
    year1 = int(match.word("y1") or 0) or (year2 - 1 if month1 > month2 else year2)
    one, two = f"{year1:04d}-{month1:02d}", f"{year2:04d}-{month2:02d}"
    span = f"{one}/{two}" if dates.valid(f"{one}/{two}") else None
    middle = next(i for i in range(match.first, match.last) if match.tokens.classes[i] in "-T")
    yield Found(match.first, middle, "DATE", one, span)
    yield Found(middle + 1, match.last, "DATE", two, span)
