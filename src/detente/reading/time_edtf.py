"""TIMEX3 values turned into EDTF, and sums with them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from detente import dates

_SEASON = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def edtf_of(value: str) -> str | None:
    """The EDTF of the days that a TIMEX3 value of type DATE or TIME names; None where it names none."""
    if _DAY.match(value):
        return value[:10] if dates.valid(value[:10]) else None
    if re.fullmatch(r"\d{4}(-\d\d)?", value):
        return value if dates.valid(value) else None
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        return _week(int(match[1]), int(match[2]), weekend=bool(match[3]))
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return f"{match[1]}-{_SEASON[match[2]]}"
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        return f"{match[1]}-{32 + int(match[2])}"
    if re.fullmatch(r"\d{3}", value):
        return f"{value}X"
    if re.fullmatch(r"\d\d", value):
        return f"{value}XX"
    if match := re.fullmatch(r"(\d{4})-H([12])", value):
        return f"{match[1]}-01/{match[1]}-06" if match[2] == "1" else f"{match[1]}-07/{match[1]}-12"
    if match := re.match(r"BC(\d{4})(?:-(\d\d))?", value):
        year = 1 - int(match[1])
        return f"-{-year:04d}" if year < 0 else None
    return None


def _week(year: int, week: int, *, weekend: bool) -> str | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    first = monday + timedelta(days=5) if weekend else monday
    return f"{first.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def year_value(year: int) -> str:
    """The TIMEX3 year of a number, in which -480 is 480 BC: BC0480."""
    return f"{year:04d}" if year > 0 else f"BC{-year:04d}"


def week_value(day: date) -> str:
    """The ISO week of a day: 1999-W12."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def month_value(year: int, month: int) -> str:
    """YYYY-MM of a month counted from January of a year, past either end of it."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{year_value(year)}-{month:02d}"


def quarter_value(year: int, quarter: int) -> str:
    """YYYY-Qn of a quarter counted from the first of a year, past either end of it."""
    year, quarter = year + (quarter - 1) // 4, (quarter - 1) % 4 + 1
    return f"{year:04d}-Q{quarter}"


def shifted(day: date, days: int) -> date | None:
    """The day so many days on; None past the ends of the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def months_back(day: date, months: int) -> date | None:
    """The same day so many months before (the month's last where it has no such day)."""
    year, month = day.year + (day.month - 1 - months) // 12, (day.month - 1 - months) % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1])) if 1 <= year <= 9999 else None
