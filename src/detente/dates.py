"""Dates as EDTF (ISO 8601-2): validity, the days covered, and what people write turned into it.

`docs/reference/dates.md` tells what each form means here. Day ranges are half-open; an open end reaches to `date.min`
or `date.max`. A qualifier (~ ? %) is kept in the text and changes no day.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from detente.edtf_forms import LONGEST, OPEN, POINT, Days, canonical, covered
from detente.errors import BadDate

Precision = Literal["day", "month", "season", "quarter", "year", "decade", "century", "interval", "open"]
Unit = Literal["day", "week", "month", "quarter", "year"]
Part = Literal["early", "mid", "late", "first half", "second half"]


def valid(edtf: str | None) -> bool:
    """Whether the text is EDTF, or one of the short forms that `day_range` takes ("1980s", "1948-1971", "2014-Q3")."""
    return bool(edtf) and canonical(edtf) is not None


def day_range(edtf: str | None) -> Days | None:
    """The days that an EDTF expression covers, half-open; None where it is no EDTF or lies outside the years 1 to 9999.

    A qualifier (~ ? %) changes nothing here; an open or unknown end reaches to `date.min` or `date.max`.
    """
    text = canonical(edtf) if edtf else None
    return covered(text) if text else None


def require(text: object, *, where: str = "") -> str:
    """The EDTF of what a user gave as a date; BadDate with the accepted forms where it is none."""
    found = normalise(text)
    if found is None:
        raise BadDate(
            f'"{text}" is no date that can be read for certain',
            where=where,
            next_step="Write it as EDTF: 2014-12-02, 2014-12, 2014, 198X, 1948/1971, 2014/.. or ../1991.",
        )
    return found


def precision(edtf: str | None) -> Precision | None:
    """How fine an EDTF expression is; None where it is no EDTF. "open" is an interval with an open or unknown end."""
    text = canonical(edtf) if edtf else None
    if not text:
        return None
    if "/" in text:
        return "open" if any(side in ("", OPEN) for side in text.split("/")) else "interval"
    match = POINT.match(text)
    if not match:
        return "year" if re.fullmatch(r"-\d{4}|Y-?\d+", text) else "interval"
    year, month, day = match[1], match[2], match[3]
    if month in (None, "XX"):
        return "year" if year.isdigit() else "decade" if year[2] != "X" else "century"
    if int(month) > 12:
        return "season" if int(month) < 33 else "quarter" if int(month) < 37 else "interval"
    return "day" if day not in (None, "XX") else "month"


def interval(start: str | None, end: str | None) -> str:
    """The EDTF interval between two expressions, None standing for an open side; both open gives "../.."."""
    return f"{_side(start, first=True)}/{_side(end, first=False)}"


def hull(*edtfs: str | None) -> str | None:
    """The shortest EDTF that covers all the given ones; None where none of them has days."""
    ranges = [days for days in map(day_range, edtfs) if days]
    return from_days(min(r[0] for r in ranges), max(r[1] for r in ranges)) if ranges else None


def overlap(one: str | None, other: str | None) -> bool:
    """Whether two expressions share a day; False where either has none."""
    a, b = day_range(one), day_range(other)
    return bool(a and b and a[0] < b[1] and b[0] < a[1])


def from_days(start: date, end: date) -> str:
    """The shortest EDTF that covers exactly the half-open days [start, end)."""
    if not start < end:
        raise ValueError(f"an empty stretch of days: {start} to {end}")
    if start == date.min or end == date.max:
        first = OPEN if start == date.min else _shortest_start(start)
        return f"{first}/{OPEN if end == date.max else _shortest_end(end)}"
    last = end - timedelta(days=1)
    for text in (f"{start.year:04d}", f"{start.year:04d}-{start.month:02d}", start.isoformat()):
        if covered(text) == (start, end):
            return text
    for text in (f"{start.year // 10:03d}X", f"{start.year // 100:02d}XX"):
        if covered(text) == (start, end):
            return text
    for code in range(33, 37):
        if covered(f"{start.year:04d}-{code}") == (start, end):
            return f"{start.year:04d}-{code}"
    if (start.month, start.day) == (1, 1) and (last.month, last.day) == (12, 31):
        return f"{start.year:04d}/{last.year:04d}"
    if start.day == 1 and end.day == 1:
        return f"{start.year:04d}-{start.month:02d}/{last.year:04d}-{last.month:02d}"
    return f"{start.isoformat()}/{last.isoformat()}"


def part(edtf: str, which: Part) -> str | None:
    """The EDTF of a part of a day range ("late 1990s" -> 1997/1999); None where the whole has no part that is known.

    The rule: a century is cut 0-33, 34-66, 67-99; a decade 0-3, 4-6, 7-9; a year January-April, May-August,
    September-December; a month 1-10, 11-20, 21-end; anything else in three equal parts, by days. Halves are cut at
    half of a century and decade, at July, at the 16th.
    """
    text = canonical(edtf)
    days = covered(text) if text and precision(text) != "open" else None
    if text is None or days is None:
        return None
    start, end, fine = days[0], days[1], precision(text)
    index = {"early": 0, "mid": 1, "late": 2, "first half": 3, "second half": 4}[which]
    if fine == "decade":
        low, high = ((0, 3), (4, 6), (7, 9), (0, 4), (5, 9))[index]
        return f"{start.year + low:04d}/{start.year + high:04d}"
    if fine == "century":
        low, high = ((0, 33), (34, 66), (67, 99), (0, 49), (50, 99))[index]
        return f"{start.year + low:04d}/{start.year + high:04d}"
    if fine == "year":
        low, high = ((1, 4), (5, 8), (9, 12), (1, 6), (7, 12))[index]
        return f"{start.year:04d}-{low:02d}/{start.year:04d}-{high:02d}"
    if fine == "month":
        last = (end - timedelta(days=1)).day
        low, high = ((1, 10), (11, 20), (21, last), (1, 15), (16, last))[index]
        return f"{start.replace(day=low).isoformat()}/{start.replace(day=high).isoformat()}"
    length = (end - start).days
    low, high = ((0, 3), (1, 3), (2, 3), (0, 2), (1, 2))[index]
    first = start + timedelta(days=length * low // high)
    last_day = start + timedelta(days=max(length * (low + 1) // high, length * low // high + 1))
    return from_days(first, min(last_day, end)) if first < end else None


def period(day: date, by: Unit) -> str:
    """The EDTF of the day, ISO week, month, quarter or year in which a day lies (a week is an interval of days)."""
    if by == "day":
        return day.isoformat()
    if by == "week":
        monday = day - timedelta(days=day.weekday())
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    if by == "month":
        return f"{day.year:04d}-{day.month:02d}"
    return f"{day.year:04d}" if by == "year" else f"{day.year:04d}-{33 + (day.month - 1) // 3}"


def periods(since: date, until: date, by: Unit) -> Iterator[str]:
    """The EDTF of every period from the one that holds `since` to the one that holds the day before `until`."""
    day = since
    while day < until:
        text = period(day, by)
        yield text
        days = covered(text)
        assert days is not None
        day = days[1]


def normalise(value: object) -> str | None:
    """The EDTF of what users and sources write as a date; None where it is unknown or can be read in two ways.

    Takes date and datetime objects, EDTF, ISO stamps (cut to the day), 20141202, "2 December 2014", "Dec 2, 2014",
    "December 2014", "1980s", "late 1990s", "circa 1998", RFC 2822 stamps. 03/04/2014 has two readings and gives None;
    25/12/2014 has one.
    """
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        value = f"{value:04d}"
    if not isinstance(value, str) or len(value) > LONGEST:
        return None
    return _normalise_text(" ".join(value.split()))


@lru_cache(maxsize=65536)
def _normalise_text(text: str) -> str | None:
    if not text:
        return None
    match = POINT.match(text.replace(" ", "T", 1) if re.match(r"\d{4}-\d\d-\d\d \d", text) else text)
    if match and match[4]:
        text = text[:10]
    return canonical(text) or _written(text)


def _side(edtf: str | None, *, first: bool) -> str:
    """One side of an interval: the expression itself where it is a point, else the day on its outer edge."""
    if edtf is None:
        return OPEN
    text = canonical(edtf)
    if text is None:
        raise ValueError(f"no EDTF: {edtf!r}")
    if "/" in text:
        return text.split("/")[0 if first else 1] or OPEN
    return text


def _shortest_start(start: date) -> str:
    if start.day > 1:
        return start.isoformat()
    return f"{start.year:04d}" if start.month == 1 else f"{start.year:04d}-{start.month:02d}"


def _shortest_end(end: date) -> str:
    last = end - timedelta(days=1)
    if end.day > 1:
        return last.isoformat()
    return f"{last.year:04d}" if last.month == 12 else f"{last.year:04d}-{last.month:02d}"


_MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name[:3]: i for name, i in _MONTHS.items()} | {"sept": 9}
_M = "(?P<m>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_D, _Y = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?", r"(?P<y>\d{4})"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]*\s+)?"
_CLOCK = r"(?:[ ,T]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|[A-Z]{2,4}|[+-]\d\d:?\d\d)?)?"
_WRITTEN = tuple(
    re.compile(pattern + r"\Z", re.IGNORECASE)
    for pattern in (
        rf"{_WEEKDAY}{_D}\s+(?:of\s+)?{_M},?\s+{_Y}{_CLOCK}",
        rf"{_WEEKDAY}{_M}\s+{_D},?\s+{_Y}{_CLOCK}",
        rf"{_D}-{_M}-{_Y}{_CLOCK}",
        rf"{_M}(?:,|\s+of)?\s+{_Y}",
        r"(?P<y>\d{4})(?P<n>\d\d)(?P<d>\d\d)(?:\d{6}|T\d{6}Z?)?",
        rf"(?P<y>\d{{4}})[/.](?P<n>\d{{1,2}})[/.](?P<d>\d{{1,2}}){_CLOCK}",
    )
)
_SLASHED = re.compile(rf"(\d{{1,2}})([/.-])(\d{{1,2}})\2(\d{{4}}){_CLOCK}\Z", re.IGNORECASE)
_CIRCA = re.compile(r"(?:circa|ca?\.|about|around|approximately)\s*(\S.*)\Z", re.IGNORECASE)
_PART = re.compile(r"(?:the\s+)?(early|mid|late)[\s-]+(?:the\s+)?(.+)\Z", re.IGNORECASE)
_THE_DECADE = re.compile(r"the\s+(\d{3}0['’]?s)\Z", re.IGNORECASE)


def _written(text: str) -> str | None:
    """The EDTF of a date in words or in digits of another order."""
    for pattern in _WRITTEN:
        if match := pattern.match(text):
            found = match.groupdict()
            month = int(found["n"]) if found.get("n") else _MONTHS[found["m"].lower()]
            day = f"-{int(found['d']):02d}" if found.get("d") else ""
            return canonical(f"{found['y']}-{month:02d}{day}") if month <= 12 else None
    if match := _SLASHED.match(text):
        return _slashed(int(match[1]), int(match[3]), match[4])
    if match := _CIRCA.match(text):
        inner = _normalise_text(match[1])
        return f"{inner}~" if inner and POINT.match(inner) and inner[-1] not in "~?%" else None
    if match := _PART.match(text):
        inner = _normalise_text(match[2])
        return part(inner, match[1].lower()) if inner else None  # type: ignore[arg-type]
    if match := _THE_DECADE.match(text):
        return canonical(match[1])
    return None


def _slashed(one: int, two: int, year: str) -> str | None:
    """The day of 25/12/2014 or 12/25/2014; None where both numbers could be the month and they differ."""
    if one == two:
        return canonical(f"{year}-{one:02d}-{two:02d}")
    if (one <= 12) == (two <= 12):
        return None
    month, day = (one, two) if one <= 12 else (two, one)
    return canonical(f"{year}-{month:02d}-{day:02d}")
